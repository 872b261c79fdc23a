/** What a payer's remittance left of a claim. */
export type AdjudicationOutcome = 'paid' | 'partly-paid' | 'patient-responsibility' | 'denied';

/** What a filing is to its payer: X12's claim frequency. */
export type Frequency = 'original' | 'late-charges' | 'replacement' | 'void';

/** How each frequency is written on a claim. */
export const frequencyCodes: Readonly<Record<Frequency, string>> = {
  original: '1',
  'late-charges': '5',
  replacement: '7',
  void: '8',
};

/** Why a person holds a filing back, and until when they mean to look at it again. The reason is free text. */
export interface OfficeHold {
  readonly reason: string;
  readonly followUpOn?: string;
}

/** Where a filing stands. State is stored; history is a log beside it. */
export type FilingState =
  /** It is being assembled. */
  | { readonly kind: 'preparing' }
  /**
   * It cannot leave as it is. `reasons` are codes of what is to be mended; `hold` is what a person said who holds it back, and `lane` the
   * list to which it then returns.
   */
  | { readonly kind: 'held'; readonly reasons: readonly string[]; readonly hold?: OfficeHold; readonly lane?: string }
  /** `lane` is the list in which it waits to leave. */
  | { readonly kind: 'ready'; readonly lane: string }
  | { readonly kind: 'batched'; readonly submissionId: string }
  /** `submissionId` is absent when another system sent it. */
  | { readonly kind: 'submitted'; readonly submissionId?: string }
  /** `outcome` is absent when another system knows it. */
  | { readonly kind: 'answered'; readonly submissionId?: string; readonly outcome?: AdjudicationOutcome }
  /** The payer took its answer back and has not given another one. */
  | { readonly kind: 'reversed'; readonly submissionId?: string }
  /** The office took it back before it left. Nobody is asked until it is assembled again. */
  | { readonly kind: 'withdrawn' };

/** The small hot part of a filing: what one payer is asked, once. */
export interface Filing {
  /** From 1, in the order of making. */
  readonly number: number;
  /** The position of the share that is asked for, 0 for the one that is billed first. */
  readonly share: number;
  readonly frequency: Frequency;
  readonly state: FilingState;
}

/** The first filing of a claim: the original, to the payer that is billed first. */
export const firstFiling: Filing = { number: 1, share: 0, frequency: 'original', state: { kind: 'preparing' } };

/** The filing that is being worked on, or was last; undefined when no payer is asked. */
export function currentFiling(filings: readonly Filing[]): Filing | undefined {
  return filings.at(-1);
}

/** Whether a filing has left for its payer. */
export function hasLeft({ kind }: FilingState): boolean {
  return kind === 'submitted' || kind === 'answered' || kind === 'reversed';
}

/** The filing that an answer of a share speaks of: the newest that has left. */
export function answeredFiling(filings: readonly Filing[], share: number): Filing | undefined {
  return filings.findLast((filing) => filing.share === share && hasLeft(filing.state));
}
