import type { VarianceThreshold } from '../contract/payer-contract.ts';
import type { LatePaymentSettings } from '../late-payment/late-payment.ts';
import { cents } from '../money/cents.ts';
import type { LetterTemplate } from '../remittance/denial/letter-fields.ts';

/** How an office compares payments with contracts. */
export interface ContractSettings {
  /** The smallest difference that puts a payment on the list, where the contract does not say. */
  readonly threshold: VarianceThreshold;
  /** The office's own letters about payments; they override the product's letters of the same name. */
  readonly letters: readonly LetterTemplate[];
  /** How late payments are looked for; they are not when absent. */
  readonly latePayments?: LatePaymentSettings;
}

/** The default: a difference of a dollar or more. */
export const usualContractSettings: ContractSettings = {
  threshold: { leastCents: cents(1_00), leastBasisPoints: 0 },
  letters: [],
};
