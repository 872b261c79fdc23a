import type { Age } from '../account/ageing.ts';
import type { Cents } from '../money/cents.ts';
import type { Address } from '../practice/practice.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** The languages in which statements and letters are written. A guarantor with another one gets English. */
export const statementLanguages = ['en', 'es'] as const;
export type StatementLanguage = (typeof statementLanguages)[number];

/** How a statement leaves: printed, or as a notice that one is there. */
export const statementDeliveries = ['paper', 'email', 'text'] as const;
export type StatementDelivery = (typeof statementDeliveries)[number];

/** Why an amount of a visit is the patient's. A payer's own reason is `carc-` with the code; `PR-3` is a copayment. */
export interface OwedReason {
  readonly code: string;
  readonly cents: Cents;
}

/** One claim as a statement tells it. Charge less insurance, adjustments, others and own payments is what is owed. */
export interface StatementVisit {
  readonly claimId: string;
  readonly serviceOn: LocalDate;
  readonly patientName: string;
  readonly providerName: string;
  readonly chargeCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** What an employer or a facility took over. */
  readonly othersCents: Cents;
  readonly patientPaidCents: Cents;
  /** What is still with insurance: nobody asks the patient for it. */
  readonly withInsuranceCents: Cents;
  readonly owedCents: Cents;
  readonly reasons: readonly OwedReason[];
}

export interface StatementPayment {
  readonly receivedOn: LocalDate;
  readonly method: string;
  readonly cents: Cents;
}

/** What is still owed of a fee, and since when: for a check that the bank returned. */
export interface StatementFee {
  readonly on: LocalDate;
  readonly cents: Cents;
}

/** The payment plan of an account, as its statement tells it: what of it is due after the day by which the statement asks to be paid. */
export interface StatementPlan {
  readonly planId: string;
  readonly remainingCents: Cents;
  readonly laterCents: Cents;
  /** The next day on which an instalment is due. */
  readonly nextOn?: LocalDate;
}

/** Who gets it. */
export interface Addressee {
  readonly name: string;
  readonly address?: Address;
}

/** Everything that stands on a statement: kept as it was, so that it can be read and printed again as it was. */
export interface StatementContent {
  readonly accountId: string;
  readonly statementId: string;
  readonly statementOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly language: StatementLanguage;
  /** `statement`, or the name of a dunning letter. */
  readonly letter: string;
  readonly addressee: Addressee;
  readonly sender: { readonly name: string; readonly address?: Address; readonly phone?: string };
  /** The oldest first. */
  readonly visits: readonly StatementVisit[];
  /** Since the last statement. */
  readonly payments: readonly StatementPayment[];
  readonly previous?: { readonly on: LocalDate; readonly dueCents: Cents };
  /** What is owed of the visits above zero; what others were paid too much; cash that stands with no visit. */
  readonly owedCents: Cents;
  readonly creditCents: Cents;
  readonly unappliedCents: Cents;
  /** Absent when no plan runs. */
  readonly plan?: StatementPlan;
  /** For checks that came back; absent when nothing of them is owed. */
  readonly fees?: readonly StatementFee[];
  /** What the statement asks for. */
  readonly dueCents: Cents;
  readonly ageing: readonly { readonly age: Age; readonly cents: Cents }[];
  /** Where the amount can be paid. */
  readonly payLink?: string;
  readonly aid?: { readonly phone?: string; readonly page?: string };
  /** The state whose texts it carries. */
  readonly state?: string;
}

/** Where the bytes of a statement stand: in a file of their own, or in one that has many. */
export interface StatementFile {
  readonly fileKey: string;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly pages: number;
}

/** A statement that was made. Its content and its bytes never change. */
export interface Statement {
  readonly id: string;
  readonly accountId: string;
  /** The run that it came from; absent when somebody asked for it alone. */
  readonly runId?: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly statementOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly dueCents: Cents;
  readonly letter: string;
  /** The step of dunning; 0 for a plain statement. */
  readonly level: number;
  readonly language: StatementLanguage;
  readonly delivery: StatementDelivery;
  readonly file: StatementFile;
  /** The token of the pay link that is printed on it: its digest, and for how many days it can be used. */
  readonly payToken?: { readonly hash: string; readonly days: number };
  /** What became of it; counts up with each change. */
  readonly revision: number;
  readonly notice?: StatementNotice;
  readonly returned?: { readonly on: LocalDate; readonly by: string; readonly at: Instant };
}

/** The message that told of the statement, or why none left. */
export interface StatementNotice {
  readonly state: 'sent' | 'not-sent';
  readonly at: Instant;
  /** Why it was not sent: `paid` meanwhile, or what forbids it. */
  readonly because?: string;
  readonly fileKey?: string;
}

/** The latest statement of an account: when the next one is due, and how far dunning is, follow from it. */
export interface LastStatement {
  readonly accountId: string;
  /** Goes up with every statement; a write names the one that it read. */
  readonly count: number;
  readonly statementId: string;
  readonly runId?: string;
  readonly at: Instant;
  readonly on: LocalDate;
  readonly dueCents: Cents;
  readonly level: number;
  /** The day of the statement from which dunning counts. */
  readonly unpaidSince: LocalDate;
}
