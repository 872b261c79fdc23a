import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  medicareAnesthesiaPrice,
  medicarePrice,
  type PriceQuestion,
} from '../../../shared/domain/code-set/medicare-price.ts';
import type { CodeReferences } from '../../../shared/domain/code-set/references.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { openEditFiles } from '../../support/open-edit-files.ts';

const day = '2026-11-02' as LocalDate;
let references: CodeReferences;
let close: () => void;

beforeAll(async () => {
  ({ references, close } = await openEditFiles());
});

afterAll(() => close());

function priceOf(procedure: string, more: Partial<PriceQuestion> = {}) {
  return medicarePrice(references, { procedure, modifiers: [], zip: undefined, day, qualifying: false, ...more });
}

// Worked out by hand from the synthetic files: conversion factors 33.4000 and 33.5700 (participants); indices of Ohio 1.000, 0.925, 0.989 and of
// San Francisco 1.080, 1.390, 0.480.
describe('the price of a service by the physician fee schedule', () => {
  test('is, nationally, the sum of the values times the conversion factor', () => {
    // X9003: work 1.92, expense 1.84 or 0.82 in a facility, malpractice 0.14.
    // 1.92 + 1.84 + 0.14 = 3.90; x 33.40 = 130.26. 1.92 + 0.82 + 0.14 = 2.88; x 33.40 = 96.192.
    expect(priceOf('X9003')).toMatchObject({ kind: 'priced', nonFacilityCents: 13_026, facilityCents: 9619 });
  });

  test('has another conversion factor for participants in advanced payment models', () => {
    // 3.90 x 33.57 = 130.923. 2.88 x 33.57 = 96.6816.
    expect(priceOf('X9003', { qualifying: true })).toMatchObject({ nonFacilityCents: 13_092, facilityCents: 9668 });
  });

  test('uses the indices of the locality, rounded once at the end', () => {
    // Ohio: 1.92 x 1.000 = 1.92; 1.84 x 0.925 = 1.702; 0.14 x 0.989 = 0.13846; together 3.76046; x 33.40 = 125.599364.
    // In a facility 0.82 x 0.925 = 0.7585; together 2.81696; x 33.40 = 94.086464.
    expect(priceOf('X9003', { zip: '43215' })).toMatchObject({
      nonFacilityCents: 12_560,
      facilityCents: 9409,
      needsPlusFour: false,
      locality: { contractor: '15202', locality: '00', localityName: 'OHIO' },
    });
    // San Francisco: 1.92 x 1.080 = 2.0736; 1.84 x 1.390 = 2.5576; 0.14 x 0.480 = 0.0672; together 4.6984; x 33.40 = 156.92656.
    expect(priceOf('X9003', { zip: '94608' })).toMatchObject({ nonFacilityCents: 15_693, needsPlusFour: true });
  });

  test('cites every row from which it was calculated', () => {
    const price = priceOf('X9003', { zip: '43215' });
    expect(price.kind === 'priced' && price.citations).toEqual([
      { set: 'mpfs', release: '2026Q4', row: 'PPRRVU2026_Oct_nonQPP.csv line 9', effective: '2026-10-01' },
      { set: 'zip-locality', release: '2026Q4', row: 'ZIP5_OCT2026.txt line 2', effective: '2026-10-01' },
      { set: 'gpci', release: '2026Q4', row: 'line 4', effective: '2026-10-01' },
    ]);
  });

  test('is that of the component that a modifier names', () => {
    // X9031-26: 0.22 + 0.08 + 0.01 = 0.31; x 33.40 = 10.354. X9031-TC: 0.00 + 0.52 + 0.01 = 0.53; x 33.40 = 17.702.
    expect(priceOf('X9031', { modifiers: ['26'] })).toMatchObject({ nonFacilityCents: 1035 });
    expect(priceOf('X9031', { modifiers: ['TC', 'RT'] })).toMatchObject({ nonFacilityCents: 1770 });
    expect(priceOf('X9003', { modifiers: ['26'] }).kind).toBe('not-on-schedule');
  });

  test('is one and a half times as much for both sides where the indicator is 1, twice where it is 3', () => {
    // X9010: 1.40 + 2.05 + 0.17 = 3.62; x 33.40 = 120.908; x 1.5 = 181.362.
    // In a facility 1.40 + 0.98 + 0.17 = 2.55; x 33.40 = 85.17; x 1.5 = 127.755: half a cent goes upwards.
    expect(priceOf('X9010', { modifiers: ['50'] })).toMatchObject({
      nonFacilityCents: 18_136,
      facilityCents: 12_776,
      factors: [{ modifier: '50', thousandths: 1500 }],
    });
    // X9031: 0.22 + 0.60 + 0.02 = 0.84; x 33.40 = 28.056; x 2 = 56.112.
    expect(priceOf('X9031', { modifiers: ['50'] })).toMatchObject({ nonFacilityCents: 5611 });
    // X9013 has indicator 0: a bilateral procedure is not paid more.
    expect(priceOf('X9013', { modifiers: ['50'] })).toMatchObject({ nonFacilityCents: 12_091, factors: [] });
  });

  test('is a share for assistants and co-surgeons, or nothing where the indicator forbids them', () => {
    // X9003 has assistant indicator 0, paid with documentation: 130.26 x 0.16 = 20.8416; for AS x 0.136 = 17.71536.
    expect(priceOf('X9003', { modifiers: ['80'] })).toMatchObject({ nonFacilityCents: 2084 });
    expect(priceOf('X9003', { modifiers: ['AS'] })).toMatchObject({ nonFacilityCents: 1772 });
    expect(priceOf('X9010', { modifiers: ['80'] })).toMatchObject({ kind: 'not-paid' });
    expect(priceOf('X9010', { modifiers: ['62'] })).toMatchObject({ kind: 'not-paid' });
  });

  test('is unknown where a file is missing, the code is on no row, or the ZIP code in no locality', () => {
    expect(priceOf('X9999').kind).toBe('not-on-schedule');
    expect(priceOf('X9003', { zip: '00000' }).kind).toBe('zip-unknown');
    expect(priceOf('X9003', { day: '2026-09-30' as LocalDate })).toEqual({ kind: 'not-loaded', set: 'mpfs' });
  });
});

