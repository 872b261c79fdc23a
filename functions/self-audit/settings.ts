import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { AuditSettings, SpecialtyLevels } from '../../shared/domain/self-audit/settings.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import {
  auditSettingsWrite,
  readAuditSettings,
  readSpecialtyLevels,
  specialtyLevelsWrite,
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
    const before = await readAuditSettings(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const version = before.version + 1;
    const settings: AuditSettings = { ...request.body, version };
    return ok({
      body: settingsView(settings),
      version,
      writes: [auditSettingsWrite(tenantId, settings)],
      audit: { action: 'self-audit-settings-replaced', entityId: 'self-audit-settings', facts: { version } },
    });
  },

  getSpecialtyLevels: async (request, { table }) => {
    const levels = await readSpecialtyLevels(table, request.principal.tenantId);
    return ok({ body: levelsView(levels), version: levels.version });
  },

  replaceSpecialtyLevels: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readSpecialtyLevels(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const version = before.version + 1;
    const { rows, source } = request.body;
    const levels: SpecialtyLevels = { rows, version, ...present({ source }) };
    return ok({
      body: levelsView(levels),
      version,
      writes: [specialtyLevelsWrite(tenantId, levels)],
      audit: { action: 'specialty-levels-replaced', entityId: 'specialty-levels', facts: { version } },
    });
  },
};
