import type { Quantity } from '../encounter/quantity.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, sumCents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/**
 * What an account was charged beside claims: an employer or a facility for a priced item without a procedure code, or for what a patient owed
 * of a claim and the organisation pays instead; any account for a returned check. Its money stands in the entries; this says what for.
 */
export interface ClientCharge {
  readonly id: string;
  readonly accountId: string;
  readonly version: number;
  readonly of: ChargedItem | MovedShare | ChargedFee;
  readonly cents: Cents;
  /** The day of the service, or of the claim's. */
  readonly serviceOn: LocalDate;
  /** The office's day on which it was booked. */
  readonly postedOn: LocalDate;
  readonly at: Instant;
  readonly by: string;
  /** The legal entity in whose books it stands. */
  readonly entityId: string;
  readonly ledgerEntryId: string;
  /** Taken back, by whom and why. */
  readonly reversed?: {
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
    readonly ledgerEntryId: string;
  };
}

/** A drug screen, a form filled in, a day of a nurse: what has a price and no code. */
export interface ChargedItem {
  readonly kind: 'item';
  readonly description: string;
  readonly quantity: Quantity;
  readonly unitCents: Cents;
  readonly billingProviderId: string;
  /** The employee or the resident whom it was for. */
  readonly patientId?: string;
}

/** A patient's share of a claim that the organisation pays. */
export interface MovedShare {
  readonly kind: 'share';
  readonly claimId: ClaimId;
  readonly patientId: string;
  readonly reason: string;
}

/** What a check that came back costs who gave it. */
export interface ChargedFee {
  readonly kind: 'fee';
  /** The payment that came back. */
  readonly paymentId: string;
  readonly patientId?: never;
}

/** What a charge is for, in words. */
export function chargeWords({ of }: Pick<ClientCharge, 'of'>): string {
  if (of.kind === 'item') return of.description;
  return of.kind === 'fee' ? 'Fee for a returned check' : 'Patient’s share of a visit';
}

/**
 * What is still open of charges when the account owes this much: money pays the oldest first, unless an invoice says otherwise.
 * @param owed what the account owes, by its entries
 */
export function openCharges(
  charges: readonly ClientCharge[],
  owed: Cents,
): { readonly charge: ClientCharge; readonly cents: Cents }[] {
  const newestFirst = charges
    .filter(({ reversed }) => reversed === undefined)
    .toSorted((left, right) => (left.at < right.at ? 1 : -1));
  const open: { charge: ClientCharge; cents: Cents }[] = [];
  for (const charge of newestFirst) {
    const left = owed - sumCents(open.map((each) => each.cents));
    if (left <= 0) break;
    open.unshift({ charge, cents: cents(Math.min(left, charge.cents)) });
  }
  return open;
}
