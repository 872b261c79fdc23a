import type { DentalClaim } from '../../../domain/claim/dental-claim.ts';
import type { DentalService } from '../../../domain/claim/dental-line.ts';
import type { LocalDate } from '../../../domain/time/local-date.ts';
import { type CodeTitle, titleIn, titlesOn } from '../code-titles.ts';
import { type BoxTexts, type FormContent, fillForm, type PaperClaim, pagesOf } from '../fill-boxes.ts';
import { identifier, longDate, moneyText, plain, quantityText } from '../paper-text.ts';
import { adaDental, servicesPerPage } from './boxes.ts';
import { dentistBoxes } from './fill-dentists.ts';
import { peopleBoxes } from './fill-people.ts';
import { treatmentBoxes } from './fill-treatment.ts';

const diagnosisLetters = 'ABCD';
/** The width of item 30. */
const titleWidth = 26;

type TitleOf = (procedure: string) => string | undefined;

/** Lays a dental claim out on ADA forms, ten services on each. The total is on the last one. */
export function dentalOnPaper(claim: DentalClaim, madeOn: LocalDate, codeTitle?: CodeTitle): PaperClaim {
  const titleOf = (procedure: string) => codeTitle?.('cdt', procedure, titlesOn(claim, madeOn));
  const services = claim.serviceLines.flatMap((line) => rowsOf(claim, line, titleOf));
  const parts = pagesOf(services, servicesPerPage);
  const treatment = treatmentBoxes(claim);
  const same = { ...peopleBoxes(claim), ...treatment.texts, ...dentistBoxes(claim, madeOn) };
  const pages = parts.map((rows, index): BoxTexts => {
    return {
      ...same,
      ...Object.assign({}, ...rows.map((row, at) => numbered(row, at + 1))),
      ...(index === parts.length - 1 ? { '32': moneyText(claim.chargeCents, ' ') } : {}),
    };
  });
  const areas = claim.serviceLines.map(({ oralCavity = [] }) => Math.max(0, oralCavity.length - 1));
  const leftOff: FormContent['leftOff'] = [
    { box: '5', count: (claim.otherCoverages ?? []).length - 1 },
    { box: '25', count: areas.reduce((sum, more) => sum + more, 0) },
    ...treatment.leftOff,
  ];
  return fillForm(adaDental, { pages, leftOff });
}

function numbered(row: BoxTexts, at: number): BoxTexts {
  return Object.fromEntries(Object.entries(row).map(([id, text]) => [`${id}.${at}`, text]));
}

/** Teeth as listed on the form, in the universal system. */
function teethOf({ teeth = [] }: DentalService): readonly { readonly tooth: string; readonly surfaces: string }[] {
  return teeth.map(({ tooth, surfaces = [] }) => ({ tooth: plain(tooth), surfaces: surfaces.join('') }));
}

/**
 * The rows of a service: one row with all its teeth when no surfaces are given. Teeth with different surfaces cannot
 * share a row: each further one has its own row, without a fee.
 */
function rowsOf(claim: DentalClaim, line: DentalService, titleOf: TitleOf): BoxTexts[] {
  const teeth = teethOf(line);
  const first = serviceRow(claim, line, titleOf);
  const surfaces = new Set(teeth.map((tooth) => tooth.surfaces));
  if (surfaces.size <= 1) {
    const numbers = teeth.map(({ tooth }) => tooth);
    return [{ ...first, ...toothBoxes(toothNumbers(numbers), teeth[0]?.surfaces ?? '') }];
  }
  return teeth.map((tooth, index) => {
    const { '31': fee, ...same } = first;
    return { ...same, ...toothBoxes(tooth.tooth, tooth.surfaces), '31': index === 0 ? fee : '' };
  });
}

/** Numbers of teeth with commas; three or more that follow each other as a range: `1,4-7`. */
function toothNumbers(teeth: readonly string[]): string {
  const runs: string[][] = [];
  for (const tooth of teeth) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1) ?? '', tooth)) run.push(tooth);
    else runs.push([tooth]);
  }
  return runs.map((run) => (run.length < 3 ? run.join(',') : `${run[0]}-${run.at(-1)}`)).join(',');
}

/** Whether a tooth is the next one: 8 after 7, D after C. */
function follows(tooth: string, next: string): boolean {
  if (/^\d+$/.test(tooth) && /^\d+$/.test(next)) return Number(next) === Number(tooth) + 1;
  const isLetter = /^[A-T]$/.test(tooth) && /^[A-T]$/.test(next);
  return isLetter && next.charCodeAt(0) === tooth.charCodeAt(0) + 1;
}

function toothBoxes(numbers: string, surfaces: string): BoxTexts {
  return numbers === '' ? {} : { '26': 'JP', '27': numbers, '28': surfaces };
}

/** @param titleOf for a service without words of the office */
function serviceRow(claim: DentalClaim, line: DentalService, titleOf: TitleOf): BoxTexts {
  return {
    '24': longDate(line.serviceFrom ?? claim.serviceFrom, ' '),
    '25': line.oralCavity?.[0],
    '29': identifier(line.procedure),
    '29a': (line.diagnosisPointers ?? []).map((pointer) => diagnosisLetters[pointer - 1] ?? '').join(''),
    '29b': quantityText(line.quantity ?? '1').padStart(2, '0'),
    '30': plain(line.description ?? '') || titleIn(titleWidth, titleOf(line.procedure)),
    '31': moneyText(line.chargeCents, ' '),
  };
}
