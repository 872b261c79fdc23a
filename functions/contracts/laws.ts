import { latePaymentLaw, medicareRate } from '../../shared/domain/late-payment/late-payment.ts';
import { medicareDays, medicareSource, shippedLatePaymentLaws } from '../../shared/domain/late-payment/laws.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { statesOfEntities } from '../../shared/store/holder-states.ts';
import type { ContractsOperations } from './context.ts';

export const lawOperations: ContractsOperations<'listLatePaymentLaws'> = {
  listLatePaymentLaws: async (request, { table }) => {
    const { tenantId } = request.principal;
    const on = request.query.on ?? (await request.today());
    const [{ contracts }, entities] = await Promise.all([
      readBillingSettings(table, tenantId),
      statesOfEntities(table, tenantId),
    ]);
    const settings = { states: [], medicareRates: [], ...contracts.latePayments };
    const offices = new Set(entities.values());
    const known = [...settings.states, ...shippedLatePaymentLaws].map(({ state }) => state);
    const items = [...new Set([...known, ...offices])].sort().map((state) => {
      const law = latePaymentLaw(settings, state, on);
      const isOffices = offices.has(state) ? (true as const) : undefined;
      if (law === undefined) return { state, askCounsel: true as const, ...present({ isOffices }) };
      const { penalties, ...told } = law;
      return { ...told, ...present({ isOffices, hasPenalties: penalties && (true as const) }) };
    });
    const yearlyRate = medicareRate(settings, on);
    const askCounsel = yearlyRate === undefined ? (true as const) : undefined;
    const medicare = { days: medicareDays, source: medicareSource, ...present({ yearlyRate, askCounsel }) };
    return ok({ body: { on, items, medicare } });
  },
};
