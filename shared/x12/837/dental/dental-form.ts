import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { ContentProblemKind } from '../all-forms/content-problems.ts';
import { formOf } from '../all-forms/form-of.ts';
import { checkDental } from './check-dental.ts';
import { claimLoop } from './claim-loops.ts';

/** Dental claims (837D): 005010X224, A1 to A3; 4010X097 and the predetermination guide with a finding. */
export const dentalForm = formOf<DentalClaim, ContentProblemKind>({
  kind: 'dental',
  writtenGuide: '005010X224A2',
  guides: [{ version: /^005010X224/ }, { version: /^005010X300/, finding: 'guide-predetermination' }],
  otherGuides: /X(?:222|223|291|292|096|098)/,
  claimLoop,
  checkClaim: checkDental,
});
