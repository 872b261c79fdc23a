import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ClaimState } from '../../../shared/domain/claim/balance.ts';
import { type ClaimEvent, claimTransitions, transition } from '../../../shared/domain/claim/transitions.ts';

const submissionId = fc.constantFrom('sub_one', 'sub_two');
const event: fc.Arbitrary<ClaimEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('assembled' as const, 'nobody-insured' as const, 'reassembly-requested' as const),
  }),
  fc.record({ kind: fc.constant('found-incomplete' as const), reasons: fc.constant(['payer-missing']) }),
  fc.record({ kind: fc.constantFrom('batched' as const, 'submitted' as const), submissionId }),
  fc.record({ kind: fc.constant('refused' as const), submissionId, reasons: fc.constant(['not-writable']) }),
  fc.record({
    kind: fc.constant('adjudicated' as const),
    outcome: fc.constantFrom('paid' as const, 'denied' as const),
    payerPosition: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('reversed' as const), payerPosition: fc.nat(2) }),
);

/** Every arrow of the life of a claim, written out by hand from the architecture's life of a claim. */
const arrows = new Set([
  'charged>ready',
  'charged>held',
  'charged>self-pay',
  'held>charged',
  'ready>batched',
  'batched>held',
  'batched>submitted',
  'submitted>adjudicated',
  'adjudicated>adjudicated',
  'adjudicated>reversed',
  'reversed>adjudicated',
]);

interface Step {
  readonly from: ClaimState;
  readonly event: ClaimEvent;
  readonly to: ClaimState;
}

/** Lets events happen one after the other; those that cannot happen change nothing. */
function live(events: readonly ClaimEvent[]): Step[] {
  let state: ClaimState = { kind: 'charged' };
  const steps: Step[] = [];
  for (const one of events) {
    const next = transition(state, one);
    if (!next.ok) continue;
    steps.push({ from: state, event: one, to: next.value });
    state = next.value;
  }
  return steps;
}

describe('the states of a claim', () => {
  test.prop([fc.array(event, { maxLength: 40 })])('are left by no sequence of events', (events) => {
    for (const { from, to } of live(events)) expect(arrows).toContain(`${from.kind}>${to.kind}`);
  });

  test.prop([fc.array(event, { maxLength: 40 })])(
    'let a claim be sent only by the submission that took it',
    (events) => {
      for (const { from, event: one, to } of live(events)) {
        if (to.kind === 'submitted') expect(from).toEqual({ kind: 'batched', submissionId: to.submissionId });
        if (one.kind === 'refused') expect(from).toEqual({ kind: 'batched', submissionId: one.submissionId });
      }
    },
  );

  test.prop([fc.array(event, { maxLength: 40 })])(
    'keep what a sent claim carries until its payer answers',
    (events) => {
      const kinds = live(events).map(({ to }) => to.kind);
      const sent = kinds.indexOf('submitted');
      if (sent >= 0)
        expect(kinds.slice(sent + 1).every((kind) => kind === 'adjudicated' || kind === 'reversed')).toBe(true);
    },
  );

  it('are all reachable', () => {
    const reached = new Set(['charged', ...Object.values(claimTransitions).map(({ to }) => to)]);
    expect([...reached].sort()).toEqual(
      ['adjudicated', 'batched', 'charged', 'held', 'ready', 'reversed', 'self-pay', 'submitted'].sort(),
    );
  });

  it('refuse to void a submission’s claim on another submission’s word', () => {
    const state: ClaimState = { kind: 'batched', submissionId: 'sub_one' };
    expect(transition(state, { kind: 'submitted', submissionId: 'sub_two' })).toEqual({
      ok: false,
      failure: { kind: 'transition-illegal', from: 'batched', event: 'submitted' },
    });
  });
});
