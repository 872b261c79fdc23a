import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkPlan, type PlannedClaim } from '../../../functions/import-remittance/chunk-plan.ts';

interface Named {
  readonly patientControlNumber: string;
  readonly payerClaimNumber: string;
  readonly paidCents: number;
}

/** Claims of ten bytes each, one after the other. */
function placed(claims: readonly Named[]): PlannedClaim[] {
  return claims.map((claim, index) => ({ ...claim, byteOffset: 100 + 10 * index, byteLength: 10 }));
}

function planned(claims: readonly PlannedClaim[]) {
  const plan = new ChunkPlan();
  for (const claim of claims) plan.add(claim);
  return plan.chunks();
}

/** The positions of a chunk's claims, by their number in the file. */
function membersOf(chunk: ReturnType<typeof planned>[number]): number[] {
  return chunk.ranges.flatMap(({ byteOffset, byteLength }) =>
    Array.from({ length: byteLength / 10 }, (_, index) => (byteOffset - 100) / 10 + index),
  );
}

const names = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G');
const claimArbitrary = fc.record({
  patientControlNumber: fc.oneof(names, fc.uuid()),
  payerClaimNumber: fc.oneof(fc.constant(''), names, fc.uuid()),
  paidCents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
});

describe('the plan of chunks', () => {
  property.prop([fc.array(claimArbitrary, { maxLength: 900 })])(
    'has every claim once, in file order, its cents, and related claims together',
    (claims) => {
      const chunks = planned(placed(claims));
      const members = chunks.map(membersOf);
      expect(members.flat().sort((a, b) => a - b)).toEqual(claims.map((_, index) => index));
      for (const [index, chunk] of chunks.entries()) {
        const own = members[index] as number[];
        expect(own).toEqual([...own].sort((a, b) => a - b));
        expect(chunk.claims).toBe(own.length);
        expect(chunk.paidCents).toBe(own.reduce((sum, each) => sum + (claims[each] as Named).paidCents, 0));
      }
      const chunkOf = new Map<string, number>();
      for (const [index, own] of members.entries()) {
        for (const each of own) {
          const { patientControlNumber, payerClaimNumber } = claims[each] as Named;
          const keys = [`1${patientControlNumber}`, ...(payerClaimNumber === '' ? [] : [`2${payerClaimNumber}`])];
          for (const key of keys) {
            expect(chunkOf.get(key) ?? index).toBe(index);
            chunkOf.set(key, index);
          }
        }
      }
    },
  );

  it('makes one range of neighbours and chunks of 250', () => {
    const claims = Array.from({ length: 600 }, (_, index) => ({
      patientControlNumber: `P${index}`,
      payerClaimNumber: `X${index}`,
      paidCents: 1,
    }));
    expect(planned(placed(claims)).map(({ claims: count, ranges }) => [count, ranges.length])).toEqual([
      [250, 1],
      [250, 1],
      [100, 1],
    ]);
  });

  it('names the heading above each range', () => {
    const heading = (byteOffset: number) => ({ byteOffset, byteLength: 5 });
    const claim = (byteOffset: number, context?: ReturnType<typeof heading>) => ({
      byteOffset,
      byteLength: 10,
      paidCents: 0,
      patientControlNumber: String(byteOffset),
      payerClaimNumber: '',
      ...(context === undefined ? {} : { context }),
    });
    const [chunk] = planned([claim(0), claim(15, heading(10)), claim(25, heading(10)), claim(40, heading(35))]);
    expect(chunk?.ranges).toEqual([
      { byteOffset: 0, byteLength: 10 },
      { byteOffset: 15, byteLength: 20, context: heading(10) },
      { byteOffset: 40, byteLength: 10, context: heading(35) },
    ]);
  });

  it('plans a hundred thousand claims', () => {
    const plan = new ChunkPlan();
    for (let index = 0; index < 100_000; index += 1) {
      plan.add({
        byteOffset: index * 10,
        byteLength: 10,
        paidCents: 1,
        patientControlNumber: `P${index}`,
        payerClaimNumber: `X${index}`,
      });
    }
    expect(plan.chunks()).toHaveLength(400);
  });
});
