import type { Provider } from '../../practice/practice.ts';
import type { ClaimProvider } from '../party.ts';
import type { PartiesOnFile } from './common-facts.ts';
import type { CommonInput } from './input.ts';
import { claimProvider, isSameProvider, renderingParty } from './parties.ts';

/** The providers of a claim by their ids, in the claim's form. */
export function toldProviders({ providers }: CommonInput, { billingProvider, payer }: PartiesOnFile) {
  const find = (id: string | undefined): Provider | undefined => (id === undefined ? undefined : providers.get(id));
  return {
    told(id: string | undefined): ClaimProvider | undefined {
      const provider = find(id);
      return provider && claimProvider(provider, payer);
    },
    withTaxonomy(id: string | undefined): ClaimProvider | undefined {
      const provider = find(id);
      return provider && renderingParty(provider, payer);
    },
    isSame: (left: string | undefined, right: string | undefined): boolean => isSameProvider(find(left), find(right)),
    isBilling: (id: string | undefined): boolean => isSameProvider(find(id), billingProvider),
  };
}
