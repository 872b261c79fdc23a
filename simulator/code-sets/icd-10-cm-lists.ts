import { diagnosisCodes } from './icd-10-cm-order.ts';
import { type GeneratedSize, lineEnd, usualYear } from './options.ts';

/** SYNTHETIC: the list of codes that need no indicator for present on admission: screening, history, external causes, and what follows an injury. */
export function* poaExemptList(size: GeneratedSize): Iterable<string> {
  const short = String((size.year ?? usualYear) % 100).padStart(2, '0');
  yield `Order${short}\tPOAexemptCode\tDescription${lineEnd}`;
  for (const [index, { code, billable, description }] of diagnosisCodes(size).entries()) {
    if (!billable || !isExempt(code)) continue;
    yield `${String(index + 1).padStart(5, '0')}\t${pointed(code)}\t${description}${lineEnd}`;
  }
}

function isExempt(code: string): boolean {
  return /^(?:Z(?:00|01|12|13|23|30|68|7|8)|[VWXY])/.test(code) || (code.length === 7 && /[DS]$/.test(code));
}

/**
 * Replaced codes of the demonstration: the current code, the year of the October in which it began, and the codes
 * before it.
 */
const replaced = [
  ['F32.A', '2021', 'F32.9'],
  ['M54.50', '2021', 'M54.5'],
  ['M54.51', '2021', 'M54.5'],
  ['M54.59', '2021', 'M54.5'],
  ['N18.30', '2020', 'N18.3'],
  ['N18.31', '2020', 'N18.3'],
  ['N18.32', '2020', 'N18.3'],
  ['R51.9', '2020', 'R51'],
  ['U07.1', '04/01/20', 'None'],
] as const;

/** SYNTHETIC: the conversion table. A tenth of the made-up codes took the place of another. */
export function* conversionTable(size: GeneratedSize): Iterable<string> {
  const year = size.year ?? usualYear;
  yield `SYNTHETIC ICD-10-CM Conversion Table, FY ${year}${lineEnd}`;
  yield `Current code assignment\tEffective\tPrevious Code(s) Assignment${lineEnd}`;
  for (const row of replaced) yield `${row.join('\t')}${lineEnd}`;
  let count = 0;
  for (const { code, billable, description } of diagnosisCodes(size)) {
    if (!billable || !description.includes('(synthetic)')) continue;
    count += 1;
    if (count % 10 === 0) yield `${pointed(code)}\t${year - 1}\t${pointed(`${code.slice(0, 4)}9`)}${lineEnd}`;
  }
}

function pointed(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
