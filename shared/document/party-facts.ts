import type { Address } from '../domain/practice/practice.ts';
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

/** What stands on an envelope: the name, then the address line by line. */
export function partyLines({ name, address }: Addressee): string[] {
  return [name, ...(address === undefined ? [] : addressLines(address))];
}

/** Name and address under each other, the label beside the first line. */
export function partyFacts(label: string, party: Addressee): Fact[] {
  return partyLines(party).map((value, index) =>
    index === 0 ? { label, value, tone: 'strong' } : { label: '', value },
  );
}
