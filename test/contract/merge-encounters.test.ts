import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsDesk } from '../support/claims-desk.ts';
import { encounterBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

const draft = async (more: object = {}): Promise<string> => {
  const made = await desk.practice.call('POST', '/v1/encounters', { ...encounterBody(desk.office), ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
};
const line = (serviceOn: string) => ({ procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn });
const at = async (id: string) => (await desk.practice.call('GET', `/v1/encounters/${id}`)).body;
const merge = async (id: string, encounterIds: readonly string[], version = 1) =>
  desk.practice.call(
    'POST',
    `/v1/encounters/${id}/merge`,
    { encounterIds },
    { headers: { 'If-Match': `"${version}"`, ...desk.newKey() } },
  );

describe('a series of treatments', () => {
  it('is proposed, merged on request, and billed as one claim', async () => {
    const first = await draft({ lines: [line('2026-11-02')], externalId: 'VISIT-1' });
    const second = await draft({ lines: [line('2026-11-09')], externalId: 'VISIT-2' });
    const third = await draft({ lines: [line('2026-11-16')] });
    await draft({ lines: [line('2026-10-30')] });
    const month = '2026-11';
    const proposed = await desk.practice.call('GET', `/v1/encounters/${first}/merge-candidates?month=${month}`);
    expect(proposed.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([second, third].sort());
    expect(proposed.body.items[0].reason.code).toBe('series');
    const merged = await merge(first, [second, third]);
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(merged.body.lines.map(({ serviceOn }: { serviceOn: string }) => serviceOn)).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ]);
    expect((await at(second)).state).toMatchObject({ kind: 'void', reason: `merged into ${first}` });
    // The external id of the merged visit can be used again.
    await draft({ lines: [line('2026-11-20')], externalId: 'VISIT-2' });
    const final = await desk.practice.call('POST', `/v1/encounters/${first}/finalize`, undefined, {
      headers: { 'If-Match': '"2"', ...desk.newKey() },
    });
    expect(final.status, JSON.stringify(final.body)).toBe(200);
    expect(final.body.state.claimIds).toHaveLength(1);
    const claim = (await desk.call('GET', `/v1/claims/${final.body.state.claimIds[0]}`)).body;
    expect(claim).toMatchObject({ lineCount: 3, chargeCents: 37_500, state: { kind: 'ready' } });
  });

  it('is refused with the reason for each part that does not fit, and nothing is changed', async () => {
    const first = await draft({ lines: [line('2026-11-02')] });
    const other = await draft({ lines: [line('2026-11-09')], referralNumber: 'R-1' });
    const refused = await merge(first, [other, first]);
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      { pointer: '/encounterIds/0', detail: expect.stringContaining('referralNumber') },
      { pointer: '/encounterIds/1', detail: 'the encounter itself' },
    ]);
    expect((await at(other)).state.kind).toBe('draft');
    expect((await merge(first, [other], 7)).status).toBe(412);
  });
});
