import { demoIndex } from './demo-notes.ts';
import { diagnosisCodes } from './icd-10-cm-order.ts';
import { type GeneratedSize, lineEnd, usualYear } from './options.ts';
import { xmlText } from './xml-text.ts';

interface Term {
  readonly below: Map<string, Term>;
  code?: string;
  see?: string;
}

/** SYNTHETIC: an index about the codes of the order file of the same size and seed. */
export function* icd10CmIndex(size: GeneratedSize): Iterable<string> {
  const main: Term = { below: new Map() };
  for (const line of demoIndex.trim().split('\n')) {
    const [path = '', target = ''] = line.split('|');
    const term = termAt(main, path.split(', '));
    if (target.startsWith('see ')) term.see = target.slice(4);
    else term.code = target;
  }
  for (const { code, billable, description } of diagnosisCodes(size)) {
    if (!billable || !description.includes('(synthetic)')) continue;
    const path = description.replace(' (synthetic)', '').replace(' of ', ', ').split(', ');
    termAt(main, path).code = code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  }
  yield `<?xml version="1.0" encoding="utf-8"?>${lineEnd}<ICD10CM.index>${lineEnd}`;
  yield `  <version>${size.year ?? usualYear}</version>${lineEnd}  <title>SYNTHETIC ICD-10-CM INDEX</title>${lineEnd}`;
  const titles = [...main.below.keys()].toSorted();
  for (const [letter, within] of Map.groupBy(titles, (title) => title.charAt(0))) {
    yield `  <letter>${lineEnd}    <title>${letter}</title>${lineEnd}`;
    for (const title of within) yield* termLines(title, main.below.get(title) as Term, 0);
    yield `  </letter>${lineEnd}`;
  }
  yield `</ICD10CM.index>${lineEnd}`;
}

function termAt(main: Term, path: readonly string[]): Term {
  let term = main;
  for (const title of path) {
    const next: Term = term.below.get(title) ?? { below: new Map() };
    term.below.set(title, next);
    term = next;
  }
  return term;
}

function* termLines(title: string, term: Term, level: number): Iterable<string> {
  const element = level === 0 ? 'mainTerm' : 'term';
  yield `<${element}${level === 0 ? '' : ` level="${level}"`}>${lineEnd}  ${titleElement(title)}${lineEnd}`;
  if (term.see !== undefined) yield `  <see>${xmlText(term.see)}</see>${lineEnd}`;
  if (term.code !== undefined) yield `  <code>${term.code}</code>${lineEnd}`;
  for (const [below, next] of term.below) yield* termLines(below, next, level + 1);
  yield `</${element}>${lineEnd}`;
}

/** Nonessential modifiers are in a separate element. */
function titleElement(title: string): string {
  const [, plain = title, modifier] = /^(.*?)\s*(\(.*\))$/.exec(title) ?? [];
  return `<title>${xmlText(plain)}${modifier === undefined ? '' : `<nemod>${modifier}</nemod>`}</title>`;
}
