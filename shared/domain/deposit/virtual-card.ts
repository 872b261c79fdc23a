import type { Leg } from '../ledger/entry.ts';
import { type Cents, negateCents, subtractCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/**
 * A payer pays a remittance by a virtual card: a number for one amount, which the office charges at its terminal. From
 * then on the remittance is paid, and the terminal's payout, less the merchant's fee, is in transit to the bank. No
 * card data is stored.
 */
export interface VirtualCardCharge {
  readonly id: string;
  readonly version: number;
  readonly remittanceId: string;
  readonly entityId: string;
  readonly payerId?: string;
  readonly payerName: string;
  /** The charged amount: that of the remittance. */
  readonly cents: Cents;
  /** The terminal's fee. */
  readonly feeCents: Cents;
  readonly chargedOn: LocalDate;
  /** The terminal's number of the charge or of its settlement, which matches the bank's deposit. */
  readonly reference: string;
  readonly at: Instant;
  readonly by: string;
  readonly ledgerEntryId: string;
  /** Absent unless it was reversed. */
  readonly reversed?: {
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    readonly ledgerEntryId: string;
  };
}

/** The remittance is no longer in transit; the payout less the fee is. */
export function virtualCardLegs({
  id,
  remittanceId,
  payerId,
  cents,
  feeCents,
}: Pick<VirtualCardCharge, 'id' | 'remittanceId' | 'payerId' | 'cents' | 'feeCents'>): Leg[] {
  const payer = present({ payerId });
  return [
    { account: 'deposits-in-transit', cents: subtractCents(cents, feeCents), ...payer, reference: id },
    { account: 'merchant-and-agency-fees', cents: feeCents, ...payer, reference: id },
    { account: 'deposits-in-transit', cents: negateCents(cents), ...payer, reference: remittanceId },
  ];
}
