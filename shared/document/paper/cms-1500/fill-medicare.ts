import type { OtherCoverage } from '../../../domain/claim/claim-detail.ts';
import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { patientOf } from '../claim-people.ts';
import { type BoxTexts, crossed, dateBoxes } from '../fill-boxes.ts';
import {
  dateParts,
  identifier,
  nameText,
  plain,
  regionOf,
  spacedDate,
  streetText,
  zipAndCountry,
} from '../paper-text.ts';
import { genderBox, relationshipBox } from './crosses.ts';

/**
 * Whether a claim goes to Medicare Part B, which has rules of its own for the form (Medicare Claims Processing Manual,
 * chapter 26).
 */
export function isForMedicare({ subscriber }: Pick<ProfessionalClaim, 'subscriber'>): boolean {
  return subscriber.filingIndicator === 'MB';
}

/** The word that Medicare wants in place of a value that is already in the patient's boxes. */
const same = 'SAME';

/** The id of a supplement (Medigap) to which Medicare forwards claims: 55000 to 55999. */
const medigapId = /^55\d{3}$/;

/**
 * Boxes 4, 6, 7, 9 and 11 of a claim to Medicare, and how many coverages they leave out. Boxes 4, 6, 7 and 11 are about
 * who pays before Medicare; where nobody does, box 11 says `NONE` and the others are empty. Box 9 is for a supplement
 * (Medigap) alone, and box 11d stays empty.
 */
export function medicareCoverageBoxes(claim: ProfessionalClaim): { readonly texts: BoxTexts; readonly left: number } {
  const coverages = claim.otherCoverages ?? [];
  const supplement = coverages.find(({ payer }) => medigapId.test(payer?.id ?? ''));
  // The form does not name a plan after Medicare that is not a supplement. Only Medicare itself can forward the claim
  // to it.
  const before = claim.subscriber.payerResponsibility === 'P' ? [] : coverages.filter((each) => each !== supplement);
  const elder = before.find(({ payerResponsibility }) => payerResponsibility === 'P') ?? before[0];
  return {
    texts: {
      ...(elder === undefined ? { '11': 'NONE' } : elderBoxes(claim, elder)),
      ...(supplement === undefined ? {} : supplementBoxes(supplement)),
    },
    left: before.length - 1,
  };
}

/** The plan that pays before Medicare. */
function elderBoxes(claim: ProfessionalClaim, { relationship = '18', ...elder }: OtherCoverage): BoxTexts {
  const isPatient = relationship === '18';
  const { subscriber, payer, demographics } = elder;
  const address = subscriber?.address;
  const isSameAddress = address !== undefined && streetText(address) === streetText(patientOf(claim).address);
  return {
    '4': isPatient ? same : nameText(subscriber?.name),
    ...crossed(relationshipBox(relationship)),
    ...(isPatient || isSameAddress
      ? { '7.street': same }
      : {
          '7.street': streetText(address),
          '7.city': plain(address?.city ?? ''),
          '7.state': regionOf(address),
          '7.zip': zipAndCountry(address),
        }),
    '11': identifier(elder.groupNumber ?? subscriber?.memberId ?? ''),
    // Box 3 has them of the patient.
    ...(isPatient
      ? {}
      : {
          ...dateBoxes('11a', dateParts(demographics?.birthDate)),
          ...crossed(genderBox('11a', demographics?.gender)),
        }),
    '11c': nameText(payer?.name),
  };
}

/** A supplement to which Medicare forwards the claim. */
function supplementBoxes({ relationship = '18', subscriber, groupNumber, payer }: OtherCoverage): BoxTexts {
  return {
    '9': relationship === '18' ? same : nameText(subscriber?.name),
    '9a': `MEDIGAP ${identifier(subscriber?.memberId ?? groupNumber ?? '')}`,
    '9d': identifier(payer?.id ?? ''),
  };
}

