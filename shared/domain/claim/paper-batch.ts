import type { Cents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { SubmittedFile } from './submission.ts';

/**
 * A printer that feeds its paper slightly off position, and the text offset that corrects it, in hundredths of an inch.
 */
export interface Printer {
  readonly name: string;
  readonly right: number;
  readonly down: number;
}

/** The office's print settings. */
export interface PaperSettings {
  readonly version: number;
  readonly printers: readonly Printer[];
}

/** A value of a claim that a form could not show: the box, and how much is lost. */
export interface PaperRemark {
  readonly code: 'text-cut' | 'remark-cut' | 'value-too-wide' | 'no-box-left' | 'character-replaced';
  readonly page: number;
  readonly box: string;
  readonly lost: number;
}

/** A printed claim, and its number of pages including attachments. */
export interface PrintedClaimFact {
  readonly claimId: string;
  /** The number of the filing. */
  readonly filing: number;
  readonly form: 'cms-1500' | 'ub-04' | 'ada-dental';
  readonly pages: number;
  readonly findings: readonly PaperRemark[];
}

/** How an envelope was sent to a payer. `certified` and `registered` mail and a `courier` give a tracking number. */
export const mailingMethods = ['first-class', 'certified', 'registered', 'courier', 'fax', 'by-hand'] as const;

/** A record that printed claims were mailed, from a person or the vendor’s report. */
export interface Mailing {
  readonly on: LocalDate;
  readonly by: (typeof mailingMethods)[number];
  /** The carrier's number. */
  readonly trackingNumber?: string;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
}

/**
 * Claims that were printed together for one payer, which files them: by whom, when, and the file itself. Afterwards
 * only mailings are added.
 */
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
  /** The manifest for a mailing vendor; absent when the office prints. */
  readonly manifest?: SubmittedFile;
  /** The address used: the payer's name and address at that time. */
  readonly mailTo: { readonly name: string; readonly address?: Address };
  /** In the order of recording; absent until a mailing is recorded. */
  readonly mailings?: readonly Mailing[];
}

const paperLanePrefix = 'paper-';

/** The list of claims that wait to be printed for a payer. Claim files do not gather from it. */
export function paperLaneOf(payerId: string): string {
  return `${paperLanePrefix}${payerId}`;
}

/** Whether claims of this list are printed, and not sent in files. */
export function isPaperLane(lane: string): boolean {
  return lane.startsWith(paperLanePrefix);
}
