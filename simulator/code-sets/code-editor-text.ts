import { chanceOf } from '../chance.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/**
 * Lists of the code editor. ICD-10's codes and descriptions are public (US government); the lists are short and made up
 * for tests. The sex conflicts are from a version before Medicare ended the edit.
 */
const lists = {
  newborn: ['A33\tTetanus neonatorum', 'Z00110\tHealth examination for newborn under 8 days old'],
  pediatric: ['Z00121\tEncounter for routine child health examination with abnormal findings'],
  maternity: [
    'O0990\tSupervision of high risk pregnancy, unspecified',
    'O80\tEncounter for full-term uncomplicated delivery',
  ],
  adult: ['N400\tBenign prostatic hyperplasia without lower urinary tract symptoms'],
  females: ['N760\tAcute vaginitis', 'N959\tUnspecified menopausal and perimenopausal disorder'],
  femaleProcedures: ['10E0XZZ\tDelivery of products of conception, external approach'],
  males: [
    'N400\tBenign prostatic hyperplasia without lower urinary tract symptoms',
    'N529\tMale erectile dysfunction, unspecified',
  ],
  maleProcedures: ['0VT00ZZ\tResection of prostate, open approach'],
  manifestation: ['D631\tAnemia in chronic kidney disease', 'F0280\tDementia in other diseases classified elsewhere'],
  exempt: ['Z5189\tEncounter for other specified aftercare'],
  principal: [
    'B950\tStreptococcus, group A, as the cause of diseases classified elsewhere',
    'Z6830\tBody mass index 30.0-30.9, adult',
  ],
};

/** SYNTHETIC: the text of "Definitions of Medicare Code Edits", with its table of contents and the lists that edits use. */
export function* codeEditorText({ seed, rows = 0, year = 2027 }: GeneratedSize): Iterable<string> {
  const version = year - 1983;
  yield* lines([
    'SYNTHETIC Definitions of Medicare Code Edits',
    `Software version ${version}.0`,
    `October ${year - 1}`,
    'Contents',
    '4. Age conflict\t4',
    'A. Perinatal/Newborn diagnoses\t4',
    '5. Sex conflict\t9',
    '9. Unacceptable principal diagnosis\t20',
    '1. Invalid diagnosis or procedure code',
    'The editor checks each code against a table of valid codes.',
    '4. Age conflict',
    'The editor detects inconsistencies between a patient’s age and any diagnosis.',
    'A. Perinatal/Newborn diagnoses',
    ...lists.newborn,
    'B. Pediatric diagnoses (age 0 through 17)',
    ...lists.pediatric,
    'C. Maternity diagnoses (age 9 through 64)',
    ...lists.maternity,
    'D. Adult diagnoses (age 15 through 124)',
    ...lists.adult,
    '5. Sex conflict',
    'A. Diagnoses for females only',
    ...lists.females,
    'B. Procedures for females only',
    ...lists.femaleProcedures,
    'C. Diagnoses for males only',
    ...lists.males,
    'D. Procedures for males only',
    ...lists.maleProcedures,
    '6. Manifestation code as principal diagnosis',
    'Manifestation codes describe the manifestation of an underlying disease, not the disease itself.',
    ...lists.manifestation,
    '8. Questionable admission',
    'O80\tEncounter for full-term uncomplicated delivery',
    '9. Unacceptable principal diagnosis',
    'These codes are considered "acceptable" when a secondary diagnosis is also coded on the record:',
    ...lists.exempt,
    'The following pages list the codes that are unacceptable as principal diagnosis.',
    ...lists.principal,
  ]);
  const chance = chanceOf(seed, 'code-editor');
  for (let number = 0; number < rows; number += 1) {
    const code = `Z${String(10 + (number % 89))}${String(number).padStart(4, '0').slice(-4)}`;
    yield `${code}\tSynthetic circumstance ${chance.below(1000)}${lineEnd}`;
  }
  yield* lines(['10. Edit discontinued', '20. Unspecified code', 'M25569\tPain in unspecified knee']);
}

function* lines(texts: readonly string[]): Iterable<string> {
  for (const text of texts) yield `${text}${lineEnd}`;
}
