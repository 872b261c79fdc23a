import { type CodeSetKind, codeSets } from '../code-set/kinds.ts';
import { findingsOf } from './edit.ts';
import type { EditRules, Finding } from './finding.ts';

/** Checks that were impossible without a table. */
export const uncheckedRules = {
  'not-checked': {
    checks: 'The official tables that edits use are loaded for the days of the encounter.',
    severity: 'info',
    source: 'The sets that are loaded: `GET /v1/code-sets`',
  },
} as const satisfies EditRules;

const finding = findingsOf(uncheckedRules);

/** How to load a set that is missing, or whose releases ended before the day. */
export function notLoadedWords(set: CodeSetKind): string {
  return `${codeSets[set].title}: no release that is loaded is in force on this day; load the one that is: superbill code-sets load FILE`;
}

/** Reports that an official table is not loaded, so that its edits did not run. Each set is reported once. */
export function notChecked(set: CodeSetKind): Finding {
  const fix = { words: 'superbill code-sets load FILE' };
  return finding('not-checked', '', `not checked: ${codeSets[set].title} is not loaded for these days`, { fix });
}
