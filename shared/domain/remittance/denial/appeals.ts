import type { Deadline } from '../../deadline/deadline.ts';
import type { Cents } from '../../money/cents.ts';
import type { Instant, LocalDate } from '../../time/local-date.ts';

/** How an appeal ended. */
export const appealResults = {
  won: 'The payer pays what was appealed.',
  'won-in-part': 'The payer pays a part; the rest may go to the next level.',
  refused: 'The payer stays with its answer; the next level is open.',
  withdrawn: 'It was taken back, or noted by mistake; its level is open again.',
} as const;

export type AppealResult = keyof typeof appealResults;

export const appealWays = ['mail', 'fax', 'portal', 'electronic'] as const;
export type AppealWay = (typeof appealWays)[number];

/** The outcome of an appeal, as stated in a payer's letter. */
export interface AppealOutcome {
  readonly result: AppealResult;
  /** The date of the payer's decision: the next level's days count from it. */
  readonly noticeOn: LocalDate;
  readonly at: Instant;
  /** For a partly won appeal, the amount that the payer says it will pay. */
  readonly allowedCents?: Cents;
  readonly by?: string;
  readonly reason?: string;
  /** The entry that decided the appeal, if the payer's answer decided it and not a person. */
  readonly ledgerEntryId?: string;
}

/** Proof that an appeal was sent, and when the payer had it. */
export interface AppealProof {
  /** The carrier's number of the letter, the confirmation of a fax or a portal. */
  readonly number?: string;
  /** The day on which the payer had it. */
  readonly receivedOn?: LocalDate;
  /** The stored letter, fax or message. */
  readonly correspondenceId?: string;
}

/** An appeal that was sent to the payer about a denial. */
export interface Appeal {
  readonly id: string;
  /** Counting from 1. */
  readonly level: number;
  readonly title: string;
  /** When it was sent: the time until its answer counts from there. It may be recorded later. */
  readonly sentOn: LocalDate;
  readonly notedAt: Instant;
  readonly via?: AppealWay;
  readonly proof?: AppealProof;
  /** The deadline, by the payer’s terms when it was recorded. */
  readonly by: Deadline;
  readonly cents: Cents;
  readonly notedBy: string;
  readonly reason: string;
  /** The enclosed letter. */
  readonly letter?: { readonly sha256: string; readonly sizeBytes: number };
  readonly outcome?: AppealOutcome;
}

/** What a claim's balance stores about an appeal, so that the payer's next answer decides it without a read. */
export interface StandingAppeal {
  readonly denialId: string;
  readonly share: number;
  readonly level: number;
  readonly cents: Cents;
  /** The lines of its denial; absent when the whole claim was denied. */
  readonly lines?: readonly number[];
}

/** The appeals of a denial, and the facts that decide the next one. */
export interface Appealed {
  readonly noticeOn: LocalDate;
  readonly appeals?: readonly Appeal[];
  /** The appeal that the payer refused with the answer that opened this denial. */
  readonly refusedAppeal?: { readonly denialId: string; readonly level: number };
  /** The effect of the payer's later answer on the last appeal. */
  readonly appealAnswer?: AppealOutcome;
}

/**
 * Whether an appeal came too late: by the day on which the payer had it, where known, otherwise by the day on which it
 * was sent.
 */
export function isAppealLate({ sentOn, proof, by }: Pick<Appeal, 'sentOn' | 'proof' | 'by'>): boolean {
  return (proof?.receivedOn ?? sentOn) > by.on;
}

/** The appeals of a denial with their outcomes. The payer's answer in the books overrides a person's record. */
export function appealsOf({ appeals = [], appealAnswer }: Appealed): readonly Appeal[] {
  const last = appeals.at(-1);
  if (last === undefined || appealAnswer === undefined || last.outcome?.result === 'withdrawn') return appeals;
  return [...appeals.slice(0, -1), { ...last, outcome: appealAnswer }];
}

/** The level at which a denial may be appealed next, and the notice from which its days count. */
export function nextLevelOf(denial: Appealed): { readonly level: number; readonly noticeOn: LocalDate } {
  const last = appealsOf(denial).at(-1);
  if (last?.outcome === undefined) {
    return { level: last?.level ?? (denial.refusedAppeal?.level ?? 0) + 1, noticeOn: denial.noticeOn };
  }
  if (last.outcome.result !== 'withdrawn') return { level: last.level + 1, noticeOn: last.outcome.noticeOn };
  return { level: last.level, noticeOn: noticeBefore(denial) };
}

/** The notice that the last appeal answered. */
function noticeBefore(denial: Appealed): LocalDate {
  const decided = appealsOf(denial).filter(({ outcome }) => outcome !== undefined && outcome.result !== 'withdrawn');
  return decided.at(-1)?.outcome?.noticeOn ?? denial.noticeOn;
}

/** Whether the payer has an appeal of this denial, or has said that it pays: then no other appeal is due. */
export function isAppealStanding(denial: Appealed): boolean {
  const last = appealsOf(denial).at(-1);
  return last !== undefined && (last.outcome === undefined || last.outcome.result === 'won');
}

/** What a payer's new answer denies. */
export interface DeniedAgain {
  readonly lines: readonly number[];
  readonly cents: Cents;
}

/** The parts of a payer's new answer that matter to appeals. */
export interface AppealedAnswer {
  readonly share: number;
  /** The lines that it answers; absent when it answers all. */
  readonly lines?: readonly number[] | undefined;
  readonly denied: readonly DeniedAgain[];
}

/** The effect of an answer on a pending appeal; undefined when it is about something else. */
export function decidedBy(answer: AppealedAnswer, appeal: StandingAppeal): AppealResult | undefined {
  if (answer.share !== appeal.share || !meet(answer.lines, appeal.lines)) return undefined;
  const again = answer.denied
    .filter(({ lines }) => meet(lines.length === 0 ? undefined : lines, appeal.lines))
    .reduce((sum, { cents }) => sum + cents, 0);
  if (again === 0) return 'won';
  return again < appeal.cents ? 'won-in-part' : 'refused';
}

/** Whether two sets of lines overlap; absent means all lines. */
function meet(one: readonly number[] | undefined, other: readonly number[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((line) => other.includes(line));
}
