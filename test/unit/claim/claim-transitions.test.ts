import { describe, expect, it } from 'vitest';
import type { ClaimState } from '../../../shared/domain/claim/balance.ts';
import { type ClaimEvent, claimTransition } from '../../../shared/domain/claim/claim-transitions.ts';

const states: Readonly<Record<ClaimState['kind'], ClaimState>> = {
  charged: { kind: 'charged' },
  'self-pay': { kind: 'self-pay' },
  filed: { kind: 'filed' },
  adjudicated: { kind: 'adjudicated', outcome: 'paid', payerPosition: 0 },
  reversed: { kind: 'reversed', payerPosition: 0 },
  cancelled: { kind: 'cancelled' },
};

const events: Readonly<Record<ClaimEvent['kind'], ClaimEvent>> = {
  filed: { kind: 'filed' },
  adjudicated: { kind: 'adjudicated', outcome: 'denied', payerPosition: 1 },
  reversed: { kind: 'reversed', payerPosition: 1 },
  cancelled: { kind: 'cancelled' },
};

/** Every transition, written out by hand; all others are illegal. */
const arrows: readonly string[] = [
  'charged filed filed',
  'charged cancelled cancelled',
  'self-pay cancelled cancelled',
  'filed cancelled cancelled',
  'filed adjudicated adjudicated',
  'adjudicated adjudicated adjudicated',
  'adjudicated reversed reversed',
  'reversed adjudicated adjudicated',
  'reversed reversed reversed',
];

describe('a claim in a state', () => {
  const pairs = Object.values(states).flatMap((state) => Object.values(events).map((event) => ({ state, event })));

  it.each(pairs)('$state.kind: $event.kind is allowed in the right states, and nowhere else', ({ state, event }) => {
    const next = claimTransition(state, event);
    const arrow = arrows.find((one) => one.startsWith(`${state.kind} ${event.kind} `));
    expect(next.ok ? next.value.kind : undefined).toBe(arrow?.split(' ')[2]);
    if (!next.ok) expect(next.failure).toEqual({ kind: 'transition-illegal', from: state.kind, event: event.kind });
  });

  it('stores the content of its event', () => {
    expect(claimTransition(states.filed, events.adjudicated)).toEqual({
      ok: true,
      value: { kind: 'adjudicated', outcome: 'denied', payerPosition: 1 },
    });
    expect(claimTransition(states.adjudicated, events.reversed)).toEqual({
      ok: true,
      value: { kind: 'reversed', payerPosition: 1 },
    });
  });
});
