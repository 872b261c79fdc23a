import { fail, ok, type Result } from '../result.ts';
import type { ClaimState } from './balance.ts';
import type { AdjudicationOutcome } from './filing.ts';

/** The events of a claim after its charges are posted. Those of its filings are in `filing-transitions.ts`. */
export type ClaimEvent =
  /** A filing was sent to a payer. */
  | { readonly kind: 'filed' }
  | { readonly kind: 'adjudicated'; readonly outcome: AdjudicationOutcome; readonly payerPosition: number }
  | { readonly kind: 'reversed'; readonly payerPosition: number }
  /** Its encounter was corrected or voided. */
  | { readonly kind: 'cancelled' };

export interface ClaimTransitionFailure {
  readonly kind: 'transition-illegal';
  readonly from: ClaimState['kind'];
  readonly event: ClaimEvent['kind'];
}

type StateKind = ClaimState['kind'];

/** The legal transitions: for each event, the states in which it may happen and the state after it. Everything else is illegal. */
const claimTransitions: {
  readonly [Event in ClaimEvent['kind']]: { readonly from: readonly StateKind[]; readonly to: StateKind };
} = {
  filed: { from: ['charged'], to: 'filed' },
  // `adjudicated` again: the next payer's answer, or a correction that comes without its reversal.
  adjudicated: { from: ['filed', 'adjudicated', 'reversed'], to: 'adjudicated' },
  // `reversed` again: the next payer reverses its answer as well.
  reversed: { from: ['adjudicated', 'reversed'], to: 'reversed' },
  // From `filed`: every filing was rejected, so that no payer has the claim.
  cancelled: { from: ['charged', 'self-pay', 'filed'], to: 'cancelled' },
};

function after(event: ClaimEvent): ClaimState {
  switch (event.kind) {
    case 'filed':
    case 'cancelled':
      return { kind: event.kind };
    case 'adjudicated':
      return { kind: 'adjudicated', outcome: event.outcome, payerPosition: event.payerPosition };
    case 'reversed':
      return { kind: 'reversed', payerPosition: event.payerPosition };
  }
}

/** The state after an event, or a failure when the event cannot happen in this state. */
export function claimTransition(state: ClaimState, event: ClaimEvent): Result<ClaimState, ClaimTransitionFailure> {
  if (!claimTransitions[event.kind].from.includes(state.kind)) {
    return fail({ kind: 'transition-illegal', from: state.kind, event: event.kind });
  }
  return ok(after(event));
}
