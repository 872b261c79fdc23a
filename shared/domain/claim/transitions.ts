import { fail, ok, type Result } from '../result.ts';
import type { AdjudicationOutcome, ClaimState } from './balance.ts';

/** What happens to a claim after its charges are posted. */
export type ClaimEvent =
  | { readonly kind: 'assembled' }
  | { readonly kind: 'found-incomplete'; readonly reasons: readonly string[] }
  | { readonly kind: 'nobody-insured' }
  | { readonly kind: 'reassembly-requested' }
  | { readonly kind: 'batched'; readonly submissionId: string }
  /** The file's writer cannot carry it; it leaves its submission before the file is written. */
  | { readonly kind: 'refused'; readonly submissionId: string; readonly reasons: readonly string[] }
  | { readonly kind: 'submitted'; readonly submissionId: string }
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  | { readonly kind: 'reversed'; readonly payerPosition: number };

export interface TransitionFailure {
  readonly kind: 'transition-illegal';
  readonly from: ClaimState['kind'];
  readonly event: ClaimEvent['kind'];
}

type StateKind = ClaimState['kind'];

/** The legal transitions: what an event makes of a claim, by the states in which it may happen. Everything else is illegal. */
export const claimTransitions: {
  readonly [Event in ClaimEvent['kind']]: { readonly from: readonly StateKind[]; readonly to: StateKind };
} = {
  assembled: { from: ['charged'], to: 'ready' },
  'found-incomplete': { from: ['charged'], to: 'held' },
  'nobody-insured': { from: ['charged'], to: 'self-pay' },
  'reassembly-requested': { from: ['held'], to: 'charged' },
  batched: { from: ['ready'], to: 'batched' },
  refused: { from: ['batched'], to: 'held' },
  submitted: { from: ['batched'], to: 'submitted' },
  // `adjudicated` again: the next payer's answer, or a correction that comes without its reversal.
  adjudicated: { from: ['submitted', 'adjudicated', 'reversed'], to: 'adjudicated' },
  reversed: { from: ['adjudicated'], to: 'reversed' },
};

/** Events that speak of a submission happen only to claims of that submission. */
function isOfAnotherSubmission(state: ClaimState, event: ClaimEvent): boolean {
  return (
    state.kind === 'batched' &&
    (event.kind === 'refused' || event.kind === 'submitted') &&
    state.submissionId !== event.submissionId
  );
}

function after(event: ClaimEvent): ClaimState {
  switch (event.kind) {
    case 'assembled':
      return { kind: 'ready' };
    case 'found-incomplete':
    case 'refused':
      return { kind: 'held', reasons: event.reasons };
    case 'nobody-insured':
      return { kind: 'self-pay' };
    case 'reassembly-requested':
      return { kind: 'charged' };
    case 'batched':
    case 'submitted':
      return { kind: event.kind, submissionId: event.submissionId };
    case 'adjudicated':
      return { kind: 'adjudicated', outcome: event.outcome, payerPosition: event.payerPosition };
    case 'reversed':
      return { kind: 'reversed', payerPosition: event.payerPosition };
  }
}

/** The state after an event, or that this event cannot happen to a claim that stands so. */
export function transition(state: ClaimState, event: ClaimEvent): Result<ClaimState, TransitionFailure> {
  const { from } = claimTransitions[event.kind];
  if (!from.includes(state.kind) || isOfAnotherSubmission(state, event)) {
    return fail({ kind: 'transition-illegal', from: state.kind, event: event.kind });
  }
  return ok(after(event));
}
