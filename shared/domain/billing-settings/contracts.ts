import type { VarianceThreshold } from '../contract/payer-contract.ts';
import { cents } from '../money/cents.ts';
import type { LetterTemplate } from '../remittance/denial/letter-fields.ts';

/** How an office looks at what payers pay against what was agreed. */
export interface ContractSettings {
  /** From which difference on a payment is on the list, where the contract does not say. */
  readonly threshold: VarianceThreshold;
  /** The office's own letters about payments; one of the same name goes before that of the product. */
  readonly letters: readonly LetterTemplate[];
}

/** What holds until an office says something: a dollar and more. */
export const usualContractSettings: ContractSettings = {
  threshold: { leastCents: cents(1_00), leastBasisPoints: 0 },
  letters: [],
};
