import { demoDiagnosisTable } from './demo-diagnosis-table.ts';

export interface OrderedCode {
  readonly code: string;
  readonly billable: boolean;
  readonly description: string;
}

/** The seventh characters of most injuries, with their meaning. */
export const encounterCharacters = [
  ['A', 'initial encounter'],
  ['D', 'subsequent encounter'],
  ['S', 'sequela'],
] as const;

/** The codes of a fiscal year. A code that ended may still be a header. */
export function demoDiagnoses(year: number): readonly OrderedCode[] {
  return demoDiagnosisTable
    .trim()
    .split('\n')
    .flatMap((line) => codesOf(line, year));
}

function codesOf(line: string, year: number): readonly OrderedCode[] {
  const [, star, code = '', description = '', from, to, placeholders] =
    /^(\*?)(\S+) (.*?)(?: from:(\d+))?(?: to:(\d+))?(?: ,(X*)A)?$/.exec(line) ?? [];
  if (from !== undefined && year < Number(from)) return [];
  const billable = star === '' && (to === undefined || year <= Number(to));
  const header = { code, billable, description };
  if (placeholders === undefined) return [header];
  const longer = encounterCharacters.map(([character, meaning]) => ({
    code: `${code}${placeholders}${character}`,
    billable: true,
    description: `${description}, ${meaning}`,
  }));
  return [header, ...longer];
}
