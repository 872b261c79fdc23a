import { beginPlanCard, checkPlanCard } from '../../shared/cards/instalments.ts';
import { readBeyondLaw } from '../../shared/cards/owed-now.ts';
import { type Account, isClient } from '../../shared/domain/account/account.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import {
  instalmentsWithoutDisclosures,
  mostPlanClaims,
  owedOf,
  type PaymentPlan,
  standingOf,
} from '../../shared/domain/payment-plan/plan.ts';
import { type Instalment, mostInstalments, scheduleOf } from '../../shared/domain/payment-plan/schedule.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { addMonths, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { patientOwed, readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { endedPlansPartition, openPlansPartition } from '../../shared/store/keys/account.ts';
import {
  accountPlanWrite,
  latestPlanOf,
  owedOfPlan,
  paymentPlanOfItem,
  paymentPlanWrite,
  readPaymentPlan,
} from '../../shared/store/payment-plans.ts';
import type { Table } from '../../shared/store/table.ts';
import type { PatientPaymentsOperations, PatientPaymentsRequest } from './context.ts';
import type { planRoutes } from './plan-routes.ts';

type PlanBody = PatientPaymentsRequest<'createPaymentPlan'>['body'];
type PlanView = AnswerOf<(typeof planRoutes)['getPaymentPlan']>;

export const planOperations: PatientPaymentsOperations<
  Exclude<keyof typeof planRoutes, 'putPlanCard' | 'takePlanCard'>
> = {
  createPaymentPlan: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { body } = request;
    const today = await request.today();
    const account = await readAccount(table, tenantId, body.accountId);
    if (account === undefined) return invalid('/accountId', 'no such account');
    if (body.firstDueOn < today) return invalid('/firstDueOn', 'has passed');
    if (body.firstDueOn > addMonths(today, 12)) return invalid('/firstDueOn', 'more than a year from today');
    const running = await runningPlan(table, tenantId, { accountId: account.id, today });
    if (!running.ok) return running;
    const claims = await claimsOfPlan(table, tenantId, { account, claimIds: body.claimIds, today });
    if (!claims.ok) return claims;
    const { cardId } = body;
    const card = cardId && (await checkPlanCard(table, tenantId, { account, cardId, on: body.firstDueOn }));
    if (card && !card.ok) return fail({ kind: card.failure });
    const totalCents = owedOf(claims.value);
    const instalments = instalmentsOf(body, totalCents, today);
    if (!instalments.ok) return instalments;
    const plan: PaymentPlan = {
      ...{ id: request.newId('paymentPlan'), version: 1, accountId: account.id },
      ...{ claimIds: claims.value.map(({ claimId }) => claimId), totalCents, every: body.every },
      ...{ instalments: instalments.value, agreedOn: today, agreedBy: subject },
      ...present({ disclosedOn: body.disclosedOn, cardId, cardRound: cardId === undefined ? undefined : 1 }),
    };
    const { latest, paid } = running.value;
    const completed = { as: 'completed', on: today, by: subject, at: request.at } as const;
    const over = paid === undefined ? [] : [{ ...paid, version: paid.version + 1, ended: completed }];
    return ok({
      body: viewOf(plan, totalCents, today),
      version: 1,
      writes: [
        paymentPlanWrite(tenantId, plan),
        accountPlanWrite(tenantId, plan, latest),
        ...over.map((each) => paymentPlanWrite(tenantId, each)),
      ],
      audit: { action: 'payment-plan-agreed', entityId: plan.id, facts: { accountId: plan.accountId } },
      due:
        cardId === undefined
          ? []
          : [await beginPlanCard(table, tenantId, { plan, owedCents: totalCents, today }, request.at)],
    });
  },

  listPaymentPlans: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, state, month = request.at.slice(0, 7) } = request.query;
    if (request.query.month !== undefined && state !== 'ended') return invalid('/month', 'only with state=ended');
    const partition = state === 'ended' ? endedPlansPartition(tenantId, month) : openPlansPartition(tenantId);
    const { items, isComplete } = await readOpen(table, [partition]);
    const plans = items
      .map(paymentPlanOfItem)
      .filter((plan) => accountId === undefined || plan.accountId === accountId);
    const views = await viewsOf(table, tenantId, plans, await request.today());
    const works = views
      .filter((view) => state === undefined || state === 'ended' || view.state === state)
      .map((view) => ({ id: view.id, since: view.agreedOn as LocalDate, cents: view.remainingCents as Cents, view }));
    return listWork<Work & { readonly view: PlanView }, PlanView>(request, table, {
      works,
      isComplete,
      rank: ({ view }) => -view.missedCents,
      view: ({ view }) => view,
      marks: ({ id }) => id,
      audit: { action: 'payment-plans-read', entityId: 'payment-plans' },
    });
  },

  getPaymentPlan: async (request, { table }) => {
    const { tenantId } = request.principal;
    const plan = await readPaymentPlan(table, tenantId, request.params.planId);
    if (plan === undefined) return fail({ kind: 'not-found' });
    const [body] = (await viewsOf(table, tenantId, [plan], await request.today())) as [PlanView];
    const audit = { action: 'payment-plan-read', entityId: plan.id } as const;
    return ok({ body, version: plan.version, writes: [], audit });
  },

  endPaymentPlan: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readPaymentPlan(table, tenantId, request.params.planId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const today = await request.today();
    const { state } = standingOf(before, await owedOfPlan(table, tenantId, before), today);
    const { as, reason } = request.body;
    if (before.ended !== undefined) return fail({ kind: 'plan-ended-already' });
    if ((as === 'completed') !== (state === 'completed')) {
      return invalid(
        '/as',
        as === 'completed'
          ? 'something is still owed: it is not completed'
          : 'nothing is owed any more: it is completed',
      );
    }
    const ended = { as, on: today, by: subject, at: request.at, reason };
    const plan = { ...before, version: before.version + 1, ended };
    const [body] = (await viewsOf(table, tenantId, [plan], today)) as [PlanView];
    return ok({
      body,
      version: plan.version,
      writes: [paymentPlanWrite(tenantId, plan)],
      audit: { action: 'payment-plan-ended', entityId: plan.id, facts: { as } },
    });
  },
};

