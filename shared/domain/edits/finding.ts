import type { Citation } from '../code-set/references.ts';

/** An error prevents finalising until it is corrected or overridden; a warning and information do not. */
export type Severity = 'error' | 'warning' | 'info';

/** One change of an encounter. Pointers are JSON pointers into it; `-` at the end of a list adds to it. */
export type FixChange =
  /** One of these values, the most likely first. */
  | { readonly op: 'set' | 'add'; readonly pointer: string; readonly values: readonly (string | number)[] }
  | { readonly op: 'remove'; readonly pointer: string };

/**
 * The smallest change that clears a finding: in words, and as data where a program can make it. A person decides
 * whether it is true to the record.
 */
export interface Fix {
  readonly words: string;
  readonly changes?: readonly FixChange[];
}

/** The source of the rule; without `row` when the finding is that a release has no such row. */
export type FindingCitation = Omit<Citation, 'row'> & { readonly row?: string };

/** An edit's finding. Its message repeats no value of the encounter: it names positions, and quotes official tables. */
export interface Finding {
  /** The id of an edit in `rules.ts`. */
  readonly editId: string;
  readonly severity: Severity;
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  readonly message: string;
  /** Other places that the finding is about. */
  readonly related?: readonly string[];
  readonly citation?: FindingCitation;
  readonly fix?: Fix;
}

/**
 * Whose rule an edit is: the stated severity applies when the primary payer follows it. `ncci`: Medicare and Medicaid.
 */
export type RuleOf = 'medicare' | 'medicaid' | 'ncci';

/** The description of an edit. */
export interface EditRule {
  readonly checks: string;
  readonly severity: Severity;
  /** Whose rule it is, and its severity for other payers. Both are absent when every payer follows the rule. */
  readonly ruleOf?: RuleOf;
  readonly otherwise?: Severity;
  /** The official file, or the manual and its section. */
  readonly source: string;
  /** Who may override it when it is an error; nobody when the claim would be false or could not be written. */
  readonly override?: 'coder' | 'manager';
}

/** The ids of a group of edits with their meaning. */
export type EditRules = Readonly<Record<string, EditRule>>;
