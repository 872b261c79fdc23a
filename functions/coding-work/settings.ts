import type { CodingSettings } from '../../shared/domain/coding-work/settings.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { codingSettingsWrite, readCodingSettings } from '../../shared/store/coding-work.ts';
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
    const before = await readCodingSettings(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { escalateTo, ...body } = request.body;
    const version = before.version + 1;
    const settings: CodingSettings = { ...body, version, ...present({ escalateTo }) };
    return ok({
      body: viewOf(settings),
      version,
      writes: [codingSettingsWrite(tenantId, settings)],
      audit: { action: 'coding-settings-replaced', entityId: 'coding-settings', facts: { version } },
    });
  },
};
