import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimsDesk } from '../support/claims-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof claimsDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await claimsDesk(store);
});
afterEach(() => store.stop());

it('an encounter to which something is added after it was final is on the coders’ list again', async () => {
  const id = (await desk.call('GET', `/v1/claims/${await desk.finalise()}`)).body.encounterId;
  const note = { kind: 'progress-note', text: 'Synthetic: seen again.' };
  expect((await desk.practice.call('POST', `/v1/encounters/${id}/documentation`, note)).status).toBe(201);
  expect((await store.items()).filter(({ type }) => type === 'coding-work')).toMatchObject([
    { encounterId: id, reopened: { because: 'documentation-amended' }, g1pk: expect.any(String) },
  ]);
});
