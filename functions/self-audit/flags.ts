import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { maySeeCase } from '../../shared/domain/self-audit/audit-case.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { caseIdOf, readAuditCases } from '../../shared/store/audit-cases.ts';
import { auditFlagKey, auditFlagPrefix } from '../../shared/store/keys/self-audit.ts';
import { auditFlagOfItem, readSelfAudit } from '../../shared/store/self-audits.ts';
import type { FlagView } from './api.ts';
import type { SelfAuditOperations } from './context.ts';
import { flagView } from './views.ts';

export const flagOperations: SelfAuditOperations<'listSelfAuditFlags'> = {
  listSelfAuditFlags: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { limit, rule, providerId } = request.query;
    const audit = await readSelfAudit(table, tenantId, request.params.selfAuditId);
    if (audit === undefined) return fail({ kind: 'not-found' });
    // An earlier attempt may have left flags that the current attempt will replace.
    if (audit.state !== 'done') return ok({ body: { items: [] } });
    const partition = auditFlagKey(tenantId, audit.id, 0).pk;
    const page = await listPage(request, table, { partitions: [partition], prefix: auditFlagPrefix, limit }, (item) => {
      const flag = auditFlagOfItem(item);
      const isAsked = rule === undefined || flag.rule === rule;
      return isAsked && (providerId === undefined || flag.providerId === providerId) ? flag : undefined;
    });
    if (!page.ok) return page;
    const { items, ...next } = page.value;
    const cases = await readAuditCases(
      table,
      tenantId,
      items.map((flag) => caseIdOf(tenantId, flag, audit)),
    );
    const shown = items.map((flag, index): FlagView => {
      const found = cases[index];
      // A case that the caller may not see is not mentioned.
      const seen = found !== undefined && maySeeCase(found, request.principal) ? found : undefined;
      return {
        ...{ number: flag.number, ...flagView(flag) },
        ...present({ caseId: seen?.id, caseState: seen?.state }),
      };
    });
    return asRead(ok({ items: shown, ...next }), { action: 'self-audit-flags-read', entityId: audit.id }, () => []);
  },
};
