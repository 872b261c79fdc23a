import type { RemittanceClaim } from '../remittance.ts';

/** The payers to which a claim was forwarded, so that we do not bill them again: the next payer, or several. */
export type Crossover = 'next-payer' | 'several';

/** Processed as primary, secondary or tertiary, and forwarded. */
const forwardedStatuses: readonly string[] = ['19', '20', '21'];

/** Forwarded to Medicaid; forwarded to the supplemental insurer. Medicare uses these under any status. */
const forwardedRemarks: readonly string[] = ['MA07', 'MA18'];

/** Forwarded to more payers than the remittance can name. */
const forwardedToSeveral = 'N89';

/** Whether a payer has forwarded the claim: by its status, the crossover carrier that it names, or a remark. */
export function crossoverOf({ statusCode, crossoverPayer, remarkCodes }: RemittanceClaim): Crossover | undefined {
  if (remarkCodes.includes(forwardedToSeveral)) return 'several';
  const isForwarded =
    forwardedStatuses.includes(statusCode) ||
    crossoverPayer !== undefined ||
    remarkCodes.some((code) => forwardedRemarks.includes(code));
  return isForwarded ? 'next-payer' : undefined;
}
