import { billedCoverages } from '../encounter/billed-coverages.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { Payer } from '../practice/practice.ts';
import type { EditContext } from './edit.ts';
import type { EditRule, RuleOf, Severity } from './finding.ts';

/** Filing indicators of payers that follow Medicare's rules: Part A, Part B, and Medicare's health plans. */
const medicare: ReadonlySet<string> = new Set(['MA', 'MB', '16']);
const medicaid: ReadonlySet<string> = new Set(['MC']);

/** The primary payer; undefined when the patient pays. */
export function firstPayer(encounter: DraftEncounter, { coverages, payers }: EditContext): Payer | undefined {
  const [first] = billedCoverages(encounter, coverages);
  return first === undefined ? undefined : payers.get(first.payerId);
}

/** Whether a payer with this filing indicator is billed, first or later. */
export function isBilled(
  encounter: DraftEncounter,
  filingIndicator: string,
  { coverages, payers }: EditContext,
): boolean {
  return billedCoverages(encounter, coverages).some(
    ({ payerId }) => payers.get(payerId)?.filingIndicator === filingIndicator,
  );
}

/** Whether a payer follows Medicare's rules. */
export function isMedicare(payer: Payer | undefined): boolean {
  return payer !== undefined && medicare.has(payer.filingIndicator);
}

function follows(payer: Payer | undefined, rule: RuleOf): boolean {
  if (payer === undefined) return false;
  const isMedicaid = medicaid.has(payer.filingIndicator);
  if (rule === 'medicaid') return isMedicaid;
  return isMedicare(payer) || (rule === 'ncci' && isMedicaid);
}

/** The severity of a rule for the primary payer. */
export function severityFor(rule: EditRule, payer: Payer | undefined): Severity {
  const { severity, ruleOf, otherwise = severity } = rule;
  return ruleOf === undefined || follows(payer, ruleOf) ? severity : otherwise;
}
