import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent, afterFilingOpened } from '../../shared/domain/claim/claim-events.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { balanceItem, readBalances } from '../../shared/store/claims.ts';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/*
 * A patient who paid in full may forbid the office to tell the plan (45 CFR 164.522(a)(1)(vi)). Every way in which a
 * claim can be sent is tried here.
 */

const tenant = 'first-office' as TenantId;
let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const claim = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const kindOf = ({ body }: { readonly body: { readonly type: string } }) =>
  body.type.slice(body.type.lastIndexOf('/') + 1);

const submit = async () => {
  const made = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
  await desk.workOff();
  await desk.workOff();
  return made.body.items.length;
};

const act = async (claimId: string, what: string, body?: object) => {
  const { version } = await claim(claimId);
  return desk.call('POST', `/v1/claims/${claimId}/${what}`, { headers: { 'If-Match': `"${version}"` }, body });
};

/** Changes a claim’s balance in a way that no operation allows, as a faulty operation might. */
async function forge(claimId: string, change: Partial<ClaimBalance>) {
  const [before] = await readBalances(store.table, tenant, [claimId]);
  if (before === undefined) throw new Error('the claim is there');
  await store.table.transact([{ put: balanceItem(tenant, { ...before, ...change, version: before.version + 1 }) }]);
}

describe('a claim whose disclosure the patient forbade', () => {
  it('bills only the patient, though there is a coverage and the encounter names it', async () => {
    const claimId = await desk.finalise({ disclosureForbidden: true, coverageIds: [desk.office.coverageId] });
    expect(await claim(claimId)).toMatchObject({
      state: { kind: 'self-pay' },
      filings: [],
      payers: [],
      patientCents: 14_100,
    });
    expect(await submit()).toBe(0);
    expect(desk.s3.objects.size).toBe(0);
  });

  it.each([
    ['held', 'hold', { reason: 'wait' }],
    ['released', 'release', undefined],
    ['withdrawn', 'withdraw', { reason: 'wait' }],
    ['assembled again', 'reassemble', undefined],
    ['filed', 'filings', { share: 0, frequency: 'original' }],
    ['filed as a replacement', 'filings', { share: 0, frequency: 'replacement', payerClaimNumber: 'ICN' }],
  ])('is not %s', async (_what, path, body) => {
    const claimId = await desk.finalise({ disclosureForbidden: true });
    const refused = await act(claimId, path, body);
    expect(refused.status).toBe(409);
    expect(kindOf(refused)).toBe('disclosure-forbidden');
    await desk.workOff();
    expect(await submit()).toBe(0);
    expect((await claim(claimId)).filings).toEqual([]);
  });

  it('is held instead of sent if a fault had put it among the ready claims', async () => {
    const claimId = await desk.finalise();
    expect((await claim(claimId)).state.kind).toBe('ready');
    await forge(claimId, { disclosureForbidden: true });
    await submit();
    expect(desk.s3.objects.size).toBe(0);
    expect(await claim(claimId)).toMatchObject({
      state: { kind: 'held', reasons: [{ code: 'disclosure-forbidden' }] },
    });
  });

  it('is held by assembly if a fault had put it back into preparation', async () => {
    const claimId = await desk.finalise();
    await act(claimId, 'reassemble');
    await forge(claimId, { disclosureForbidden: true });
    await desk.workOff();
    expect((await claim(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'disclosure-forbidden' }] });
    expect((await act(claimId, 'reassemble')).status).toBe(202);
    await desk.workOff();
    expect((await claim(claimId)).state.kind).toBe('held');
    expect(await submit()).toBe(0);
  });

  it('has no event that could bring it closer to a payer', async () => {
    const claimId = await desk.finalise();
    const [balance] = await readBalances(store.table, tenant, [claimId]);
    if (balance === undefined) throw new Error('the claim is there');
    const forbidden: ClaimBalance = { ...balance, disclosureForbidden: true };
    const lane = 'lane';
    const on = '2026-11-23' as LocalDate;
    const batched = {
      ...forbidden,
      filings: [{ ...balance.filings[0], state: { kind: 'batched', submissionId: 's' } }],
    };
    const held = { kind: 'held', reasons: ['on-hold'], hold: { reason: 'x' }, lane } as const;
    expect(afterFilingEvent(forbidden, { kind: 'batched', submissionId: 's' }).ok).toBe(false);
    expect(afterFilingEvent(forbidden, { kind: 'assembled', lane }).ok).toBe(false);
    expect(afterFilingEvent(batched as ClaimBalance, { kind: 'submitted', submissionId: 's', on }).ok).toBe(false);
    const onHold = { ...forbidden, filings: [{ ...balance.filings[0], state: held }] } as ClaimBalance;
    expect(afterFilingEvent(onHold, { kind: 'released' }).ok).toBe(false);
    expect(afterFilingEvent(forbidden, { kind: 'cancelled' }).ok).toBe(true);
    const filed = { ...forbidden, state: { kind: 'filed' }, filings: [] } as ClaimBalance;
    expect(afterFilingOpened(filed, { kind: 'filing-opened', share: 0, frequency: 'original' })).toMatchObject({
      failure: { kind: 'disclosure-forbidden' },
    });
  });

  it('is billed again once the patient allows it: the encounter is corrected', async () => {
    const claimId = await desk.finalise({ disclosureForbidden: true });
    const { encounterId } = await claim(claimId);
    const path = `/v1/encounters/${encounterId}`;
    const at = async () => {
      const { headers, body } = await desk.practice.call('GET', path);
      return { version: { 'If-Match': headers.ETag ?? '', ...desk.newKey() }, body };
    };
    const first = await at();
    const corrected = await desk.practice.call(
      'POST',
      `${path}/correct`,
      { reason: 'allowed' },
      { headers: first.version },
    );
    expect(corrected.status).toBe(200);
    const { disclosureForbidden: _forbidden, ...draft } = (await at()).body;
    expect((await desk.practice.call('PUT', path, draft, { headers: (await at()).version })).status).toBe(200);
    const final = await desk.practice.call('POST', `${path}/finalize`, undefined, { headers: (await at()).version });
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    expect((await claim(final.body.state.claimIds[0])).state.kind).toBe('ready');
    expect((await claim(claimId)).state.kind).toBe('cancelled');
  });
});
