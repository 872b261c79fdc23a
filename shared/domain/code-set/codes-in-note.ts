/** Codes that a note of the tabular list names. */
export interface NotedCodes {
  /** Codes without their point; a code means all that begin with it. */
  readonly from: string;
  readonly to: string;
  /**
   * The required characters of the fifth or sixth place, if the note states them (`with fifth or sixth character 1-4`).
   */
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

/** One release has some ten thousand notes; more than this limit means another release, and the cache is cleared. */
const most = 20_000;

/** The codes and ranges of codes in a note: those in its brackets, or in all of it where it has none. */
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

/** Whether a note's codes include a code: it begins with one of them, or is in a range. */
export function includesCode(noted: readonly NotedCodes[], code: string): boolean {
  return noted.some(({ from, to, characters }) => {
    const inRange = code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;
    if (!inRange || characters === undefined) return inRange;
    return [code[4], code[5]].some((each) => each !== undefined && characters.includes(each));
  });
}
