import type { Cents } from '../money/cents.ts';
import type { Address } from '../practice/practice.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { SubmittedFile } from './submission.ts';

/** A printer that draws its paper in a little off, and by how much text is moved to meet it, in hundredths of an inch. */
export interface Printer {
  readonly name: string;
  readonly right: number;
  readonly down: number;
}

/** What the office says of printing. */
export interface PaperSettings {
  readonly version: number;
  readonly printers: readonly Printer[];
}

/** What a form could not say of a claim: the box, and how much is lost. */
export interface PaperRemark {
  readonly code: 'text-cut' | 'value-too-wide' | 'no-box-left' | 'character-replaced';
  readonly page: number;
  readonly box: string;
  readonly lost: number;
}

/** A claim that was printed, and how many pages it has with what is behind it. */
export interface PrintedClaimFact {
  readonly claimId: string;
  /** The number of the filing. */
  readonly filing: number;
  readonly form: 'cms-1500' | 'ub-04' | 'ada-dental';
  readonly pages: number;
  readonly findings: readonly PaperRemark[];
}

/** How an envelope went to a payer. `certified` and `registered` mail and a `courier` give a number by which its way can be followed. */
export const mailingMethods = ['first-class', 'certified', 'registered', 'courier', 'fax', 'by-hand'] as const;

/** That printed claims were mailed, as a person or the vendor’s report says. */
export interface Mailing {
  readonly on: LocalDate;
  readonly by: (typeof mailingMethods)[number];
  /** The carrier's number. */
  readonly trackingNumber?: string;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/** Claims that were printed together for one payer, which files them: by whom, when, and the file itself. Only mailings are added to it. */
export interface PaperBatch {
  readonly id: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly payerId: string;
  readonly stock: 'preprinted' | 'grid';
  readonly printer?: string;
  readonly claims: readonly PrintedClaimFact[];
  readonly pages: number;
  readonly chargeCents: Cents;
  readonly file: SubmittedFile;
  /** What a vendor who prints and mails is told beside the file; absent when the office prints. */
  readonly manifest?: SubmittedFile;
  /** Whom it was addressed to: the payer's name and address as they stood then. */
  readonly mailTo: { readonly name: string; readonly address?: Address };
  /** In the order in which they were recorded; absent while nobody has said that it was mailed. */
  readonly mailings?: readonly Mailing[];
}

const paperLanePrefix = 'paper-';

/** The list of claims that wait to be printed for a payer. No claim file gathers from it. */
export function paperLaneOf(payerId: string): string {
  return `${paperLanePrefix}${payerId}`;
}

/** Whether claims of this list are printed, and not sent in files. */
export function isPaperLane(lane: string): boolean {
  return lane.startsWith(paperLanePrefix);
}
