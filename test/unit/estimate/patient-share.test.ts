import { describe, expect, test } from 'vitest';
import type { ServiceSummary } from '../../../shared/domain/eligibility/benefits.ts';
import { type AllowedService, patientShare } from '../../../shared/domain/estimate/patient-share.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const benefit = (more: Partial<ServiceSummary>): ServiceSummary => ({
  ...{ serviceType: '30', network: 'in', coverageLevel: 'IND', limits: [], isContradicted: false },
  ...more,
});
const service = (allowedCents: number, serviceType = '30', day = '2026-12-01'): AllowedService => ({
  ...{ allowedCents: cents(allowedCents), serviceType, day: day as LocalDate },
});
const plan = (left: number, percent = '20', more: Partial<ServiceSummary> = {}) =>
  benefit({ deductibleLeftCents: cents(left), coinsurancePercent: percent, ...more });
const copay = benefit({ serviceType: '98', copayCents: cents(30_00) });

describe('a patient’s share', () => {
  test.each([
    // 100.00 of the deductible; the copay takes the 20.00 that remain. Then 20 percent of 50.05 is 10.01.
    [
      'the deductible, then the copay, then coinsurance',
      [plan(100_00), copay],
      [service(120_00, '98'), service(50_05)],
      [120_00, 10_01],
    ],
    // 70.00 × 12.5 percent is 8.75; the second service of the visit has no copay: 80.00 × 12.5 percent is 10.00.
    ['one copay a visit', [plan(0, '12.5'), copay], [service(100_00, '98'), service(80_00, '98')], [38_75, 10_00]],
    [
      'a copay on each day',
      [plan(0, '0'), copay],
      [service(100_00, '98'), service(80_00, '98', '2026-12-02')],
      [30_00, 30_00],
    ],
    ['no copay above what is allowed', [plan(0, '0'), copay], [service(18_00, '98')], [18_00]],
    ['the deductible over several services', [plan(70_00, '0')], [service(50_00), service(50_00)], [50_00, 20_00]],
    ['half a cent upwards', [plan(0, '12.5')], [service(4)], [1]],
    [
      'no more than the limit of the year',
      [plan(0, '20', { outOfPocketLeftCents: cents(15_00) })],
      [service(100_00), service(100_00)],
      [15_00, 0],
    ],
    [
      'all of what is not covered',
      [plan(0), benefit({ serviceType: '35', covered: false })],
      [service(90_00, '35')],
      [90_00],
    ],
    [
      'of one person before the family, in the network before outside',
      [plan(0, '40', { coverageLevel: 'FAM' }), plan(0, '60', { network: 'out' }), plan(0, '20')],
      [service(100_00)],
      [20_00],
    ],
    ['nothing of what the payer does not state', [], [service(100_00)], [0]],
  ] as const)('is %s', (_, benefits, services, expected) => {
    const share = patientShare(services, benefits);
    expect(share.services.map(({ patientCents }) => patientCents)).toEqual(expected);
    for (const each of share.services) {
      const parts = each.deductibleCents + each.copayCents + each.coinsuranceCents - each.aboveLimitCents;
      if (!share.doubts.includes('not-covered')) expect(parts).toBe(each.patientCents);
    }
    expect(share.payerCents + share.patientCents).toBe(share.allowedCents);
  });

  test('shows what is uncertain', () => {
    expect(patientShare([service(1)], []).doubts).toEqual([
      'deductible-unknown',
      'cost-sharing-unknown',
      'network-unknown',
    ]);
    expect(patientShare([service(1)], [plan(0, '20', { isContradicted: true })]).doubts).toEqual(['contradicted']);
    expect(patientShare([service(1)], [plan(0, '20', { network: 'unknown' })]).doubts).toEqual(['network-unknown']);
    expect(patientShare([service(1)], [plan(0, '20', { covered: false })]).doubts).toEqual(['not-covered']);
    expect(patientShare([service(1)], [plan(0)]).doubts).toEqual([]);
  });
});
