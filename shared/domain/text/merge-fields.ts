import { fail, ok, type Result } from '../result.ts';

/** Texts with fields in double braces, such as `{{payer}}`, whose names are from a closed list. */

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names in double braces of a text, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(place)].map(([, name]) => name as string))];
}

/** The names in some texts that are not fields; an unmatched brace is listed as it is. */
export function unknownNames(texts: readonly string[], fields: object): readonly string[] {
  const names = texts.flatMap(namesIn).filter((name) => !Object.hasOwn(fields, name));
  const stray = texts.some((text) => /\{\{|\}\}/.test(text.replace(place, '')));
  return [...new Set([...names, ...(stray ? ['{{'] : [])])];
}

/** Fills texts in. Texts with a gap are not written: the fields without a fact are named. */
export function filledTexts(
  texts: readonly string[],
  facts: Readonly<Record<string, string | undefined>>,
): Result<readonly string[], readonly string[]> {
  const gaps = [...new Set(texts.flatMap(namesIn))].filter((name) => (facts[name] ?? '') === '');
  if (gaps.length > 0) return fail(gaps);
  return ok(texts.map((text) => text.replace(place, (_all, name: string) => facts[name] as string)));
}
