import type { CodingSettings } from '../../shared/domain/coding-work/settings.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { settingsChange } from '../../shared/runtime/api/settings-change.ts';
import { codingSettingsItem, readCodingSettings } from '../../shared/store/coding-work.ts';
import type { codingWorkApi } from './api.ts';
import type { CodingWorkOperations } from './context.ts';

type SettingsView = AnswerOf<(typeof codingWorkApi)['getCodingSettings']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (settings: CodingSettings): SettingsView => settings as unknown as SettingsView;

export const settingsOperations: CodingWorkOperations<'getCodingSettings' | 'replaceCodingSettings'> = {
  getCodingSettings: async (request, { table }) => {
    const settings = await readCodingSettings(table, request.principal.tenantId);
    return ok({ body: viewOf(settings), version: settings.version });
  },

  replaceCodingSettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readCodingSettings(table, tenantId);
    const { escalateTo, ...body } = request.body;
    const settings: CodingSettings = { ...body, version: before + 1, ...present({ escalateTo }) };
    return settingsChange(request, {
      ...{ before, after: viewOf(settings), put: codingSettingsItem(tenantId, settings) },
      audit: { action: 'coding-settings-replaced', entityId: 'coding-settings' },
    });
  },
};
