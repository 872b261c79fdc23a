import type { Diagnosis } from '../../../domain/claim/claim-detail.ts';
import type { AccidentStatement } from '../../../domain/claim/common-claim.ts';
import type { ClaimProvider, PostalAddress } from '../../../domain/claim/party.ts';
import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { isPlaceOfService } from '../../../domain/practice/place-of-service.ts';
import type { CheckedClaim } from '../all-forms/content-problems.ts';

/*
 * Rules about combinations of values, and about codes of common lists: a file that breaks them can be written and read,
 * but the payer refuses it. The writer does not check them, because it must also be able to write other systems' files
 * again, which may break them.
 */

export type SituationKind =
  | 'provider-number-missing'
  | 'member-number-missing'
  | 'filing-indicator-missing'
  | 'facility-without-attending'
  | 'admitting-diagnosis-missing'
  | 'admission-source-missing'
  | 'medicare-secondary-reason-missing'
  | 'medicare-secondary-reason-not-wanted'
  | 'change-reason-missing'
  | 'change-reason-twice'
  | 'service-before-birth'
  | 'service-after-death'
  | 'line-number-repeated'
  | 'contact-number-missing'
  | 'state-unknown'
  | 'postal-code-malformed'
  | 'taxonomy-malformed'
  | 'place-of-service-unknown'
  | 'inpatient-without-admission'
  | 'accident-date-missing'
  | 'accident-state-missing'
  | 'transport-without-place'
  | 'place-without-transport'
  | 'patient-count-without-transport'
  | 'drug-quantity-missing'
  | 'drug-unit-missing'
  | 'drug-code-malformed'
  | 'purchase-without-seller'
  | 'facility-address-missing'
  | 'diagnosis-malformed'
  | 'procedure-malformed'
  | 'modifier-malformed';

export type NoteSituation = (kind: SituationKind, pointer: string) => void;

/** States, districts, territories and armed forces of the United States. */
const states = new Set(
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP'.split(
    ' ',
  ),
);

function checkAddress(address: PostalAddress | undefined, at: string, note: NoteSituation): void {
  if (address === undefined || (address.country ?? 'US') !== 'US') return;
  if (address.state === undefined || !states.has(address.state)) note('state-unknown', `${at}/state`);
  if (!/^(?:\d{5}|\d{9})$/.test(address.postalCode ?? '')) note('postal-code-malformed', `${at}/postalCode`);
}

/** Every provider must be known to the payer: by an NPI, or otherwise by a number of the payer's. */
export function checkProvider(provider: ClaimProvider | undefined, at: string, note: NoteSituation): void {
  if (provider === undefined) return;
  const numbers = provider.secondaryIds ?? [];
  if (provider.npi === undefined && numbers.length === 0) note('provider-number-missing', `${at}/npi`);
  const { taxonomy } = provider;
  if (taxonomy !== undefined && !/^[A-Z0-9]{10}$/.test(taxonomy)) note('taxonomy-malformed', `${at}/taxonomy`);
}

const medicare = new Set(['MA', 'MB']);

/** Whether the claim is to Medicare. */
export function isToMedicare({ subscriber }: Pick<CheckedClaim, 'subscriber'>): boolean {
  return medicare.has(subscriber.filingIndicator ?? '');
}

/** Whether the claim is to Medicare after another payer. */
export function isToMedicareSecond({ subscriber }: Pick<CheckedClaim, 'subscriber'>): boolean {
  return subscriber.payerResponsibility !== 'P' && isToMedicare({ subscriber });
}

/** Professional and dental claims say by the insurance type why Medicare pays second. */
export function checkInsuranceType(claim: CheckedClaim, note: NoteSituation): void {
  const isSecond = isToMedicareSecond(claim);
  const { medicareSecondaryType } = claim.subscriber;
  const pointer = '/subscriber/medicareSecondaryType';
  if (isSecond && medicareSecondaryType === undefined) note('medicare-secondary-reason-missing', pointer);
  if (!isSecond && medicareSecondaryType !== undefined) note('medicare-secondary-reason-not-wanted', pointer);
}

/** The rules for claims of every form. Pointers go into the claim. */
export function checkEveryClaim(claim: CheckedClaim, note: NoteSituation): void {
  const { billingProvider, payer, subscriber, dependent } = claim;
  const numbers = payer.billingProviderIds ?? [];
  if (billingProvider.npi === undefined && numbers.length === 0) {
    note('provider-number-missing', '/billingProvider/npi');
  }
  if (billingProvider.taxonomy !== undefined && !/^[A-Z0-9]{10}$/.test(billingProvider.taxonomy)) {
    note('taxonomy-malformed', '/billingProvider/taxonomy');
  }
  checkAddress(billingProvider.address, '/billingProvider/address', note);
  checkAddress(subscriber.address, '/subscriber/address', note);
  checkAddress(dependent?.address, '/dependent/address', note);
  if (subscriber.name.kind === 'person' && subscriber.memberId === undefined) {
    note('member-number-missing', '/subscriber/memberId');
  }
  if (subscriber.filingIndicator === undefined) note('filing-indicator-missing', '/subscriber/filingIndicator');
  checkCase(dependent?.propertyCasualtyContact, '/dependent/propertyCasualtyContact', note);
  checkCase(subscriber.propertyCasualtyContact, '/subscriber/propertyCasualtyContact', note);
  checkLife(claim, note);
}

function checkCase(contact: { readonly numbers: readonly unknown[] } | undefined, at: string, note: NoteSituation) {
  if (contact !== undefined && contact.numbers.length === 0) note('contact-number-missing', `${at}/numbers`);
}

