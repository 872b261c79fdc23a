import type { Age } from '../account/ageing.ts';
import type { Cents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** The languages in which statements and letters are written. A guarantor with another one gets English. */
export const statementLanguages = ['en', 'es'] as const;
export type StatementLanguage = (typeof statementLanguages)[number];

/** How a statement is sent: printed, or as an electronic notice. */
export const statementDeliveries = ['paper', 'email', 'text'] as const;
export type StatementDelivery = (typeof statementDeliveries)[number];

/** Why an amount of a visit is the patient's. A payer's own reason is `carc-` with the code; `PR-3` is a copayment. */
export interface OwedReason {
  readonly code: string;
  readonly cents: Cents;
}

/** One claim on a statement. Charge less insurance, adjustments, others' and own payments is the balance. */
export interface StatementVisit {
  readonly claimId: string;
  readonly serviceOn: LocalDate;
  readonly patientName: string;
  readonly providerName: string;
  readonly chargeCents: Cents;
  readonly insurancePaidCents: Cents;
  readonly adjustedCents: Cents;
  /** The part that an employer or a facility took over. */
  readonly othersCents: Cents;
  readonly patientPaidCents: Cents;
  /** The part that is still at insurance: the patient is not asked for it. */
  readonly withInsuranceCents: Cents;
  readonly owedCents: Cents;
  readonly reasons: readonly OwedReason[];
}

/** Why money of a payment left again, or a refund of it came back. */
export const moneyMoves = ['voided', 'returned', 'charged-back', 'refunded', 'refund-returned'] as const;

/** A payment; a part of one that left again, as a negative amount; or a refund of it that came back. */
export interface StatementPayment {
  /** The day on which it came or left. */
  readonly receivedOn: LocalDate;
  readonly method: string;
  readonly cents: Cents;
  /** Absent for a payment. */
  readonly as?: (typeof moneyMoves)[number];
}

/** The open part of a fee for a returned check, and since when. */
export interface StatementFee {
  readonly on: LocalDate;
  readonly cents: Cents;
}

/** An account's payment plan on its statement: the part that is due after the statement's due date. */
export interface StatementPlan {
  readonly planId: string;
  readonly remainingCents: Cents;
  readonly laterCents: Cents;
  /** What is still owed of instalments whose day has passed. Absent when none was missed. */
  readonly missedCents?: Cents;
  /** The day of the first instalment still to come. Absent when all were due before the statement. */
  readonly nextOn?: LocalDate;
}

/** The recipient. */
export interface Addressee {
  readonly name: string;
  readonly address?: Address;
}

/** The words of a dunning letter with its fields filled in. */
export interface LetterText {
  /** The letter that has the words, and its version; 0 for the product's own. */
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The required texts that it contains; the others are printed below the statement. */
  readonly says: readonly ('aid' | 'dispute')[];
}

/** Everything on a statement: stored, so that it can be read and printed again unchanged. */
export interface StatementContent {
  readonly accountId: string;
  readonly statementId: string;
  readonly statementOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly language: StatementLanguage;
  /** `statement`, or the name of a dunning letter. */
  readonly letter: string;
  /** The text of a dunning letter above the statement, and where the text comes from. */
  readonly letterText?: LetterText;
  readonly addressee: Addressee;
  readonly sender: { readonly name: string; readonly address?: Address; readonly phone?: string };
  /** The oldest first. */
  readonly visits: readonly StatementVisit[];
  /** Since the last statement. */
  readonly payments: readonly StatementPayment[];
  readonly previous?: { readonly on: LocalDate; readonly dueCents: Cents };
  /** Positive balances of the visits; overpayments of others; unapplied cash. */
  readonly owedCents: Cents;
  readonly creditCents: Cents;
  readonly unappliedCents: Cents;
  /** Absent when no plan runs. */
  readonly plan?: StatementPlan;
  /** Present when a collection agency has visits of the account; they are not on the statement. */
  readonly agencyHasVisits?: true;
  /** For returned checks; absent when none is owed. */
  readonly fees?: readonly StatementFee[];
  /** The amount due. */
  readonly dueCents: Cents;
  readonly ageing: readonly { readonly age: Age; readonly cents: Cents }[];
  /** Where the amount can be paid. */
  readonly payLink?: string;
  readonly aid?: { readonly phone?: string; readonly page?: string };
  /** The state whose texts it contains. */
  readonly state?: string;
}

/** Where a statement's bytes are: in a file of its own, or in a shared one. */
export interface StatementFile {
  readonly fileKey: string;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly pages: number;
}

/** A finished statement. Its content and its bytes never change. */
export interface Statement {
  readonly id: string;
  readonly accountId: string;
  /** The run that made it; absent for a single request. */
  readonly runId?: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly statementOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly dueCents: Cents;
  readonly letter: string;
  /** The dunning level; 0 for a plain statement. */
  readonly level: number;
  readonly language: StatementLanguage;
  readonly delivery: StatementDelivery;
  readonly file: StatementFile;
  /** The token of the printed pay link: its digest, and for how many days it can be used. */
  readonly payToken?: { readonly hash: string; readonly days: number };
  /** Its history; the revision rises with each change. */
  readonly revision: number;
  readonly notice?: StatementNotice;
  readonly returned?: { readonly on: LocalDate; readonly by: string; readonly at: Instant };
}

/** The states of a notice: asked for again, sent, or not sent for a reason. */
export const noticeStates = ['waiting', 'sent', 'not-sent'] as const;

/** The electronic notice of the statement, or why none was sent. */
export interface StatementNotice {
  readonly state: (typeof noticeStates)[number];
  readonly at: Instant;
  /** When it was first sent, if it was sent again later. */
  readonly firstSentAt?: Instant;
  /** Why it was not sent: `paid` meanwhile, or the reason that forbids it. */
  readonly because?: string;
  /** It had no link that opens the statement: too many wrong dates had been entered in earlier links. */
  readonly isLocked?: true;
  readonly fileKey?: string;
}

/** When a notice left first; undefined when none did. */
export function firstSent(notice: StatementNotice | undefined): Instant | undefined {
  return notice?.firstSentAt ?? (notice?.state === 'sent' ? notice.at : undefined);
}

/** The latest statement of an account, which decides when the next one is due, and the dunning level. */
export interface LastStatement {
  readonly accountId: string;
  /** Rises with every statement; a write names the one that it read. */
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
