import type { Address } from '../domain/practice/practice.ts';
import { present } from '../domain/present.ts';
import type { Addressee } from '../domain/statement/statement.ts';
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

/** The sender or recipient of a letter; without a name when nobody entered one, and then no letter is written. */
export function partyOnRecord(name: string | undefined, address: Address | undefined): Addressee {
  return { name: name ?? '', ...present({ address }) };
}

/** Name and address on separate lines, the label next to the first. */
export function partyFacts(label: string, { name, address }: Addressee): Fact[] {
  const lines = address === undefined ? [] : addressLines(address);
  return [{ label, value: name, tone: 'strong' }, ...lines.map((value): Fact => ({ label: '', value }))];
}
