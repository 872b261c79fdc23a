import type { LocalDate } from '../time/local-date.ts';
import type { ChangeReason } from './correction/change-reason.ts';

/** How a payer decided a claim. */
export type AdjudicationOutcome = 'paid' | 'partly-paid' | 'patient-responsibility' | 'denied';

/** What kind of claim the payer receives: X12's claim frequency. */
export type Frequency = 'original' | 'late-charges' | 'replacement' | 'void';

/** How each frequency is written on a claim. */
export const frequencyCodes: Readonly<Record<Frequency, string>> = {
  original: '1',
  'late-charges': '5',
  replacement: '7',
  void: '8',
};

/** Why a person holds a filing, and when they mean to look at it again. The reason is free text. */
export interface OfficeHold {
  readonly reason: string;
  readonly followUpOn?: string;
}

/** The state of a filing. It is stored; the history is a separate log. */
export type FilingState =
  /** It is being assembled. */
  | { readonly kind: 'preparing' }
  /**
   * It cannot be sent as it is. `reasons` are codes of what to correct. When a person holds it, `hold` is the reason given, and `lane` the
   * list to which it returns.
   */
  | { readonly kind: 'held'; readonly reasons: readonly string[]; readonly hold?: OfficeHold; readonly lane?: string }
  /** `lane` is the list in which it waits to be sent. */
  | { readonly kind: 'ready'; readonly lane: string }
  | { readonly kind: 'batched'; readonly submissionId: string }
  /** `submissionId` is absent when another system sent it. */
  | { readonly kind: 'submitted'; readonly submissionId?: string }
  /** The payer accepted it: it has not decided yet. */
  | { readonly kind: 'accepted'; readonly submissionId?: string }
  /**
   * It was rejected before any payer decided it, and is over: `reasons` are codes of `rejectionReasons`. A new filing
   * repeats it.
   */
  | { readonly kind: 'rejected'; readonly submissionId?: string; readonly reasons: readonly string[] }
  /** `outcome` is absent when only another system knows it, and for a void. */
  | { readonly kind: 'answered'; readonly submissionId?: string; readonly outcome?: AdjudicationOutcome }
  /** The payer reversed its answer and has not answered again. */
  | { readonly kind: 'reversed'; readonly submissionId?: string }
  /** The office withdrew it before it was sent. No payer is billed until it is assembled again. */
  | { readonly kind: 'withdrawn' }
  /** Its claim was cancelled before it was sent; it stays so. */
  | { readonly kind: 'cancelled' };

/** The small part of a filing that changes often. A filing is one claim sent once to one payer. */
export interface Filing {
  /** From 1, in the order in which they were made. */
  readonly number: number;
  /** The position of the share that it bills, 0 for the primary. */
  readonly share: number;
  readonly frequency: Frequency;
  /** The payer's own number of the claim that this one replaces, voids or adds to. */
  readonly payerClaimNumber?: string;
  /** For a facility's replacement or void: why. */
  readonly changeReason?: ChangeReason;
  /** The number of the rejected filing that this one repeats. */
  readonly repeats?: number;
  /** For a further filing of its share: the day on which it was sent. Earlier payments do not answer it. */
  readonly sentOn?: LocalDate;
  readonly state: FilingState;
}

/** The first filing of a claim: the original, to the primary payer. */
export const firstFiling: Filing = { number: 1, share: 0, frequency: 'original', state: { kind: 'preparing' } };

/** The current filing, which is the newest one; undefined when no payer is billed. */
export function currentFiling(filings: readonly Filing[]): Filing | undefined {
  return filings.at(-1);
}

/**
 * Whether a filing is being sent: it was requested, and its file is not written yet. A claim has at most one such
 * filing.
 */
export function isUnderway({ kind }: FilingState): boolean {
  return kind === 'preparing' || kind === 'held' || kind === 'ready' || kind === 'batched';
}

/** Whether a filing was sent to its payer. One that was rejected came back: no payer has it. */
export function hasLeft({ kind }: FilingState): boolean {
  return kind === 'submitted' || kind === 'accepted' || kind === 'answered' || kind === 'reversed';
}

/**
 * The filings of one share since its last original that followed a void. What the payer said of the filings before is
 * about a claim that is cancelled.
 */
export function sinceFiledAnew(own: readonly Filing[]): readonly Filing[] {
  const start = own.findLastIndex(
    ({ frequency }, place) => frequency === 'original' && own.slice(0, place).some((each) => each.frequency === 'void'),
  );
  return own.slice(Math.max(0, start));
}
