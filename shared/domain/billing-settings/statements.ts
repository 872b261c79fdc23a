import { type Cents, cents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';

/** When statements are sent, who sends them, and what follows while they are unpaid. */
export interface StatementSettings {
  /** Days from one statement of an account to the next. */
  readonly cycleDays: number;
  /** An account with a smaller balance gets no statement. */
  readonly minimumCents: Cents;
  /** Days from a statement to its due date. */
  readonly daysToPay: number;
  /** The dunning steps, the mildest first: each comes this many days after the unpaid statement. */
  readonly dunningLevels: readonly DunningLevel[];
  /** When runs start automatically; only on request when absent. */
  readonly schedule?: StatementSchedule;
  /** The sender of statements; the billing provider of the oldest visit when absent. */
  readonly sender?: StatementSender;
  /** The payment page's address, to which the statement's id is added. */
  readonly payPage?: string;
  /** Where guarantors open statements that were announced to them; they are told to call when absent. */
  readonly statementPage?: StatementPage;
  /** How to ask for financial help; by default a sentence with the office's phone. */
  readonly aid?: { readonly phone?: string; readonly page?: string };
  /** The id of the trading partner that prints and mails; the office does so itself when absent. */
  readonly printVendor?: string;
}

export interface StatementPage {
  /** The address of the pages, to which the office's id and a link's token are added. */
  readonly address: string;
  /** For how many days a link can be used. */
  readonly linkDays: number;
}

export interface DunningLevel {
  readonly afterDays: number;
  /** The name of the letter. */
  readonly letter: string;
}

export interface StatementSchedule {
  /** 1 is Monday; every day when absent. */
  readonly weekday?: number;
  /** The hour of the office's day at which runs start. */
  readonly hour: number;
}

export interface StatementSender {
  readonly name: string;
  readonly address: Address;
  /** Ten digits. */
  readonly phone: string;
  readonly email?: string;
}

/** The defaults. */
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
