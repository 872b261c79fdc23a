import type { ClaimBalance, ClaimState } from './balance.ts';
import { type AdjudicationOutcome, currentFiling, type OfficeHold } from './filing.ts';

/** What people see of where a claim stands: one word, made of the claim's state and its current filing's. */
export const claimStatuses = {
  charged: 'Charges are posted; the claim is being assembled.',
  'self-pay': 'No payer is asked: the patient owes all of it.',
  held: 'The claim cannot leave: something is to be mended, or a person holds it back. `reasons` say what.',
  ready: 'The claim is assembled and leaves with the next submission.',
  withdrawn: 'The office took the claim back before it left. Nobody is asked until it is assembled again.',
  batched: 'The claim is in a submission whose file is being written.',
  submitted: 'The claim has left; no payer has answered.',
  adjudicated: 'A payer has answered. `outcome` says what, `payerPosition` which: 0 for the one that is billed first.',
  reversed: 'A payer took its answer back and has not given another one.',
} as const;

export type ClaimStatusKind = keyof typeof claimStatuses;

export type ClaimStatus =
  | { readonly kind: 'charged' | 'self-pay' | 'ready' | 'withdrawn' }
  | { readonly kind: 'held'; readonly reasons: readonly string[]; readonly hold?: OfficeHold }
  | { readonly kind: 'batched'; readonly submissionId: string }
  | { readonly kind: 'submitted'; readonly submissionId?: string }
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  | { readonly kind: 'reversed'; readonly payerPosition: number };

/** Where a claim stands, as people see it. */
export function claimStatus({ state, filings }: Pick<ClaimBalance, 'state' | 'filings'>): ClaimStatus {
  const filing = currentFiling(filings)?.state;
  if (state.kind === 'filed') {
    return filing?.kind === 'submitted' ? filing : { kind: 'submitted' };
  }
  if (state.kind !== 'charged' || filing === undefined || filing.kind === 'preparing') return state as ClaimStatus;
  switch (filing.kind) {
    case 'ready':
      return { kind: 'ready' };
    case 'held':
    case 'batched':
    case 'withdrawn':
      return filing;
    default:
      return { kind: 'submitted' };
  }
}

/** `adjudicated:paid`, `ready`: a status as histories keep it. */
export function statusText(claim: Pick<ClaimBalance, 'state' | 'filings'>): string {
  const status = claimStatus(claim);
  return status.kind === 'adjudicated' ? `${status.kind}:${status.outcome}` : status.kind;
}

/** The state of a claim that stood so, as far as postings ask for it. */
export function stateOfStatusText(text: string): ClaimState {
  const [kind, outcome] = text.split(':');
  if (kind === 'adjudicated') {
    return { kind, outcome: outcome as AdjudicationOutcome, payerPosition: 0 };
  }
  if (kind === 'reversed') return { kind, payerPosition: 0 };
  if (kind === 'submitted') return { kind: 'filed' };
  return kind === 'self-pay' ? { kind } : { kind: 'charged' };
}
