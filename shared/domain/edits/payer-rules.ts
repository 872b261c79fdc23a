import { billedCoverages } from '../encounter/billed-coverages.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { Payer } from '../practice/practice.ts';
import type { EditContext } from './edit.ts';
import type { EditRule, RuleOf, Severity } from './finding.ts';

/** Filing indicators of payers that go by Medicare's rules: Part A, Part B, and Medicare's health plans. */
const medicare: ReadonlySet<string> = new Set(['MA', 'MB', '16']);
const medicaid: ReadonlySet<string> = new Set(['MC']);

/** The payer that is billed first; undefined when the patient pays. */
export function firstPayer(encounter: DraftEncounter, { coverages, payers }: EditContext): Payer | undefined {
  const [first] = billedCoverages(encounter, coverages);
  return first === undefined ? undefined : payers.get(first.payerId);
}

/** Whether a payer goes by Medicare's rules. */
export function isMedicare(payer: Payer | undefined): boolean {
  return payer !== undefined && medicare.has(payer.filingIndicator);
}

function follows(payer: Payer | undefined, rule: RuleOf): boolean {
  if (payer === undefined) return false;
  const isMedicaid = medicaid.has(payer.filingIndicator);
  if (rule === 'medicaid') return isMedicaid;
  return isMedicare(payer) || (rule === 'ncci' && isMedicaid);
}

/** How severe a rule is with the payer that is billed first. */
export function severityFor(rule: EditRule, payer: Payer | undefined): Severity {
  const { severity, ruleOf, otherwise = severity } = rule;
  return ruleOf === undefined || follows(payer, ruleOf) ? severity : otherwise;
}
