import type { InTransit } from '../deposit/deposit.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { RecoveryPart } from './case.ts';
import type { RemitLine, RemitSums } from './remit-file.ts';

/** An agency's remittance: a file that adds up, and its money. */
export interface AgencyRemit {
  readonly id: string;
  /** Rises with each line that is booked. */
  readonly version: number;
  readonly agencyId: string;
  /** The legal entity that receives the money. */
  readonly entityId: string;
  readonly receivedOn: LocalDate;
  /** The number of the agency's check or transfer, by which the bank's deposit is found. */
  readonly reference: string;
  readonly takenAt: Instant;
  readonly takenBy: string;
  readonly state: 'posting' | 'posted';
  readonly remits: 'net' | 'gross';
  readonly sums: RemitSums;
  /** How many of its lines are booked or waiting. */
  readonly done: number;
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Why a line waits for a person. Its money is in unidentified receipts meanwhile. */
export const lineWaits = {
  'case-unknown': { meaning: 'No placement with this agency and legal entity has this id.' },
  'payment-unknown': { meaning: 'The payment that came back is not on record, or was reversed already.' },
  'payment-elsewhere': { meaning: 'The payment that came back was for another placement.' },
  'payment-refunded': { meaning: 'A part of the payment that came back was given back to the patient.' },
  'payment-transferred': { meaning: 'A part of the payment that came back is with another account.' },
  'amount-differs': { meaning: 'More came back than is left of the payment.' },
  'reference-known': { meaning: 'The agency told a payment of this number before.' },
} as const;
export type LineWait = keyof typeof lineWaits;

/** A line after processing. */
export interface PostedLine extends RemitLine {
  readonly remitId: string;
  readonly agencyId: string;
  readonly entityId: string;
  readonly version: number;
  readonly state: 'posted' | 'waiting';
  readonly because?: LineWait;
  /** The agency has used this number before. */
  readonly isRepeated?: true;
  /** The payment that it made or reversed; the entries of a waiting line have this id too. */
  readonly paymentId: string;
  /** Where the payment was applied. */
  readonly parts?: readonly RecoveryPart[];
  /** For a reversal: the part that the payment no longer had; the office bears it. */
  readonly borneCents?: Cents;
  /** The agreed fee, if the line states another one. */
  readonly agreedFeeCents?: Cents;
  readonly matched?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** A file's money in transit to the bank; none while its lines are being booked, or when its total is zero. */
export function inTransitOfRemit({
  id,
  state,
  entityId,
  reference,
  receivedOn,
  sums,
}: AgencyRemit): InTransit | undefined {
  if (state !== 'posted' || sums.netCents === 0) return undefined;
  return {
    ...{ remittanceId: id, entityId, payerName: 'Collection agency', traceNumber: reference },
    ...{ method: 'AGENCY', paidOn: receivedOn, cents: sums.netCents },
  };
}
