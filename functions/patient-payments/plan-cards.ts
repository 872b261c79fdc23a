import { beginPlanCard, checkPlanCard } from '../../shared/cards/instalments.ts';
import { type PaymentPlan, standingOf } from '../../shared/domain/payment-plan/plan.ts';
import { type FieldError, fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { cardChargeWrite, openChargesOfPlan } from '../../shared/store/cards.ts';
import { owedOfPlan, paymentPlanWrite, readPaymentPlan } from '../../shared/store/payment-plans.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';
import { viewOf } from './plans.ts';

type CardRequest = PatientPaymentsRequest<'putPlanCard' | 'takePlanCard'>;

/** The card of a running plan: adding, changing and removing it. */
export const planCardOperations: PatientPaymentsOperations<'putPlanCard' | 'takePlanCard'> = {
  putPlanCard: async (request, { table }) => {
    const found = await runningPlan(request, table);
    if (!found.ok) return found;
    const before = found.value;
    const { tenantId, subject } = request.principal;
    const { cardId, consent } = request.body;
    const today = await request.today();
    if (consent.on > today) return invalid({ pointer: '/consent/on', detail: 'is in the future' });
    const owedCents = await owedOfPlan(table, tenantId, before);
    const { state, instalments } = standingOf(before, owedCents, today);
    if (state === 'completed') return fail({ kind: 'plan-for-nothing' });
    const account = await readAccount(table, tenantId, before.accountId);
    invariant(account !== undefined, 'a plan’s account exists');
    const next = instalments.find((each) => each.state !== 'paid' && each.dueOn >= today);
    const card = await checkPlanCard(table, tenantId, { account, cardId, on: next?.dueOn ?? today });
    if (!card.ok) return fail({ kind: card.failure });
    const plan: PaymentPlan = {
      ...{ ...before, version: before.version + 1, cardId, cardRound: (before.cardRound ?? 0) + 1 },
      cardConsent: { ...consent, recordedBy: subject },
    };
    const withdrawn = await withdrawals(request, table, { plan: before, reason: 'Another card pays the plan' });
    return ok({
      body: viewOf(plan, owedCents, today),
      version: plan.version,
      writes: [paymentPlanWrite(tenantId, plan), ...withdrawn],
      audit: { action: 'payment-plan-card-added', entityId: plan.id, facts: { cardId } },
      due: [await beginPlanCard(table, tenantId, { plan, owedCents, today }, request.at)],
    });
  },

  takePlanCard: async (request, { table }) => {
    const found = await runningPlan(request, table);
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const { reason } = request.body;
    const { cardId, cardConsent: _consent, ...rest } = found.value;
    if (cardId === undefined) return invalid({ pointer: '', detail: 'no card pays this plan' });
    // The plan keeps its round number, so that a card that is added later gets a new one.
    const plan: PaymentPlan = { ...rest, version: rest.version + 1 };
    return ok({
      body: viewOf(plan, await owedOfPlan(table, tenantId, plan), await request.today()),
      version: plan.version,
      writes: [paymentPlanWrite(tenantId, plan), ...(await withdrawals(request, table, { plan: found.value, reason }))],
      audit: { action: 'payment-plan-card-removed', entityId: plan.id, facts: { cardId } },
    });
  },
};

const invalid = (error: FieldError) => fail({ kind: 'request-invalid' as const, errors: [error] });

/** The running plan in the version that the request names. */
async function runningPlan(
  { principal, params, expectedVersion }: Pick<CardRequest, 'principal' | 'params' | 'expectedVersion'>,
  table: Table,
): Promise<Result<PaymentPlan, Failure>> {
  const plan = await readPaymentPlan(table, principal.tenantId, params.planId);
  if (plan === undefined) return fail({ kind: 'not-found' });
  if (plan.version !== expectedVersion) return fail({ kind: 'version-changed' });
  return plan.ended === undefined ? ok(plan) : fail({ kind: 'plan-ended-already' });
}

/**
 * Withdraws charges that were only announced or declined: the next instalment includes their amounts. Charges that the
 * processor has been asked for stay.
 */
async function withdrawals(
  { principal: { tenantId, subject }, at }: Pick<CardRequest, 'principal' | 'at'>,
  table: Table,
  { plan, reason }: { readonly plan: PaymentPlan; readonly reason: string },
): Promise<Write<Failure>[]> {
  const charges = await openChargesOfPlan(table, tenantId, plan);
  return charges.map((charge) =>
    cardChargeWrite(tenantId, {
      ...{ ...charge, version: charge.version + 1, state: 'withdrawn' },
      ended: { by: subject, at, reason },
    }),
  );
}
