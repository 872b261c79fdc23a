import { present } from '../present.ts';
import type { DepositFacts } from './deposit.ts';
import type { StatementRefusal } from './failures.ts';

/** One credit of a bank statement, or one debit by a payer, as the bank states it. */
export interface StatementDeposit extends Omit<DepositFacts, 'entityId' | 'sequence' | 'payerId'> {
  /** The bank's number of the account, or the name that the statement gives it. Empty in a statement of one account. */
  readonly bankAccount: string;
  /** Line of the file, counting from 1. */
  readonly line: number;
}

/** The content of a statement. */
export interface Statement {
  readonly deposits: readonly StatementDeposit[];
  /** Records that are not deposits (other withdrawals, fees, items of a lockbox listed in addition to its total). */
  readonly otherRecords: number;
}

/** Why a statement cannot be read, and where. Never holds a value of the file. */
export interface StatementFailure {
  readonly kind: StatementRefusal;
  /** Line of the file, counting from 1. */
  readonly line: number;
  /** The field of the record or the column, counting from 1. */
  readonly field?: number;
  /** For totals and counts: what the file states, and what it contains (cents, or records). */
  readonly stated?: number;
  readonly found?: number;
}

/** At most this many deposits in a file. */
export const mostStatementDeposits = 10_000;

/** How many characters of a reference are kept. */
export const referenceLength = 80;

/** The EFT number and the payer's identifier that a bank passes on from the payment's addendum: `TRN*1*number*originator`. */
export function traceInText(text: string): { readonly traceNumber?: string; readonly traceOriginator?: string } {
  const match = /TRN[*|^]\d?[*|^]([^*|^~\\/\s]{1,50})(?:[*|^]([A-Z0-9]{9,10}))?/i.exec(text);
  if (match === null) return {};
  const [, traceNumber = '', traceOriginator] = match;
  return { traceNumber, ...present({ traceOriginator }) };
}

/**
 * Whether a debit is a payer's: payers identify their electronic payments by a number and their own identifier, and
 * nobody else does. Other debits are ignored.
 */
export function isPayersTaking(named: Pick<StatementDeposit, 'traceNumber' | 'traceOriginator'>): boolean {
  return named.traceNumber !== undefined && named.traceOriginator !== undefined;
}

/** Deposits in file order, with a sequence number that distinguishes equal ones. */
export function withSequences(
  deposits: readonly StatementDeposit[],
): readonly (Omit<DepositFacts, 'entityId'> & Pick<StatementDeposit, 'line'>)[] {
  const seen = new Map<string, number>();
  return deposits.map((deposit) => {
    const { bankAccount, depositedOn, cents, reference } = deposit;
    const name = JSON.stringify([bankAccount, depositedOn, cents, reference]);
    const sequence = (seen.get(name) ?? 0) + 1;
    seen.set(name, sequence);
    return { ...deposit, sequence };
  });
}
