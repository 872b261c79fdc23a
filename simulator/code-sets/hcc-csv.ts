import { diagnosisCodes } from './icd-10-cm-order.ts';
import { type GeneratedSize, lineEnd, usualYear } from './options.ts';

/** Categories of V28 for codes of the demonstration, by how the codes begin (public, CMS). */
const categories = [
  ['E0800', '37'],
  ['E1121', '37'],
  ['E1122', '37'],
  ['E1140', '37'],
  ['E1142', '37'],
  ['E1165', '37'],
  ['E119', '38'],
  ['E109', '38'],
  ['E6601', '48'],
  ['F330', '155'],
  ['I110', '226'],
  ['I480', '238'],
  ['I4891', '238'],
  ['I509', '226'],
  ['J449', '280'],
  ['N1831', '329'],
  ['N1832', '328'],
] as const;

/** SYNTHETIC: the mappings of diagnoses to condition categories, with CMS's titles, headers that break, and notes below. */
export function* hccCsv(size: GeneratedSize): Iterable<string> {
  const year = size.year ?? usualYear;
  yield `${year} SYNTHETIC ICD-10-CM Mappings,,,,${lineEnd}`;
  const model = '"CMS-HCC\nModel\nCategory\nV28"';
  const flag = `"CMS-HCC\nModel\nCategory\nV28\nfor ${year}\nPayment Year"`;
  yield `"Diagnosis\nCode",Description,"CMS-HCC\nESRD Model\nCategory\nV24",${model},${flag}${lineEnd}`;
  const known = new Map<string, string>(categories);
  let count = 0;
  for (const { code, billable, description } of diagnosisCodes(size)) {
    if (!billable) continue;
    const isMadeUp = description.includes('(synthetic)');
    if (isMadeUp) count += 1;
    const category = known.get(code) ?? (isMadeUp && count % 12 === 0 ? String((count % 200) + 1) : undefined);
    if (category !== undefined) yield `${code},"${description}",,${category},Yes${lineEnd}`;
  }
  yield `"SYNTHETIC: categories of made-up codes are made up too.",,,,${lineEnd}`;
}
