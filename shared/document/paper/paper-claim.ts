import type { Claim } from '../../domain/claim/claim.ts';
import type { Submitter } from '../../domain/claim/party.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { adaDental } from './ada-dental/boxes.ts';
import { dentalOnPaper } from './ada-dental/fill.ts';
import { phoneOf } from './claim-people.ts';
import { cms1500 } from './cms-1500/boxes.ts';
import { professionalOnPaper } from './cms-1500/fill.ts';
import type { CodeTitle } from './code-titles.ts';
import type { PaperClaim } from './fill-boxes.ts';
import type { PaperForm, PaperFormName } from './paper-form.ts';
import { ub04 } from './ub-04/boxes.ts';
import { institutionalOnPaper } from './ub-04/fill.ts';

export const paperForms: Readonly<Record<PaperFormName, PaperForm>> = {
  'cms-1500': cms1500,
  'ub-04': ub04,
  'ada-dental': adaDental,
};

/** A claim, and who submits it. */
export interface ClaimToLayOut {
  readonly claim: Claim;
  readonly submitter?: Pick<Submitter, 'contacts'>;
  /** For form locator 43 of the UB-04, and item 30 of the ADA form. */
  readonly codeTitle?: CodeTitle;
}

/** Lays a claim out on the paper form of its kind. @param madeOn the day on which it is laid out: UB-04 line 23, and the day of the provider’s signature on the others */
export function claimOnPaper(
  { claim: electronic, submitter, codeTitle }: ClaimToLayOut,
  madeOn: LocalDate,
): PaperClaim {
  const claim = withTelephone(electronic, submitter);
  switch (claim.kind) {
    case 'professional':
      return professionalOnPaper(claim, madeOn);
    case 'institutional':
      return institutionalOnPaper(claim, madeOn, codeTitle);
    case 'dental':
      return dentalOnPaper(claim, madeOn, codeTitle);
  }
}

/**
 * A claim file states the billing provider's telephone (2010AA PER) only where it is not the submitter's (1000A PER).
 * The forms have one place for both.
 */
function withTelephone<Form extends Claim>(claim: Form, submitter: ClaimToLayOut['submitter']): Form {
  const { billingProvider } = claim;
  if (submitter === undefined || phoneOf(billingProvider.contacts) !== undefined) return claim;
  return { ...claim, billingProvider: { ...billingProvider, contacts: submitter.contacts } };
}
