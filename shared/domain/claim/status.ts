import type { ClaimBalance, ClaimState } from './balance.ts';
import type { ClaimCorrection } from './correction/claim-correction.ts';
import { type AdjudicationOutcome, currentFiling, type FilingState, hasLeft, type OfficeHold } from './filing.ts';
import type { Predetermination } from './predetermination.ts';

/** The status that people see: one word, from the state of the claim and of its current filing. */
export const claimStatuses = {
  charged: 'Charges are posted; the claim is being assembled again.',
  'self-pay': 'No payer is billed: the patient owes all of it.',
  held: 'The claim cannot be sent: something has to be corrected, or a person holds it. `reasons` say what.',
  ready: 'The claim is assembled and goes out with the next submission.',
  withdrawn: 'The office withdrew the claim before it was sent. No payer is billed until it is assembled again.',
  batched: 'The claim is in a submission whose file is being written.',
  submitted: 'The claim was sent; no payer has answered.',
  accepted: 'The payer has accepted the claim, and has not decided yet.',
  rejected:
    'The claim was rejected before any payer decided it: `reasons` say why. Correct what they name, then file it again.',
  adjudicated:
    'A payer has answered: `outcome` is its answer, `payerPosition` its place, 0 for the payer that is billed first.',
  predetermined:
    'The payer has said what it would pay (`predetermination`): nothing is charged or owed. Once the services are given, they are billed as a claim of their own.',
  voided:
    'Its encounter was voided while a payer had it and had not decided it: nothing is charged any more, and the payer is asked to void it.',
  reversed: 'A payer took its answer back and has not answered again.',
  cancelled:
    'Its encounter was corrected or voided before the claim was sent: its charges are reversed, and nobody owes anything.',
} as const;

export type ClaimStatusKind = keyof typeof claimStatuses;

export type ClaimStatus =
  | { readonly kind: 'charged' | 'self-pay' | 'ready' | 'withdrawn' | 'predetermined' | 'voided' | 'cancelled' }
  | { readonly kind: 'held'; readonly reasons: readonly string[]; readonly hold?: OfficeHold }
  | { readonly kind: 'batched'; readonly submissionId: string }
  | { readonly kind: 'submitted' | 'accepted'; readonly submissionId?: string }
  | { readonly kind: 'rejected'; readonly submissionId?: string; readonly reasons: readonly string[] }
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  | { readonly kind: 'reversed'; readonly payerPosition: number };

/** The facts from which a claim's status is derived. */
type StatusFacts = Pick<ClaimBalance, 'state' | 'filings'> & {
  readonly correction?: ClaimCorrection | undefined;
  readonly predetermination?: Predetermination | undefined;
};

/**
 * Whether a claim that no payer has decided is void. A rejected void is shown as rejected, because it has to be filed
 * again.
 */
function isVoided({ filings, correction }: Pick<StatusFacts, 'filings' | 'correction'>): boolean {
  if (correction?.kind !== 'void') return false;
  const isWithPayer = filings.some(({ state }) => hasLeft(state));
  return !isWithPayer || currentFiling(filings)?.state.kind !== 'rejected';
}

/**
 * The status of a claim for people. A further filing, to the next payer or corrected, is shown until it is sent; then
 * the payers' answers are shown again.
 */
export function claimStatus({ state, filings, correction, predetermination }: StatusFacts): ClaimStatus {
  const filing = currentFiling(filings)?.state;
  if (filing?.kind === 'ready') return { kind: 'ready' };
  if (filing?.kind === 'held' || filing?.kind === 'batched') return filing;
  if (state.kind === 'filed') {
    if (isVoided({ filings, correction })) return { kind: 'voided' };
    if (predetermination !== undefined && filing?.kind === 'answered') return { kind: 'predetermined' };
    const isTold = filing?.kind === 'submitted' || filing?.kind === 'accepted' || filing?.kind === 'rejected';
    if (isTold) return filing;
    if (filing !== undefined && !filings.some((one) => hasLeft(one.state))) return statusBeforeSending(filing.kind);
    return { kind: 'submitted' };
  }
  if (state.kind !== 'charged' || filing === undefined || filing.kind === 'preparing') return state as ClaimStatus;
  return filing.kind === 'withdrawn' ? filing : { kind: 'submitted' };
}

/** Every filing of the claim was rejected, and the one that repeats it is not assembled. */
function statusBeforeSending(kind: FilingState['kind']): ClaimStatus {
  return { kind: kind === 'withdrawn' ? kind : 'charged' };
}

/**
 * The status of a claim's account for histories, independent of a further filing in progress: `adjudicated:paid`,
 * `submitted`, `ready`.
 */
export function statusText(claim: StatusFacts): string {
  const { state } = claim;
  if (state.kind === 'adjudicated') return `${state.kind}:${state.outcome}`;
  if (state.kind === 'filed') {
    if (isVoided(claim)) return 'voided';
    const { kind } = claimStatus(claim);
    return kind === 'accepted' || kind === 'rejected' ? kind : 'submitted';
  }
  return state.kind === 'charged' ? claimStatus(claim).kind : state.kind;
}

/** The filing states that show for a claim that was filed and not answered. */
const filedKinds: readonly (string | undefined)[] = ['submitted', 'accepted', 'rejected', 'voided'];

/** The claim's state for a status, as posting needs it. */
export function stateOfStatusText(text: string): ClaimState {
  const [kind, outcome] = text.split(':');
  if (kind === 'adjudicated') {
    return { kind, outcome: outcome as AdjudicationOutcome, payerPosition: 0 };
  }
  if (kind === 'reversed') return { kind, payerPosition: 0 };
  if (filedKinds.includes(kind)) return { kind: 'filed' };
  return kind === 'self-pay' || kind === 'cancelled' ? { kind } : { kind: 'charged' };
}
