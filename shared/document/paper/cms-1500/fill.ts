import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { splitAnesthesiaNote } from '../../../domain/encounter/anesthesia-times.ts';
import { parseClaimId } from '../../../domain/identity/ids.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { otherIdOf, paidBefore, phoneOf } from '../claim-people.ts';
import { type BoxTexts, type FormContent, fillForm, inOrder, type PaperClaim, pagesOf } from '../fill-boxes.ts';
import {
  cityText,
  identifier,
  moneyText,
  nameText,
  phoneParts,
  plain,
  quantityText,
  signedName,
  spacedDate,
  streetText,
} from '../paper-text.ts';
import { cms1500, servicesPerPage } from './boxes.ts';
import { conditionBoxes } from './fill-condition.ts';
import { isForMedicare } from './fill-medicare.ts';
import { peopleBoxes } from './fill-people.ts';

/** The letters of the form's diagnosis boxes. */
const diagnosisLetters = 'ABCDEFGHIJKL';

/** Lays a professional claim out on CMS-1500 forms, six services on each. The totals are on the last one. */
export function professionalOnPaper(claim: ProfessionalClaim, madeOn: LocalDate): PaperClaim {
  const { pages, leftOff } = contentOf(claim, madeOn);
  return fillForm(cms1500, { pages, leftOff });
}

