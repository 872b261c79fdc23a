import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import { caseNumberOf, patientOf } from '../claim-people.ts';
import { type BoxTexts, crossed, dateBoxes, type FormContent } from '../fill-boxes.ts';
import { dateParts, identifier, nameText, plain, regionOf, streetText, zipAndCountry } from '../paper-text.ts';
import { genderBox, relationshipBox } from './crosses.ts';
import { isForMedicare, medicaidBox, medicareCoverageBoxes } from './fill-medicare.ts';

/** Box 1 by claim filing indicator; all others are group health insurance, or other insurance. */
const kindsOfInsurance: Readonly<Record<string, string>> = {
  MB: '1.medicare',
  MA: '1.medicare',
  MC: '1.medicaid',
  CH: '1.tricare',
  VA: '1.champva',
};

const onFile = 'SIGNATURE ON FILE';

/** Boxes 1 to 13, and the coverages that they have no room for. */
export function peopleBoxes(claim: ProfessionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const isMedicare = isForMedicare(claim);
  const coverages = isMedicare ? medicareCoverageBoxes(claim) : coverageBoxes(claim);
  const conditions = claim.conditionCodes ?? [];
  const told = isMedicare ? [] : conditions.slice(0, conditionsInBox);
  return {
    texts: {
      ...patientBoxes(claim),
      ...coverages.texts,
      ...causeBoxes(claim),
      '10d': isMedicare ? medicaidBox(claim) : told.join('   '),
    },
    leftOff: [
      { box: '9', count: coverages.left },
      { box: '10d', count: conditions.length - told.length },
    ],
  };
}

/** At most this many condition codes fit into box 10d, with three spaces between them. */
const conditionsInBox = 4;

/** The boxes about the patient, and the signatures. */
function patientBoxes(claim: ProfessionalClaim): BoxTexts {
  const { subscriber } = claim;
  const patient = patientOf(claim);
  const group = subscriber.groupNumber === undefined ? '1.other' : '1.group';
  return {
    ...crossed(kindsOfInsurance[subscriber.filingIndicator ?? ''] ?? group),
    '1a': identifier(subscriber.memberId ?? claim.dependent?.propertyCasualtyIds?.[0]?.id ?? ''),
    '2': nameText(patient.name),
    ...dateBoxes('3', dateParts(patient.demographics?.birthDate)),
    ...crossed(genderBox('3', patient.demographics?.gender)),
    '5.street': streetText(patient.address),
    '5.city': plain(patient.address?.city ?? ''),
    '5.state': regionOf(patient.address),
    '5.zip': zipAndCountry(patient.address),
    '12': claim.releaseOfInformation === 'Y' || claim.releaseOfInformation === 'I' ? onFile : '',
    '13': claim.benefitsAssignment === 'Y' ? onFile : '',
  };
}

function causeBoxes({ relatedCauses = [], autoAccidentState }: ProfessionalClaim): BoxTexts {
  const answer = (cause: string) => (relatedCauses.includes(cause) ? 'yes' : 'no');
  return {
    [`10a.${answer('EM')}`]: 'X',
    [`10b.${answer('AA')}`]: 'X',
    '10b.state': autoAccidentState,
    [`10c.${answer('OA')}`]: 'X',
  };
}

/** The plan that is billed (boxes 4, 6, 7 and 11), and the other one (box 9). */
function coverageBoxes(claim: ProfessionalClaim): { readonly texts: BoxTexts; readonly left: number } {
  const { subscriber, otherCoverages = [] } = claim;
  const { address } = subscriber;
  const [other] = otherCoverages;
  const texts: BoxTexts = {
    '4': nameText(subscriber.name),
    ...crossed(relationshipBox(patientOf(claim).relationship)),
    '7.street': streetText(address),
    '7.city': plain(address?.city ?? ''),
    '7.state': regionOf(address),
    '7.zip': zipAndCountry(address),
    '9': nameText(other?.subscriber?.name),
    '9a': identifier(other?.groupNumber ?? other?.subscriber?.memberId ?? ''),
    '9d': nameText(other?.payer?.name),
    ...planBoxes(claim),
    ...crossed(other === undefined ? '11d.no' : '11d.yes'),
  };
  return { texts, left: otherCoverages.length - 1 };
}

/**
 * Boxes 11 to 11c: the plan that is billed. Of a case of workers' compensation box 11 has the number, too, where there is
 * no group: programs of federal employees (FECA) and some states look for it there (NUCC, item 11; 28 TAC 133.10(f)(1)(H)).
 */
function planBoxes(claim: ProfessionalClaim): BoxTexts {
  const { subscriber, payer } = claim;
  const number = caseNumberOf(claim);
  const isAtWork = subscriber.filingIndicator === 'WC';
  return {
    '11': identifier(subscriber.groupNumber ?? (isAtWork ? number : '')),
    ...dateBoxes('11a', dateParts(subscriber.demographics?.birthDate)),
    ...crossed(genderBox('11a', subscriber.demographics?.gender)),
    ...(number === '' ? {} : { '11b.kind': 'Y4', '11b': number }),
    '11c': subscriber.groupName === undefined ? nameText(payer.name) : plain(subscriber.groupName),
  };
}
