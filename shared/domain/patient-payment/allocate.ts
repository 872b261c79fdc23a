import type { ClaimBalance } from '../claim/balance.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Allocation, mostAllocations } from './payment.ts';

/** The facts of a claim to which cash is applied. */
export type OwedClaim = Pick<ClaimBalance, 'claimId' | 'serviceFrom' | 'patientCents' | 'lineCount'>;

/** The amount for a claim. */
export interface AllocationOrder {
  readonly claimId: ClaimId;
  readonly cents: Cents;
  readonly lines?: readonly { readonly line: number; readonly cents: Cents }[];
}

/**
 * Applies cash to claims: named ones first, then the oldest services, each up to the patient's balance. The rest stays
 * on the account. At most {@link mostAllocations} claims get an amount.
 * @param first claims that come before all others, in this order
 */
export function allocateByRule(
  unapplied: Cents,
  claims: readonly OwedClaim[],
  first: readonly string[] = [],
): AllocationOrder[] {
  const place = ({ claimId, serviceFrom }: OwedClaim): string => {
    const named = first.indexOf(claimId);
    return named === -1 ? `1 ${serviceFrom} ${claimId}` : `0 ${String(named).padStart(6, '0')}`;
  };
  const inOrder = [...claims].sort((left, right) => (place(left) < place(right) ? -1 : 1));
  const orders: AllocationOrder[] = [];
  let left = unapplied;
  for (const { claimId, patientCents } of inOrder) {
    if (left <= 0 || orders.length === mostAllocations) break;
    const own = cents(Math.min(left, Math.max(0, patientCents)));
    if (own === 0) continue;
    orders.push({ claimId, cents: own });
    left = subtractCents(left, own);
  }
  return orders;
}

/** The amounts that settle claims, and what else the cash may pay. */
export interface SettlingCash {
  /** By claim: the settling amount of one with a discount. Any other claim is settled by its balance. */
  readonly settledBy: ReadonlyMap<string, { readonly payCents: Cents }>;
  /** What else the cash pays, such as fees of the account. */
  readonly beside?: Cents;
  /** The least amount that the payment method takes. When claims need less, this amount is paid. */
  readonly least?: Cents;
}

/**
 * Applies cash that exactly settles claims with their prompt-pay discounts: the first ones, or all. When the least
 * amount is more than the claims need, the excess makes the discounts smaller, those of the first claims first.
 * Undefined when the amount does not match, so that the rule decides.
 */
export function allocateToSettle(
  unapplied: Cents,
  claims: readonly OwedClaim[],
  first: readonly string[],
  { settledBy, beside = zeroCents, least = zeroCents }: SettlingCash,
): AllocationOrder[] | undefined {
  const owed = claims.filter(({ patientCents }) => patientCents > 0);
  const groups = [owed.filter(({ claimId }) => first.includes(claimId)), owed];
  for (const group of groups) {
    if (group.length > mostAllocations || !group.some(({ claimId }) => settledBy.has(claimId))) continue;
    const settling = ({ claimId, patientCents }: OwedClaim): Cents => settledBy.get(claimId)?.payCents ?? patientCents;
    const exact = sumCents([beside, ...group.map(settling)]);
    if (Math.max(least, exact) !== unapplied) continue;
    let more = subtractCents(unapplied, exact);
    const orders = group.map((claim): AllocationOrder => {
      const own = cents(Math.min(claim.patientCents, settling(claim) + more));
      more = subtractCents(more, subtractCents(own, settling(claim)));
      return { claimId: claim.claimId, cents: own };
    });
    if (more === 0) return orders;
  }
  return undefined;
}

/** Which order in the list is wrong, and why. */
export interface WrongOrder {
  readonly order: number;
  readonly field: 'claimId' | 'cents' | 'lines';
  readonly because:
    | 'claim-unknown'
    | 'claim-repeated'
    | 'more-than-owed'
    | 'line-unknown'
    | 'line-repeated'
    | 'lines-exceed';
  /** The patient's balance on the claim, if the order exceeds it. */
  readonly owedCents?: Cents;
}

/** Checks a person's orders for claims: reports every impossible order, and whether their total exceeds the cash. */
export function checkOrders(
  unapplied: Cents,
  orders: readonly AllocationOrder[],
  claims: ReadonlyMap<string, OwedClaim>,
): Result<readonly AllocationOrder[], { readonly wrong: readonly WrongOrder[]; readonly exceedsCents: Cents }> {
  const wrong = orders.flatMap((order, index) => wrongIn(order, index, { orders, claims }));
  const exceedsCents = cents(Math.max(0, subtractCents(sumCents(orders.map((order) => order.cents)), unapplied)));
  return wrong.length === 0 && exceedsCents === 0 ? ok(orders) : fail({ wrong, exceedsCents });
}

