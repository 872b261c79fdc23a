import { describe, expect, it } from 'vitest';
import { holdsOn } from '../../../shared/domain/eligibility/in-force.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { answersTo, head, member, provider, resultOf } from '../../support/eligibility-answers.ts';

/* The expected values were worked out from the segments, not by the code. */

describe('an answer about eligibility', () => {
  it.each([
    ['its first day', ['DTP*346*D8*20260101'], { planFrom: '2026-01-01' }],
    [
      'its first and last day',
      ['DTP*346*D8*20260101', 'DTP*347*D8*20261231'],
      { planFrom: '2026-01-01', planUntil: '2026-12-31' },
    ],
    ['its days', ['DTP*291*RD8*20260101-20261231'], { planFrom: '2026-01-01', planUntil: '2026-12-31' }],
    [
      'its first day beside the day that was asked about',
      ['DTP*291*D8*20261120', 'DTP*346*D8*20260101'],
      { planFrom: '2026-01-01' },
    ],
    ['the days of eligibility', ['DTP*307*RD8*20260201-20261130'], { planFrom: '2026-02-01', planUntil: '2026-11-30' }],
    [
      'its first day, and a span of eligibility',
      ['DTP*307*RD8*20261101-20261130', 'DTP*346*D8*20260101'],
      { planFrom: '2026-01-01', planUntil: '2026-11-30' },
    ],
    [
      'its days, which count before those of eligibility',
      ['DTP*307*RD8*20261101-20261130', 'DTP*291*RD8*20260101-20261231'],
      { planFrom: '2026-01-01', planUntil: '2026-12-31' },
    ],
    [
      'the first and last day of eligibility',
      ['DTP*356*D8*20260201', 'DTP*357*D8*20261130'],
      { planFrom: '2026-02-01', planUntil: '2026-11-30' },
    ],
    [
      'the first and last day of the policy',
      ['DTP*539*D8*20260301', 'DTP*540*D8*20270228'],
      { planFrom: '2026-03-01', planUntil: '2027-02-28' },
    ],
    [
      'the first and last day of its continuation (COBRA)',
      ['DTP*340*D8*20260401', 'DTP*341*D8*20270930'],
      { planFrom: '2026-04-01', planUntil: '2027-09-30' },
    ],
    [
      'its first day, whatever else began on another',
      ['DTP*539*D8*20250101', 'DTP*356*D8*20141208', 'DTP*346*D8*20260201', 'DTP*472*D8*20261120'],
      { planFrom: '2026-02-01' },
    ],
    ['a day of eligibility, which may be the one that was asked about', ['DTP*307*D8*20261120'], {}],
    ['a day of it, which may be the one that was asked about', ['DTP*291*D8*20261120'], {}],
  ])('shows a plan %s', (_title, dates, days) => {
    const { patients } = answersTo([...head, ...provider, ...member.slice(0, 4), ...dates, 'EB*1**30']);
    const { planFrom, planUntil } = (patients[0] as (typeof patients)[number]).result;
    expect({ planFrom, planUntil }).toEqual({ planFrom: undefined, planUntil: undefined, ...days });
    expect(patients[0]?.planDay).toBe('planFrom' in days ? undefined : '2026-11-20');
  });

  it('prefers a dependent’s own days to those of the subscriber', () => {
    const subscriber = [...member.slice(1, 4), 'DTP*346*D8*20200101', 'DTP*347*D8*20261231'];
    const dependent = ['HL*4*3*23*0', 'TRN*2*CHECK2*9123456789', 'NM1*03*1*SAMPLE*KIM'];
    const daysOf = (...dates: readonly string[]) => {
      const above = [...head, ...provider, 'HL*3*2*22*1', ...subscriber];
      const { patients } = answersTo([...above, ...dependent, ...dates, 'EB*1**30']);
      const { planFrom, planUntil } = (patients[0] as (typeof patients)[number]).result;
      return [planFrom, planUntil];
    };
    expect(daysOf('DTP*356*D8*20261015')).toEqual(['2026-10-15', '2026-12-31']);
    expect(daysOf('DTP*357*D8*20260630')).toEqual(['2020-01-01', '2026-06-30']);
    expect(daysOf()).toEqual(['2020-01-01', '2026-12-31']);
  });

  it.each([
    [['DTP*292*RD8*20260101-20260630'], '2026-01-01', '2026-06-30'],
    // The benefit's own days count before those of the plan, and a stated first day before a day that may only repeat
    // the question.
    [['DTP*291*RD8*20250101-20261231', 'DTP*292*RD8*20260101-20260630'], '2026-01-01', '2026-06-30'],
    [['DTP*291*D8*20261120', 'DTP*348*D8*20260101', 'DTP*349*D8*20261231'], '2026-01-01', '2026-12-31'],
    [['DTP*307*RD8*20261101-20261130'], '2026-11-01', '2026-11-30'],
    [['DTP*356*D8*20260101', 'DTP*357*D8*20260930'], '2026-01-01', '2026-09-30'],
    [['DTP*347*D8*20260930'], undefined, '2026-09-30'],
    [['DTP*291*D8*20261120'], '2026-11-20', undefined],
  ] as const)('shows for a benefit its days: %s', (dates, from, until) => {
    const [benefit] = resultOf('EB*1**30', ...dates).benefits;
    expect([benefit?.from, benefit?.until]).toEqual([from, until]);
  });

  it.each([
    ['a coverage without days', ['EB*1**30'], true],
    ['one that has ended', ['EB*1**30', 'DTP*291*RD8*20260101-20260630'], false],
    ['one that begins later', ['EB*1**30', 'DTP*346*D8*20261201'], false],
    [
      'one of several that holds on it',
      ['EB*1**30', 'DTP*307*RD8*20260101-20260331', 'EB*1**30', 'DTP*307*RD8*20260701-20261231'],
      true,
    ],
    [
      'a gap between two',
      ['EB*1**30', 'DTP*307*RD8*20260101-20260331', 'EB*1**30', 'DTP*307*RD8*20261201-20261231'],
      false,
    ],
    ['a service that began later, of a plan that holds', ['EB*1**30', 'EB*1**98', 'DTP*348*D8*20261201'], true],
    ['services alone, one of which has ended', ['EB*1**98', 'EB*1**33', 'DTP*349*D8*20260630'], true],
    ['services alone that have ended', ['EB*1**33', 'DTP*349*D8*20260630'], false],
    ['nothing', [], true],
  ] as const)('shows whether the benefits are valid on a day: %s', (_title, benefits, holds) => {
    expect(holdsOn(resultOf(...benefits), '2026-11-20' as LocalDate)).toBe(holds);
  });
});
