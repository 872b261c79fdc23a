import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { nextRunAt } from '../../shared/domain/statement/schedule.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { missingRecords, namedInList } from '../../shared/runtime/api/named-records.ts';
import { billingSettingsWrite, readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readOffice } from '../../shared/store/office.ts';
import { scheduledRunMessage } from '../../shared/store/statements.ts';
import type { accountsApi } from './api.ts';
import type { AccountsOperations } from './context.ts';

type SettingsView = AnswerOf<(typeof accountsApi)['getBillingSettings']>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (settings: BillingSettings): SettingsView => settings as unknown as SettingsView;

/** The office's decisions about billing. The settings exist from the start: nobody has to create them. */
export const billingSettingsOperations: AccountsOperations<'getBillingSettings' | 'replaceBillingSettings'> = {
  getBillingSettings: async (request, { table }) => {
    const settings = await readBillingSettings(table, request.principal.tenantId);
    return ok({ body: viewOf(settings), version: settings.version });
  },

  replaceBillingSettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const before = await readBillingSettings(table, tenantId);
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { nonprofitEntityIds } = request.body.collections;
    const at = '/collections/nonprofitEntityIds';
    const unknown = await missingRecords(table, namedInList(tenantId, at, 'LEGAL-ENTITY', nonprofitEntityIds));
    if (unknown.length > 0) return fail({ kind: 'request-invalid', errors: unknown });
    const version = before.version + 1;
    const settings: BillingSettings = { ...request.body, version };
    const { schedule } = settings.statements;
    const { timeZone } = await readOffice(table, tenantId);
    const due =
      schedule === undefined ? [] : [scheduledRunMessage(tenantId, version, nextRunAt(schedule, timeZone, request.at))];
    return ok({
      body: viewOf(settings),
      version,
      writes: [billingSettingsWrite(tenantId, settings)],
      audit: { action: 'billing-settings-replaced', entityId: 'billing-settings', facts: { version } },
      due,
    });
  },
};
