import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { Item } from '../../shared/store/table.ts';
import type { RunClaim } from './patients-answers.ts';

/*
 * What an account may be asked to pay, worked out from what payers said and people did. The rules are written again
 * here, independently of the product.
 */

/** The office's rules about statements, as the run sets them. */
export const statementRules = { cycleDays: 7, minimumCents: 500, daysToPay: 21 };
export const dunningLevels = [
  { afterDays: 9, letter: 'reminder' },
  { afterDays: 18, letter: 'final-notice' },
];

/** Holds of an account under which nothing is mailed to it (docs/accounts.md). */
const noStatement = ['bankruptcy', 'deceased', 'legal-hold', 'agency', 'returned', 'bad-address'];

interface Hold {
  readonly kind: string;
  readonly claimIds?: readonly string[];
  readonly ended?: object;
}

/** The instalments of a plan that was agreed. */
export interface Plan {
  readonly id: string;
  readonly claimIds: readonly string[];
  readonly instalments: readonly { readonly dueOn: string; readonly cents: number }[];
  readonly totalCents: number;
  readonly ended?: object;
}

/** The facts of an account that decide what it may be asked to pay. */
export interface Askable {
  readonly accountId: string;
  /** What its patients owe on each of their claims. */
  readonly owed: ReadonlyMap<string, number>;
  readonly feesCents: number;
  readonly unappliedCents: number;
  /** Why nothing may be mailed to it at all. */
  readonly heldBy: readonly string[];
  /** Claims that may not be asked for, and why. */
  readonly heldClaims: ReadonlyMap<string, string>;
  readonly plan?: Plan;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const ofType = (items: readonly Item[], wanted: string) => items.filter(({ type }) => type === wanted);

/** Everything about an account that affects its statement. */
export function askable(
  accountId: string,
  items: readonly Item[],
  claims: readonly RunClaim[],
  owed: ReadonlyMap<string, number>,
): Askable {
  const accountOf = new Map(
    ofType(items, 'patient').map(({ id, accountId: own }) => [id, own ?? ownAccountId(String(id))]),
  );
  const own = claims.filter(({ patientId }) => accountOf.get(patientId) === accountId);
  const [account] = ofType(items, 'account').filter(({ id }) => id === accountId);
  const holds = ((account?.holds ?? []) as readonly Hold[]).filter(
    ({ ended, kind }) => ended === undefined && noStatement.includes(kind),
  );
  const payments = ofType(items, 'patient-payment').filter((payment) => payment.accountId === accountId);
  const charged = ofType(items, 'client-balance').filter((client) => client.accountId === accountId);
  const receivables = charged.flatMap(({ receivables: each }) => each as readonly { readonly cents: number }[]);
  const plans = ofType(items, 'payment-plan').filter(
    (plan) => plan.accountId === accountId && plan.ended === undefined,
  );
  return {
    accountId,
    owed: new Map(own.map(({ id }) => [id, owed.get(id) ?? 0])),
    feesCents: Math.max(0, sum(receivables.map(({ cents }) => cents))),
    unappliedCents: sum(payments.map(({ unappliedCents }) => Number(unappliedCents))),
    heldBy: holds.flatMap(({ kind, claimIds }) => (claimIds === undefined ? [kind] : [])),
    heldClaims: new Map(holds.flatMap(({ kind, claimIds = [] }) => claimIds.map((id) => [id, kind]))),
    ...(plans[0] === undefined ? {} : { plan: plans[0] as unknown as Plan }),
  };
}

/** What a statement of that day asks for. Of a running plan it asks only for what is due by the statement's due day. */
export function dueOf({ owed, heldClaims, feesCents, unappliedCents, plan }: Askable, today: string): number {
  const asked = [...owed].filter(([claimId, cents]) => cents < 0 || !heldClaims.has(claimId));
  const owedCents = sum(asked.map(([, cents]) => Math.max(0, cents)));
  const creditCents = sum(asked.map(([, cents]) => Math.max(0, -cents)));
  const later = plan === undefined ? 0 : laterOf(plan, owed, today);
  return owedCents + feesCents - creditCents - unappliedCents - Math.min(later, owedCents);
}

/**
 * The part of a plan that is due only after the due day of a statement made today. What is no longer owed has paid the
 * earliest instalments.
 */
function laterOf(
  { claimIds, totalCents, instalments }: Plan,
  owed: ReadonlyMap<string, number>,
  today: string,
): number {
  const by = new Date(Date.parse(today) + statementRules.daysToPay * 86_400_000).toISOString().slice(0, 10);
  const left = leftOf({ claimIds, totalCents }, owed);
  const dueBy = sum(instalments.filter(({ dueOn }) => dueOn <= by).map(({ cents }) => cents));
  return Math.min(left, totalCents - dueBy);
}

/** The missed part of a plan: the unpaid amount of instalments whose day has passed. */
export function missedOf(
  { claimIds, totalCents, instalments }: Plan,
  owed: ReadonlyMap<string, number>,
  today: string,
) {
  const left = leftOf({ claimIds, totalCents }, owed);
  const over = sum(instalments.filter(({ dueOn }) => dueOn < today).map(({ cents }) => cents));
  return Math.max(0, over - (totalCents - left));
}

function leftOf({ claimIds, totalCents }: Pick<Plan, 'claimIds' | 'totalCents'>, owed: ReadonlyMap<string, number>) {
  return Math.min(totalCents, sum(claimIds.map((id) => Math.max(0, owed.get(id) ?? 0))));
}
