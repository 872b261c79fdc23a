import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const segmentsOf = (file: string) => file.split('~').map((segment) => segment.trim());

describe('several lines of ours that a payer put into one', () => {
  it('are told apart to the next payer, also where the line came with the number of one of them', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive(
      'first',
      '119',
      `CLP*${claimId}*1*141*119*22*12*ICN1*11*1
       SVC*HC:X9003:25*141*119**1
       CAS*PR*2*22
       REF*6R*L1`,
    );
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
    const segments = segmentsOf(await desk.submit());
    expect(segments.filter((segment) => /^(?:SVD|CAS)/.test(segment))).toEqual([
      ...['SVD*99999*119*HC:X9003:25**1', 'CAS*PR*2*22', 'CAS*OA*94*-11'],
      ...['SVD*99999*0*HC:J1885**0*1', 'CAS*OA*97*11'],
    ]);
  });

  it('hold the claim where the day says that it is another service, and the reasons name the deeds', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive(
      'first',
      '99',
      `CLP*${claimId}*1*141*99*42*12*ICN1*11*1
       SVC*HC:99999*141*99**1
       DTM*472*20261019
       CAS*PR*2*42`,
    );
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    const { state } = await read(claimId);
    const details = state.reasons?.map(({ detail }: { detail: string }) => detail).join('\n');
    expect(details).toContain('divide');
    expect(details).toContain('`enterPriorAnswer`');
    expect(details).toContain('`reassembleClaim`');
  });
});
