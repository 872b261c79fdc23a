import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Filing, FilingState } from '../../../shared/domain/claim/filing.ts';
import { type FilingEvent, filingTransition } from '../../../shared/domain/claim/filing-transitions.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { filingOfText, filingText } from '../../../shared/store/filings.ts';

const submissionId = 'sub_one';
const hold = { reason: 'the patient | asked for it', followUpOn: '2026-12-01' };

/** A filing in each state; one is held by a person, and another one by assembly. */
const states = {
  preparing: { kind: 'preparing' },
  held: { kind: 'held', reasons: ['payer-missing', 'claim-has-errors', 'text-too-long /notes/0/text'] },
  'on hold': { kind: 'held', reasons: ['on-hold'], hold, lane: 'lane-one' },
  ready: { kind: 'ready', lane: 'lane-one' },
  batched: { kind: 'batched', submissionId },
  submitted: { kind: 'submitted', submissionId },
  accepted: { kind: 'accepted', submissionId },
  rejected: { kind: 'rejected', submissionId, reasons: ['claim-refused', 'A|7'] },
  answered: { kind: 'answered', submissionId, outcome: 'paid' },
  'answered void': { kind: 'answered', submissionId },
  reversed: { kind: 'reversed', submissionId },
  withdrawn: { kind: 'withdrawn' },
  cancelled: { kind: 'cancelled' },
} as const satisfies Readonly<Record<string, FilingState>>;

const events: Readonly<Record<FilingEvent['kind'], FilingEvent>> = {
  assembled: { kind: 'assembled', lane: 'lane-one' },
  'found-incomplete': { kind: 'found-incomplete', reasons: ['payer-missing'] },
  'reassembly-requested': { kind: 'reassembly-requested' },
  'put-on-hold': { kind: 'put-on-hold', ...hold },
  released: { kind: 'released' },
  withdrawn: { kind: 'withdrawn' },
  cancelled: { kind: 'cancelled' },
  batched: { kind: 'batched', submissionId },
  refused: { kind: 'refused', submissionId, reasons: ['claim-has-errors'] },
  submitted: { kind: 'submitted', submissionId, on: '2026-11-23' as LocalDate },
  accepted: { kind: 'accepted' },
  rejected: { kind: 'rejected', reasons: ['claim-refused', 'A|7'] },
  answered: { kind: 'answered', outcome: 'paid' },
  'answer-reversed': { kind: 'answer-reversed' },
  'answer-mistaken': { kind: 'answer-mistaken' },
};

/** Every transition (state, event, state), written out by hand; all others are illegal. */
const arrows: readonly string[] = [
  'preparing, assembled, ready',
  'preparing, found-incomplete, held',
  'preparing, reassembly-requested, preparing',
  'held, reassembly-requested, preparing',
  'held, withdrawn, withdrawn',
  'on hold, put-on-hold, held',
  'on hold, released, ready',
  'on hold, withdrawn, withdrawn',
  'ready, assembled, ready',
  'ready, found-incomplete, held',
  'ready, reassembly-requested, preparing',
  'ready, put-on-hold, held',
  'ready, withdrawn, withdrawn',
  'ready, batched, batched',
  'batched, refused, held',
  'batched, submitted, submitted',
  'submitted, accepted, accepted',
  'submitted, rejected, rejected',
  'accepted, rejected, rejected',
  'submitted, answered, answered',
  'accepted, answered, answered',
  'rejected, answered, answered',
  'answered, answered, answered',
  'answered, answer-reversed, reversed',
  'answered void, answered, answered',
  'answered void, answer-reversed, reversed',
  'answered void, answer-mistaken, submitted',
  'reversed, answered, answered',
  'withdrawn, reassembly-requested, preparing',
  'preparing, cancelled, cancelled',
  'held, cancelled, cancelled',
  'on hold, cancelled, cancelled',
  'ready, cancelled, cancelled',
  'withdrawn, cancelled, cancelled',
  'rejected, cancelled, cancelled',
];

describe('a filing in a state', () => {
  const pairs = Object.entries(states).flatMap(([name, state]) =>
    Object.values(events).map((event) => ({ name, state, event })),
  );

  it.each(pairs)('$name: $event.kind is allowed in the right states, and nowhere else', ({ name, state, event }) => {
    const next = filingTransition(state, event);
    const arrow = arrows.find((one) => one.startsWith(`${name}, ${event.kind}, `));
    expect(next.ok ? next.value.kind : undefined).toBe(arrow?.split(', ')[2]);
    if (!next.ok) expect(next.failure).toEqual({ kind: 'transition-illegal', from: state.kind, event: event.kind });
  });

  it('is changed by its own submission only', () => {
    for (const kind of ['submitted', 'refused'] as const) {
      const event = { ...events[kind], submissionId: 'sub_other' } as FilingEvent;
      expect(filingTransition(states.batched, event).ok).toBe(false);
    }
  });

  it('keeps the submission that sent it when it is answered and when the answer is reversed', () => {
    const answered = filingTransition(states.submitted, { kind: 'answered', outcome: 'denied' });
    expect(answered).toEqual({ ok: true, value: { kind: 'answered', submissionId, outcome: 'denied' } });
    expect(filingTransition(states.answered, events['answer-reversed'])).toEqual({ ok: true, value: states.reversed });
    expect(filingTransition({ kind: 'submitted' }, events.answered)).toEqual({
      ok: true,
      value: { kind: 'answered', outcome: 'paid' },
    });
  });

  it('keeps the submission that sent it when it is accepted or rejected', () => {
    expect(filingTransition(states.submitted, events.accepted)).toEqual({ ok: true, value: states.accepted });
    expect(filingTransition(states.accepted, events.rejected)).toEqual({ ok: true, value: states.rejected });
  });

  it('stores why a person holds it, and until when', () => {
    expect(filingTransition(states.ready, events['put-on-hold'])).toEqual({ ok: true, value: states['on hold'] });
  });

  it('returns to the list in which it waited, once the person who holds it releases it', () => {
    expect(filingTransition(states['on hold'], events.released)).toEqual({ ok: true, value: states.ready });
  });
});

describe('the text of a filing', () => {
  const filing: fc.Arbitrary<Filing> = fc.record(
    {
      number: fc.integer({ min: 1, max: 9999 }),
      share: fc.nat(9),
      frequency: fc.constantFrom('original', 'late-charges', 'replacement', 'void'),
      payerClaimNumber: fc.constantFrom('ICN 2026-7', 'A|B'),
      changeReason: fc.constantFrom('D1', 'D6', 'E0'),
      repeats: fc.integer({ min: 1, max: 9999 }),
      sentOn: fc.constantFrom('2026-11-23' as LocalDate, '2027-01-01' as LocalDate),
      state: fc.constantFrom<FilingState>(
        ...Object.values(states),
        { kind: 'submitted' },
        { kind: 'rejected', reasons: [] },
        { kind: 'answered' },
        { kind: 'answered', outcome: 'denied' },
        { kind: 'reversed' },
      ),
    },
    { requiredKeys: ['number', 'share', 'frequency', 'state'] },
  );

  test.prop([filing])('reads back as it was', (one) => {
    expect(filingOfText(filingText(one))).toEqual(one);
  });

  it('is short', () => {
    const sent: Filing = { number: 1, share: 0, frequency: 'original', state: states.submitted };
    expect(filingText(sent)).toBe('1|0|1|submitted|sub_one');
    expect(filingText({ ...sent, frequency: 'void', state: states.ready })).toBe('1|0|8|ready|lane-one');
  });
});
