import { fail, ok, type Result } from '../result.ts';

/** The systems whose codes people enter. */
export const codeSystems = ['icd-10-cm', 'icd-10-pcs', 'hcpcs', 'cpt', 'cdt'] as const;
export type CodeSystem = (typeof codeSystems)[number];

/** Why an entered code is none. `suggestion` is the code that was probably meant: letters and digits look alike. */
export interface CodeMalformed {
  readonly kind: 'code-malformed';
  readonly suggestion?: string;
}

/** The kinds of character in a code's places: `L` a letter, `D` a digit, `A` either; the letters I and O stand only in an `L` place. */
export type CodePlaces = string;

interface CodeForm {
  readonly places: CodePlaces;
  readonly shortest: number;
}

const codeForms: Readonly<Record<CodeSystem, CodeForm>> = {
  'icd-10-cm': { places: 'LDAAAAA', shortest: 3 },
  'icd-10-pcs': { places: 'AAAAAAA', shortest: 3 },
  hcpcs: { places: 'LDDDD', shortest: 5 },
  // Category I and III codes of CPT begin with a digit, codes that an office makes up with a letter.
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

/** A code as people write it, as files have it: capitals, no point, no spaces or hyphens. */
export function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-‐-―]/g, '');
}

/**
 * Reads a code as somebody entered it: lower case, points, spaces and hyphens do not matter. What has a letter where the system has a digit, or a letter of another
 * alphabet, is refused with the code that was probably meant: a code that is guessed must not be billed.
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

/** A character that was mistaken for one that looks like it: the typed one cannot stand in this place, the other one can. */
interface LookAlike {
  /** From 1. */
  readonly place: number;
  readonly typed: string;
  readonly meant: string;
}

/** The first character of a code, as {@link plainCode} gives it, that stands where only one that looks like it can. */
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
