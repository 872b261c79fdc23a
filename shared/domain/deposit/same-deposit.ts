import { daysBetween, type LocalDate } from '../time/local-date.ts';
import { type DepositFacts, type DepositKind, traceText } from './deposit.ts';

/** The parts of a booked deposit that show whether another entry is the same deposit. Account and amount are equal already. */
export interface KnownDeposit {
  readonly depositId: string;
  readonly depositedOn: LocalDate;
  readonly kind: DepositKind;
  /** The bank's own reference; empty when it is not known. */
  readonly reference: string;
  readonly traceNumber?: string;
  /** The id of its line on a bank statement; absent while only a person has entered it. */
  readonly statedAs?: string;
}

type DepositMarks = Pick<DepositFacts, 'depositedOn' | 'kind' | 'reference' | 'traceNumber'>;

/**
 * The limit between the slip's date, which a person enters, and the bank's posting date: weekends and holidays lie
 * between.
 */
const daysApart = 5;

/**
 * The deposit that a person entered and that this line of a statement shows: the same account and amount, at most five
 * days apart, no other difference, and shown by no other line. The nearest day comes first.
 */
export function enteredBefore(line: DepositMarks, known: readonly KnownDeposit[]): KnownDeposit | undefined {
  const distance = (deposit: KnownDeposit) => Math.abs(daysBetween(deposit.depositedOn, line.depositedOn));
  return known
    .filter((deposit) => deposit.statedAs === undefined && mayBeSame(line, deposit))
    .sort((left, right) => distance(left) - distance(right))[0];
}

/** The deposit of a statement that a person may be about to enter a second time. */
export function shownBefore(entered: DepositMarks, known: readonly KnownDeposit[]): KnownDeposit | undefined {
  return known.find((deposit) => deposit.statedAs === deposit.depositId && mayBeSame(entered, deposit));
}

function mayBeSame(one: DepositMarks, other: DepositMarks): boolean {
  return (
    Math.abs(daysBetween(one.depositedOn, other.depositedOn)) <= daysApart &&
    (one.kind === other.kind || one.kind === 'other' || other.kind === 'other') &&
    agree(traceText(one.traceNumber ?? ''), traceText(other.traceNumber ?? '')) &&
    agree(one.reference.trim().toUpperCase(), other.reference.trim().toUpperCase())
  );
}

/** Whether two texts are equal, or one is empty. */
function agree(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}
