import type { RemittanceClaim } from '../remittance.ts';

/** To whom a payer has forwarded a claim itself, so that nobody bills these again: to the next payer, or to several. */
export type Crossover = 'next-payer' | 'several';

/** Processed as primary, secondary or tertiary, and forwarded. */
const forwardedStatuses: readonly string[] = ['19', '20', '21'];

/** Forwarded to Medicaid; forwarded to the supplemental insurer. Medicare says so under any status. */
const forwardedRemarks: readonly string[] = ['MA07', 'MA18'];

/** Forwarded to more payers than the remittance has room to name. */
const forwardedToSeveral = 'N89';

/** Whether a payer says, by status, by naming the crossover carrier or by a remark, that it forwarded the claim itself. */
export function crossoverOf({ statusCode, crossoverPayer, remarkCodes }: RemittanceClaim): Crossover | undefined {
  if (remarkCodes.includes(forwardedToSeveral)) return 'several';
  const isForwarded =
    forwardedStatuses.includes(statusCode) ||
    crossoverPayer !== undefined ||
    remarkCodes.some((code) => forwardedRemarks.includes(code));
  return isForwarded ? 'next-payer' : undefined;
}
