import type { IntakeMapping } from '../../shared/domain/intake/intake.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { mappingItem, readMapping } from '../../shared/store/intakes.ts';
import { intakeMappingKey } from '../../shared/store/keys/intake.ts';
import { type Item, standsAt } from '../../shared/store/table.ts';
import type { IntakeOperations } from './context.ts';

export const mappingOperations: IntakeOperations<'listIntakeMappings' | 'getIntakeMapping' | 'replaceIntakeMapping'> = {
  listIntakeMappings: async (request, { table }) => {
    const { pk } = intakeMappingKey(request.principal.tenantId, '');
    const viewOf = (item: Item) => documentOfItem<IntakeMapping>(item);
    return asAnswer(await listPage(request, table, { partitions: [pk], limit: request.query.limit }, viewOf));
  },

  getIntakeMapping: async (request, { table }) => {
    const mapping = await readMapping(table, request.principal.tenantId, request.params.name);
    return mapping === undefined ? fail({ kind: 'not-found' }) : ok({ body: mapping, version: mapping.version });
  },

  replaceIntakeMapping: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { name } = request.params;
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) return fail({ kind: 'not-found' });
    const before = (await readMapping(table, tenantId, name))?.version ?? 0;
    if (before !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const mapping: IntakeMapping = { name, version: before + 1, ...request.body };
    return ok({
      body: mapping,
      version: mapping.version,
      writes: [
        {
          put: mappingItem(tenantId, mapping),
          condition: standsAt(before),
          orElse: { kind: 'version-changed' },
        },
      ],
      audit: {
        action: 'intake-mapping-replaced',
        entityId: 'intake-mappings',
        facts: { name, version: mapping.version },
      },
    });
  },
};
