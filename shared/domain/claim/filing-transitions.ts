import { present } from '../present.ts';
import { fail, invariant, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { AdjudicationOutcome, FilingState, OfficeHold } from './filing.ts';

/** What happens to a filing. */
export type FilingEvent =
  | { readonly kind: 'assembled'; readonly lane: string }
  | { readonly kind: 'found-incomplete'; readonly reasons: readonly string[] }
  | { readonly kind: 'reassembly-requested' }
  | ({ readonly kind: 'put-on-hold' } & OfficeHold)
  | { readonly kind: 'released' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'batched'; readonly submissionId: string }
  /** The file cannot carry it; it is removed from its submission before the file is written. */
  | { readonly kind: 'refused'; readonly submissionId: string; readonly reasons: readonly string[] }
  /** `on` is the day on which it is sent. */
  | { readonly kind: 'submitted'; readonly submissionId: string; readonly on: LocalDate }
  /** The payer, or a clearinghouse before it, accepted the claim. */
  | { readonly kind: 'accepted' }
  /** The file, the transaction or the claim was rejected. */
  | { readonly kind: 'rejected'; readonly reasons: readonly string[] }
  /** Without an outcome, the answer to a void: the payer reversed its earlier answer. */
  | { readonly kind: 'answered'; readonly outcome?: AdjudicationOutcome }
  | { readonly kind: 'answer-reversed' }
  /** A reversal was taken for the answer to a void by mistake: its payer answers the claim again. */
  | { readonly kind: 'answer-mistaken' };

export interface FilingTransitionFailure {
  readonly kind: 'transition-illegal';
  readonly from: FilingState['kind'];
  readonly event: FilingEvent['kind'];
}

type StateKind = FilingState['kind'];

/** The legal transitions: for each event, the states in which it may happen and the state after it. Everything else is illegal. */
const filingTransitions: {
  readonly [Event in FilingEvent['kind']]: { readonly from: readonly StateKind[]; readonly to: StateKind };
} = {
  // From `ready`: a record that it was assembled from has changed.
  assembled: { from: ['preparing', 'ready'], to: 'ready' },
  'found-incomplete': { from: ['preparing', 'ready'], to: 'held' },
  // From `preparing`: the message that asked for it was lost.
  'reassembly-requested': { from: ['preparing', 'held', 'ready', 'withdrawn'], to: 'preparing' },
  // From `held`: the person who holds it gives another reason or date.
  'put-on-hold': { from: ['ready', 'held'], to: 'held' },
  released: { from: ['held'], to: 'ready' },
  withdrawn: { from: ['held', 'ready'], to: 'withdrawn' },
  // Allowed whatever people did with it, while it is in no submission, or came back from one.
  cancelled: { from: ['preparing', 'held', 'ready', 'withdrawn', 'rejected'], to: 'cancelled' },
  batched: { from: ['ready'], to: 'batched' },
  refused: { from: ['batched'], to: 'held' },
  submitted: { from: ['batched'], to: 'submitted' },
  accepted: { from: ['submitted'], to: 'accepted' },
  // From `accepted`: the payer rejects what the clearinghouse accepted.
  rejected: { from: ['submitted', 'accepted'], to: 'rejected' },
  // `answered` again: a correction that comes without its reversal, or the rest of an answer in parts. From `rejected`: a payer decided
  // it all the same.
  answered: { from: ['submitted', 'accepted', 'rejected', 'answered', 'reversed'], to: 'answered' },
  'answer-reversed': { from: ['answered'], to: 'reversed' },
  'answer-mistaken': { from: ['answered'], to: 'submitted' },
};

/** Conditions of an event besides the kind of the state. */
function isRefused(state: FilingState, event: FilingEvent): boolean {
  // Events of a submission happen only to filings of that submission.
  if (event.kind === 'refused' || event.kind === 'submitted') {
    return state.kind === 'batched' && state.submissionId !== event.submissionId;
  }
  // A hold ends only when it is released: assembling the claim again would end it unnoticed.
  if (event.kind === 'reassembly-requested') return state.kind === 'held' && state.hold !== undefined;
  // Only the answer to a void has no outcome: it was inferred from a reversal.
  if (event.kind === 'answer-mistaken') return state.kind === 'answered' && state.outcome !== undefined;
  // A filing that assembly held is corrected and assembled again; only one that a person held can be released.
  if (event.kind === 'released' || event.kind === 'put-on-hold')
    return state.kind === 'held' && state.hold === undefined;
  return false;
}

function after(state: FilingState, event: FilingEvent): FilingState {
  const sent = 'submissionId' in state && state.submissionId !== undefined ? { submissionId: state.submissionId } : {};
  switch (event.kind) {
    case 'assembled':
      return { kind: 'ready', lane: event.lane };
    case 'released':
      return { kind: 'ready', lane: laneOf(state) };
    case 'found-incomplete':
    case 'refused':
      return { kind: 'held', reasons: event.reasons };
    case 'reassembly-requested':
      return { kind: 'preparing' };
    case 'put-on-hold': {
      const { kind: _kind, ...hold } = event;
      return { kind: 'held', reasons: ['on-hold'], hold, lane: laneOf(state) };
    }
    case 'withdrawn':
    case 'cancelled':
      return { kind: event.kind };
    case 'batched':
    case 'submitted':
      return { kind: event.kind, submissionId: event.submissionId };
    case 'accepted':
      return { kind: 'accepted', ...sent };
    case 'rejected':
      return { kind: 'rejected', ...sent, reasons: event.reasons };
    case 'answered':
      return { kind: 'answered', ...sent, ...present({ outcome: event.outcome }) };
    case 'answer-reversed':
      return { kind: 'reversed', ...sent };
    case 'answer-mistaken':
      return { kind: 'submitted', ...sent };
  }
}

/** The list in which a filing waits, or to which it returns when its hold is released. */
function laneOf(state: FilingState): string {
  const lane = 'lane' in state ? state.lane : undefined;
  invariant(lane !== undefined, 'what is ready, or held by a person, has been assembled');
  return lane;
}

/** The state after an event, or a failure when the event cannot happen in this state. */
export function filingTransition(state: FilingState, event: FilingEvent): Result<FilingState, FilingTransitionFailure> {
  if (!filingTransitions[event.kind].from.includes(state.kind) || isRefused(state, event)) {
    return fail({ kind: 'transition-illegal', from: state.kind, event: event.kind });
  }
  return ok(after(state, event));
}