/**
 * Boxes 14 to 16 and 18. Box 14 has no qualifier and box 15 is empty. A chiropractor's box 14 is about the treatment.
 * Years have two digits, as in box 24A: Medicare returns claims that mix both forms.
 */
export function medicareDayBoxes(claim: ProfessionalClaim): BoxTexts {
  const onset = claim.onsetDate ?? claim.lastMenstrualPeriodDate;
  const began = claim.spinalManipulation === undefined ? onset : (claim.initialTreatmentDate ?? onset);
  const boxes = (id: string, date: LocalDate | undefined) => {
    const { shortYear, ...parts } = dateParts(date);
    return dateBoxes(id, { ...parts, year: shortYear });
  };
  return {
    ...boxes('14', began),
    ...boxes('16.from', claim.disabilityBegin ?? claim.lastWorkedDate),
    ...boxes('16.to', claim.disabilityEnd ?? claim.returnToWorkDate),
    ...boxes('18.from', claim.admissionDate),
    ...boxes('18.to', claim.dischargeDate),
  };
}

/** The day on which the physician in charge last saw the patient, as for care of the feet. */
export function lastSeenOf({ lastSeenDate, serviceLines }: ProfessionalClaim): LocalDate | undefined {
  return lastSeenDate ?? serviceLines.find((line) => line.lastSeenDate !== undefined)?.lastSeenDate;
}

/**
 * What box 19 has before notes: a chiropractor's x-ray; when, and by whom (NPI), the patient was last seen; when care
 * after surgery was taken over and given back; that a laboratory's patient cannot leave home; results of tests; and what
 * codes do not say.
 */
export function medicareRemarks(claim: ProfessionalClaim, tests: readonly string[]): readonly string[] {
  const { spinalManipulation, lastXrayDate, supervisingProvider, serviceLines } = claim;
  const { assumedCareDate, relinquishedCareDate, homeboundConditions, demonstrationProject } = claim;
  const xray = lastXrayDate ?? serviceLines.find((line) => line.lastXrayDate !== undefined)?.lastXrayDate;
  const seenOn = lastSeenOf(claim);
  const seenBy =
    supervisingProvider ?? serviceLines.find((line) => line.lastSeenDate !== undefined)?.supervisingProvider;
  return [
    ...(spinalManipulation === undefined || xray === undefined ? [] : [spacedDate(xray)]),
    ...(seenOn === undefined ? [] : [`${spacedDate(seenOn)} ${seenBy?.npi ?? ''}`.trim()]),
    ...(assumedCareDate === undefined ? [] : [`ASSUMED ${spacedDate(assumedCareDate)}`]),
    ...(relinquishedCareDate === undefined ? [] : [`RELINQUISHED ${spacedDate(relinquishedCareDate)}`]),
    ...(homeboundConditions?.applies === true ? ['HOMEBOUND'] : []),
    ...tests,
    // A clinical trial has eight digits (chapter 32, 69.6), a demonstration fewer.
    ...(demonstrationProject === undefined
      ? []
      : [`${/^\d{8}$/.test(demonstrationProject) ? 'CT' : ''}${identifier(demonstrationProject)}`]),
    ...new Set(serviceLines.flatMap(({ description }) => (description === undefined ? [] : [plain(description)]))),
  ];
}

/** Box 10d, which Medicare keeps for the Medicaid number of a patient who has both. */
export function medicaidBox({ otherCoverages = [] }: ProfessionalClaim): string {
  const medicaid = otherCoverages.find(({ filingIndicator }) => filingIndicator === 'MC');
  const number = medicaid?.subscriber?.memberId;
  return number === undefined ? '' : `MCD ${identifier(number)}`;
}

/** The ZIP code of an ambulance's pick-up, which Medicare wants in box 23: five digits. */
export function pickUpZip({ ambulancePickUp, serviceLines }: ProfessionalClaim): string | undefined {
  const place = ambulancePickUp ?? serviceLines.find((line) => line.ambulancePickUp !== undefined)?.ambulancePickUp;
  return place?.address?.postalCode?.slice(0, 5);
}
