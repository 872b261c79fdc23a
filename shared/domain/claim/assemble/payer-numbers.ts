import type { Payer, Provider } from '../../practice/practice.ts';
import type { SecondaryId } from '../party.ts';

/** The numbers by which a payer knows a provider who has no NPI. With an NPI a claim states no others. */
export function numbersWith({ id }: Pick<Payer, 'id'>, { npi, payerNumbers = [] }: Provider): readonly SecondaryId[] {
  if (npi !== undefined) return [];
  return payerNumbers.filter(({ payerId }) => payerId === id).map(({ kind, number }) => ({ kind, id: number }));
}

/** Whether a payer cannot know a provider: there is neither an NPI nor a number of the payer's own. */
export function isUnknownTo(payer: Pick<Payer, 'id'> | undefined, provider: Provider): boolean {
  return payer !== undefined && provider.npi === undefined && numbersWith(payer, provider).length === 0;
}
