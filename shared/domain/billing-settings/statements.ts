import { type Cents, cents } from '../money/cents.ts';

/** When statements are sent, and what comes after them while nothing is paid. */
export interface StatementSettings {
  /** Days from one statement of an account to the next. */
  readonly cycleDays: number;
  /** An account that owes less gets no statement. */
  readonly minimumCents: Cents;
  /** Days from a statement to the day on which it asks to be paid. */
  readonly daysToPay: number;
  /** The steps of dunning, the mildest first: each comes so many days after the statement that was not paid. */
  readonly dunningLevels: readonly DunningLevel[];
}

export interface DunningLevel {
  readonly afterDays: number;
  /** The name of the letter. */
  readonly letter: string;
}

/** What holds until an office says something. */
export const usualStatementSettings: StatementSettings = {
  cycleDays: 30,
  minimumCents: cents(5_00),
  daysToPay: 21,
  dunningLevels: [
    { afterDays: 35, letter: 'reminder' },
    { afterDays: 65, letter: 'second-reminder' },
    { afterDays: 95, letter: 'final-notice' },
  ],
};
