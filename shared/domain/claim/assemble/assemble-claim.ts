import { fail, ok, type Result } from '../../result.ts';
import type { Claim } from '../claim.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { PriorFault } from '../next-payer/prior-balance.ts';
import { partiesOnFile } from './common-facts.ts';
import { assembleDental } from './dental/assemble-dental.ts';
import { holdReasonsOf } from './hold-claim.ts';
import type { AssemblyInput, DentalInput, InstitutionalInput, ProfessionalInput } from './input.ts';
import { assembleInstitutional } from './institutional/assemble-institutional.ts';
import { withLiftedFacts } from './lifted-facts.ts';
import { withNumbersOfPayers } from './numbers-of-payers.ts';
import { assembleProfessional } from './professional/assemble-professional.ts';

/** The claim that an input of a form becomes. */
type ClaimOf<Input extends AssemblyInput> = Extract<Claim, { readonly kind: Input['form'] }>;

/**
 * Makes the claim for one payer from an encounter and the practice's records. Pure: the same input gives the same
 * claim.
 * @returns the claim, or every reason why it cannot be sent yet (codes of `holdReasons`, with facts where a reason has
 * some)
 */
export function assembleClaim<Input extends AssemblyInput>(
  input: Input,
): Result<ClaimOf<Input>, readonly (HoldReason | PriorFault)[]> {
  const reasons = holdReasonsOf(input);
  if (reasons.length > 0) return fail(reasons);
  return ok(withNumbersOfPayers(claimOf(input), input) as ClaimOf<Input>);
}

function claimOf(input: ProfessionalInput | InstitutionalInput | DentalInput): Claim {
  const parties = partiesOnFile(input);
  switch (input.form) {
    case 'professional':
      return assembleProfessional(withLiftedFacts(input), parties);
    case 'institutional':
      return assembleInstitutional(input, parties);
    case 'dental':
      return assembleDental(input, parties);
  }
}
