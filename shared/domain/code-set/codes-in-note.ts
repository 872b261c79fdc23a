/** Codes that a note of the tabular list names. */
export interface NotedCodes {
  /** Codes without their point; a code stands for all that begin with it. */
  readonly from: string;
  readonly to: string;
  /** The characters that the fifth or sixth place must have, where the note says so (`with fifth or sixth character 1-4`). */
  readonly characters?: string;
}

const code = String.raw`[A-Z]\d[A-Z0-9](?:\.[A-Z0-9]{1,4})?(?:\.?-(?!\s*[A-Z]\d))?`;
const codeOrRange = new RegExp(
  String.raw`(${code})(?:\s*-\s*(${code}))?(\s+with fifth or sixth character ([0-9](?:-[0-9])?(?:(?:,| or)\s*[0-9])*))?`,
  'g',
);

function plain(text: string): string {
  return text.replace(/[.-]+$/, '').replaceAll('.', '');
}

/** `1-4 or 6` as the characters `12346`. */
function charactersOf(text: string): string {
  return [...text.matchAll(/(\d)(?:-(\d))?/g)]
    .map(([, first, last]) => {
      const [from, to] = [Number(first), Number(last ?? first)];
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String(from + index)).join('');
    })
    .join('');
}

const parsed = new Map<string, readonly NotedCodes[]>();

/** The notes of one release are some ten thousand; more than that is another release, and the old ones are let go. */
const most = 20_000;

/** The codes and ranges of codes in a note: those in its brackets, or of all of it where it has none. A note without codes names none. */
export function codesInNote(note: string): readonly NotedCodes[] {
  const known = parsed.get(note);
  if (known !== undefined) return known;
  const inBrackets = [...note.matchAll(/[([]([^()[\]]*)[)\]]/g)].map(([, text]) => text ?? '').join(' ; ');
  const found = [...inBrackets.matchAll(codeOrRange)].map(([, from = '', to = from, , characters]): NotedCodes => {
    const range = { from: plain(from), to: plain(to) };
    return characters === undefined ? range : { ...range, characters: charactersOf(characters) };
  });
  if (parsed.size >= most) parsed.clear();
  parsed.set(note, found);
  return found;
}

/** Whether a note's codes include a code: it begins with one of them, or lies in a range of them. */
export function includesCode(noted: readonly NotedCodes[], code: string): boolean {
  return noted.some(({ from, to, characters }) => {
    const inRange = code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;
    if (!inRange || characters === undefined) return inRange;
    return [code[4], code[5]].some((each) => each !== undefined && characters.includes(each));
  });
}
