import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { claimsOfMonthIndex } from '../../shared/store/keys/claim.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { manager, openOffice, putPayer, type ResolutionOffice, stranger } from '../support/resolution-office.ts';

/** What past denials show: how likely the next ones are paid, where they come from, and who has not answered at all. */

let office: ResolutionOffice;
const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

beforeEach(async () => {
  const claim = { payers: ['bluecross'], lines: [10000] } as const;
  office = await openOffice(Object.fromEntries(names.map((name) => [name, claim])));
  await putPayer(office, 'bluecross', { appealDays: 90 });
});
afterEach(() => office.stop());

const answer = (trace: string, date: string, claims: readonly string[], lines: (name: string) => string, paid = '0') =>
  remittanceText(
    'bluecross',
    { amount: String(Number(paid) * claims.length), trace, date },
    claims.map(lines).join('\n'),
  );

/** A to F are denied. Then A, B and C are paid, D and E written off: three of five. G is not answered. */
async function sixDenials() {
  const denied = (name: string) => `CLP*{${name}}*1*100*0*0*12*ICN${name}*11*1\nSVC*HC:99213*100*0**1\nCAS*CO*197*100`;
  const paid = (name: string) => `CLP*{${name}}*1*100*80*0*12*ICN${name}*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20`;
  await office.post(answer('D1', '20261102', names.slice(0, 6), denied));
  await office.post(answer('P1', '20261110', ['A', 'B', 'C'], paid, '80'));
  const { items } = (await office.get('/v1/denials')).body;
  for (const name of ['D', 'E']) {
    const { id, version } = items.find(({ claimId }: { claimId: string }) => claimId === office.claims.get(name));
    const body = { reason: 'not collectable' };
    const written = await office.send(`/v1/denials/${id}/write-off`, body, { version, principal: manager });
    expect(written.status).toBe(200);
  }
}

describe('past denials', () => {
  it('show how likely the payer pays the next one, and what that is based on', async () => {
    await sixDenials();
    expect((await office.get('/v1/denials')).body.items[0].likelihood).toBeUndefined();
    for (const query of ['likelihood=true', 'sort=likeliest']) {
      const { items } = (await office.get(`/v1/denials?${query}`)).body;
      expect(items).toHaveLength(1);
      expect(items[0].likelihood).toEqual({ percent: 60, paid: 3, decided: 5, of: 'payer-and-reason' });
    }
  });

  it('are counted by their causes, with their outcomes', async () => {
    await sixDenials();
    const { body } = await office.get('/v1/denial-causes');
    expect(body).toMatchObject({ count: 6, isComplete: true });
    const fate = { count: 6, cents: 60000, open: 1, paid: 3, lost: 2, moved: 0 };
    expect(body.causes).toContainEqual({ kind: 'reason', of: '197', ...fate });
    expect(body.causes).toContainEqual({ kind: 'category', of: 'authorisation', ...fate });
    expect(body.causes).toContainEqual({ kind: 'payer', of: 'bluecross', ...fate });
    expect((await office.get('/v1/denial-causes?from=2020-01&to=2020-02')).body).toMatchObject({
      count: 0,
      causes: [],
    });
    expect((await office.get('/v1/denial-causes', stranger)).body).toMatchObject({ count: 0, causes: [] });
  });
});

/** Puts a claim into the index of its month. Outside of this test the entry of its charges does so. */
async function listInItsMonth(name: string) {
  const claimId = office.claims.get(name) as string;
  const index = claimsOfMonthIndex(goldenTenant, '2026-10-06' as LocalDate, '2026-10-06T08:00:00.000Z', claimId);
  const row = { pk: `${goldenTenant}#TEST#${claimId}`, sk: 'ROW', type: 'ledger-entry', schemaVersion: 1, ...index };
  await office.pipeline.table.transact([{ put: row }]);
}

describe('a claim without an answer', () => {
  it('is listed once its payer takes longer than usual, and no longer once it has answered', async () => {
    await sixDenials();
    await listInItsMonth('G');
    const list = async (principal?: typeof stranger) => (await office.get('/v1/unanswered-claims', principal)).body;
    const { items } = await list();
    // The service was on 5 October. Little is known of this payer, so its answer is late after 45 days.
    expect(items).toMatchObject([
      {
        ...{ claimId: office.claims.get('G'), payerId: 'bluecross', cents: 10000, payerPosition: 0 },
        ...{ usual: { lateAfterDays: 45, basis: 'assumed' }, endedBy: ['createStatusInquiry'] },
      },
    ]);
    expect(items[0].days).toBeGreaterThan(45);
    expect((await list(stranger)).items).toEqual([]);
    await office.post(
      answer(
        'P9',
        '20261112',
        ['G'],
        (name) => `CLP*{${name}}*1*100*80*0*12*ICNG*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20`,
        '80',
      ),
    );
    expect((await list()).items).toEqual([]);
  });
});
