import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import type { InstitutionalService } from '../../../domain/claim/institutional-line.ts';
import { type Cents, cents, sumCents } from '../../../domain/money/cents.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { type CodeTitle, titleIn, titlesOn } from '../code-titles.ts';
import { type BoxTexts, fillForm, type PaperClaim, pagesOf } from '../fill-boxes.ts';
import { identifier, moneyText, plain, quantityText, shortDate } from '../paper-text.ts';
import { servicesPerPage, ub04 } from './boxes.ts';
import { codeBoxes } from './fill-codes.ts';
import { inCodeOrder } from './fill-events.ts';
import { payerBoxes } from './fill-payers.ts';
import { stayBoxes } from './fill-stay.ts';

/**
 * Lays an institutional claim out on UB-04 forms, 22 services on each, in the order of revenue codes, as the manuals
 * want them. Line 23 of every page has the page number and the day on which the form was made. On the last page it also
 * has revenue code 0001 and the totals.
 */
export function institutionalOnPaper(claim: InstitutionalClaim, madeOn: LocalDate, codeTitle?: CodeTitle): PaperClaim {
  const services = claim.serviceLines.toSorted((one, other) => inCodeOrder(one.revenueCode, other.revenueCode));
  const parts = pagesOf(services, servicesPerPage);
  const titleOf = (revenueCode: string) => codeTitle?.('revenue-codes', revenueCode, titlesOn(claim, madeOn));
  const [stay, codes, payers] = [stayBoxes(claim), codeBoxes(claim), payerBoxes(claim)];
  const same = { ...stay, ...codes.texts, ...payers.texts };
  const pages = parts.map((lines, index): BoxTexts => {
    return {
      ...same,
      page: String(index + 1),
      pages: String(parts.length),
      created: shortDate(madeOn),
      ...Object.assign({}, ...lines.map((line, at) => serviceBoxes(line, at + 1, titleOf))),
      ...(index === parts.length - 1 ? totalBoxes(claim) : {}),
    };
  });
  return fillForm(ub04, { pages, leftOff: [...codes.leftOff, ...payers.leftOff] });
}

type TitleOf = (revenueCode: string) => string | undefined;

function serviceBoxes(line: InstitutionalService, at: number, titleOf: TitleOf): BoxTexts {
  const texts: BoxTexts = {
    '42': line.revenueCode,
    '43': whatIsIt(line, titleOf),
    '44': codeOrRate(line),
    '45': shortDate(line.serviceFrom),
    '46': quantityText(line.quantity),
    '47': moneyText(line.chargeCents, ''),
    '48': moneyText(line.nonCoveredCents, ''),
  };
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${id}.${at}`, text]));
}

/** The width of form locator 43. */
const titleWidth = 24;

/** The width of form locator 44. */
const codeWidth = 14;

/**
 * The procedure with its modifiers at the left, or else the rate at the right. The rate keeps its point, because this
 * box has no line between dollars and cents.
 */
function codeOrRate(line: InstitutionalService): string {
  const { procedure, modifiers = [] } = line;
  if (procedure !== undefined) return identifier([procedure, ...modifiers].join(''));
  const rate = rateOf(line);
  return rate === '' ? '' : rate.padStart(codeWidth);
}

/**
 * The price of a unit, which files had in version 4010; and a room's rate for a day (NUBC: revenue codes 010x to 021x),
 * unless the days of the line do not have the same rate.
 */
function rateOf({ unitRate, revenueCode, unit, quantity, chargeCents }: InstitutionalService): string {
  if (unitRate !== undefined) {
    const [whole = '', fraction = ''] = unitRate.split('.');
    return `${whole}.${fraction.padEnd(2, '0')}`;
  }
  const isRoom = revenueCode >= '0100' && revenueCode <= '0219' && unit === 'DA';
  const days = Number(quantity);
  const isEven = isRoom && Number.isInteger(days) && days > 0 && chargeCents % days === 0;
  return isEven ? moneyText(cents(chargeCents / days), '.') : '';
}

/**
 * The drug, in the form that payers require here, or else the office's words for the line, or else those for the revenue
 * code.
 */
function whatIsIt({ drug, description, revenueCode }: InstitutionalService, titleOf: TitleOf): string {
  if (drug === undefined) return plain(description ?? '') || titleIn(titleWidth, titleOf(revenueCode));
  return `${drug.kind}${identifier(drug.code)}${drug.unit ?? ''}${quantityText(drug.quantity)}`;
}

function totalBoxes({ chargeCents, serviceLines }: InstitutionalClaim): BoxTexts {
  const notCovered: readonly Cents[] = serviceLines.flatMap(({ nonCoveredCents }) => nonCoveredCents ?? []);
  return {
    '42.23': '0001',
    '47.23': moneyText(chargeCents, ''),
    '48.23': notCovered.length === 0 ? '' : moneyText(sumCents(notCovered), ''),
  };
}
