import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { rejectedWrite } from '../../shared/store/acknowledgement-alarms.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { acknowledgedDesk } from '../support/acknowledged-desk.ts';
import { claimAnswers, functionalAnswer } from '../support/acknowledgement-files.ts';
import { coder, stranger } from '../support/api-event.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, storedBooks } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A claim from its rejection to its acceptance, over the API. Every text in it is one that a biller reads. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
let acknowledged: ReturnType<typeof acknowledgedDesk>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
  acknowledged = acknowledgedDesk(desk);
});
afterAll(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;

describe('a rejected claim', () => {
  it('shows why and where, is filed again once that is corrected, and is accepted', async () => {
    const claimId = await desk.finalise();
    const first = await acknowledged.send();
    const refused = { claimId, status: 'A7:562:85', action: 'U' } as const;
    expect(
      (await acknowledged.acknowledge(claimAnswers({ trace: first.submissionId, claims: [refused] }))).body,
    ).toMatchObject({
      state: 'applied',
      claims: 1,
      rejected: 1,
    });
    const rejected = await read(claimId);
    expect(rejected).toMatchObject({ state: { kind: 'rejected', reasons: [{ code: 'claim-refused' }] } });
    const timeline = await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`, { principal: coder });
    expect(timeline.body.items).toMatchObject([
      {
        kind: '277CA',
        filing: 1,
        effect: 'rejected',
        statuses: [
          {
            detail: 'Turned away: something is wrong. About: the NPI, of the billing provider.',
            places: [{ pointer: '/billingProvider/npi', record: 'provider' }],
          },
        ],
      },
    ]);
    const proposal = await desk.call('GET', `/v1/claims/${claimId}/next-filing`);
    expect(proposal.body.items).toMatchObject([{ share: 0, frequency: 'original', reason: { code: 'rejected' } }]);
    desk.tick();
    const headers = { 'If-Match': `"${rejected.version}"` };
    const opened = await desk.call('POST', `/v1/claims/${claimId}/filings`, { headers, body: {} });
    expect(opened.status).toBe(202);
    await desk.workOff();
    const second = await acknowledged.send();
    expect(second.text).toContain(`~CLM*${claimId}*`);
    await acknowledged.acknowledge(functionalAnswer(second.group, 'A', [], second.envelope));
    const accepted = { claimId, status: 'A2:20:PR', action: 'WQ', payerClaimNumber: 'ICN 7' } as const;
    await acknowledged.acknowledge(
      claimAnswers({ trace: second.submissionId, claims: [accepted], reference: 'SECOND' }),
    );
    expect(await read(claimId)).toMatchObject({
      state: { kind: 'accepted', submissionId: second.submissionId },
      filings: [{ state: { kind: 'rejected' } }, { number: 2, frequency: 'original', state: { kind: 'accepted' } }],
    });
    // A late answer about the first file does not count for the second.
    await acknowledged.acknowledge(
      claimAnswers({ trace: first.submissionId, claims: [refused], reference: 'LATE', created: '20261128*0900' }),
    );
    expect((await read(claimId)).state.kind).toBe('accepted');
    const { items } = (await desk.call('GET', `/v1/claims/${claimId}/acknowledgements`)).body;
    const told = items.map(({ kind, filing, effect }: Record<string, unknown>) => [kind, filing, effect]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['277CA', 1, 'rejected'],
        ['999', undefined, 'none'],
        ['277CA', 2, 'accepted'],
        ['277CA', 1, 'known-before'],
      ]),
    );
    const history = (await desk.call('GET', `/v1/claims/${claimId}/history`)).body.items;
    const events = history.map(({ event }: { event: string }) => event);
    expect(events).toEqual(expect.arrayContaining(['rejected', 'filing-opened', 'accepted']));
  });

  it('allows its encounter to be corrected, because no payer has it', async () => {
    const claimId = await desk.finalise();
    const sent = await acknowledged.send();
    const { encounterId } = await read(claimId);
    // It was coded here, so its content is that of its encounter.
    const content = await desk.call('GET', `/v1/claims/${claimId}/content`);
    expect(content.body.type).toMatch(/claim-of-encounter$/);
    const encounter = await desk.practice.call('GET', `/v1/encounters/${encounterId}`);
    const correct = () =>
      desk.practice.call(
        'POST',
        `/v1/encounters/${encounterId}/correct`,
        { reason: 'wrong code' },
        {
          headers: { ...desk.newKey(), 'If-Match': encounter.headers.ETag ?? '' },
        },
      );
    await acknowledged.acknowledge(functionalAnswer(sent.group, 'R', [], sent.envelope));
    expect(await read(claimId)).toMatchObject({ state: { kind: 'rejected' } });
    expect((await correct()).status).toBe(200);
    expect(await read(claimId)).toMatchObject({ state: { kind: 'cancelled' }, insuranceCents: 0 });
  });
});

describe('a file that a person uploads', () => {
  it.each([
    [
      'a remittance',
      'ISA*00*          *00*          *ZZ*A              *ZZ*B              *261127*1200*^*00501*000000001*0*P*:~GS*HP*A*B*20261127*1200*1*X*005010X221A1~ST*835*0001~SE*2*0001~GE*1*1~IEA*1*000000001~',
    ],
    [
      'an answer to an inquiry',
      'ISA*00*          *00*          *ZZ*A              *ZZ*B              *261127*1200*^*00501*000000001*0*P*:~GS*HB*A*B*20261127*1200*1*X*005010X279A1~ST*271*0001*005010X279A1~SE*2*0001~GE*1*1~IEA*1*000000001~',
    ],
    ['neither X12 nor text', 'PK\u0003\u0004'],
  ])('is refused when it is %s', async (_, text) => {
    expect(await acknowledged.acknowledge(text)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/sha256' }] },
    });
  });

  it('of another office, not uploaded or missing, is not found, with a message', async () => {
    const body = { sha256: 'a'.repeat(64) };
    const missing = await desk.call('POST', '/v1/acknowledgement-files', { body, headers: desk.newKey() });
    expect(missing.body.type).toContain('file-not-uploaded');
    expect(
      await acknowledged.acknowledge('A REPORT', { submissionId: 'sub_01JD0EXAMP1E00000000000000' }),
    ).toMatchObject({ status: 404 });
    const own = await acknowledged.acknowledge('A SYNTHETIC REPORT OF NOTHING');
    expect(own).toMatchObject({ status: 200, body: { state: 'applied', transactions: [], submissionIds: [] } });
    const path = `/v1/acknowledgement-files/${own.body.id}`;
    for (const suffix of ['', '/answers', '/content']) {
      expect((await desk.call('GET', `${path}${suffix}`)).status).toBe(200);
      expect((await desk.call('GET', `${path}${suffix}`, { principal: stranger })).status).toBe(404);
    }
    const again = await acknowledged.acknowledge('A SYNTHETIC REPORT OF NOTHING');
    expect(again).toMatchObject({ status: 200, body: { alreadyReceived: true } });
    const listed = await desk.call('GET', '/v1/acknowledgement-files?month=2026-11');
    expect(listed.body.items.length).toBeGreaterThanOrEqual(1);
  });
});

describe('a rejected claim that a payer decides nevertheless', () => {
  it('is posted like any other, and is no longer open work', async () => {
    const own = await startTestTable();
    try {
      const pipeline = createPipeline(own);
      await chargeGolden(pipeline.table, golden);
      const [text = ''] = golden.remittances;
      const claimId = controlNumbers(golden).get('A') as ClaimId;
      const [balance] = await readBalances(pipeline.table, goldenTenant, [claimId]);
      if (balance === undefined) throw new Error('the claim is there');
      const state = { kind: 'rejected', reasons: ['claim-refused'] } as const;
      const filings = balance.filings.map((filing) => ({ ...filing, state }));
      await pipeline.table.transact([
        balanceWrite(goldenTenant, balance, { ...balance, filings }),
        rejectedWrite(goldenTenant, balance, { filing: 1, reasons: 'claim-refused' }, '2026-11-01T00:00:00.000Z'),
      ]);
      await pipeline.receive(filledIn(golden, text));
      await pipeline.drain();
      const { exceptions } = await storedBooks(pipeline.table, golden);
      expect(exceptions).toEqual([]);
      const [after] = await readBalances(pipeline.table, goldenTenant, [claimId]);
      expect(after).toMatchObject({ state: { kind: 'adjudicated' }, filings: [{ state: { kind: 'answered' } }] });
    } finally {
      await own.stop();
    }
  });
});
