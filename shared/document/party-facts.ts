import type { Address } from '../domain/practice/address.ts';
import { providerText, tenDigits } from '../domain/practice/name-text.ts';
import type { Payer, Provider } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import type { Addressee } from '../domain/statement/statement.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { letterDay } from './day-text.ts';
import type { Fact } from './document.ts';

export function phoneText(phone: string): string {
  return `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`;
}

/** An address line by line. */
function addressLines({ line1, line2, city, state, postalCode = '', country }: Address): string[] {
  const zip = /^\d{9}$/.test(postalCode) ? `${postalCode.slice(0, 5)}-${postalCode.slice(5)}` : postalCode;
  const town = [city, [state, zip].filter((part) => part !== undefined && part !== '').join(' ')];
  return [line1, line2, town.filter((part) => part !== '').join(', '), country].filter(
    (line): line is string => line !== undefined && line !== '',
  );
}

/** The sender or recipient of a letter. Its name is empty when nobody has entered one; then no letter is written. */
function partyOnRecord(name: string | undefined, address: Address | undefined): Addressee {
  return { name: name ?? '', ...present({ address }) };
}

/** The provider that writes to a payer, and whom the payer can call about it. */
export interface LetterSender extends Addressee {
  /** A name and a telephone number, `PAT BILLING, 614-555-0100`. */
  readonly contact?: string;
}

/** Who answers questions about a provider's claims: the contact of its claim files. */
function contactOf(provider: Provider | undefined): string | undefined {
  const { contactName, phone } = provider?.billing?.submitter ?? {};
  const digits = tenDigits(phone);
  return digits === undefined ? undefined : [contactName, phoneText(digits)].filter(Boolean).join(', ');
}

/** What every letter of a provider to a payer contains: sender, recipient, and the fields that a template may use. */
export function payerLetterHead(provider: Provider | undefined, payer: Payer | undefined, today: LocalDate) {
  const office = provider && providerText(provider);
  return {
    facts: { today: letterDay(today), office, npi: provider?.npi, payer: payer?.name },
    from: {
      ...partyOnRecord(office, provider?.billing?.address),
      ...present({ contact: contactOf(provider) }),
    } satisfies LetterSender,
    to: partyOnRecord(payer?.name, payer?.address),
  };
}

/** Name and address on separate lines, the label next to the first. */
export function partyFacts(label: string, { name, address }: Addressee): Fact[] {
  const lines = address === undefined ? [] : addressLines(address);
  return [{ label, value: name, tone: 'strong' }, ...lines.map((value): Fact => ({ label: '', value }))];
}

/** The sender of a letter to a payer, with whom the payer can call. */
export function senderFacts(from: LetterSender): Fact[] {
  const { contact } = from;
  return [...partyFacts('From', from), ...(contact === undefined ? [] : [{ label: 'Contact', value: contact }])];
}
