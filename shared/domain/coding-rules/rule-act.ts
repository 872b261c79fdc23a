/** The actions of rules. */
export const ruleActions = {
  set: 'sets a field',
  clear: 'clears a field',
  'add-modifier': 'adds a modifier',
  'remove-modifier': 'takes a modifier off',
  'add-line': 'adds a line',
  'drop-line': 'drops the line',
  reprice: 'changes the charge',
  tag: 'tags the encounter',
  hold: 'holds the encounter until a person decides',
  find: 'shows a finding',
  split: 'puts its lines on a claim of their own',
} as const;

export type RuleActionName = keyof typeof ruleActions;

/** One thing that a rule did, with enough detail to explain how a claim differs from the coding. */
export interface RuleAct {
  readonly rule: string;
  readonly does: RuleActionName;
  /** JSON pointer into the encounter as it was coded; `/lines/-` for a line that a rule added. */
  readonly pointer: string;
  readonly before?: string;
  readonly after?: string;
}
