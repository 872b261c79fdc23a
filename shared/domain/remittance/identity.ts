import { formatCents } from '../money/cents.ts';
import type { PartyIdentity, RemittancePayment } from './remittance.ts';

/**
 * The identity of a payment: payee, payer, trace, amount, date, in this order, as canonical texts. The store keys it by a digest; the texts
 * themselves are never in a key. Two payments with one identity are the same payment, or a conflict for a person: real payers reuse dummy
 * trace numbers.
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

/** A party's identifier when it has one, otherwise a reference, otherwise its name. */
function partyText(party: PartyIdentity): string {
  if (party.id !== undefined && party.id !== '') return `${canonical(party.idQualifier ?? '')}:${canonical(party.id)}`;
  const reference = party.references.find((candidate) => candidate.value !== '');
  if (reference !== undefined) return `${canonical(reference.qualifier)}:${canonical(reference.value)}`;
  return `NAME:${canonical(party.name)}`;
}

function canonical(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toUpperCase();
}
