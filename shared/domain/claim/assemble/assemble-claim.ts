import { isSelf } from '../../practice/coverage.ts';
import type { Payer, Provider } from '../../practice/practice.ts';
import { present } from '../../present.ts';
import { fail, invariant, ok, type Result } from '../../result.ts';
import { frequencyCodes } from '../filing.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { PriorFault } from '../next-payer/prior-balance.ts';
import type { ProfessionalClaim } from '../professional-claim.ts';
import { claimDetails } from './details.ts';
import { holdReasonsOf } from './hold-claim.ts';
import { type AssemblyInput, billedCoverage } from './input.ts';
import { serviceLine } from './lines.ts';
import { lineAdjudications, otherCoverages, placeOf } from './other-coverages.ts';
import {
  billingParty,
  claimProvider,
  consentsOf,
  dependentParty,
  facilityParty,
  isElsewhere,
  isSameProvider,
  payerParty,
  renderingParty,
  subscriberParty,
} from './parties.ts';

/**
 * Makes the professional claim of one payer from an encounter and what the practice has on file. Pure: the same input gives the same claim.
 * @returns the claim, or every reason why it cannot be sent yet (codes of `holdReasons`, with facts where a reason has some)
 */
export function assembleClaim(input: AssemblyInput): Result<ProfessionalClaim, readonly (HoldReason | PriorFault)[]> {
  const reasons = holdReasonsOf(input);
  if (reasons.length > 0) return fail(reasons);
  const { encounter, patient, billingProvider, payerPosition } = input;
  const { coverage, payer } = billedCoverage(input);
  invariant(
    patient !== undefined && coverage !== undefined && payer !== undefined && billingProvider?.billing !== undefined,
    'what has no reason to be held has its parties',
  );
  return ok({
    kind: 'professional',
    billingProvider: billingParty(billingProvider),
    subscriber: subscriberParty(placeOf(input, payerPosition), { patient, coverage, payer }),
    payer: payerParty(payer, billingProvider),
    ...(isSelf(coverage) ? {} : { dependent: dependentParty(patient, coverage) }),
    patientControlNumber: input.claimId,
    chargeCents: input.chargeCents,
    placeOfService: encounter.placeOfService,
    frequency: frequencyCodes[input.frequency],
    ...present({ payerClaimControlNumber: input.payerClaimNumber }),
    providerSignatureOnFile: true,
    assignment: billingProvider.billing.acceptsAssignment === false ? 'C' : 'A',
    ...consentsOf(coverage),
    ...claimDetails(input),
    diagnoses: encounter.diagnoses.map((code) => ({ codeSet: 'icd-10-cm' as const, code })),
    ...claimProviders(input, billingProvider, payer),
    ...otherCoverages(input),
    serviceLines: input.lines.map((line, index) => ({
      ...serviceLine(input, line, index + 1),
      ...lineAdjudications(input, index + 1),
    })),
  });
}

/** Who else took part. Rendering provider and facility are told only where they are not the billing one (005010X222A1, loop 2310). */
function claimProviders({ encounter, providers, facility }: AssemblyInput, billingProvider: Provider, payer: Payer) {
  const find = (id: string | undefined): Provider | undefined => (id === undefined ? undefined : providers.get(id));
  const referring = find(encounter.referringProviderId);
  const rendering = find(encounter.renderingProviderId);
  const primaryCare = find(encounter.primaryCareProviderId);
  const supervising = find(encounter.supervisingProviderId);
  const place = typeof facility === 'string' ? undefined : facility;
  return {
    ...present({
      referringProvider: referring && claimProvider(referring, payer),
      referringPrimaryCareProvider: primaryCare && claimProvider(primaryCare, payer),
      renderingProvider: isSameProvider(rendering, billingProvider)
        ? undefined
        : rendering && renderingParty(rendering, payer),
      serviceFacility: isElsewhere(place, billingProvider) ? facilityParty(place, billingProvider) : undefined,
      supervisingProvider: supervising && claimProvider(supervising, payer),
    }),
  };
}
