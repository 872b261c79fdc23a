import { anesthesiaNote } from '../../../encounter/anesthesia-times.ts';
import { certificationKinds, type EquipmentSupply, rentalPeriods } from '../../../encounter/equipment.ts';
import type { ProfessionalLine } from '../../../encounter/professional-encounter.ts';
import { claimDecimal } from '../../../encounter/quantity.ts';
import type { Payer, Provider } from '../../../practice/practice.ts';
import { present } from '../../../present.ts';
import { invariant } from '../../../result.ts';
import type { ServiceLine } from '../../professional-line.ts';
import { fieldsNamed, lineDetailNames } from '../../stated-details.ts';
import { attachmentOf } from '../common-facts.ts';
import { drugOf } from '../drugs.ts';
import { billedCoverage, type ProfessionalInput } from '../input.ts';
import { claimProvider, facilityParty, isSamePlace, isSameProvider, postal, renderingParty } from '../parties.ts';
import { numbersWith } from '../payer-numbers.ts';

/** The service lines of a professional claim. */

export function serviceLine(input: ProfessionalInput, asCoded: ProfessionalLine, number: number): ServiceLine {
  const { encounter } = input;
  const line = withoutRepeats(asCoded, encounter);
  const { placeOfService, serviceOn, serviceTo, emergency, epsdt, familyPlanning, copayExempt } = line;
  const { cliaNumber, drug, equipment, description, hospiceEmployed, salesTaxCents, postageCents } = line;
  return {
    procedureKind: 'HC',
    procedure: line.procedure,
    modifiers: line.modifiers,
    ...present({ description }),
    chargeCents: line.chargeCents,
    unit: line.unit ?? 'UN',
    quantity: claimDecimal(line.units),
    ...(placeOfService === undefined || placeOfService === encounter.placeOfService ? {} : { placeOfService }),
    diagnosisPointers: line.diagnosisPointers,
    ...present({ emergency, epsdt, familyPlanning, copayExempt }),
    ...fieldsNamed(line, lineDetailNames),
    ...present({ attachments: attachmentsOf(line) }),
    ...(equipment === undefined ? {} : equipmentDetails(line.procedure, equipment)),
    // Code 65 asks whether the patient's hospice employs the provider.
    ...(hospiceEmployed === undefined ? {} : { hospiceConditions: { applies: hospiceEmployed, codes: ['65'] } }),
    serviceFrom: serviceOn,
    ...(serviceTo === undefined || serviceTo === serviceOn ? {} : { serviceTo }),
    ...patientCount(input),
    ...numbersOf(line),
    // Payers return it with the line's payment; unique within the claim.
    controlNumber: `L${number}`,
    ...present({ cliaNumber, salesTaxCents, postageCents, notes: notesOf(line) }),
    ...present({ drug: drug === undefined ? undefined : drugOf(drug) }),
    ...lineProviders(input, line),
    ...placeOf(input, line),
  };
}

/** Facts that a line states only if they differ from the claim's (005010X222A1, loop 2400). */
const statedOnce = [
  ...(['cliaNumber', 'mammographyCertification', 'priorAuthorizationNumber', 'referralNumber'] as const),
  ...(['lastSeenDate', 'lastXrayDate', 'initialTreatmentDate'] as const),
] as const;

function withoutRepeats(line: ProfessionalLine, encounter: ProfessionalInput['encounter']): ProfessionalLine {
  const repeated: ReadonlySet<string> = new Set(statedOnce.filter((name) => line[name] === encounter[name]));
  return Object.fromEntries(
    Object.entries(line).filter(([name]) => !repeated.has(name)),
  ) as unknown as ProfessionalLine;
}

function numbersOf({ priorAuthorizationNumber, referralNumber }: ProfessionalLine) {
  const asList = (number: string | undefined) => (number === undefined ? undefined : [{ number }]);
  return present({ priorAuthorizations: asList(priorAuthorizationNumber), referrals: asList(referralNumber) });
}

/**
 * The documents of a line. A certificate of medical necessity that the claim carries is one, which the payer is told
 * (005010X222A1, loop 2400, PWK*CT*AD), unless the line says where else its certificate is.
 */
function attachmentsOf({ attachments = [], forms }: ProfessionalLine) {
  const stated = attachments.map(attachmentOf);
  const isStated = forms === undefined || stated.some(({ reportType }) => reportType === 'CT');
  const all = isStated ? stated : [{ reportType: 'CT', transmission: 'AD' }, ...stated];
  return all.length === 0 ? undefined : all;
}

/** The line's note, which begins with the times of anesthesia: the guide has no other place for them. */
function notesOf({ note, noteKind = 'ADD', thirdPartyNote, anesthesiaTimes }: ProfessionalLine) {
  const text = anesthesiaTimes === undefined ? note : anesthesiaNote(anesthesiaTimes, note);
  const notes = [
    ...(text === undefined ? [] : [{ kind: noteKind, text }]),
    ...(thirdPartyNote === undefined ? [] : [{ kind: 'TPO', text: thirdPartyNote }]),
  ];
  return notes.length === 0 ? undefined : notes;
}

/**
 * The place of this service, if it is not the claim's place: its facility, or else the billing address (005010X222A1,
 * loop 2420C).
 */
