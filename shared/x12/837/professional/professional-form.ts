import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { ContentProblemKind } from '../all-forms/content-problems.ts';
import { formOf } from '../all-forms/form-of.ts';
import { checkProfessional } from './check-professional.ts';
import { claimLoop } from './claim-loops.ts';

/** Professional claims (837P): 005010X222, A1 and A2; 4010X098 and the predetermination guide with a finding. */
export const professionalForm = formOf<ProfessionalClaim, ContentProblemKind>({
  kind: 'professional',
  writtenGuide: '005010X222A1',
  guides: [{ version: /^005010X222/ }, { version: /^005010X291/, finding: 'guide-predetermination' }],
  otherGuides: /X(?:223|224|292|300|096|097)/,
  claimLoop,
  checkClaim: checkProfessional,
});
