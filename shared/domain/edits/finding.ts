import type { Citation } from '../code-set/references.ts';

/** An error keeps an encounter from being finalised until it is mended or overridden; a warning and a word of information do not. */
export type Severity = 'error' | 'warning' | 'info';

/** One change of an encounter. Pointers are JSON pointers into it; `-` at the end of a list adds to it. */
export type FixChange =
  /** One of these values, the likeliest first. */
  | { readonly op: 'set' | 'add'; readonly pointer: string; readonly values: readonly (string | number)[] }
  | { readonly op: 'remove'; readonly pointer: string };

/** The smallest change that clears a finding: in words, and as data where a program can make it. Whether it is true to the record, a person decides. */
export interface Fix {
  readonly words: string;
  readonly changes?: readonly FixChange[];
}

/** Where the rule stands: `row` is missing where the rule is that a release has no such row. */
export type FindingCitation = Omit<Citation, 'row'> & { readonly row?: string };

/** What an edit found. Its message repeats no value of the encounter: it names positions, and what the official tables say. */
export interface Finding {
  /** One of the ids of `rules.ts`. */
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

/** Whose rule an edit is: it is as severe as stated where the first payer follows it. `ncci`: Medicare and Medicaid. */
export type RuleOf = 'medicare' | 'medicaid' | 'ncci';

/** What an edit knows of itself. */
export interface EditRule {
  readonly checks: string;
  readonly severity: Severity;
  /** Whose rule it is, where it is not everybody's, and how severe it is with other payers. */
  readonly ruleOf?: RuleOf;
  readonly otherwise?: Severity;
  /** The official file, or the manual and its section. */
  readonly source: string;
  /** Who may override it when it is an error; nobody where the claim would be false or could not be written. */
  readonly override?: 'coder' | 'manager';
}

/** The ids of a group of edits with their meaning. */
export type EditRules = Readonly<Record<string, EditRule>>;
