import { ok } from '../../shared/domain/result.ts';
import { settingsChange } from '../../shared/runtime/api/settings-change.ts';
import { paperSettingsItem, readPaperSettings } from '../../shared/store/paper.ts';
import type { PaperOperations } from './context.ts';

export const settingsOperations: PaperOperations<'getPaperSettings' | 'replacePaperSettings'> = {
  getPaperSettings: async (request, { table }) => {
    const { version, printers } = await readPaperSettings(table, request.principal.tenantId);
    return ok({ body: { version, printers: [...printers] }, version });
  },

  replacePaperSettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readPaperSettings(table, tenantId);
    const after = { ...request.body, version: before + 1 };
    return settingsChange(request, {
      ...{ before, after, put: paperSettingsItem(tenantId, after) },
      audit: { action: 'paper-settings-replaced', entityId: 'paper-settings' },
    });
  },
};
