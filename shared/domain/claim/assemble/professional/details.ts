import type { ProfessionalEncounter } from '../../../encounter/encounter.ts';
import { claimDecimal } from '../../../encounter/quantity.ts';
import type { AmbulanceTransport } from '../../../encounter/transport.ts';
import { present } from '../../../present.ts';
import type { ProfessionalClaim } from '../../professional-claim.ts';
import { professionalDates } from '../../professional-dates.ts';
import { claimDetailNames, fieldsNamed } from '../../stated-details.ts';
import { accidentOf, attachmentOf } from '../common-facts.ts';
import type { ProfessionalInput } from '../input.ts';
import { postal } from '../parties.ts';
import { patientPaidOf } from '../patient-paid.ts';

/** The details of a professional claim apart from parties, diagnoses and lines, from the encounter. */

type Details = Omit<
  ProfessionalClaim,
  | ('kind' | 'billingProvider' | 'subscriber' | 'payer' | 'patientControlNumber' | 'chargeCents' | 'placeOfService')
  | ('frequency' | 'providerSignatureOnFile' | 'assignment' | 'benefitsAssignment' | 'releaseOfInformation')
  | ('diagnoses' | 'serviceLines')
>;

export function claimDetails({ encounter, claimId, patient }: ProfessionalInput): Details {
  const { referralNumber, priorAuthorizationNumber, delayReason } = encounter;
  const medicalRecordNumber = encounter.medicalRecordNumber ?? patient?.medicalRecordNumber;
  const patientPaidCents = patientPaidOf(encounter, claimId);
  const {
    claimNote,
    claimNoteKind: kind = 'ADD',
    cliaNumber,
    conditionCodes,
    anesthesiaProcedures,
    attachments,
    transport,
  } = encounter;
  return {
    ...accidentOf(encounter),
    ...fieldsNamed(encounter, professionalDates),
    ...fieldsNamed(encounter, claimDetailNames),
    ...present({ delayReason, patientPaidCents, referralNumber, priorAuthorizationNumber, medicalRecordNumber }),
    ...present({ cliaNumber, conditionCodes, anesthesiaProcedures }),
    ...present({ attachments: attachments?.map(attachmentOf) }),
    ...present({ notes: claimNote === undefined ? undefined : [{ kind, text: claimNote }] }),
    ...conditionsOf(encounter),
    ...(transport === undefined ? {} : transportDetails(transport)),
  };
}

function conditionsOf({ homebound, epsdtReferrals }: ProfessionalEncounter) {
  return {
    ...(homebound === true ? { homeboundConditions: { applies: true, codes: ['IH'] } } : {}),
    // The question that the codes answer: whether the child was referred on. `NU` means no referral.
    ...(epsdtReferrals === undefined
      ? {}
      : { epsdtConditions: { applies: !epsdtReferrals.includes('NU'), codes: epsdtReferrals } }),
  };
}

function transportDetails(transport: AmbulanceTransport) {
  const { reason, miles, patientWeightPounds, roundTripPurpose, stretcherPurpose, conditions, pickUp, dropOff } =
    transport;
  return {
    ambulanceTransport: {
      reason,
      miles: claimDecimal(miles),
      ...present({
        patientWeightPounds: patientWeightPounds && claimDecimal(patientWeightPounds),
        roundTripPurpose,
        stretcherPurpose,
      }),
    },
    ...present({ ambulanceConditions: conditions === undefined ? undefined : [{ applies: true, codes: conditions }] }),
    ambulancePickUp: { address: postal(pickUp.address) },
    ambulanceDropOff: {
      ...present({
        name: dropOff.name === undefined ? undefined : ({ kind: 'organization', name: dropOff.name } as const),
      }),
      address: postal(dropOff.address),
    },
  };
}