describe('the price of anesthesia', () => {
  const anesthesia = (minutes: number, more: Partial<PriceQuestion> = {}) =>
    medicareAnesthesiaPrice(references, {
      ...{ procedure: 'X8900', modifiers: ['AA'], zip: '43215', day, qualifying: false, minutes },
      ...more,
    });

  test('is base units and time units, to a tenth, times the conversion factor of the locality', () => {
    // X8900 has 5 base units. 70 minutes / 15 = 4.67, so 4.7; (5 + 4.7) x 20.10 = 194.97.
    expect(anesthesia(70)).toMatchObject({
      kind: 'anesthesia-priced',
      allowedCents: 19_497,
      units: { baseUnits: 5, timeUnits: '4.7', statusUnits: 0 },
    });
    // Participants: 9.7 x 20.20 = 195.94.
    expect(anesthesia(70, { qualifying: true })).toMatchObject({ allowedCents: 19_594 });
    // Physical status adds nothing for Medicare.
    expect(anesthesia(70, { modifiers: ['AA', 'P4'] })).toMatchObject({ allowedCents: 19_497 });
  });

  test('is half for the directing and half for the directed person', () => {
    // 194.97 / 2 = 97.485: half a cent goes upwards.
    for (const modifier of ['QK', 'QX', 'QY']) {
      expect(anesthesia(70, { modifiers: [modifier] })).toMatchObject({ allowedCents: 9749 });
    }
    expect(anesthesia(70, { modifiers: ['QZ'] })).toMatchObject({ allowedCents: 19_497 });
  });

  test('is not calculated without a place, for more than four procedures at once, and for other codes', () => {
    expect(anesthesia(70, { zip: undefined })).toEqual({ kind: 'zip-needed' });
    expect(anesthesia(70, { modifiers: ['AD'] }).kind).toBe('not-paid');
    expect(anesthesia(70, { procedure: 'X9003' }).kind).toBe('not-on-schedule');
  });
});
