import { valueText } from '../text/value-text.ts';
import type { CommonClaim } from './common-claim.ts';

/**
 * Claims in the order of their file: by billing provider, then subscriber and payer, then patient, so that adjacent claims share a loop.
 * The order depends on the claims alone: a retry that reads them in another order writes the same bytes.
 */
export function inFileOrder<Form extends CommonClaim>(claims: readonly Form[]): Form[] {
  if (claims.length < 2) return [...claims];
  const keyed = claims.map((claim) => {
    const { billingProvider, subscriber, payer, dependent, patientControlNumber } = claim;
    const parts = [billingProvider, subscriber, payer, dependent ?? null].map(valueText);
    return { claim, key: [...parts, patientControlNumber].join('\n') };
  });
  return keyed
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ claim }) => claim);
}
