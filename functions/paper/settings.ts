import { fail, ok } from '../../shared/domain/result.ts';
import { paperSettingsItem, readPaperSettings } from '../../shared/store/paper.ts';
import { standsAt } from '../../shared/store/table.ts';
import type { PaperOperations } from './context.ts';

export const settingsOperations: PaperOperations<'getPaperSettings' | 'replacePaperSettings'> = {
  getPaperSettings: async (request, { table }) => {
    const { version, printers } = await readPaperSettings(table, request.principal.tenantId);
    return ok({ body: { version, printers: [...printers] }, version });
  },

  replacePaperSettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readPaperSettings(table, tenantId);
    if (before !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const settings = { ...request.body, version: before + 1 };
    return ok({
      body: settings,
      version: settings.version,
      writes: [
        {
          put: paperSettingsItem(tenantId, settings),
          condition: standsAt(before),
          orElse: { kind: 'version-changed' },
        },
      ],
      audit: { action: 'paper-settings-replaced', entityId: 'paper-settings', facts: { version: settings.version } },
    });
  },
};
