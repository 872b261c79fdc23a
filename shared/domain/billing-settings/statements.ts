import { type Cents, cents } from '../money/cents.ts';
import type { Address } from '../practice/practice.ts';

/** When statements are sent, who sends them, and what comes after them while nothing is paid. */
export interface StatementSettings {
  /** Days from one statement of an account to the next. */
  readonly cycleDays: number;
  /** An account that owes less gets no statement. */
  readonly minimumCents: Cents;
  /** Days from a statement to the day on which it asks to be paid. */
  readonly daysToPay: number;
  /** The steps of dunning, the mildest first: each comes so many days after the statement that was not paid. */
  readonly dunningLevels: readonly DunningLevel[];
  /** When runs begin by themselves; only when somebody asks for them when absent. */
  readonly schedule?: StatementSchedule;
  /** Who asks for the money; the billing provider of the oldest visit when absent. */
  readonly sender?: StatementSender;
  /** Where patients pay: the address of a page, to which the statement's id is added. */
  readonly payPage?: string;
  /** How to ask for financial help; a sentence that names the office's phone when absent. */
  readonly aid?: { readonly phone?: string; readonly page?: string };
  /** The id of the trading partner who prints and mails; the office does it itself when absent. */
  readonly printVendor?: string;
}

export interface DunningLevel {
  readonly afterDays: number;
  /** The name of the letter. */
  readonly letter: string;
}

export interface StatementSchedule {
  /** 1 is Monday; every day when absent. */
  readonly weekday?: number;
  /** The hour of the office's day at which runs begin. */
  readonly hour: number;
}

export interface StatementSender {
  readonly name: string;
  readonly address: Address;
  /** Ten digits. */
  readonly phone: string;
  readonly email?: string;
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
