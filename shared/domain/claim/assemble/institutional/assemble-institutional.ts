import type { InstitutionalEncounter } from '../../../encounter/encounter.ts';
import type { FacilityDiagnosis, ValueCode } from '../../../encounter/institutional-encounter.ts';
import { firstServiceDay, throughDate } from '../../../encounter/service-days.ts';
import { formatCents } from '../../../money/cents.ts';
import { present } from '../../../present.ts';
import type { LocalDate } from '../../../time/local-date.ts';
import { withChangeReason } from '../../correction/change-reason.ts';
import { facilityDetailNames } from '../../form-details.ts';
import type { InstitutionalClaim, ReportedDiagnosis, ReportedValue } from '../../institutional-claim.ts';
import { writtenFrequency } from '../../notice.ts';
import { fieldsNamed } from '../../stated-details.ts';
import { attachmentOf, commonFacts, type PartiesOnFile } from '../common-facts.ts';
import type { InstitutionalInput } from '../input.ts';
import { facilityParty, isElsewhere } from '../parties.ts';
import { patientPaidOf } from '../patient-paid.ts';
import { plainPatient } from '../plain-patient.ts';
import { toldProviders } from '../told-providers.ts';
import { claimDecimal } from './claim-decimal.ts';
import { serviceLine } from './lines.ts';
import { toldByValues } from './medicare-secondary.ts';

/** Makes the institutional claim of one payer (005010X223A2). */
export function assembleInstitutional(input: InstitutionalInput, parties: PartiesOnFile): InstitutionalClaim {
  const { encounter, lines } = input;
  const { typeOfBill } = encounter;
  const claim: InstitutionalClaim = {
    kind: 'institutional',
    ...plainPatient(commonFacts(input, parties)),
    facilityType: typeOfBill.slice(1, 3),
    frequency: writtenFrequency(typeOfBill.slice(3), input.frequency),
    ...statementPeriod(input),
    ...admission(encounter),
    ...references(input),
    ...fieldsNamed(encounter, facilityDetailNames),
    ...codesOf(input),
    ...claimProviders(input, parties),
    serviceLines: lines.map((line, index) => serviceLine(input, parties, line, index + 1)),
  };
  return toldByValues(withChangeReason(claim, input.changeReason));
}

/** The statement period: as entered, else from the first date of the lines to the discharge, or to their last date. */
function statementPeriod({ encounter, lines }: InstitutionalInput) {
  const first = encounter.statementFrom ?? (firstServiceDay(lines) as LocalDate);
  return { statementFrom: first, statementTo: throughDate(encounter, lines) as LocalDate };
}

/** An hour is written with its minutes. */
const clock = (time: string | undefined): string | undefined => (time?.length === 2 ? `${time}00` : time);

function admission(encounter: InstitutionalEncounter) {
  const { admissionDate, admissionTime, admissionType, admissionSource, dischargeStatus, dischargeTime } = encounter;
  const admitted = admissionDate === undefined ? {} : { admissionDate, admissionTime: clock(admissionTime) };
  return {
    ...present(admitted),
    ...present({ dischargeTime: clock(dischargeTime), admissionType, admissionSource, dischargeStatus }),
  };
}

function references({ encounter, patient }: InstitutionalInput) {
  const { referralNumber, priorAuthorizationNumber, delayReason, accidentState, attachments, claimNote } = encounter;
  return present({
    delayReason,
    referralNumber,
    priorAuthorizationNumber,
    autoAccidentState: accidentState,
    medicalRecordNumber: encounter.medicalRecordNumber ?? patient?.medicalRecordNumber,
    attachments: attachments?.map(attachmentOf),
    notes: claimNote === undefined ? undefined : [{ kind: 'ADD', text: claimNote }],
  });
}

/** Diagnoses of every kind, procedures, and the codes of the NUBC. */
function codesOf(input: InstitutionalInput) {
  const { encounter } = input;
  const { diagnoses, admittingDiagnosis, reasonsForVisit, externalCauses, procedures, drg } = encounter;
  const { conditionCodes, occurrenceCodes, occurrenceSpans } = encounter;
  const values = valuesOf(input);
  return {
    diagnoses: diagnoses.map(reported),
    ...present({
      admittingDiagnosis: admittingDiagnosis === undefined ? undefined : coded(admittingDiagnosis),
      reasonsForVisit: reasonsForVisit?.map(coded),
      externalCauses: externalCauses?.map(reported),
      drg: drg?.code,
      procedures: procedures?.map((each) => ({ codeSet: 'icd-10-pcs' as const, ...each })),
      occurrenceSpans,
      occurrences: occurrenceCodes,
      values: values.length === 0 ? undefined : values,
      conditionCodes,
    }),
  };
}

const coded = (code: string) => ({ codeSet: 'icd-10-cm' as const, code });

/** A diagnosis that is exempt from the indicator (`1`) is sent without one, as version 5010 requires. */
function reported({ code, presentOnAdmission }: FacilityDiagnosis): ReportedDiagnosis {
  if (presentOnAdmission === undefined || presentOnAdmission === '1') return coded(code);
  return { ...coded(code), presentOnAdmission };
}

/** The value code for the patient's payment, for which institutional claims have no other place. */
const patientPaidValue = 'FC';

function valuesOf({ encounter, claimId }: InstitutionalInput): readonly ReportedValue[] {
  const values = (encounter.valueCodes ?? []).map(reportedValue);
  const paid = patientPaidOf(encounter, claimId);
  const isTold = values.some(({ code }) => code === patientPaidValue);
  if (paid === undefined || paid === 0 || isTold) return values;
  return [...values, { code: patientPaidValue, value: claimDecimal(formatCents(paid)) }];
}

function reportedValue({ code, amountCents, number = '' }: ValueCode): ReportedValue {
  return { code, value: claimDecimal(amountCents === undefined ? number : formatCents(amountCents)) };
}

/**
 * The providers. Rendering and referring provider are stated only if they differ from the attending one (loop 2310).
 */
function claimProviders(input: InstitutionalInput, parties: PartiesOnFile) {
  const { encounter, facility } = input;
  const { told, withTaxonomy, isSame } = toldProviders(input, parties);
  const { attendingProviderId, operatingProviderId, otherOperatingProviderId } = encounter;
  const { renderingProviderId, referringProviderId } = encounter;
  const place = typeof facility === 'string' ? undefined : facility;
  const { billingProvider } = parties;
  return present({
    attendingProvider: withTaxonomy(attendingProviderId),
    operatingProvider: told(operatingProviderId),
    otherOperatingProvider: told(otherOperatingProviderId),
    renderingProvider: isSame(renderingProviderId, attendingProviderId) ? undefined : told(renderingProviderId),
    serviceFacility: isElsewhere(place, billingProvider) ? facilityParty(place, billingProvider) : undefined,
    referringProvider: isSame(referringProviderId, attendingProviderId) ? undefined : told(referringProviderId),
  });
}
