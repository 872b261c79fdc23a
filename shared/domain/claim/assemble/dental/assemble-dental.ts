import type { DentalEncounter } from '../../../encounter/encounter.ts';
import { present } from '../../../present.ts';
import type { Note } from '../../claim-detail.ts';
import type { DentalClaim } from '../../dental-claim.ts';
import { frequencyCodes } from '../../filing.ts';
import { dentalDetailNames } from '../../form-details.ts';
import { fieldsNamed } from '../../stated-details.ts';
import { accidentOf, attachmentOf, commonFacts, type PartiesOnFile } from '../common-facts.ts';
import type { DentalInput } from '../input.ts';
import { facilityParty, isElsewhere } from '../parties.ts';
import { patientPaidOf } from '../patient-paid.ts';
import { plainPatient } from '../plain-patient.ts';
import { toldProviders } from '../told-providers.ts';
import { withLicence } from './licence.ts';
import { serviceLine } from './lines.ts';

/** Makes the dental claim of one payer (005010X224A2). */
export function assembleDental(input: DentalInput, parties: PartiesOnFile): DentalClaim {
  const { encounter, lines } = input;
  const common = plainPatient(commonFacts(input, parties));
  return {
    kind: 'dental',
    ...common,
    billingProvider: withLicence(common.billingProvider, parties.billingProvider, parties.payer),
    placeOfService: encounter.placeOfService,
    frequency: frequencyCodes[input.frequency],
    providerSignatureOnFile: true,
    ...accidentOf(encounter),
    ...mouthOf(encounter),
    ...references(input),
    ...(encounter.predetermination === true ? { submissionReason: 'PB' } : {}),
    ...fieldsNamed(encounter, dentalDetailNames),
    diagnoses: encounter.diagnoses.map((code) => ({ codeSet: 'icd-10-cm' as const, code })),
    ...claimProviders(input, parties),
    serviceLines: lines.map((line, index) => serviceLine(input, parties, line, index + 1)),
  };
}

const statuses = { 'to-be-extracted': 'E', missing: 'M' } as const;

/** The state of teeth, and orthodontic treatment. */
function mouthOf({ toothStatus, orthodontics }: DentalEncounter) {
  const toothStatuses = toothStatus?.map(({ tooth, status }) => ({ tooth, status: statuses[status] }));
  if (orthodontics === undefined) return present({ toothStatuses });
  const { totalMonths, remainingMonths, appliancePlacedOn } = orthodontics;
  return {
    orthodontics: {
      totalMonths: String(totalMonths),
      ...present({ remainingMonths: remainingMonths === undefined ? undefined : String(remainingMonths) }),
    },
    ...present({ appliancePlacedOn, toothStatuses }),
  };
}

function references({ encounter, claimId, lines }: DentalInput) {
  const { referralNumber, priorAuthorizationNumber, delayReason, attachments, claimNote } = encounter;
  // A dental line has no place for a note: the note becomes the procedure's description or, where there already is one,
  // a note of the claim.
  const ofLines = lines.flatMap(({ note, description }) => (description === undefined ? [] : [note]));
  const notes = [claimNote, ...ofLines].flatMap((text): Note[] => (text === undefined ? [] : [{ kind: 'ADD', text }]));
  return present({
    delayReason,
    referralNumber,
    priorAuthorizationNumber,
    patientPaidCents: encounter.predetermination === true ? undefined : patientPaidOf(encounter, claimId),
    attachments: attachments?.map(attachmentOf),
    notes: notes.length === 0 ? undefined : notes,
  });
}

/**
 * The other providers. Rendering provider and facility are stated only if they differ from the billing one (loop 2310).
 */
function claimProviders(input: DentalInput, parties: PartiesOnFile) {
  const { encounter, facility } = input;
  const { billingProvider, payer } = parties;
  const { told, withTaxonomy, isBilling } = toldProviders(input, parties);
  const { referringProviderId, renderingProviderId, assistantProviderId, supervisingProviderId } = encounter;
  const rendering = isBilling(renderingProviderId) ? undefined : withTaxonomy(renderingProviderId);
  const place = typeof facility === 'string' ? undefined : facility;
  return present({
    referringProvider: withTaxonomy(referringProviderId),
    renderingProvider: rendering && withLicence(rendering, input.providers.get(renderingProviderId ?? ''), payer),
    serviceFacility: isElsewhere(place, billingProvider) ? facilityParty(place, billingProvider) : undefined,
    assistantSurgeon: withTaxonomy(assistantProviderId),
    supervisingProvider: told(supervisingProviderId),
  });
}