function placeOf({ facility, lineFacilities, billingProvider }: ProfessionalInput, { facilityId }: ProfessionalLine) {
  const place = facilityId === undefined ? undefined : lineFacilities.get(facilityId);
  const claimAddress = typeof facility === 'string' ? billingProvider?.billing?.address : facility.address;
  if (place === undefined || billingProvider === undefined || claimAddress === undefined) return {};
  return isSamePlace(place.address, claimAddress) ? {} : { serviceFacility: facilityParty(place, billingProvider) };
}

/** Only when several patients were transported together. */
function patientCount({ encounter }: ProfessionalInput) {
  const count = encounter.transport?.patientCount ?? 1;
  return count > 1 ? { ambulancePatientCount: String(count) } : {};
}

function equipmentDetails(procedure: string, equipment: EquipmentSupply) {
  const { rent, certification, shippedOn, certificateOnFile, isReplacement } = equipment;
  const codes = [...(certificateOnFile === true ? ['38'] : []), ...(isReplacement === true ? ['ZV'] : [])];
  return {
    ...(codes.length === 0 ? {} : { equipmentConditions: [{ applies: true, codes }] }),
    ...present({
      equipment: rent && {
        procedureKind: 'HC',
        procedure,
        days: String(rent.days),
        rentalPriceCents: rent.rentalPriceCents,
        purchasePriceCents: rent.purchasePriceCents,
        rentalUnit: rentalPeriods[rent.every],
      },
      equipmentCertification: certification && {
        kind: certificationKinds[certification.kind],
        months: String(certification.months),
      },
      certificationRevisionDate: certification?.revisedOn,
      therapyBeginDate: certification?.therapyBeganOn,
      lastCertificationDate: certification?.lastCertifiedOn,
      shippedDate: shippedOn,
    }),
  };
}

/**
 * A line's providers: those that differ from the claim's (005010X222A1, loop 2420). Only lines can name the ordering
 * provider, so the encounter's is stated on each line, unless it is the rendering provider.
 */
function lineProviders(input: ProfessionalInput, line: ProfessionalLine) {
  const { encounter, billingProvider } = input;
  const { payer } = billedCoverage(input);
  invariant(payer !== undefined, 'what has no reason to be held has its payer');
  const find = (id: string | undefined): Provider | undefined =>
    id === undefined ? undefined : input.providers.get(id);
  const ofLine = (role: (typeof told)[number]): Provider | undefined => {
    const own = find(line[role]);
    return isSameProvider(own, find(encounter[role])) ? undefined : own;
  };
  const claimRendering = find(encounter.renderingProviderId) ?? billingProvider;
  const named = find(line.renderingProviderId);
  const rendering = isSameProvider(named, claimRendering) ? undefined : named;
  const ordering = find(line.orderingProviderId ?? encounter.orderingProviderId);
  const [supervising, referring, primaryCare] = told.map(ofLine);
  return {
    ...(rendering === undefined ? {} : { renderingProvider: renderingParty(rendering, payer) }),
    ...purchasedFrom(find(line.purchasedServiceProviderId), line, payer),
    ...(supervising === undefined ? {} : { supervisingProvider: claimProvider(supervising, payer) }),
    ...(ordering === undefined || (!isOrdererPrinted(payer) && isSameProvider(ordering, named ?? claimRendering))
      ? {}
      : { orderingProvider: { ...claimProvider(ordering, payer), ...practiceOf(ordering, line) } }),
    ...(referring === undefined ? {} : { referringProvider: claimProvider(referring, payer) }),
    ...(primaryCare === undefined ? {} : { referringPrimaryCareProvider: claimProvider(primaryCare, payer) }),
  };
}

/**
 * Medicare’s paper form names who ordered a service even if the same person rendered it (Medicare Claims Processing
 * Manual, chapter 26, 10.4, item 17).
 */
const isOrdererPrinted = ({ filesOn, filingIndicator }: Payer): boolean =>
  filesOn === 'paper' && filingIndicator === 'MB';

/** Roles that a line states only if its provider differs from the claim's. */
const told = ['supervisingProviderId', 'referringProviderId', 'primaryCareProviderId'] as const;

/** The seller of a purchased service, by the number that the payer knows, and its cost (PS1 and loop 2420B). */
function purchasedFrom(seller: Provider | undefined, { purchasedCents }: ProfessionalLine, payer: Payer) {
  const providerId = seller && (seller.npi ?? numbersWith(payer, seller)[0]?.id);
  if (seller === undefined || providerId === undefined || purchasedCents === undefined) return {};
  return {
    purchasedService: { providerId, chargeCents: purchasedCents },
    purchasedServiceProvider: claimProvider(seller, payer),
  };
}

/** The ordering provider's practice and contact, which certificates of medical necessity require (loop 2420E). */
function practiceOf({ practice }: Provider, { equipment, forms }: ProfessionalLine) {
  const isCertified = forms !== undefined || equipment?.certification !== undefined;
  if (practice === undefined || !isCertified) return {};
  const { address, phone, contactName } = practice;
  const contact = phone && { ...present({ name: contactName }), numbers: [{ kind: 'TE', value: phone }] };
  return { address: postal(address), ...present({ contact }) };
}
