import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import type { ContentProblemKind } from '../all-forms/content-problems.ts';
import { formOf } from '../all-forms/form-of.ts';
import { checkInstitutional } from './check-institutional.ts';
import { claimLoop } from './claim-loops.ts';

/** Institutional claims (837I): 005010X223, A1 to A3; 4010X096 and the predetermination guide with a finding. */
export const institutionalForm = formOf<InstitutionalClaim, ContentProblemKind>({
  kind: 'institutional',
  writtenGuide: '005010X223A2',
  guides: [{ version: /^005010X223/ }, { version: /^005010X292/, finding: 'guide-predetermination' }],
  otherGuides: /X(?:222|224|291|300|097|098)/,
  claimLoop,
  checkClaim: checkInstitutional,
});
