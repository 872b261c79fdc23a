import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import { patientOf } from '../claim-people.ts';
import { type BoxTexts, crossed, dateBoxes } from '../fill-boxes.ts';
import { dateParts, identifier, nameText, plain, regionOf, streetText, zipText } from '../paper-text.ts';

/** Box 1 by claim filing indicator; others are health insurance of a group, or other insurance. */
const kindsOfInsurance: Readonly<Record<string, string>> = {
  MB: '1.medicare',
  MA: '1.medicare',
  MC: '1.medicaid',
  CH: '1.tricare',
  VA: '1.champva',
};

const relationships: Readonly<Record<string, string>> = { '18': '6.self', '01': '6.spouse', '19': '6.child' };

const onFile = 'SIGNATURE ON FILE';

/** Boxes 1 to 13. */
export function peopleBoxes(claim: ProfessionalClaim): BoxTexts {
  const { subscriber } = claim;
  const patient = patientOf(claim);
  const group = subscriber.groupNumber === undefined ? '1.other' : '1.group';
  const insuredAddress = subscriber.address;
  return {
    ...crossed(kindsOfInsurance[subscriber.filingIndicator ?? ''] ?? group),
    '1a': identifier(subscriber.memberId ?? ''),
    '2': nameText(patient.name),
    ...dateBoxes('3', dateParts(patient.demographics?.birthDate)),
    ...crossed(genderBox('3', patient.demographics?.gender)),
    '4': nameText(subscriber.name),
    '5.street': streetText(patient.address),
    '5.city': plain(patient.address?.city ?? ''),
    '5.state': regionOf(patient.address),
    '5.zip': zipText(patient.address),
    ...crossed(relationships[patient.relationship] ?? '6.other'),
    '7.street': streetText(insuredAddress),
    '7.city': plain(insuredAddress?.city ?? ''),
    '7.state': regionOf(insuredAddress),
    '7.zip': zipText(insuredAddress),
    ...causeBoxes(claim),
    ...coverageBoxes(claim),
    '12': claim.releaseOfInformation === 'Y' || claim.releaseOfInformation === 'I' ? onFile : '',
    '13': claim.benefitsAssignment === 'Y' ? onFile : '',
  };
}

function genderBox(box: string, gender: string | undefined): string | undefined {
  if (gender === 'M') return `${box}.male`;
  return gender === 'F' ? `${box}.female` : undefined;
}

function causeBoxes({ relatedCauses = [], autoAccidentState, conditionCodes }: ProfessionalClaim): BoxTexts {
  const answer = (cause: string) => (relatedCauses.includes(cause) ? 'yes' : 'no');
  return {
    [`10a.${answer('EM')}`]: 'X',
    [`10b.${answer('AA')}`]: 'X',
    '10b.state': autoAccidentState,
    [`10c.${answer('OA')}`]: 'X',
    '10d': conditionCodes?.join(' '),
  };
}

/** The plan that is billed, and the other one. Medicare wants NONE where nobody pays before it, and no answer about other plans. */
function coverageBoxes(claim: ProfessionalClaim): BoxTexts {
  const { subscriber, payer, otherCoverages } = claim;
  const isMedicare = subscriber.filingIndicator === 'MB';
  const isFirst = subscriber.payerResponsibility === 'P';
  const [other] = otherCoverages ?? [];
  const number = patientOf(claim).propertyCasualtyClaimNumber ?? subscriber.propertyCasualtyClaimNumber;
  return {
    '9': nameText(other?.subscriber?.name),
    '9a': identifier(other?.groupNumber ?? other?.subscriber?.memberId ?? ''),
    '9d': nameText(other?.payer?.name),
    '11': isMedicare && isFirst ? 'NONE' : identifier(subscriber.groupNumber ?? ''),
    ...dateBoxes('11a', dateParts(subscriber.demographics?.birthDate)),
    ...crossed(genderBox('11a', subscriber.demographics?.gender)),
    ...(number === undefined ? {} : { '11b.kind': 'Y4', '11b': identifier(number) }),
    '11c': subscriber.groupName === undefined ? nameText(payer.name) : plain(subscriber.groupName),
    ...(isMedicare ? {} : crossed(other === undefined ? '11d.no' : '11d.yes')),
  };
}