function contentOf(claim: ProfessionalClaim, madeOn: LocalDate): FormContent {
  const parts = pagesOf(claim.serviceLines, servicesPerPage);
  const people = peopleBoxes(claim);
  const condition = conditionBoxes(claim);
  const same = {
    ...payerBoxes(claim),
    ...people.texts,
    ...condition.texts,
    ...signatureBoxes(claim, madeOn),
    ...billingBoxes(claim),
  };
  const pages = parts.map((lines, index): BoxTexts => {
    const isLast = index === parts.length - 1;
    return {
      ...same,
      ...(parts.length > 1 ? { page: `PAGE ${twoDigits(index + 1)} OF ${twoDigits(parts.length)}` } : {}),
      ...Object.assign({}, ...lines.map((line, at) => serviceBoxes(claim, line, at + 1))),
      ...(isLast ? totalBoxes(claim) : {}),
    };
  });
  return { pages, leftOff: [...people.leftOff, ...condition.leftOff] };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function payerBoxes({ payer: { name, address } }: ProfessionalClaim): BoxTexts {
  const lines = [nameText(name), plain(address?.line1 ?? ''), plain(address?.line2 ?? ''), cityText(address)];
  return inOrder(
    ['payer.1', 'payer.2', 'payer.3', 'payer.4'],
    lines.filter((line) => line !== ''),
  );
}

/** The provider's signature is on file. Its date is the day on which the form is made. */
function signatureBoxes({ providerSignatureOnFile }: ProfessionalClaim, madeOn: LocalDate): BoxTexts {
  return providerSignatureOnFile ? { '31': 'SIGNATURE ON FILE', '31.date': spacedDate(madeOn) } : {};
}

/** A name, and an address in two lines. */
function placeBoxes(
  box: '32' | '33',
  { name, address }: Pick<ProfessionalClaim['billingProvider'], 'name'> & Partial<ProfessionalClaim['billingProvider']>,
): BoxTexts {
  return {
    // A name as in an address: first name first, because the manual wants no commas here.
    [`${box}.name`]: signedName(name),
    [`${box}.street`]: streetText(address),
    [`${box}.city`]: cityText(address),
  };
}

/** The billing provider, and the place of service: the billing provider's address unless another place is given. */
function billingBoxes(claim: ProfessionalClaim): BoxTexts {
  const { billingProvider: biller, serviceFacility: place } = claim;
  const { area, rest } = phoneParts(phoneOf(biller.contacts));
  const billerId = otherIdOf(biller) ?? taxonomyIdOf(biller);
  const placeId = otherIdOf(place);
  const idText = (id: typeof placeId) =>
    id === undefined || isForMedicare(claim) ? '' : `${id.kind}${identifier(id.id)}`;
  return {
    '25': identifier(biller.taxId?.id ?? ''),
    ...(biller.taxId === undefined ? {} : { [`25.${biller.taxId.kind}`]: 'X' }),
    '26': accountNumber(claim.patientControlNumber),
    ...(claim.assignment === 'A' ? { '27.yes': 'X' } : { '27.no': 'X' }),
    ...placeBoxes('32', place?.address === undefined ? biller : { ...place, name: place.name ?? biller.name }),
    '32a': place === undefined ? biller.npi : place.npi,
    '32b': idText(placeId),
    '33.area': area,
    '33.phone': rest,
    ...placeBoxes('33', biller),
    // The one ZIP code that the manual wants without a hyphen.
    '33.city': cityText(biller.address, identifier(biller.address.postalCode ?? '')),
    '33a': biller.npi,
    '33b': idText(billerId),
  };
}

/** The taxonomy, which identifies a provider without another number. On paper its qualifier is `ZZ`. */
function taxonomyIdOf({ taxonomy }: { readonly taxonomy?: string }) {
  return taxonomy === undefined ? undefined : { kind: 'ZZ', id: taxonomy };
}

/** The width of box 26, in characters. */
const accountCharacters = 14;

/**
 * The account number. Ours is two characters longer than the box; payers' answers find the claim by the first fourteen.
 */
function accountNumber(number: string): string {
  return parseClaimId(number).ok ? number.slice(0, accountCharacters) : plain(number);
}

function totalBoxes(claim: ProfessionalClaim): BoxTexts {
  // Medicare wants only what the patient paid: earlier payers’ payments are on their explanation of benefits.
  const payers = isForMedicare(claim) ? undefined : claim.otherCoverages;
  return {
    '28': moneyText(claim.chargeCents, ' '),
    '29': moneyText(paidBefore(claim.patientPaidCents, payers), ' '),
  };
}

function serviceBoxes(claim: ProfessionalClaim, line: ServiceLine, at: number): BoxTexts {
  const rendering = renderingProvider(claim, line);
  const other =
    isForMedicare(claim) || rendering === undefined ? undefined : (otherIdOf(rendering) ?? taxonomyIdOf(rendering));
  const texts: BoxTexts = {
    '24': besides(isForMedicare(claim) ? withoutDescription(line) : line),
    '24H.reason': line.epsdt === true ? claim.epsdtConditions?.codes[0] : '',
    '24I': other?.kind,
    '24J.other': identifier(other?.id ?? ''),
    '24A.from': spacedDate(line.serviceFrom),
    '24A.to': spacedDate(line.serviceTo ?? line.serviceFrom),
    '24B': line.placeOfService ?? claim.placeOfService,
    '24C': line.emergency === true ? 'Y' : '',
    '24D': identifier(line.procedure),
    '24D.modifiers': line.modifiers.join(' '),
    '24E': pointersFor(claim, line)
      .map((pointer) => diagnosisLetters[pointer - 1] ?? '')
      .join(''),
    '24F': moneyText(line.chargeCents, ' '),
    '24G': quantityText(line.quantity),
    '24H': line.epsdt === true || line.familyPlanning === true ? 'Y' : '',
    '24J': rendering?.npi,
  };
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${id}.${at}`, text]));
}

/** The diagnoses of a service: Medicare takes one on paper, the first. */
function pointersFor(claim: ProfessionalClaim, { diagnosisPointers }: ServiceLine): readonly number[] {
  return isForMedicare(claim) ? diagnosisPointers.slice(0, 1) : diagnosisPointers;
}

/**
 * The rendering provider, if it differs from the billing provider in box 33. Only then does the manual want it in 24I
 * and 24J.
 */
function renderingProvider({ renderingProvider: ofClaim, billingProvider }: ProfessionalClaim, line: ServiceLine) {
  const provider = line.renderingProvider ?? ofClaim;
  return provider?.npi !== undefined && provider.npi === billingProvider.npi ? undefined : provider;
}

/** Medicare wants descriptions in box 19. */
function withoutDescription({ description: _description, ...line }: ServiceLine): ServiceLine {
  return line;
}

/**
 * The shaded line: the drug (its code in characters 1 to 13, its quantity from 17), the times of anesthesia, the rate of
 * a contract, which keeps its point, then notes and descriptions; three spaces between them (NUCC, 1500 instruction
 * manual, item 24).
 */
function besides({ drug, contract, notes, description }: ServiceLine): string {
  const drugTexts = drug === undefined ? [] : [`${drug.kind}${identifier(drug.code)}`];
  const quantities = drug?.unit === undefined ? [] : [`${drug.unit}${quantityText(drug.quantity)}`];
  const rates = contract?.amountCents === undefined ? [] : [`CTR${moneyText(contract.amountCents, '.')}`];
  const parts = (notes ?? []).map(({ text }) => splitAnesthesiaNote(text));
  const times = parts.flatMap((part) => (part.times === undefined ? [] : [`7${plain(part.times)}`]));
  const told = [description, ...parts.map(({ rest }) => rest)].filter((text) => text !== undefined);
  return [...drugTexts, ...quantities, ...times, ...rates, ...told.map((text) => `ZZ${plain(text)}`)].join('   ');
}
