import { type Account, isClient } from '../domain/account/account.ts';
import type { ClientBalance } from '../domain/account/client-balance.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { PromptPayOffer } from '../domain/discount/discount.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import {
  type AllocationOrder,
  allocateByRule,
  allocateToSettle,
  checkOrders,
  type WrongOrder,
} from '../domain/patient-payment/allocate.ts';
import { mostAllocations, type PatientPayment } from '../domain/patient-payment/payment.ts';
import { fail, invalid, ok, type Result, type ToldFailure } from '../domain/result.ts';
import { patientOwed, readClientBalance } from '../store/accounts.ts';
import { readBalances } from '../store/claims.ts';
import { readEncounters } from '../store/encounters.ts';
import { claimIdsOf } from '../store/patient-claims.ts';
import { readPaymentPlan } from '../store/payment-plans.ts';
import type { Table } from '../store/table.ts';

type PayingFailure = ToldFailure<'request-invalid' | 'payment-exceeded' | 'payment-on-too-many-claims'>;

/** The claims that a payment of an account can be applied to. */
export interface PayableClaims {
  readonly claims: ReadonlyMap<string, ClaimBalance>;
  /** The claims that are paid first: those of the visit at which the payment was made. */
  readonly first: readonly string[];
  /**
   * Charges of the account that are on no claim: all charges of an employer or a facility, or a patient's fees. Absent
   * when there are none.
   */
  readonly client?: ClientBalance;
  /** The amounts that settle claims with a prompt-pay discount. */
  readonly offers?: ReadonlyMap<string, PromptPayOffer>;
}

/** The claims and amounts that a request orders. */
type StatedOrders =
  | readonly {
      readonly claimId: string;
      readonly cents: AllocationOrder['cents'];
      readonly lines?: AllocationOrder['lines'];
    }[]
  | undefined;

/**
 * The claims of an account's patients with a balance, and the named ones. Fails when the encounter belongs to no
 * patient of the account, or the plan to another account.
 */
export async function claimsToPay(
  table: Table,
  tenant: TenantId,
  account: Account,
  { encounterId, planId }: { readonly encounterId?: string | undefined; readonly planId?: string | undefined },
): Promise<Result<PayableClaims, PayingFailure>> {
  const balance = await readClientBalance(table, tenant, account.id);
  const client = isClient(account) || balance.receivables.length > 0 ? { client: balance } : {};
  const members = isClient(account) ? [] : account.memberIds;
  const owed = (await Promise.all(members.map((patientId) => patientOwed(table, tenant, patientId)))).flat();
  const claims = new Map(owed.map((claim) => [claim.claimId as string, claim]));
  const plan = planId === undefined ? undefined : await readPaymentPlan(table, tenant, planId);
  if (planId !== undefined && plan?.accountId !== account.id) {
    return invalid('/planId', 'no payment plan of the account');
  }
  if (encounterId === undefined) return ok({ claims, first: plan?.claimIds ?? [], ...client });
  const encounter = (await readEncounters(table, tenant, [encounterId])).get(encounterId);
  if (encounter === undefined || !members.includes(encounter.patientId)) {
    return invalid('/encounterId', 'no encounter of the account’s patients');
  }
  return ok({ claims, first: [...new Set([...claimIdsOf(encounter.state), ...(plan?.claimIds ?? [])])], ...client });
}

/**
 * Which claims get which part of a payment's unapplied cash. A person's order decides, if it is possible; without an
 * order, the rule decides.
 */
export function ordersOf(
  payment: PatientPayment,
  stated: StatedOrders,
  { claims, first, offers = new Map() }: PayableClaims,
): Result<readonly AllocationOrder[], PayingFailure> {
  const held = new Set(payment.allocations.map(({ claimId }) => claimId as string));
  const orders =
    stated === undefined
      ? (allocateToSettle(payment.unappliedCents, [...claims.values()], first, { settledBy: offers }) ??
        allocateByRule(payment.unappliedCents, [...claims.values()], first))
      : (stated as readonly AllocationOrder[]);
  const checked = checkOrders(payment.unappliedCents, orders, claims);
  if (!checked.ok) {
    const { wrong, exceedsCents } = checked.failure;
    return wrong.length > 0
      ? fail({ kind: 'request-invalid', errors: wrong.map(errorOf) })
      : fail({ kind: 'payment-exceeded', facts: { exceedsCents } });
  }
  const more = orders.filter(({ claimId }) => !held.has(claimId)).length;
  if (held.size + more <= mostAllocations) return checked;
  if (stated !== undefined) return fail({ kind: 'payment-on-too-many-claims' });
  const added = orders.filter(({ claimId }) => !held.has(claimId)).slice(0, mostAllocations - held.size);
  return ok(orders.filter((order) => held.has(order.claimId) || added.includes(order)));
}

/** The balances of the claims that hold parts of a payment, by id. */
export async function claimsHolding(
  table: Table,
  tenant: TenantId,
  claimIds: readonly ClaimId[],
): Promise<ReadonlyMap<string, ClaimBalance>> {
  const balances = await readBalances(table, tenant, claimIds);
  return new Map(balances.flatMap((balance) => (balance === undefined ? [] : [[balance.claimId as string, balance]])));
}

const words: Readonly<Record<WrongOrder['because'], string>> = {
  'claim-unknown': 'no claim of the account’s patients of which they owe something',
  'claim-repeated': 'a claim that an earlier allocation names',
  'more-than-owed': 'more than the patient owes of the claim',
  'line-unknown': 'a line that the claim does not have',
  'line-repeated': 'a line that is named twice',
  'lines-exceed': 'more on lines than the claim gets',
};

function errorOf({ order, field, because, owedCents }: WrongOrder) {
  const detail = owedCents === undefined ? words[because] : `${words[because]}, which is ${owedCents} cents`;
  return { pointer: `/allocations/${order}/${field}`, detail };
}
