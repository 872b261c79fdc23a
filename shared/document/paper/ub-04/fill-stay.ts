import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import { patientOf, phoneOf } from '../claim-people.ts';
import { type BoxTexts, inOrder } from '../fill-boxes.ts';
import {
  cityText,
  identifier,
  longDate,
  nameText,
  phoneParts,
  plain,
  regionOf,
  shortDate,
  streetText,
  zipText,
} from '../paper-text.ts';

/** Form locators 1 to 17, 29 and 38: the billing provider, the patient, the stay, and the payer's address. */
export function stayBoxes(claim: InstitutionalClaim): BoxTexts {
  const patient = patientOf(claim);
  return {
    ...billerBoxes(claim),
    '3a': plain(claim.patientControlNumber),
    '3b': plain(claim.medicalRecordNumber ?? ''),
    '4': `0${claim.facilityType}${claim.frequency}`,
    '5': taxNumber(claim),
    '6.from': shortDate(claim.statementFrom),
    '6.to': shortDate(claim.statementTo ?? claim.statementFrom),
    '8b': nameText(patient.name),
    '9a': streetText(patient.address),
    '9b': plain(patient.address?.city ?? ''),
    '9c': regionOf(patient.address),
    '9d': zipText(patient.address),
    '9e': identifier(patient.address?.country ?? ''),
    '10': longDate(patient.demographics?.birthDate),
    '11': patient.demographics?.gender,
    '12': shortDate(claim.admissionDate),
    '13': claim.admissionTime?.slice(0, 2),
    '14': claim.admissionType,
    '15': claim.admissionSource,
    '16': claim.dischargeTime?.slice(0, 2),
    '17': claim.dischargeStatus,
    '29': claim.autoAccidentState,
    ...payerAddress(claim),
  };
}

/**
 * A tax id as `NN-NNNNNNN`. A social security number is printed without hyphens, because its box has no room for them.
 */
function taxNumber({ billingProvider: { taxId } }: InstitutionalClaim): string {
  const number = identifier(taxId?.id ?? '');
  return taxId?.kind === 'ein' && /^\d{9}$/.test(number) ? `${number.slice(0, 2)}-${number.slice(2)}` : number;
}

function billerBoxes({ billingProvider: { name, address, contacts, payTo } }: InstitutionalClaim): BoxTexts {
  const { area, rest } = phoneParts(phoneOf(contacts));
  const own = [nameText(name), streetText(address), cityText(address), `${area}${rest}`];
  const pay =
    payTo === undefined ? [] : [nameText(payTo.name ?? name), streetText(payTo.address), cityText(payTo.address)];
  return { ...inOrder(['1.1', '1.2', '1.3', '1.4'], own), ...inOrder(['2.1', '2.2', '2.3'], pay) };
}

function payerAddress({ payer: { name, address } }: InstitutionalClaim): BoxTexts {
  const lines = [nameText(name), plain(address?.line1 ?? ''), plain(address?.line2 ?? ''), cityText(address)];
  return inOrder(
    ['38.1', '38.2', '38.3', '38.4'],
    lines.filter((line) => line !== ''),
  );
}
