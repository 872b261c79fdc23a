import { describe, expect, it } from 'vitest';
import type { Authorization } from '../../../shared/domain/authorization/authorization.ts';
import { authorizationOnRecord } from '../../../shared/domain/authorization/number-of-payer.ts';
import { usageOf } from '../../../shared/domain/authorization/usage.ts';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import type { PastService } from '../../../shared/domain/edits/history.ts';
import type { Quantity } from '../../../shared/domain/encounter/quantity.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';

const day = (text: string) => text as LocalDate;

function authorization(number: string, change: Partial<Authorization> = {}): Authorization {
  return {
    ...{ id: `aut_${number}`, version: 1, patientId: 'pat', coverageId: 'first', payerId: 'pay', status: 'approved' },
    ...{ number, services: [{ procedures: ['X9003'], units: '10' as Quantity }], billingProviderId: 'clinic' },
    ...{ from: day('2026-11-01'), to: day('2026-11-30'), ...change },
  };
}

const past = (change: Partial<PastService> = {}): PastService => ({
  ...{ encounterId: 'enc', billingProviderId: 'clinic', procedure: 'X9003', modifiers: [], units: '2' as Quantity },
  ...{ serviceOn: day('2026-11-10'), coverageIds: ['first', 'second'], ...change },
});

describe('the authorisation on record for a service', () => {
  const work = { procedure: 'X9003', serviceOn: day('2026-11-10'), billingProviderId: 'clinic' };
  const found = (...all: readonly Authorization[]) => authorizationOnRecord(work, 'first', all)?.number;

  it('covers its coverage, provider, procedure and days, and was approved', () => {
    expect(found(authorization('A1'))).toBe('A1');
    expect(found(authorization('A1', { status: 'partly-approved' }))).toBe('A1');
    for (const other of [
      { coverageId: 'second' },
      { billingProviderId: 'other' },
      { services: [{ procedures: ['X9001'] }] },
      { from: day('2026-11-11') },
      { to: day('2026-11-09') },
      { status: 'pended' as const },
      { status: 'cancelled' as const },
    ]) {
      expect(found(authorization('A1', other)), JSON.stringify(other)).toBeUndefined();
    }
    const longer = { ...work, serviceTo: day('2026-12-01') };
    expect(authorizationOnRecord(longer, 'first', [authorization('A1')])).toBeUndefined();
  });

  it('is the one that begins last, and of these the one recorded last', () => {
    const later = authorization('A2', { from: day('2026-11-05') });
    expect(found(later, authorization('A1'))).toBe('A2');
    expect(found(authorization('A3'), authorization('A4'))).toBe('A4');
    expect(found(authorization('A4'), authorization('A3'))).toBe('A4');
  });
});

describe('what is used of an authorisation', () => {
  const [first, second] = [authorization('A1'), authorization('B1', { coverageId: 'second' })];
  const used = (one: Authorization, ...services: readonly PastService[]) =>
    usageOf(one, services, [first, second])[0]?.usedThousandths;

  it('counts what claims name by the record, for each payer', () => {
    expect([used(first, past()), used(second, past())]).toEqual([2000, 2000]);
    expect(used(second, past({ coverageIds: ['first'] }))).toBe(0);
    expect(used(first, past({ serviceOn: day('2026-12-01') }))).toBe(0);
  });

  it('leaves out a payer whose number was entered, and counts it there', () => {
    expect([used(first, past({ authorization: 'A7' })), used(second, past({ authorization: 'A7' }))]).toEqual([
      0, 2000,
    ]);
    expect([used(first, past({ authorization: 'B1' })), used(second, past({ authorization: 'B1' }))]).toEqual([
      2000, 2000,
    ]);
  });
});

describe('what is used of a referral', () => {
  const referral = authorization('R1', { isReferral: true });
  const all = [referral, authorization('A1')];
  const used = (...services: readonly PastService[]) => usageOf(referral, services, all)[0]?.usedThousandths;

  it('counts what was billed under it, whatever authorisation was named', () => {
    expect(used(past())).toBe(2000);
    expect(used(past({ authorization: 'A7' }))).toBe(2000);
    expect(used(past({ referral: 'R1', serviceOn: day('2026-12-01') }))).toBe(2000);
    expect(used(past({ referral: 'R7' }))).toBe(0);
    expect(usageOf(authorization('A1'), [past({ referral: 'R7' })], all)[0]?.usedThousandths).toBe(2000);
  });

  it('is warned of when too little is left', () => {
    const { encounter, context } = readNotation('approved A1:X9003:9:2026-11-01..2026-11-30 dx J209 / X9003 x4');
    const [known] = context.authorizations;
    if (known === undefined) throw new Error('one authorisation is on record');
    const referred = {
      ...known,
      id: 'referral',
      number: 'R1',
      isReferral: true,
      services: [{ procedures: ['X9003'], units: '3' as Quantity }],
    } as const;
    const found = runEdits(encounter, { ...context, authorizations: [known, referred] });
    expect(found.map(({ editId }) => editId)).toEqual(['authorization-short']);
    expect(found[0]?.message).toMatch(/referral’s units, 3 left, 4 billed$/);
  });
});

describe('an encounter with two lines under one authorisation on record', () => {
  it('warns at the line for which the earlier ones leave too few units', () => {
    const notation = 'approved A1:X9003:3:2026-11-01..2026-11-30 dx J209 / X9003 x2 / X9003-59 x2 @2026-11-19';
    const { encounter, context } = readNotation(notation);
    const short = runEdits(encounter, context).filter(({ editId }) => editId === 'authorization-short');
    expect(short.map(({ pointer }) => pointer)).toEqual(['/lines/1']);
  });
});
