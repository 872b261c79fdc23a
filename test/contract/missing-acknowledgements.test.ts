import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartnerTerms, TradingPartner } from '../../shared/domain/trading-partner/trading-partner.ts';
import { plainEnvelope } from '../../shared/domain/trading-partner/trading-partner.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { exceptionDecidedWrite, readException } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { partnerRows } from '../../shared/store/trading-partners.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
import { acknowledgementOffices, receiver } from '../support/acknowledgement-office.ts';
import { type ClaimOffice, submissionIds } from '../support/claim-offices.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let offices: ReturnType<typeof acknowledgementOffices>;
beforeAll(async () => {
  store = await startTestTable();
  offices = acknowledgementOffices(store);
});
afterAll(() => store.stop());

const [first, second] = submissionIds;
const partner: PartnerTerms = {
  envelope: plainEnvelope('EXAMPLECLINIC', 'EXAMPLECLEAR'),
  usage: 'production',
  delivery: { kind: 'by-hand' },
};

/** An office that sent two files to a partner with which nothing was agreed about answers. */
async function sentTwice(): Promise<ClaimOffice> {
  const office = await offices.withClaims(2);
  for (const [index, id] of submissionIds.entries()) {
    await offices.begin(office, id, { partner, claimIds: office.claimIds.slice(index, index + 1) });
    await offices.submit(office, id);
  }
  return office;
}

const missingOf = async (office: ClaimOffice) =>
  (await offices.exceptionsOf(office)).map(({ code, facts }) => [code, facts.of, facts.submissionId]).sort();

describe('an acknowledgement that nobody agreed on', () => {
  it('is one exception for a receiver, however many files wait', async () => {
    const office = await sentTwice();
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', first);
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', second);
    await offices.notice(office, 'claims', '2026-12-02T05:00:00Z', second);
    expect(await missingOf(office)).toEqual([
      ['acknowledgement-missing', 'claims', second],
      ['acknowledgement-missing', 'file', first],
    ]);
  });

  it('is about the next file once the first was answered', async () => {
    const office = await sentTwice();
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', first);
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', second);
    await offices.apply(office, functionalAnswer('1', 'A', [], receiver));
    expect(await missingOf(office)).toEqual([]);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', first);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', second);
    expect(await missingOf(office)).toEqual([['acknowledgement-missing', 'file', second]]);
    await offices.apply(office, functionalAnswer('2', 'A', [], receiver));
    expect(await missingOf(office)).toEqual([]);
  });

  it('does not come again for what was sent before a person closed it', async () => {
    const office = await sentTwice();
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', first);
    const [open] = await offices.exceptionsOf(office);
    const stored = open && (await readException(store.table, office.tenant, open.id));
    if (stored === undefined) throw new Error('the exception is there');
    const resolution = { by: 'tester', at: '2026-11-30T06:00:00.000Z', reason: 'they never do' };
    const closed = { state: 'closed', resolution } as unknown as Parameters<typeof exceptionDecidedWrite>[2];
    await store.table.transact([exceptionDecidedWrite(office.tenant, stored, closed)]);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', first);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', second);
    expect(await missingOf(office)).toEqual([]);
  });

  it('is no longer missed once the partner’s terms expect none', async () => {
    const office = await sentTwice();
    await offices.notice(office, 'file', '2026-11-30T05:00:00Z', first);
    const id = 'tpa_1';
    const silent = { ...partner, id, version: 1, name: 'SILENT', receiverId: 'EXAMPLECLEAR', expects: {} };
    const [row] = partnerRows(office.tenant, silent);
    if (row === undefined) throw new Error('a partner has a row');
    await store.table.transact([
      { put: entityItem(entityKey(office.tenant, 'TRADING-PARTNER', id), 'trading-partner', silent as TradingPartner) },
      { put: { ...row.key, type: row.type, schemaVersion: 1, [row.attribute]: id } },
    ]);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', second);
    await offices.notice(office, 'file', '2026-12-01T05:00:00Z', first);
    expect(await missingOf(office)).toEqual([]);
  });
});
