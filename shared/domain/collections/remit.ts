import type { InTransit } from '../deposit/deposit.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { RecoveryPart } from './case.ts';
import type { RemitLine, RemitSums } from './remit-file.ts';

/** What an agency sent: a file that adds up, and the money that it speaks of. */
export interface AgencyRemit {
  readonly id: string;
  /** Rises with each line that is booked. */
  readonly version: number;
  readonly agencyId: string;
  /** The legal entity that is paid. */
  readonly entityId: string;
  readonly receivedOn: LocalDate;
  /** The number of the agency's check or transfer, by which the bank's deposit is found. */
  readonly reference: string;
  readonly takenAt: Instant;
  readonly takenBy: string;
  readonly state: 'posting' | 'posted';
  readonly remits: 'net' | 'gross';
  readonly sums: RemitSums;
  /** How many of its lines are booked or wait. */
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

/** A line of it, once it was dealt with. */
export interface PostedLine extends RemitLine {
  readonly remitId: string;
  readonly agencyId: string;
  readonly entityId: string;
  readonly version: number;
  readonly state: 'posted' | 'waiting';
  readonly because?: LineWait;
  /** The agency had used its number before. */
  readonly isRepeated?: true;
  /** The payment that it made or took back; the entries of a line that waits stand under this id too. */
  readonly paymentId: string;
  /** Where a payment went. */
  readonly parts?: readonly RecoveryPart[];
  /** What was agreed, where the line says something else. */
  readonly agreedFeeCents?: Cents;
  readonly matched?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** The money of a file on its way to the bank; none while its lines are booked, or when it brings none. */
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
