import type { Payer, Provider } from '../../practice/practice.ts';
import type { SecondaryId } from '../party.ts';

/** A payer's own numbers for a provider without an NPI. With an NPI, a claim states no other numbers. */
export function numbersWith({ id }: Pick<Payer, 'id'>, { npi, payerNumbers = [] }: Provider): readonly SecondaryId[] {
  if (npi !== undefined) return [];
  return payerNumbers.filter(({ payerId }) => payerId === id).map(({ kind, number }) => ({ kind, id: number }));
}

/** Whether a payer cannot identify a provider: it has neither an NPI nor a number of the payer's own. */
export function isUnknownTo(payer: Pick<Payer, 'id'> | undefined, provider: Provider): boolean {
  return payer !== undefined && provider.npi === undefined && numbersWith(payer, provider).length === 0;
}
