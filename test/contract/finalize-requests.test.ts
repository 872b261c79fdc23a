import { expect, test } from 'vitest';
import { coder } from '../support/api-event.ts';
import { coverageBody, encounterBody, officeApi, patientBody, setUpOffice } from '../support/office.ts';
import { startTestTable, testEdge } from '../support/table.ts';

test('finalising asks the store six times once its function has warmed up', async () => {
  const store = await startTestTable();
  const api = officeApi(testEdge(store.table));
  const office = await setUpOffice(api);
  const { sender } = store;
  const send = sender.send.bind(sender);
  const sent: string[] = [];
  sender.send = (command, options) => {
    sent.push(command.constructor.name);
    return send(command, options);
  };
  for (const turn of [1, 2, 3]) {
    const patientId = (await api.call('POST', '/v1/patients', patientBody)).body.id;
    await api.call('POST', `/v1/patients/${patientId}/coverages`, { ...coverageBody, payerId: office.payerId });
    const body = { ...encounterBody(office), patientId };
    const { id } = (await api.call('POST', '/v1/encounters', body, { principal: coder })).body;
    sent.length = 0;
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': `turn-${turn}` };
    const final = await api.call('POST', `/v1/encounters/${id}/finalize`, undefined, { principal: coder, headers });
    expect(final.status, JSON.stringify(final.body)).toBe(200);
  }
  expect(sent).toEqual([
    // Reads: whether the request was made before; the encounter and the office; the patient; all records that these
    // name.
    ...['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'BatchGetItemCommand'],
    // Writes: the billed services; everything else.
    ...['PutItemCommand', 'TransactWriteItemsCommand'],
  ]);
  await store.stop();
});
