import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { type ClaimId, claimIdFromDigest } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  certainClaim,
  claimIdsLike,
  type PossibleClaim,
  rankClaims,
  type SoughtClaim,
} from '../../../shared/domain/remittance/match-claim.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const idOf = (number: number): ClaimId => claimIdFromDigest(createHash('sha256').update(String(number)).digest());

function possible(claimId: ClaimId, more: Partial<PossibleClaim> = {}): PossibleClaim {
  const balance = {
    claimId,
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents: cents(10000),
    payers: [{ payerId: 'p1' }],
  } as unknown as ClaimBalance;
  return { balance, ...more };
}

function sought(patientControlNumber: string, more: Partial<SoughtClaim> = {}): SoughtClaim {
  const claim = {
    patientControlNumber,
    payerClaimNumber: 'ICN1',
    statusCode: '1',
    chargeCents: cents(10000),
    paidCents: cents(8000),
    statementFrom: '2026-10-05' as LocalDate,
    lines: [],
  } as unknown as RemittanceClaim;
  return { claim, payerIds: ['p1'], memberIds: [], ...more };
}

describe('claim ids that a control number may stand for', () => {
  it('hold the claim’s own through case, punctuation, padding, and up to two characters cut off', () => {
    const alterations: ((id: string) => string)[] = [
      (id) => id.toLowerCase(),
      (id) => `${id.slice(0, 5)}-${id.slice(5, 9)} ${id.slice(9)}`,
      (id) => `000${id}`,
      (id) => `${id}    `,
      (id) => `${id}01`,
      (id) => id.slice(0, 15),
      (id) => id.slice(0, 14),
      (id) => id.replaceAll('0', 'O').replaceAll('1', 'L'),
    ];
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...alterations), (number, alter) => {
        const id = idOf(number);
        expect(claimIdsLike(alter(id))).toContain(id);
      }),
    );
  });

  it('are none, or a handful, for the numbers of others', () => {
    for (const number of ['', '1', 'PATIENT-7', '26463774', 'SMITH001', '0'.repeat(38)]) {
      expect(claimIdsLike(number), number).toEqual([]);
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(claimIdsLike(text).length).toBeLessThanOrEqual(1100);
      }),
    );
  });
});

describe('ranking', () => {
  const mine = idOf(1);

  it('explains each point, and its score is their sum', () => {
    const [best] = rankClaims(sought(mine.toLowerCase(), { memberIds: ['m-1'], patientLastName: 'DOE' }), [
      possible(mine, { memberId: 'M1', patientLastName: 'Doe' }),
    ]);
    expect(best?.reasons.map(({ criterion }) => criterion)).toEqual([
      'control-number',
      'member-id',
      'service-date',
      'charge',
      'payer',
      'patient-name',
    ]);
    expect(best?.score).toBe(best?.reasons.reduce((sum, { points }) => sum + points, 0));
  });

  it('is certain by a number of ours, or of the payer’s, with charge and payer', () => {
    expect(certainClaim(rankClaims(sought(mine.slice(0, 14)), [possible(mine)]))?.claimId).toBe(mine);
    const known = { payerClaimNumbers: [{ payerId: 'p1', number: 'icn-1' }] };
    expect(certainClaim(rankClaims(sought('LOST'), [possible(mine, known)]))?.claimId).toBe(mine);
    expect(certainClaim(rankClaims(sought('LOST', { payerIds: ['p2'] }), [possible(mine, known)]))).toBeUndefined();
  });

  it('is never certain by member, date and charge alone, nor against a date, nor beside another as good', () => {
    const member = { memberIds: ['M1'], patientLastName: 'DOE' };
    const same = { memberId: 'M1', patientLastName: 'DOE' };
    expect(certainClaim(rankClaims(sought('LOST', member), [possible(mine, same)]))).toBeUndefined();
    const late = possible(mine);
    const elsewhen = { ...late, balance: { ...late.balance, serviceFrom: '2026-10-06' as LocalDate } };
    expect(certainClaim(rankClaims(sought(mine.toLowerCase()), [elsewhen]))).toBeUndefined();
    const twins = [possible(idOf(2)), possible(idOf(3))].map((one) => ({
      ...one,
      payerClaimNumbers: [{ payerId: 'p1', number: 'ICN1' }],
    }));
    expect(certainClaim(rankClaims(sought('LOST'), twins))).toBeUndefined();
  });

  it('is certain for a reversal, which states the charge below zero', () => {
    const one = sought(mine.toLowerCase());
    const reversal = { ...one, claim: { ...one.claim, statusCode: '22', chargeCents: cents(-10000) } };
    expect(certainClaim(rankClaims(reversal, [possible(mine)]))?.claimId).toBe(mine);
  });

  it('leaves out what nothing speaks for', () => {
    const other = possible(mine);
    const unlike = {
      ...other,
      balance: { ...other.balance, chargeCents: cents(1), serviceFrom: '2020-01-01' as LocalDate },
    };
    expect(rankClaims(sought('LOST', { payerIds: ['p9'] }), [unlike])).toEqual([]);
  });
});