function wrongIn(
  { claimId, cents: asked, lines = [] }: AllocationOrder,
  order: number,
  { orders, claims }: { readonly orders: readonly AllocationOrder[]; readonly claims: ReadonlyMap<string, OwedClaim> },
): WrongOrder[] {
  const claim = claims.get(claimId);
  if (claim === undefined) return [{ order, field: 'claimId', because: 'claim-unknown' }];
  if (orders.findIndex((other) => other.claimId === claimId) !== order) {
    return [{ order, field: 'claimId', because: 'claim-repeated' }];
  }
  const owedCents = cents(Math.max(zeroCents, claim.patientCents));
  const numbers = lines.map(({ line }) => line);
  return [
    ...(asked > owedCents ? [{ order, field: 'cents', because: 'more-than-owed', owedCents } as const] : []),
    ...(numbers.some((line) => line > claim.lineCount)
      ? [{ order, field: 'lines', because: 'line-unknown' } as const]
      : []),
    ...(new Set(numbers).size < numbers.length ? [{ order, field: 'lines', because: 'line-repeated' } as const] : []),
    ...(sumCents(lines.map((each) => each.cents)) > asked
      ? [{ order, field: 'lines', because: 'lines-exceed' } as const]
      : []),
  ];
}

/** Adds up the allocations of each claim. */
export function joinAllocations(allocations: readonly Allocation[]): Allocation[] {
  const joined = new Map<string, Allocation>();
  for (const each of allocations) {
    const before = joined.get(each.claimId);
    joined.set(each.claimId, before === undefined ? each : added(before, each));
  }
  return [...joined.values()];
}

function added(before: Allocation, more: Allocation): Allocation {
  const byLine = new Map<number, Cents>();
  for (const { line, cents: own } of [...(before.lines ?? []), ...(more.lines ?? [])]) {
    byLine.set(line, sumCents([byLine.get(line) ?? zeroCents, own]));
  }
  const lines = [...byLine].map(([line, own]) => ({ line, cents: own }));
  return {
    claimId: before.claimId,
    cents: sumCents([before.cents, more.cents]),
    ...(lines.length === 0 ? {} : { lines }),
    ledgerEntryIds: [...before.ledgerEntryIds, ...more.ledgerEntryIds],
  };
}

/**
 * Divides an allocation into the part that stays with the claim and the part that is taken off. The second part takes
 * first what is applied to the claim as a whole, then its last lines.
 * @param part less than the allocation
 */
function dividedAllocation(
  allocation: Allocation,
  part: Cents,
): { readonly stays: Allocation; readonly part: Allocation } {
  const { lines = [] } = allocation;
  const whole = subtractCents(allocation.cents, sumCents(lines.map((each) => each.cents)));
  let left: number = part - Math.min(part, whole);
  const off = lines.toReversed().map(({ line, cents: own }) => {
    const taken = Math.min(left, own);
    left -= taken;
    return { line, cents: cents(taken) };
  });
  const takenOf = (line: number): Cents => off.find((each) => each.line === line)?.cents ?? zeroCents;
  const rest = lines.map(({ line, cents: own }) => ({ line, cents: subtractCents(own, takenOf(line)) }));
  const of = (amount: Cents, own: NonNullable<Allocation['lines']>): Allocation => {
    const kept = own.filter((each) => each.cents !== 0);
    const { claimId, ledgerEntryIds } = allocation;
    return { claimId, cents: amount, ...(kept.length === 0 ? {} : { lines: kept }), ledgerEntryIds };
  };
  return { stays: of(subtractCents(allocation.cents, part), rest), part: of(part, off) };
}

/**
 * What has to come off a payment's claims to free an amount: the last allocations first. The last one needed is
 * divided, and both parts are among the allocations.
 */
export function allocationsToFree(
  unapplied: Cents,
  allocations: readonly Allocation[],
  wanted: Cents,
): { readonly allocations: readonly Allocation[]; readonly taken: readonly Allocation[] } {
  const stay: Allocation[] = [];
  const taken: Allocation[] = [];
  let missing: number = Math.max(0, wanted - unapplied);
  for (const allocation of allocations.toReversed()) {
    if (missing === 0) stay.unshift(allocation);
    else if (allocation.cents <= missing) taken.push(allocation);
    else {
      const { stays, part } = dividedAllocation(allocation, cents(missing));
      stay.unshift(stays);
      taken.push(part);
    }
    missing -= Math.min(missing, allocation.cents);
  }
  return { allocations: [...stay, ...taken], taken };
}
