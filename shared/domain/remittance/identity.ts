import { formatCents } from '../money/cents.ts';
import type { PartyIdentity, RemittancePayment } from './remittance.ts';

/**
 * What makes a payment this payment and no other: payee, payer, trace, amount, date, in this order, as canonical texts. The store
 * digests them; they never stand in a key as they are. Two payments of one identity are one payment, or a conflict that a
 * person settles: real payers reuse dummy trace numbers.
 */
export function paymentIdentity(payment: RemittancePayment): readonly string[] {
  return [
    partyText(payment.payee),
    payment.traceOriginator === undefined ? partyText(payment.payer) : `TRN:${canonical(payment.traceOriginator)}`,
    canonical(payment.traceNumber),
    `${payment.creditDebit}${formatCents(payment.paymentCents)}`,
    payment.paymentDate ?? '',
  ];
}

/** A party's own identifier when it has one, else a reference, else its name. */
function partyText(party: PartyIdentity): string {
  if (party.id !== undefined && party.id !== '') return `${canonical(party.idQualifier ?? '')}:${canonical(party.id)}`;
  const reference = party.references.find((candidate) => candidate.value !== '');
  if (reference !== undefined) return `${canonical(reference.qualifier)}:${canonical(reference.value)}`;
  return `NAME:${canonical(party.name)}`;
}

function canonical(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toUpperCase();
}