/** The account's latest plan if it is paid off and nobody has ended it. Fails when a plan still runs. */
async function runningPlan(
  table: Table,
  tenant: TenantId,
  { accountId, today }: { readonly accountId: string; readonly today: LocalDate },
): Promise<Result<{ readonly latest: PaymentPlan | undefined; readonly paid: PaymentPlan | undefined }, Failure>> {
  const latest = await latestPlanOf(table, tenant, accountId);
  if (latest === undefined || latest.ended !== undefined) return ok({ latest, paid: undefined });
  const { state } = standingOf(latest, await owedOfPlan(table, tenant, latest), today);
  return state === 'completed'
    ? ok({ latest, paid: latest })
    : fail({ kind: 'plan-open-already', facts: { planId: latest.id } });
}

/** The claims that a plan pays: the named ones, or all with a balance that may be collected. */
async function claimsOfPlan(
  table: Table,
  tenant: TenantId,
  {
    account,
    claimIds,
    today,
  }: { readonly account: Account; readonly claimIds: readonly string[] | undefined; readonly today: LocalDate },
): Promise<Result<ClaimBalance[], Failure>> {
  const whole = mayDo(account, undefined, 'card-charge', today);
  if (!whole.ok) return fail({ kind: 'plan-forbidden', facts: { because: whole.failure.because } });
  const members = isClient(account) ? [] : account.memberIds;
  const all = (await Promise.all(members.map((patientId) => patientOwed(table, tenant, patientId)))).flat();
  // The oldest services are paid first, in a plan too.
  const place = ({ serviceFrom, claimId }: ClaimBalance): string => `${serviceFrom} ${claimId}`;
  const owed = all
    .filter(({ patientCents }) => patientCents > 0)
    .toSorted((left, right) => (place(left) < place(right) ? -1 : 1));
  const unknown = (claimIds ?? []).flatMap((id, index) =>
    owed.some(({ claimId }) => claimId === id) && claimIds?.indexOf(id) === index
      ? []
      : [
          {
            pointer: `/claimIds/${index}`,
            detail: 'is not a claim on which the account’s patients owe something, or is named twice',
          },
        ],
  );
  if (unknown.length > 0) return fail({ kind: 'request-invalid', errors: unknown });
  const named = owed.filter(({ claimId }) => claimIds?.includes(claimId) ?? true);
  const beyond = await readBeyondLaw(table, tenant, named);
  const byLaw = fail({ because: 'no-surprises' as const });
  const asked = named.map((claim) => ({
    claim,
    may: (beyond.get(claim.claimId) ?? 0) > 0 ? byLaw : mayDo(account, claim, 'card-charge', today),
  }));
  const forbidden = asked.map(({ may }) => may).find((may) => !may.ok);
  if (claimIds !== undefined && forbidden !== undefined && !forbidden.ok) {
    return fail({ kind: 'plan-forbidden', facts: { because: forbidden.failure.because } });
  }
  const claims = asked.flatMap(({ claim, may }) => (may.ok ? [claim] : []));
  if (claims.length === 0) return fail({ kind: 'plan-for-nothing' });
  const tooMany = `the account owes something on ${claims.length} claims; name at most ${mostPlanClaims}`;
  return claims.length > mostPlanClaims ? invalid('/claimIds', tooMany) : ok(claims);
}

function instalmentsOf(body: PlanBody, total: Cents, today: LocalDate): Result<readonly Instalment[], Failure> {
  const instalments = 'count' in body ? { count: body.count } : { cents: body.instalmentCents };
  const pointer = 'count' in body ? '/count' : '/instalmentCents';
  const schedule = scheduleOf(total, { firstDueOn: body.firstDueOn, every: body.every, instalments });
  if (!schedule.ok) {
    const isZero = schedule.failure === 'instalment-of-zero';
    return invalid(
      pointer,
      isZero ? `an instalment would be zero: ${total} cents are owed` : `more than ${mostInstalments} instalments`,
    );
  }
  const { disclosedOn } = body;
  if (disclosedOn !== undefined && disclosedOn > today) return invalid('/disclosedOn', 'is in the future');
  const count = schedule.value.length;
  if (count > instalmentsWithoutDisclosures && disclosedOn === undefined) {
    return fail({ kind: 'plan-needs-disclosures', facts: { instalments: count } });
  }
  return schedule;
}

/** Plans with their standing today, in the given order. */
async function viewsOf(
  table: Table,
  tenant: TenantId,
  plans: readonly PaymentPlan[],
  today: LocalDate,
): Promise<PlanView[]> {
  const balances = await readBalances(table, tenant, [...new Set(plans.flatMap(({ claimIds }) => claimIds))]);
  const byId = new Map(balances.flatMap((balance) => (balance === undefined ? [] : [[balance.claimId, balance]])));
  return plans.map((plan) => {
    const claims = plan.claimIds.flatMap((claimId) => byId.get(claimId) ?? []);
    return viewOf(plan, owedOf(claims), today);
  });
}

/** A plan in the API. The cast only drops `readonly`. */
export function viewOf({ cardRound: _round, ...plan }: PaymentPlan, owedCents: Cents, today: LocalDate): PlanView {
  return { ...plan, ...standingOf(plan, owedCents, today) } as unknown as PlanView;
}
