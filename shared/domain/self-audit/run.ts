import type { Instant, LocalDate } from '../time/local-date.ts';
import type { AuditPeriod } from './facts.ts';
import type { NotJudged } from './judge.ts';
import type { AuditSettings } from './settings.ts';

/** The kinds of self-audits. */
export const selfAuditKinds = {
  billing: 'what a payer may call overbilled, per provider, in a period',
  'condition-gaps': 'condition categories that a patient’s encounters had in earlier years, and do not have this year',
} as const;

/** Why a self-audit ended without a result. */
export const selfAuditRefusals = {
  'broke-off': 'The work broke off again and again. Ask for it once more, or for a shorter period.',
  'too-many-encounters': 'The period has more encounters than one self-audit judges. Ask for a shorter one.',
  'code-set-damaged': 'A stored code set is damaged. Have it loaded again, then ask once more.',
  'hcc-not-loaded':
    'No release of the condition categories (hcc) is in force for the year. Have one loaded, then ask once more.',
} as const;

export type SelfAuditRefusal = keyof typeof selfAuditRefusals;

/** A self-audit: requested by a person, run by a worker in slices. */
export interface SelfAudit extends AuditPeriod {
  readonly id: string;
  readonly kind: keyof typeof selfAuditKinds;
  /** The year of the gaps. */
  readonly year?: number;
  /** The office's settings at the request. */
  readonly settings: AuditSettings;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly state: 'reading' | 'judging' | 'done' | 'refused';
  /** The month of entry to be read next, and the position in it. */
  readonly month: string;
  readonly after?: Readonly<Record<string, string>>;
  readonly slices: number;
  /** Encounters that were read, and those of them that count. */
  readonly read: number;
  readonly counted: number;
  /** Flags or gaps found. */
  readonly found: number;
  readonly notJudged: readonly NotJudged[];
  readonly refusal?: SelfAuditRefusal;
  readonly endedAt?: Instant;
}

/**
 * At most this many encounters of the period are judged: they are in memory together. Any number of others may be read.
 */
export const mostEncounters = 250_000;

/** How many earlier years are searched for conditions. */
const yearsBack = 2;

/** The period for the gaps of a year. */
export function periodOfYear(year: number): AuditPeriod {
  return { from: `${year - yearsBack}-01-01` as LocalDate, to: `${year}-12-31` as LocalDate };
}
