import type { Payer, Provider } from '../../../practice/practice.ts';
import type { SecondaryId } from '../../party.ts';

/**
 * A dentist with the state licence, which the ADA form asks for (items 50 and 55). A claim in a file names a dentist by
 * the NPI alone (005010X224A2, loop 2310B: other numbers are for providers without an NPI).
 */
export function withLicence<Dentist extends { readonly secondaryIds?: readonly SecondaryId[] }>(
  dentist: Dentist,
  provider: Provider | undefined,
  { filesOn }: Payer,
): Dentist {
  if (filesOn !== 'paper' || provider?.stateLicense === undefined) return dentist;
  return { ...dentist, secondaryIds: [...(dentist.secondaryIds ?? []), { kind: '0B', id: provider.stateLicense }] };
}
