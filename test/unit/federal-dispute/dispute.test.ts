import { describe, expect, it } from 'vitest';
import {
  coolingOffUntil,
  disputeClock,
  disputeObstacles,
  type FederalDispute,
  noticeBy,
  standingOf,
} from '../../../shared/domain/federal-dispute/dispute.ts';
import { batchFaults, type DisputeStep, stepped } from '../../../shared/domain/federal-dispute/steps.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const by = { by: 'user-biller', at: '2026-11-23T15:00:00.000Z', reason: 'x' };
const dispute = (more: Partial<FederalDispute>): FederalDispute => ({
  ...{ id: 'fdr_1', version: 1, of: { kind: 'claim' }, claimId: 'S0123456789ABCD9' as ClaimId, payerId: 'pay_1' },
  ...{ payerPosition: 0, entityId: 'ent_1', billingProviderId: 'prv_1', serviceFrom: day('2026-10-05') },
  ...{ procedures: ['99285'], cents: cents(500_00), firstAnswerOn: day('2026-11-02'), noticeOn: day('2026-11-16') },
  ...{ fees: [], begun: by, steps: [], ...more },
});

describe('the periods of federal dispute resolution', () => {
  it('count business days, with the day of the event as the first', () => {
    // Monday 2 November 2026. November has 19 workdays from there (Veterans Day on the 11th, Thanksgiving on the 26th); 11 more in December: the 15th.
    expect(noticeBy(day('2026-11-02'))).toBe('2026-12-15');
    // A Saturday: it begins on Monday 9 November. 14 in November (9, 10, 12, 13, 16 to 20, 23 to 25, 27, 30), 16 in December: the 22nd.
    expect(noticeBy(day('2026-11-07'))).toBe('2026-12-22');
  });

  it('give the payer fifteen days to answer, and us four after thirty of negotiation', () => {
    // Notice on Monday 16 November 2026. The 15th day: 10 in November without Thanksgiving, then 4 December + 1: Monday 7 December.
    // The 30th: 10 in November, 20 in December without Christmas: 1 to 4, 7 to 11, 14 to 18, 21 to 24, then 28 and 29.
    // The four after it: 30, 31 December, 4 and 5 January (New Year is a Friday).
    expect(disputeClock(dispute({}))).toEqual({
      ...{ what: 'initiate', answerBy: '2026-12-07' },
      ...{ from: '2026-12-30', on: '2027-01-05' },
    });
  });

  /*
   * Counted on a calendar. Days off: 19 June (Friday) and 3 July 2026 (for Saturday the 4th); Labor Day 7 September and Columbus Day 12 October 2026; Christmas
   * 2026, New Year and 18 January 2027; 15 February 2027; Memorial Day 31 May, 18 June (for Saturday the 19th) and 5 July 2027 (for Sunday the 4th); 24 and
   * 31 December 2027 (for Saturdays), 17 January 2028.
   */
  it.each([
    // 4 in that week of June, then 9, 13 by 2 July, 18, 23, 28, and Monday and Tuesday.
    { from: '2026-06-15', answerBy: '2026-07-07', thirtieth: '2026-07-28', initiate: ['2026-07-29', '2026-08-03'] },
    // 4, 8, 13, 18, 23 by 2 October, 28, and Tuesday and Wednesday after Columbus Day.
    { from: '2026-09-01', answerBy: '2026-09-22', thirtieth: '2026-10-14', initiate: ['2026-10-15', '2026-10-20'] },
    // 1, 5, 9 by the end of the year, 14, 19, 23, 28, and the first two days of February.
    { from: '2026-12-18', answerBy: '2027-01-11', thirtieth: '2027-02-02', initiate: ['2027-02-03', '2027-02-08'] },
    // 1, 5, 10, 15, 20, 25, 30: six weeks and a day, because of Washington's Birthday.
    { from: '2027-02-12', answerBy: '2027-03-05', thirtieth: '2027-03-26', initiate: ['2027-03-29', '2027-04-01'] },
    // A Sunday: 5 in the week that follows, 9, 14, 18, 23, 28 by 2 July, and Tuesday and Wednesday.
    { from: '2027-05-23', answerBy: '2027-06-14', thirtieth: '2027-07-07', initiate: ['2027-07-08', '2027-07-13'] },
    // 5, 9, 13 by 30 December, 18, 23, 27, and Monday to Wednesday.
    { from: '2027-12-13', answerBy: '2028-01-04', thirtieth: '2028-01-26', initiate: ['2028-01-27', '2028-02-01'] },
  ])('leave out weekends and federal holidays, from $from on', ({ from, answerBy, thirtieth, initiate }) => {
    expect(noticeBy(day(from))).toBe(thirtieth);
    const [first, last] = initiate;
    expect(disputeClock(dispute({ noticeOn: day(from) }))).toEqual({
      ...{ what: 'initiate', answerBy, from: first, on: last },
    });
  });

  /*
   * 45 CFR 149.510(c)(4): offers within 10 business days after the entity is selected; payment within 30 calendar days of the decision, and within 30 business days of an
   * agreement after the initiation; no new dispute about the same service for 90 calendar days after a decision, and 30 business days to initiate after them.
   */
  const initiated = { on: day('2026-12-30'), reference: 'DISP-1' };
  it('give us ten business days for the offer once the entity is selected, and none before', () => {
    expect(disputeClock(dispute({ initiated }))).toBeUndefined();
    // Selected on Tuesday 5 January 2027: 6, 7, 8, 11 to 15, then 19 and 20 after Martin Luther King's day.
    const decider = { on: day('2027-01-05'), name: 'Example IDRE' };
    expect(disputeClock(dispute({ initiated, decider }))).toEqual({
      ...{ what: 'offer', from: '2027-01-05', on: '2027-01-20' },
    });
    const offer = { on: day('2027-01-12'), cents: cents(900_00) };
    expect(disputeClock(dispute({ initiated, decider, offer }))).toBeUndefined();
  });

  it('give the payer thirty days to pay what was decided, and thirty business days for an agreement after the initiation', () => {
    const end = (result: 'our-offer' | 'their-offer' | 'agreed' | 'withdrawn') => ({ on: day('2027-02-01'), result });
    // February has 28 days: 27 are left after the 1st, and 3 of March.
    expect(disputeClock(dispute({ initiated, end: end('our-offer') }))?.on).toBe('2027-03-03');
    expect(disputeClock(dispute({ initiated, end: end('their-offer') }))?.on).toBe('2027-03-03');
    // 4 by Friday 5 February, 9 by the 12th, 13 by the 19th (Washington's Birthday), 18, 23, 28 by 12 March, Monday and Tuesday.
    expect(disputeClock(dispute({ initiated, end: end('agreed') }))?.on).toBe('2027-03-16');
    expect(disputeClock(dispute({ end: end('agreed') }))).toBeUndefined();
    expect(standingOf(dispute({ end: end('agreed') }))).toBe('payment-awaited');
    expect(standingOf(dispute({ initiated, end: end('withdrawn') }))).toBe('over');
    const closed = { on: day('2027-02-20'), isPaid: true };
    expect(disputeClock(dispute({ initiated, end: end('our-offer'), closed }))).toBeUndefined();
  });

  it('postpone the initiation during the cooling-off period of the same service, and give thirty business days after it', () => {
    const decided = dispute({ id: 'fdr_2', initiated, end: { on: day('2026-10-15'), result: 'our-offer' } });
    // 90 days after 15 October: 16 in October, 30, 31, and 13 of January.
    expect(coolingOffUntil(dispute({}), [decided])).toBe('2027-01-13');
    // From the 14th: 2 by the 15th, 6, 11, 16 by 5 February, 21, 25 by the 19th, 30 by Friday 26 February.
    expect(disputeClock(dispute({}), day('2027-01-13'))).toEqual({
      ...{ what: 'initiate', from: '2027-01-14', on: '2027-02-26' },
      ...{ answerBy: '2026-12-07', coolingOffUntil: '2027-01-13' },
    });
    // A cooling-off period that ends before the negotiation does changes nothing.
    expect(disputeClock(dispute({}), day('2026-12-29'))?.on).toBe('2027-01-05');
    const others = [
      { ...decided, payerId: 'pay_2' },
      { ...decided, entityId: 'ent_2' },
      { ...decided, procedures: ['99284'] },
      { ...decided, end: { on: day('2026-10-15'), result: 'agreed' as const } },
    ];
    expect(coolingOffUntil(dispute({}), others)).toBeUndefined();
  });
});

