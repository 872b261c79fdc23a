import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { PartyName, PostalAddress } from '../../../domain/claim/party.ts';
import { patientOf } from '../claim-people.ts';
import { type BoxTexts, crossed, inOrder } from '../fill-boxes.ts';
import { cityText, identifier, longDate, nameText, nameWithSuffixLast, plain } from '../paper-text.ts';

const genders: Readonly<Record<string, string>> = { M: 'male', F: 'female', U: 'unknown' };
const relationships: Readonly<Record<string, string>> = { '18': 'self', '01': 'spouse', '19': 'dependent' };

/** Items 1 to 23. */
export function peopleBoxes(claim: DentalClaim): BoxTexts {
  const { subscriber, payer } = claim;
  const patient = patientOf(claim);
  return {
    ...crossed(claim.submissionReason === undefined ? '1.services' : '1.predetermination'),
    ...crossed(claim.specialProgram === '01' ? '1.epsdt' : undefined),
    '2': identifier(claim.predeterminationNumber ?? claim.priorAuthorizationNumber ?? ''),
    ...addressBoxes('3', payer.name, payer.address),
    '3a': identifier(payer.id),
    ...otherCoverageBoxes(claim),
    ...addressBoxes('12', subscriber.name, subscriber.address),
    '13': longDate(subscriber.demographics?.birthDate, ' '),
    ...crossed(choice('14', genders[subscriber.demographics?.gender ?? ''])),
    '15': identifier(subscriber.memberId ?? ''),
    '16': identifier(subscriber.groupNumber ?? ''),
    '17': plain(subscriber.groupName ?? ''),
    ...crossed(choice('18', relationships[patient.relationship] ?? 'other')),
    ...addressBoxes('20', patient.name, patient.address),
    '21': longDate(patient.demographics?.birthDate, ' '),
    ...crossed(choice('22', genders[patient.demographics?.gender ?? ''])),
    '23': plain(claim.patientControlNumber),
  };
}

const choice = (item: string, which: string | undefined) => (which === undefined ? undefined : `${item}.${which}`);

/** Name and address, line after line. */
function addressBoxes(item: string, name: PartyName | undefined, address: PostalAddress | undefined): BoxTexts {
  const lines = [nameWithSuffixLast(name), plain(address?.line1 ?? ''), plain(address?.line2 ?? ''), cityText(address)];
  const told = lines.filter((line) => line !== '');
  return inOrder(
    ['.1', '.2', '.3', '.4'].slice(0, told.length).map((line) => `${item}${line}`),
    told,
  );
}

/**
 * The other coverage. Filing indicators do not distinguish dental plans from medical ones: a plan other than Medicare
 * is treated as dental.
 */
function otherCoverageBoxes({ otherCoverages }: DentalClaim): BoxTexts {
  const [other] = otherCoverages ?? [];
  if (other === undefined) return {};
  const isMedical = ['MA', 'MB', 'MC'].includes(other.filingIndicator ?? '');
  const payer = [nameText(other.payer?.name), plain(other.payer?.address?.line1 ?? ''), cityText(other.payer?.address)];
  const told = payer.filter((line) => line !== '');
  return {
    ...crossed(isMedical ? '4.medical' : '4.dental'),
    '5': nameWithSuffixLast(other.subscriber?.name),
    '6': longDate(other.demographics?.birthDate, ' '),
    ...crossed(choice('7', genders[other.demographics?.gender ?? ''])),
    '8': identifier(other.subscriber?.memberId ?? ''),
    '9': identifier(other.groupNumber ?? ''),
    ...crossed(choice('10', relationships[other.relationship ?? ''] ?? 'other')),
    ...inOrder(['11.1', '11.2', '11.3'].slice(0, told.length), told),
    '11a': identifier(other.payer?.id ?? ''),
  };
}
