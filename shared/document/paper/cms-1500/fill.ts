import type { ProfessionalClaim } from '../../../domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../domain/claim/professional-line.ts';
import { parseClaimId } from '../../../domain/identity/ids.ts';
import { otherIdOf, paidBefore, phoneOf } from '../claim-people.ts';
import { type BoxTexts, type FormContent, fillForm, inOrder, type PaperClaim, pagesOf } from '../fill-boxes.ts';
import {
  cityText,
  dateParts,
  identifier,
  moneyText,
  nameText,
  phoneParts,
  plain,
  quantityText,
  streetText,
} from '../paper-text.ts';
import { cms1500, servicesPerPage } from './boxes.ts';
import { conditionBoxes } from './fill-condition.ts';
import { peopleBoxes } from './fill-people.ts';

/** Diagnoses that the form has boxes for. */
const diagnosisLetters = 'ABCDEFGHIJKL';

/** Lays a professional claim out on CMS-1500 forms, six services on each. The totals stand on the last one. */
export function professionalOnPaper(claim: ProfessionalClaim): PaperClaim {
  const { pages, leftOff } = contentOf(claim);
  return fillForm(cms1500, { pages, leftOff });
}

function contentOf(claim: ProfessionalClaim): FormContent {
  const parts = pagesOf(claim.serviceLines, servicesPerPage);
  const condition = conditionBoxes(claim);
  const same = { ...payerBoxes(claim), ...peopleBoxes(claim), ...condition.texts, ...billingBoxes(claim) };
  const pages = parts.map((lines, index): BoxTexts => {
    const isLast = index === parts.length - 1;
    return {
      ...same,
      ...(parts.length > 1 ? { page: `PAGE ${twoDigits(index + 1)} OF ${twoDigits(parts.length)}` } : {}),
      ...Object.assign({}, ...lines.map((line, at) => serviceBoxes(claim, line, at + 1))),
      ...(isLast ? totalBoxes(claim) : {}),
    };
  });
  return { pages, leftOff: condition.leftOff };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function payerBoxes({ payer: { name, address } }: ProfessionalClaim): BoxTexts {
  const lines = [nameText(name), plain(address?.line1 ?? ''), plain(address?.line2 ?? ''), cityText(address)];
  return inOrder(
    ['payer.1', 'payer.2', 'payer.3', 'payer.4'],
    lines.filter((line) => line !== ''),
  );
}

/** The name of the place and its address in two lines. */
function placeBoxes(
  box: '32' | '33',
  { name, address }: Pick<ProfessionalClaim['billingProvider'], 'name'> & Partial<ProfessionalClaim['billingProvider']>,
): BoxTexts {
  return {
    [`${box}.name`]: nameText(name),
    [`${box}.street`]: streetText(address),
    [`${box}.city`]: cityText(address),
  };
}

/** Who bills, and where the service was given: at the billing provider's address where no other place is told. */
function billingBoxes(claim: ProfessionalClaim): BoxTexts {
  const { billingProvider: biller, serviceFacility: place } = claim;
  const { area, rest } = phoneParts(phoneOf(biller.contacts));
  const billerId =
    otherIdOf(biller) ?? (biller.taxonomy === undefined ? undefined : { kind: 'ZZ', id: biller.taxonomy });
  const placeId = otherIdOf(place);
  return {
    '25': identifier(biller.taxId?.id ?? ''),
    ...(biller.taxId === undefined ? {} : { [`25.${biller.taxId.kind}`]: 'X' }),
    '26': accountNumber(claim.patientControlNumber),
    ...(claim.assignment === 'A' ? { '27.yes': 'X' } : { '27.no': 'X' }),
    '31': claim.providerSignatureOnFile ? 'SIGNATURE ON FILE' : '',
    ...placeBoxes('32', place?.address === undefined ? biller : { ...place, name: place.name ?? biller.name }),
    '32a': place === undefined ? biller.npi : place.npi,
    '32b': placeId === undefined ? '' : `${placeId.kind}${identifier(placeId.id)}`,
    '33.area': area,
    '33.phone': rest,
    ...placeBoxes('33', biller),
    '33a': biller.npi,
    '33b': billerId === undefined ? '' : `${billerId.kind}${identifier(billerId.id)}`,
  };
}

/** Characters of box 26. */
const accountCharacters = 14;

/** The account number. Ours is two characters longer than the box; answers find the claim by what is left, its first fourteen. */
function accountNumber(number: string): string {
  return parseClaimId(number).ok ? number.slice(0, accountCharacters) : plain(number);
}

function totalBoxes(claim: ProfessionalClaim): BoxTexts {
  return {
    '28': moneyText(claim.chargeCents, ' '),
    '29': moneyText(paidBefore(claim.patientPaidCents, claim.otherCoverages), ' '),
  };
}

function serviceBoxes(claim: ProfessionalClaim, line: ServiceLine, at: number): BoxTexts {
  const rendering = line.renderingProvider ?? claim.renderingProvider;
  const other = otherIdOf(rendering);
  const texts: BoxTexts = {
    '24': besides(line),
    '24I': other?.kind,
    '24J.other': identifier(other?.id ?? ''),
    '24A.from': spacedDate(line.serviceFrom),
    '24A.to': spacedDate(line.serviceTo ?? line.serviceFrom),
    '24B': line.placeOfService ?? claim.placeOfService,
    '24C': line.emergency === true ? 'Y' : '',
    '24D': identifier(line.procedure),
    '24D.modifiers': line.modifiers.join(' '),
    '24E': line.diagnosisPointers.map((pointer) => diagnosisLetters[pointer - 1] ?? '').join(''),
    '24F': moneyText(line.chargeCents, ' '),
    '24G': quantityText(line.quantity),
    '24H': line.epsdt === true || line.familyPlanning === true ? 'Y' : '',
    '24J': (rendering ?? claim.billingProvider).npi,
  };
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${id}.${at}`, text]));
}

function spacedDate(date: ServiceLine['serviceFrom']): string {
  const { month, day, shortYear } = dateParts(date);
  return date === undefined ? '' : `${month} ${day} ${shortYear}`;
}

/** The shaded line: the drug, then notes and descriptions, three spaces between them. */
function besides({ drug, notes, description }: ServiceLine): string {
  const quantity = drug?.unit === undefined ? '' : ` ${drug.unit}${quantityText(drug.quantity)}`;
  const drugText = drug === undefined ? [] : [`${drug.kind}${identifier(drug.code)}${quantity}`];
  const told = [description, ...(notes ?? []).map(({ text }) => text)].filter((text) => text !== undefined);
  return [...drugText, ...told.map((text) => `ZZ${plain(text)}`)].join('   ');
}
