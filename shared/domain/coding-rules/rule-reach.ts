import { conditionFields } from './fields.ts';
import type { Action, CodingRule } from './rule.ts';

/** Actions that need a line to act on. */
const lineActions: ReadonlySet<Action['do']> = new Set([
  ...(['add-modifier', 'remove-modifier', 'add-line', 'drop-line', 'reprice', 'split'] as const),
]);

/**
 * Whether a rule is about lines: it then acts on every line that meets its conditions, and otherwise once on the
 * encounter.
 */
export function isAboutLines({ when, actions }: Pick<CodingRule, 'when' | 'actions'>): boolean {
  return when.some(({ field }) => conditionFields[field].about === 'line') || actions.some(needsLine);
}

function needsLine(action: Action): boolean {
  if (action.do === 'set' || action.do === 'clear') return action.on === 'line';
  return lineActions.has(action.do);
}
