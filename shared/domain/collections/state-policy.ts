import type { Cents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * A state's law on collecting medical debt, from a day on. The office enters it, and changes it by a row with a later
 * day. A part that a row does not state stays as an earlier row stated it.
 */
export interface StatePolicy {
  /** Two letters. */
  readonly state: string;
  readonly from: LocalDate;
  /** The law, or the office's adviser. */
  readonly source: string;
  readonly creditReporting?: 'allowed' | 'forbidden';
  /** No interest may be charged unless a row allows it. */
  readonly interest?: InterestCap;
  /** Days from the last letter to a placement. */
  readonly noticeDays?: number;
  /** Days that a balance must be owed before a placement. */
  readonly ageDays?: number;
  /** The limitation period in months, from the date of service. */
  readonly limitationMonths?: number;
}

export interface InterestCap {
  /** The highest annual interest, in hundredths of a percent. */
  readonly maximumBasisPoints: number;
  /** Per claim, for all interest together. */
  readonly maximumCents?: Cents;
}

const day = (text: string): LocalDate => text as LocalDate;
const forbidden = (state: string, from: string, source: string): StatePolicy => ({
  ...{ state, from: day(from), source },
  creditReporting: 'forbidden',
});

/**
 * The shipped laws: those on credit reporting, which statements cite too (`state-texts.ts`). Nothing else is shipped.
 */
const shippedPolicies: readonly StatePolicy[] = [
  forbidden('CO', '2023-08-07', 'Colorado HB23-1126'),
  forbidden('NY', '2023-12-13', 'New York Public Health Law, Fair Medical Debt Reporting Act'),
  forbidden('NJ', '2024-07-22', 'New Jersey, Louisa Carman Medical Debt Relief Act'),
  forbidden('IL', '2025-01-01', 'Illinois, 815 ILCS 505 (Public Act 103-0648)'),
  forbidden('CA', '2025-01-01', 'California Civil Code 1785.27'),
];

/**
 * The law of a state on a day: each part from the latest row that states it, the office's rows after the shipped ones.
 */
export function policyOf(
  own: readonly StatePolicy[],
  state: string | undefined,
  on: LocalDate,
): Omit<StatePolicy, 'state' | 'from' | 'source'> {
  const rows = [...shippedPolicies, ...own].filter((row) => row.state === state && row.from <= on);
  const inOrder = rows.sort((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
  const said = inOrder.map(({ state: _state, from: _from, source: _source, ...parts }) => present(parts));
  return Object.assign({}, ...said);
}
