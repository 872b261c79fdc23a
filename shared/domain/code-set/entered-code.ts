import { fail, ok, type Result } from '../result.ts';

/** The systems whose codes people enter. */
export const codeSystems = ['icd-10-cm', 'icd-10-pcs', 'hcpcs', 'cpt', 'cdt'] as const;
export type CodeSystem = (typeof codeSystems)[number];

/**
 * Why an entered code is invalid. `suggestion` is the code that was probably meant: some letters and digits look alike.
 */
export interface CodeMalformed {
  readonly kind: 'code-malformed';
  readonly suggestion?: string;
}

/**
 * The kinds of character in a code's places: `L` a letter, `D` a digit, `A` either; the letters I and O occur only in
 * an `L` place.
 */
export type CodePlaces = string;

interface CodeForm {
  readonly places: CodePlaces;
  readonly shortest: number;
}

const codeForms: Readonly<Record<CodeSystem, CodeForm>> = {
  'icd-10-cm': { places: 'LDAAAAA', shortest: 3 },
  'icd-10-pcs': { places: 'AAAAAAA', shortest: 3 },
  hcpcs: { places: 'LDDDD', shortest: 5 },
  // Category I and III codes of CPT begin with a digit, an office's made-up codes with a letter.
  cpt: { places: 'ADDDA', shortest: 5 },
  cdt: { places: 'LDDDD', shortest: 5 },
};

const digitsForLetters: Readonly<Record<string, string>> = { O: '0', Q: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' };
const lettersForDigits: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B' };

/** Letters of other alphabets that look like ours. */
const foreignLetters: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  І: 'I',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Ѕ: 'S',
  Т: 'T',
  Х: 'X',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Χ: 'X',
};

/** A code as people write it, converted to the form of files: capitals, no point, no spaces or hyphens. */
export function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-‐-―]/g, '');
}

/**
 * Reads an entered code: lower case, points, spaces and hyphens do not matter. A code with a letter where the system
 * has a digit, or a letter of another alphabet, is refused with the code that was probably meant: a guessed code must
 * not be billed.
 */
export function readEnteredCode(system: CodeSystem, text: string): Result<string, CodeMalformed> {
  const plain = plainCode(text);
  const form = codeForms[system];
  if (fits(plain, form)) return ok(plain);
  const suggestion = [...plain].map((character, at) => nearest(character, form.places[at])).join('');
  if (!fits(suggestion, form)) return fail({ kind: 'code-malformed' });
  return fail({ kind: 'code-malformed', suggestion });
}

function fits(code: string, { places, shortest }: CodeForm): boolean {
  if (code.length < shortest || code.length > places.length) return false;
  return [...code].every((character, index) => {
    const place = places[index];
    if (place === 'L') return /[A-Z]/.test(character);
    return place === 'D' ? /[0-9]/.test(character) : /[0-9A-HJ-NP-Z]/.test(character);
  });
}

/** A character mistaken for a similar one: the typed one is impossible in this place, the other one is possible. */
interface LookAlike {
  /** From 1. */
  readonly place: number;
  readonly typed: string;
  readonly meant: string;
}

/** The first impossible character of a code, in the form of {@link plainCode}, for which a similar one is possible. */
export function firstLookAlike(plain: string, places: CodePlaces): LookAlike | undefined {
  for (const [at, typed] of [...plain].entries()) {
    const meant = nearest(typed, places[at]);
    if (meant !== typed) return { place: at + 1, typed, meant };
  }
  return undefined;
}

function nearest(typed: string, place: string | undefined): string {
  const character = foreignLetters[typed] ?? typed;
  if (place === 'L') return lettersForDigits[character] ?? character;
  if (place === 'D') return digitsForLetters[character] ?? character;
  if (place !== 'A') return character;
  return character === 'O' ? '0' : character === 'I' ? '1' : character;
}

/** An ICD-10-CM code as people read it, with a point after the third character: `E66.9`. Claims omit the point. */
export function withPoint(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
