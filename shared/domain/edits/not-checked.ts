import { type CodeSetKind, codeSets } from '../code-set/kinds.ts';
import { findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** What could not be looked up. */
export const uncheckedRules = {
  'not-checked': {
    checks: 'The official tables by which edits judge are loaded for the days of the encounter.',
    severity: 'info',
    source: 'The sets that are loaded: `GET /v1/code-sets`',
  },
} as const satisfies EditRules;

const finding = findingsOf(uncheckedRules);

/** How a set that is missing, or whose releases have ended before the day, gets there. */
export function notLoadedWords(set: CodeSetKind): string {
  return `${codeSets[set].title}: no release that is loaded is in force on this day; load the one that is: superbill code-sets load FILE`;
}

/** Says that an official table is not loaded, so that its edits could not be made. Each set is told once. */
export function notChecked(set: CodeSetKind): Finding {
  const fix = { words: 'superbill code-sets load FILE' };
  return finding('not-checked', '', `not checked: ${codeSets[set].title} is not loaded for these days`, { fix });
}
