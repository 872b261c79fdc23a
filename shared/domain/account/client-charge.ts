import type { Quantity } from '../encounter/quantity.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, sumCents } from '../money/cents.ts';
import type { StatementLanguage } from '../statement/statement.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/**
 * A charge on an account outside claims: to an employer or a facility for a priced item without a procedure code, or
 * for a patient's share of a claim that the organisation pays; to any account for a returned check. The amounts are in
 * the entries; this says what they are for.
 */
export interface ClientCharge {
  readonly id: string;
  readonly accountId: string;
  readonly version: number;
  readonly of: ChargedItem | MovedShare | ChargedFee;
  readonly cents: Cents;
  /** The date of service, or the claim's. */
  readonly serviceOn: LocalDate;
  /** The office's date of the booking. */
  readonly postedOn: LocalDate;
  readonly at: Instant;
  readonly by: string;
  /** The legal entity of the books. */
  readonly entityId: string;
  readonly ledgerEntryId: string;
  /** Reversed, by whom and why. */
  readonly reversed?: {
    readonly at: Instant;
    readonly by: string;
    readonly reason: string;
    readonly ledgerEntryId: string;
  };
}

/** An item with a price and no code: a drug screen, a form filled in, a day of a nurse. */
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

/** The fee for a returned check, charged to the person who gave it. */
export interface ChargedFee {
  readonly kind: 'fee';
  /** The payment that was returned. */
  readonly paymentId: string;
  readonly patientId?: never;
}

/** The subject of a charge, in words. */
export function chargeWords({ of }: Pick<ClientCharge, 'of'>, language: StatementLanguage): string {
  return of.kind === 'item' ? of.description : kindWords[language][of.kind];
}

const kindWords = {
  en: { fee: 'Fee for a returned check', share: 'Patient’s share of a visit' },
  es: { fee: 'Cargo por un cheque devuelto', share: 'Parte del paciente de una visita' },
} as const;

/**
 * The open part of each charge when the account owes this much: money pays the oldest first, unless an invoice says
 * otherwise.
 * @param owed the account's balance, by its entries
 */
export function openCharges(
  charges: readonly ClientCharge[],
  owed: Cents,
): { readonly charge: ClientCharge; readonly cents: Cents }[] {
  // Of charges of one instant the ids decide, so that the order in which they were read does not.
  const place = ({ at, id }: ClientCharge) => `${at} ${id}`;
  const newestFirst = charges
    .filter(({ reversed }) => reversed === undefined)
    .toSorted((left, right) => (place(left) < place(right) ? 1 : -1));
  const open: { charge: ClientCharge; cents: Cents }[] = [];
  for (const charge of newestFirst) {
    const left = owed - sumCents(open.map((each) => each.cents));
    if (left <= 0) break;
    open.unshift({ charge, cents: cents(Math.min(left, charge.cents)) });
  }
  return open;
}
