import type { PersonName, Provider } from './practice.ts';

/** A person's name in the form used on letters. */
export function personText(name: PersonName | undefined): string {
  if (name === undefined) return '';
  const { firstName, middleName, lastName, suffix } = name;
  return [firstName, middleName, lastName, suffix].filter((part) => part !== undefined && part !== '').join(' ');
}

export function providerText(provider: Provider | undefined): string {
  const name = provider?.name;
  if (name === undefined) return '';
  return name.kind === 'organization' ? name.organizationName : personText(name);
}

/** A phone number that can be printed with hyphens. */
export function tenDigits(phone: string | undefined): string | undefined {
  return phone !== undefined && /^\d{10}$/.test(phone) ? phone : undefined;
}
