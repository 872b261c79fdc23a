import { findingsOf } from '../edits/edit.ts';
import type { EditRules, Finding } from '../edits/finding.ts';
import type { RuleFinding } from './outcome.ts';
import { codingRulesName } from './rule.ts';

/** The findings of an office's own rules. */
export const officeRules = {
  'office-rule-failed': {
    checks: 'A rule of the office could do all that it says.',
    severity: 'error',
    source: 'The office’s coding rules',
    override: 'manager',
  },
  'office-rule-hold': {
    checks: 'No rule of the office holds the encounter.',
    severity: 'error',
    source: 'The office’s coding rules',
    override: 'manager',
  },
  'office-rule': {
    checks: 'What else a rule of the office finds, as severe as the rule says.',
    severity: 'warning',
    source: 'The office’s coding rules',
    override: 'coder',
  },
} as const satisfies EditRules;

const finding = findingsOf(officeRules);

const ids = { failed: 'office-rule-failed', held: 'office-rule-hold', found: 'office-rule' } as const;

/** A rule's finding in the form of edits; its message names the rule and the version. */
export function findingOfRule({ rule, kind, severity, pointer, message }: RuleFinding, revision: number): Finding {
  const words = `${message} (rule ${rule} of ${codingRulesName(revision)})`;
  return { ...finding(ids[kind], pointer, words), severity };
}