function checkLife({ subscriber, dependent, serviceLines }: CheckedClaim, note: NoteSituation): void {
  const born = (dependent ?? subscriber).demographics?.birthDate;
  const died = dependent === undefined ? subscriber.asPatient?.deathDate : dependent.deathDate;
  const numbers = new Set<string>();
  for (const [index, { serviceFrom, controlNumber }] of serviceLines.entries()) {
    const at = `/serviceLines/${index}`;
    if (serviceFrom !== undefined && born !== undefined && serviceFrom < born)
      note('service-before-birth', `${at}/serviceFrom`);
    if (serviceFrom !== undefined && died !== undefined && serviceFrom > died)
      note('service-after-death', `${at}/serviceFrom`);
    if (controlNumber !== undefined && numbers.has(controlNumber)) note('line-number-repeated', `${at}/controlNumber`);
    if (controlNumber !== undefined) numbers.add(controlNumber);
  }
}

const claimProviders = [
  ...(['referringProvider', 'referringPrimaryCareProvider', 'renderingProvider', 'supervisingProvider'] as const),
] as const;
const lineProviders = [...claimProviders, 'orderingProvider', 'purchasedServiceProvider'] as const;

/** The rules for professional claims only. */
export function checkProfessionalClaim(claim: ProfessionalClaim, note: NoteSituation): void {
  if (!isPlaceOfService(claim.placeOfService)) note('place-of-service-unknown', '/placeOfService');
  if (claim.placeOfService === '21' && claim.admissionDate === undefined) {
    note('inpatient-without-admission', '/admissionDate');
  }
  checkAccident(claim, note);
  for (const field of claimProviders) checkProvider(claim[field], `/${field}`, note);
  checkFacility(claim, '', note);
  checkTransport(claim, note);
  for (const [index, diagnosis] of claim.diagnoses.entries()) checkDiagnosis(diagnosis, `/diagnoses/${index}`, note);
  for (const [index, line] of claim.serviceLines.entries()) checkLine(line, `/serviceLines/${index}`, note);
}

export function checkDiagnosis({ codeSet, code }: Diagnosis, at: string, note: NoteSituation): void {
  const isCode = codeSet !== 'icd-10-cm' || /^[A-Z]\d[0-9A-Z]{1,5}$/.test(code);
  if (!isCode) note('diagnosis-malformed', `${at}/code`);
}

export function checkAccident(claim: AccidentStatement, note: NoteSituation): void {
  const causes = claim.relatedCauses ?? [];
  const isAccident = causes.some((cause) => cause === 'AA' || cause === 'OA');
  if (isAccident && claim.accidentDate === undefined) note('accident-date-missing', '/accidentDate');
  const isPlaced = claim.autoAccidentState !== undefined || claim.autoAccidentCountry !== undefined;
  if (causes.includes('AA') && !isPlaced) note('accident-state-missing', '/autoAccidentState');
}

function checkTransport(claim: ProfessionalClaim, note: NoteSituation): void {
  const { ambulanceTransport, ambulancePickUp, ambulanceDropOff, serviceLines } = claim;
  const isTransport = ambulanceTransport !== undefined || serviceLines.some((line) => line.ambulanceTransport);
  const places = [
    ['/ambulancePickUp', ambulancePickUp],
    ['/ambulanceDropOff', ambulanceDropOff],
  ] as const;
  for (const [at, place] of places) {
    if (isTransport && place?.address === undefined) note('transport-without-place', at);
    if (!isTransport && place !== undefined) note('place-without-transport', at);
    checkAddress(place?.address, `${at}/address`, note);
  }
  for (const [index, line] of serviceLines.entries()) {
    if (!isTransport && line.ambulancePatientCount !== undefined) {
      note('patient-count-without-transport', `/serviceLines/${index}/ambulancePatientCount`);
    }
  }
}

export function checkFacility(
  { serviceFacility }: Pick<ServiceLine, 'serviceFacility'>,
  at: string,
  note: NoteSituation,
) {
  if (serviceFacility === undefined) return;
  if (serviceFacility.address === undefined) note('facility-address-missing', `${at}/serviceFacility/address`);
  checkAddress(serviceFacility.address, `${at}/serviceFacility/address`, note);
}

export function checkModifiers(modifiers: readonly string[] = [], at: string, note: NoteSituation): void {
  for (const [index, modifier] of modifiers.entries()) {
    if (!/^[A-Z0-9]{2}$/.test(modifier)) note('modifier-malformed', `${at}/modifiers/${index}`);
  }
}

function checkLine(line: ServiceLine, at: string, note: NoteSituation): void {
  const { procedureKind, procedure, modifiers, placeOfService, purchasedService, purchasedServiceProvider } = line;
  const isCode = procedureKind !== 'HC' || /^[A-Z0-9]{5}$/.test(procedure);
  if (!isCode) note('procedure-malformed', `${at}/procedure`);
  checkModifiers(modifiers, at, note);
  if (placeOfService !== undefined && !isPlaceOfService(placeOfService)) {
    note('place-of-service-unknown', `${at}/placeOfService`);
  }
  if (purchasedService !== undefined && purchasedServiceProvider === undefined) {
    note('purchase-without-seller', `${at}/purchasedServiceProvider`);
  }
  for (const field of lineProviders) checkProvider(line[field], `${at}/${field}`, note);
  checkFacility(line, at, note);
  checkDrug(line, `${at}/drug`, note);
}

export function checkDrug({ drug }: Pick<ServiceLine, 'drug'>, at: string, note: NoteSituation): void {
  if (drug === undefined) return;
  if (drug.quantity === undefined) note('drug-quantity-missing', `${at}/quantity`);
  if (drug.unit === undefined) note('drug-unit-missing', `${at}/unit`);
  if (drug.kind === 'N4' && !/^\d{11}$/.test(drug.code)) note('drug-code-malformed', `${at}/code`);
}
