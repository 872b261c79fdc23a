import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import type { AuditSettings, SpecialtyLevels } from '../../shared/domain/self-audit/settings.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { settingsChange } from '../../shared/runtime/api/settings-change.ts';
import {
  auditSettingsItem,
  readAuditSettings,
  readSpecialtyLevels,
  specialtyLevelsItem,
} from '../../shared/store/self-audits.ts';
import type { selfAuditApi } from './api.ts';
import type { SelfAuditOperations } from './context.ts';

type SettingsView = AnswerOf<(typeof selfAuditApi)['getSelfAuditSettings']>;
type LevelsView = AnswerOf<(typeof selfAuditApi)['getSpecialtyLevels']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const settingsView = (settings: AuditSettings): SettingsView => settings as unknown as SettingsView;
const levelsView = (levels: SpecialtyLevels): LevelsView => levels as unknown as LevelsView;

export const settingsOperations: SelfAuditOperations<
  'getSelfAuditSettings' | 'replaceSelfAuditSettings' | 'getSpecialtyLevels' | 'replaceSpecialtyLevels'
> = {
  getSelfAuditSettings: async (request, { table }) => {
    const settings = await readAuditSettings(table, request.principal.tenantId);
    return ok({ body: settingsView(settings), version: settings.version });
  },

  replaceSelfAuditSettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readAuditSettings(table, tenantId);
    const settings: AuditSettings = { ...request.body, version: before + 1 };
    return settingsChange(request, {
      ...{ before, after: settingsView(settings), put: auditSettingsItem(tenantId, settings) },
      audit: { action: 'self-audit-settings-replaced', entityId: 'self-audit-settings' },
    });
  },

  getSpecialtyLevels: async (request, { table }) => {
    const levels = await readSpecialtyLevels(table, request.principal.tenantId);
    return ok({ body: levelsView(levels), version: levels.version });
  },

  replaceSpecialtyLevels: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readSpecialtyLevels(table, tenantId);
    const { rows, source } = request.body;
    const levels: SpecialtyLevels = { rows, version: before + 1, ...present({ source }) };
    return settingsChange(request, {
      ...{ before, after: levelsView(levels), put: specialtyLevelsItem(tenantId, levels) },
      audit: { action: 'specialty-levels-replaced', entityId: 'specialty-levels' },
    });
  },
};
