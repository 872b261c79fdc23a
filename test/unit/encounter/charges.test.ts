import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { applyLegs } from '../../../shared/domain/claim/balance.ts';
import {
  type ClaimCharges,
  chargeEntry,
  chargeLegs,
  openingBalance,
} from '../../../shared/domain/encounter/charges.ts';
import { type EncounterLine, splitIntoClaims } from '../../../shared/domain/encounter/encounter.ts';
import { linesPerClaim } from '../../../shared/domain/encounter/kinds.ts';
import { wholeQuantity } from '../../../shared/domain/encounter/quantity.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { cents, sumCents } from '../../../shared/domain/money/cents.ts';
import type { Coverage } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const line = (chargeCents: number, serviceOn: string): EncounterLine => ({
  procedure: 'X9003',
  modifiers: [],
  diagnosisPointers: [1],
  units: wholeQuantity(1),
  chargeCents: cents(chargeCents),
  serviceOn: serviceOn as LocalDate,
});

const anyLines = fc.array(
  fc
    .record({ charge: fc.integer({ min: 0, max: 9_999_999_999 }), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ charge, day }) => line(charge, `2026-02-${String(day).padStart(2, '0')}`)),
  { minLength: 1, maxLength: 50 },
);
const anyPayers = fc.uniqueArray(fc.constantFrom('payer-1', 'payer-2', 'payer-3'), { maxLength: 3 });

function claim(lines: readonly EncounterLine[], payerIds: readonly string[]): ClaimCharges {
  const encounter = {
    kind: 'professional' as const,
    id: 'enc',
    version: 1,
    patientId: 'patient',
    billingProviderId: 'billing',
    placeOfService: '11',
    diagnoses: ['J209'],
  };
  const coverages = payerIds.map((payerId, index) => ({ id: `cov-${index}`, payerId }) as Coverage);
  return { claimId: 'S0123456789ABCD9' as ClaimId, lines, encounter, entityId: 'entity', coverages };
}

describe('the charges of a claim', () => {
  test.prop([anyLines, anyPayers])('balance line by line, whoever owes them', (lines, payerIds) => {
    const { legs } = chargeEntry('led', claim(lines, payerIds), '2026-03-01' as LocalDate);
    for (const number of lines.keys()) {
      expect(sumCents(legs.filter((leg) => leg.line === number + 1).map((leg) => leg.cents))).toBe(0);
    }
    const charged = sumCents(legs.filter((leg) => leg.account === 'charges').map((leg) => leg.cents));
    expect(charged).toBe(0 - lines.reduce((sum, each) => sum + each.chargeCents, 0) || 0);
  });

  test.prop([anyLines, anyPayers])('open the balance to which their own entry adds up', (lines, payerIds) => {
    const charges = claim(lines, payerIds);
    const opened = openingBalance(charges);
    const nothing = cents(0);
    const empty = {
      ...opened,
      payers: opened.payers.map((payer) => ({ ...payer, receivableCents: nothing })),
      patientCents: nothing,
    };
    const { legs } = chargeEntry('led', charges, '2026-03-01' as LocalDate);
    expect(applyLegs(empty, legs)).toEqual(opened);
  });

  test('are with the first payer, or with the patient', () => {
    const lines = [line(100, '2026-02-03'), line(250, '2026-02-01')];
    expect(openingBalance(claim(lines, ['payer-1', 'payer-2']))).toMatchObject({
      state: { kind: 'charged' },
      serviceFrom: '2026-02-01',
      chargeCents: 350,
      providerId: 'billing',
      payers: [
        { payerId: 'payer-1', receivableCents: 350, status: 'open' },
        { payerId: 'payer-2', receivableCents: 0, status: 'waiting' },
      ],
      patientCents: 0,
    });
    expect(openingBalance(claim(lines, []))).toMatchObject({
      state: { kind: 'self-pay' },
      payers: [],
      patientCents: 350,
    });
    expect(chargeLegs(lines, 'payer-1')[0]).toEqual({
      account: 'insurance-receivable',
      cents: 100,
      payerId: 'payer-1',
      share: 0,
      line: 1,
    });
  });
});

describe('splitting into claims', () => {
  const numbered = (lines: readonly number[]) =>
    lines.map((number): { number: number; claimGroup?: number } => ({ number }));

  test.prop([fc.array(fc.integer(), { maxLength: 220 })])('keeps every line, in order, fifty per claim', (all) => {
    const lines = numbered(all);
    const claims = splitIntoClaims(lines, 'professional');
    expect(claims.flat()).toEqual(lines);
    expect(claims.every((each) => each.length > 0 && each.length <= linesPerClaim.professional)).toBe(true);
    expect(claims).toHaveLength(Math.ceil(lines.length / linesPerClaim.professional));
  });

  it('puts each group of lines on separate claims, after those without a group', () => {
    const [first, second, third, fourth] = numbered([1, 2, 3, 4]).map((line, index) =>
      index % 2 === 0 ? line : { ...line, claimGroup: index },
    );
    const claims = splitIntoClaims(
      [second, fourth, first, third].flatMap((line) => line ?? []),
      'professional',
    );
    expect(claims.map((claim) => claim.map(({ number }) => number))).toEqual([[1, 3], [2], [4]]);
  });
});
