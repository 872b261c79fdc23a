import type { Citation } from '../code-set/references.ts';

/** What the self-audit looks for. */
export const auditRules = {
  'visit-levels': 'The share of visits at high levels is far above that of peers or of the specialty.',
  'modifier-rates': 'Modifier 25, or 59 and X{EPSU}, is on far more services than among peers.',
  'units-over-mue': 'More units of a procedure were billed than its medically unlikely edit allows.',
  'units-near-mue': 'Most days of a procedure are at or just below its medically unlikely edit.',
  'same-day-duplicates': 'More than one encounter has the same service for the same patient on the same day.',
  'impossible-days': 'The minutes of one person on one day are more than the office considers possible.',
  'pairs-with-modifier':
    'A pair that NCCI pays only with a modifier is billed with one unusually often, or ever more often.',
  'inactive-providers':
    'A provider was named on a day on which the NPI, or the enrolment with the payer, was not active.',
} as const;

export type AuditRuleId = keyof typeof auditRules;

/** Why a flag was raised; there may be several reasons. */
export const flagReasons = {
  'above-peers': 'above others of the same taxonomy in the office',
  'above-specialty': 'above the table of the specialty',
  'above-threshold': 'above the threshold',
  rising: 'more often in the later half of the period than in the earlier one',
  'before-active': 'before the first day on which the NPI is active',
  'after-active': 'after the last day on which the NPI is active',
  'not-enrolled': 'outside every enrolment with the payer that was billed',
} as const;

export type FlagReason = keyof typeof flagReasons;

/** A count out of a total. */
export interface Ratio {
  readonly count: number;
  readonly of: number;
}

/** Others of the same taxonomy in the office, together. */
export interface Peers extends Ratio {
  readonly providers: number;
}

/** A part of the figures: a level, a month, a source of minutes. */
export interface FlagPart extends Ratio {
  readonly name: string;
  readonly peers?: Ratio;
}

/** Something in a provider's billing that a payer may question. It accuses nobody: a person looks at its encounters. */
export interface AuditFlag {
  readonly rule: AuditRuleId;
  readonly providerId: string;
  /** The subject: a category of visits, a modifier, a procedure, a pair, a day. */
  readonly subject: string;
  readonly reasons: readonly FlagReason[];
  readonly own: Ratio;
  readonly peers?: Peers;
  readonly specialty?: Ratio & { readonly source: string };
  /** The exceeded limit, by its name among the office's settings or its official name. */
  readonly threshold: { readonly name: string; readonly value: number };
  readonly parts: readonly FlagPart[];
  /** How many encounters the figures are based on. */
  readonly encounters: number;
  /** The number of flagged encounters; the first of them are named. */
  readonly flagged: number;
  readonly encounterIds: readonly string[];
  readonly citation?: Citation;
}

/** How many encounters a flag names. */
const mostNamedEncounters = 100;

/** The encounters of a flag. */
export function behind(ids: Iterable<string>): Pick<AuditFlag, 'flagged' | 'encounterIds'> {
  const all = [...new Set(ids)].sort();
  return { flagged: all.length, encounterIds: all.slice(0, mostNamedEncounters) };
}

/** Whether a ratio exceeds another by more than this many percentage points. Exact: nothing is divided. */
export function isAbove(own: Ratio, other: Ratio, points: number): boolean {
  return 100 * (own.count * other.of - other.count * own.of) > points * own.of * other.of;
}

/** Whether a ratio exceeds this percentage. */
export function isMoreThan({ count, of }: Ratio, percent: number): boolean {
  return 100 * count > percent * of;
}
