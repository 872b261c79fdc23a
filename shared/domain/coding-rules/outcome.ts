import type { Severity } from '../edits/finding.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { RuleAct } from './rule-act.ts';

/** A rule's finding about an encounter. A hold and a failed rule are errors, so that nothing passes unnoticed. */
export interface RuleFinding {
  readonly rule: string;
  readonly kind: 'found' | 'held' | 'failed';
  readonly severity: Severity;
  /** As in {@link RuleAct}. */
  readonly pointer: string;
  readonly message: string;
}

/** The result of applying rules to an encounter. */
export interface RulesOutcome {
  /** The encounter after the rules. */
  readonly encounter: DraftEncounter;
  /** For each line, its position as it was coded; undefined for a line that a rule added. */
  readonly origins: readonly (number | undefined)[];
  readonly acts: readonly RuleAct[];
  readonly findings: readonly RuleFinding[];
  readonly tags: readonly string[];
}
