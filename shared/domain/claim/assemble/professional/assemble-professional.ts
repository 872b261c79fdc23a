import type { Provider } from '../../../practice/practice.ts';
import { present } from '../../../present.ts';
import { frequencyCodes } from '../../filing.ts';
import type { Dependent, Subscriber } from '../../party.ts';
import type { ProfessionalClaim } from '../../professional-claim.ts';
import { commonFacts, type PartiesOnFile } from '../common-facts.ts';
import type { ProfessionalInput } from '../input.ts';
import { coverageInput, lineAdjudications } from '../other-coverages.ts';
import { claimProvider, facilityParty, isElsewhere, isSameProvider, renderingParty } from '../parties.ts';
import { claimDetails } from './details.ts';
import { serviceLine } from './lines.ts';

/** Makes the professional claim of one payer. */
export function assembleProfessional(input: ProfessionalInput, parties: PartiesOnFile): ProfessionalClaim {
  const { encounter } = input;
  return {
    kind: 'professional',
    ...withPregnancy(commonFacts(input, parties), encounter),
    placeOfService: encounter.placeOfService,
    frequency: frequencyCodes[input.frequency],
    providerSignatureOnFile: true,
    ...claimDetails(input),
    diagnoses: encounter.diagnoses.map((code) => ({ codeSet: 'icd-10-cm' as const, code })),
    ...claimProviders(input, parties),
    serviceLines: input.lines.map((line, index) => ({
      ...serviceLine(input, line, index + 1),
      ...lineAdjudications(coverageInput(input), index + 1),
    })),
  };
}

/** The parties, with what the encounter says of the patient: the dependent, or else the subscriber. */
function withPregnancy<Facts extends { readonly subscriber: Subscriber; readonly dependent?: Dependent }>(
  facts: Facts,
  { pregnant }: ProfessionalInput['encounter'],
): Facts {
  if (pregnant === undefined) return facts;
  const { dependent, subscriber } = facts;
  if (dependent !== undefined) return { ...facts, dependent: { ...dependent, pregnant } };
  return { ...facts, subscriber: { ...subscriber, asPatient: { ...subscriber.asPatient, pregnant } } };
}

/**
 * The other providers. Rendering provider and facility are stated only if they differ from the billing one
 * (005010X222A1, loop 2310).
 */
function claimProviders(
  { encounter, providers, facility }: ProfessionalInput,
  { billingProvider, payer }: PartiesOnFile,
) {
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
