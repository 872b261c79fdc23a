import type { Cents } from '../money/cents.ts';
import { addCents } from '../money/cents.ts';
import { daysBetween } from '../time/local-date.ts';
import { type DepositFacts, type InTransit, inTransitCents, slipDifference, traceText } from './deposit.ts';

/** A number and an amount that link a deposit and a remittance. */
export interface Clue {
  readonly trace: string;
  readonly cents: Cents;
}

/** The remittances that a deposit pays, if that is certain. */
export type DepositMatch =
  | { readonly kind: 'matched'; readonly remittances: readonly InTransit[]; readonly feeCents: Cents }
  /** No remittance in transit agrees in every respect, or more than one does. */
  | { readonly kind: 'none' };

/** How many days before and after the payment's date its money may reach the bank. */
const window = { daysBefore: 5, daysAfter: 45 } as const;

const none: DepositMatch = { kind: 'none' };

/** The clues to a deposit's remittances: each check of its slip, or its own trace number with the amount before the fee. */
export function cluesOf(deposit: DepositFacts): readonly Clue[] {
  if (deposit.slip.length > 0) return deposit.slip.map((item) => clue(item.checkNumber, item.cents));
  const trace = traceText(deposit.traceNumber ?? '');
  return trace === '' ? [] : [{ trace, cents: addCents(deposit.cents, deposit.feeCents) }];
}

/** The clue to a remittance's deposit. */
export function clueOf(remittance: InTransit): Clue {
  return clue(remittance.traceNumber, remittance.cents);
}

function clue(trace: string, amount: Cents): Clue {
  return { trace: traceText(trace), cents: amount };
}

/**
 * Finds the remittances that a deposit pays, to the cent: one to one by number, amount, payer and date; many to one by
 * the checks of a slip, each of which must be found. Two candidates for one check are no match, and neither is part of
 * a slip. A payer's debit is matched in the same way with the remittance that states it; both amounts are negative.
 * @param candidates what is in transit under the deposit's clues
 */
export function matchDeposit(deposit: DepositFacts, candidates: readonly InTransit[]): DepositMatch {
  if (slipDifference(deposit) !== 0) return none;
  const found: InTransit[] = [];
  for (const { trace, cents } of cluesOf(deposit)) {
    const fitting = candidates.filter(
      (candidate) =>
        traceText(candidate.traceNumber) === trace &&
        candidate.cents === cents &&
        agrees(deposit, candidate) &&
        !found.some((taken) => taken.remittanceId === candidate.remittanceId),
    );
    const [only, another] = fitting;
    if (only === undefined || another !== undefined) return none;
    found.push(only);
  }
  if (found.length === 0) return none;
  const feeCents = (inTransitCents(found) - deposit.cents) as Cents;
  return feeCents === deposit.feeCents ? { kind: 'matched', remittances: found, feeCents } : none;
}

/** Whether books, payer and date agree, where both sides state them. */
function agrees(deposit: DepositFacts, candidate: InTransit): boolean {
  if (deposit.entityId !== candidate.entityId) return false;
  const differs = (left: string | undefined, right: string | undefined) =>
    left !== undefined && right !== undefined && left !== right;
  if (differs(deposit.payerId, candidate.payerId)) return false;
  if (differs(deposit.traceOriginator, candidate.traceOriginator)) return false;
  return isInWindow(deposit, candidate);
}

function isInWindow({ depositedOn }: DepositFacts, { paidOn }: InTransit): boolean {
  const days = daysBetween(paidOn, depositedOn);
  return days >= -window.daysBefore && days <= window.daysAfter;
}

/** A proposal considers at most this many remittances, and combines at most this many. */
const proposalLimits = { candidates: 16, together: 6 } as const;

/**
 * Proposes the remittances whose amounts add up to a deposit, for a person to confirm. It proposes nothing when several
 * sets add up, or when there are too many candidates. A matching sum alone never posts anything.
 */
export function proposeMatch(deposit: DepositFacts, inTransit: readonly InTransit[]): readonly InTransit[] | undefined {
  const wanted = addCents(deposit.cents, deposit.feeCents);
  const candidates = inTransit.filter((each) => each.cents > 0 && each.cents <= wanted && agrees(deposit, each));
  if (candidates.length === 0 || candidates.length > proposalLimits.candidates) return undefined;
  const sets: InTransit[][] = [];
  const extend = (from: number, left: number, chosen: readonly InTransit[]): void => {
    if (sets.length > 1) return;
    if (left === 0) {
      sets.push([...chosen]);
      return;
    }
    if (chosen.length === proposalLimits.together) return;
    for (let index = from; index < candidates.length; index += 1) {
      const next = candidates[index] as InTransit;
      if (next.cents <= left) extend(index + 1, left - next.cents, [...chosen, next]);
    }
  };
  extend(0, wanted, []);
  return sets.length === 1 ? sets[0] : undefined;
}
