import type { Severity } from '../edits/finding.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { RuleAct } from './rule-act.ts';

/** What a rule says about an encounter. A hold and a failed rule are errors, so that nothing leaves unseen. */
export interface RuleFinding {
  readonly rule: string;
  readonly kind: 'found' | 'held' | 'failed';
  readonly severity: Severity;
  /** As in {@link RuleAct}. */
  readonly pointer: string;
  readonly message: string;
}

/** What rules make of an encounter. */
export interface RulesOutcome {
  /** The encounter as the rules leave it. */
  readonly encounter: DraftEncounter;
  /** For each of its lines, the position of the line as it was coded; undefined for a line that a rule added. */
  readonly origins: readonly (number | undefined)[];
  readonly acts: readonly RuleAct[];
  readonly findings: readonly RuleFinding[];
  readonly tags: readonly string[];
}