describe('the steps of a federal dispute', () => {
  const take = (before: FederalDispute, step: DisputeStep) => {
    const next = stepped(before, step, undefined);
    if (!next.ok) throw new Error(JSON.stringify(next.failure));
    return { ...before, ...next.value };
  };
  const on = (text: string) => ({ on: day(text) });

  it('lead from the negotiation and the decision to the payment', () => {
    const answered = take(dispute({}), { do: 'payer-answered', ...on('2026-12-01') });
    const asked = take(answered, { do: 'initiate', ...on('2026-12-31'), reference: 'DISP-1' });
    const selected = take(asked, { do: 'select-entity', ...on('2027-01-05'), name: 'Example IDRE' });
    const offered = take(selected, { do: 'offer', ...on('2027-01-12'), cents: cents(900_00) });
    const ended = take(offered, { do: 'end', ...on('2027-02-01'), result: 'our-offer', cents: cents(900_00) });
    const feeStep = { do: 'pay-fee', ...on('2026-12-31'), fee: 'entity', cents: cents(400_00) } as const;
    const paid = take(take(ended, feeStep), { do: 'paid', ...on('2027-02-20') });
    expect([asked, ended, paid].map(standingOf)).toEqual(['initiated', 'payment-awaited', 'over']);
    expect(paid.fees).toEqual([{ kind: 'entity', on: '2026-12-31', cents: 400_00 }]);
    expect(stepped(paid, { do: 'close', ...on('2027-03-01') }, undefined).ok).toBe(false);
  });

  it('are refused out of order, too early, too late, and during the cooling-off period', () => {
    const failureOf = (before: FederalDispute, step: DisputeStep, coolingOff?: string) => {
      const next = stepped(before, step, coolingOff === undefined ? undefined : day(coolingOff));
      return next.ok ? undefined : next.failure.kind;
    };
    const initiate = { do: 'initiate', ...on('2026-12-30'), reference: 'DISP-1' } as const;
    expect(failureOf(dispute({}), { ...initiate, ...on('2026-12-29') })).toBe('day');
    expect(failureOf(dispute({}), initiate)).toBeUndefined();
    // The four days are 30 and 31 December, 4 and 5 January.
    expect(failureOf(dispute({}), { ...initiate, ...on('2027-01-05') })).toBeUndefined();
    expect(failureOf(dispute({}), { ...initiate, ...on('2027-01-06') })).toBe('day');
    expect(failureOf(dispute({}), initiate, '2027-01-13')).toBe('cooling-off');
    expect(failureOf(dispute({}), { ...initiate, ...on('2027-01-14') }, '2027-01-13')).toBeUndefined();
    expect(failureOf(dispute({}), { ...initiate, ...on('2027-02-26') }, '2027-01-13')).toBeUndefined();
    expect(failureOf(dispute({}), { ...initiate, ...on('2027-03-01') }, '2027-01-13')).toBe('day');
    expect(failureOf(dispute({}), { do: 'offer', ...on('2026-12-30'), cents: cents(1) })).toBe('out-of-order');
    expect(failureOf(dispute({}), { do: 'end', ...on('2026-12-30'), result: 'their-offer' })).toBe('out-of-order');
    expect(failureOf(dispute({}), { do: 'paid', ...on('2026-12-30') })).toBe('out-of-order');
    expect(failureOf(dispute({}), { do: 'payer-answered', ...on('2026-11-15') })).toBe('day');
  });

  it('may be given up at any time until nothing is awaited', () => {
    expect(standingOf(take(dispute({}), { do: 'close', ...on('2027-01-06') }))).toBe('over');
  });

  it('form one batch only for one payer and one tax id', () => {
    expect(batchFaults(dispute({}), [dispute({ id: 'fdr_2' })])).toEqual([]);
    const others = [dispute({ payerId: 'pay_2' }), dispute({ entityId: 'ent_2' })];
    expect(batchFaults(dispute({}), others)).toEqual(['payer-differs', 'tax-id-differs']);
  });
});

describe('whether a denial can go to federal dispute resolution', () => {
  it.each([
    ['CI', ['N830'], false, []],
    ['BL', ['N862'], false, []],
    ['CI', ['N882'], false, []],
    ['CI', [], true, []],
    ['CI', ['N861', 'N883', 'MA130'], false, ['not-said-by-the-payer']],
    ['MB', ['N830'], false, ['payer-outside-the-law']],
    ['MC', [], false, ['payer-outside-the-law', 'not-said-by-the-payer']],
  ] as const)('of a payer of kind %s with the codes %j', (filingIndicator, remarks, isProtected, obstacles) => {
    expect(disputeObstacles({ filingIndicator }, remarks, isProtected)).toEqual(obstacles);
  });
});
