import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeliverDeps, type DeliveryOrder, deliver } from '../../functions/run-connection/deliver.ts';
import { SourceFailed } from '../../functions/run-connection/source.ts';
import type { Acknowledgement, ClaimAcknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { claimAcknowledgementItem, submissionAcknowledgementItem } from '../../shared/store/acknowledgements.ts';
import { connectionStateItem } from '../../shared/store/connections.ts';
import { newDeliveryWrite, readDelivery } from '../../shared/store/deliveries.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { createFiles } from '../../shared/store/files.ts';
import { claimAcknowledgementKey, submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { joinedClaimsWrite } from '../../shared/store/submissions.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { openExceptions } from '../support/open-exceptions.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

/* A file that waits to be sent again, and whose receiver answers meanwhile. */

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store.stop());

const submissionId = 'sub_0000000000000000000000SVB1';
const claimId = 'S0123456789ABCD9' as ClaimId;
let offices = 0;

/** An office that asked at 12:00 to send a file again, whose host cannot be reached; and what it does at each minute. */
async function office(
  number: number,
  saidAt: string | undefined,
  {
    kind = '999',
    reason = 'no answer',
    filing,
  }: { readonly kind?: Acknowledgement['kind']; readonly reason?: string | null; readonly filing?: number } = {},
) {
  offices += 1;
  const tenant = `resend-${offices}` as TenantId;
  const { table } = store;
  let now = new Date('2026-11-27T12:00:00Z');
  const opened: string[] = [];
  const deps: DeliverDeps = {
    ...testEdge(table),
    now: () => now,
    files: createFiles(memoryS3(), 'files'),
    openOutbox: async (_tenant, _origin, directory) => {
      opened.push(directory);
      throw new SourceFailed('host-unreachable');
    },
  };
  const delivery: Delivery = {
    ...{ number, submissionId, requestedAt: now.toISOString(), requestedBy: 'tester' },
    ...(reason === null ? {} : { reason }),
    ...{ method: 'sftp', connectionId: 'con_1', place: '/in', fileName: 'A-2.837', fileKey: 'x', sha256: 'x' },
    ...{ sizeBytes: 1, state: 'waiting', attempts: 0 },
  };
  const origin = { kind: 'sftp', host: 'example.test' };
  const connection = { id: 'con_1', version: 1, isOn: true, name: 'x', origin };
  const submission = { id: submissionId, receiverId: 'EXAMPLECLEAR', partner: {}, state: 'submitted', stateFacts: {} };
  await table.transact([
    { put: entityItem(entityKey(tenant, 'CONNECTION', 'con_1'), 'connection', connection) },
    { put: connectionStateItem(tenant, 'con_1', { failuresInARow: 0, lastNewsAt: now.toISOString() }) },
    { put: entityItem(entityKey(tenant, 'SUBMISSION', submissionId), 'submission', submission) },
    newDeliveryWrite(tenant, delivery),
    joinedClaimsWrite(tenant, submissionId, [
      { claimId, filing: 2, chargeCents: cents(100), joinedAt: now.toISOString() },
    ]),
  ]);
  const order: DeliveryOrder = {
    ...{ schemaVersion: 1, tenantId: tenant, work: 'deliver', submissionId, delivery: number },
  };
  for (const minutes of [0, 1, 3, 8]) {
    now = new Date(Date.parse('2026-11-27T12:00:00Z') + minutes * 60_000);
    await deliver(order, deps);
    if (minutes !== 3 || saidAt === undefined) continue;
    if (filing !== undefined) {
      // The clearinghouse has replaced our reference of the file.
      const about = { kind: '277CA', receivedAt: saidAt, saidAt, fileId: 'f', submissionId: 'THEIR-OWN' } as const;
      const said: ClaimAcknowledgement = { ...about, filing, verdict: 'accepted', effect: 'none' };
      const key = claimAcknowledgementKey(tenant, claimId, saidAt, 'digest');
      await table.transact([{ put: claimAcknowledgementItem(key, said) }]);
      continue;
    }
    const verdict = kind === 'report' ? 'passed-on' : 'rejected';
    const said = { kind, receivedAt: saidAt, saidAt, fileId: 'f', submissionId, verdict } as const;
    const key = submissionAcknowledgementKey(tenant, submissionId, saidAt, 'digest');
    await table.transact([{ put: submissionAcknowledgementItem(key, said satisfies Acknowledgement) }]);
  }
  const read = await readDelivery(table, tenant, submissionId, number);
  return { opened, read, exceptions: await openExceptions(table, tenant) };
}

it('does not leave once the receiver has answered: a copy would be a duplicate, or was rejected already', async () => {
  const { opened, read, exceptions } = await office(2, '2026-11-27T12:04:00.000Z');
  expect(opened).toHaveLength(3);
  expect(read).toMatchObject({ state: 'failed', lastFailure: 'answered-meanwhile', attempts: 3 });
  expect(read).not.toHaveProperty('nextAttemptAt');
  // The exception about the host, which opened at the third failure, is closed: nothing is to be sent.
  expect(exceptions).toEqual([]);
});

it('is tried on where the answer was known when the person asked, or none has come', async () => {
  for (const saidAt of ['2026-11-27T11:59:00.000Z', undefined]) {
    const { opened, read, exceptions } = await office(2, saidAt);
    expect(opened).toHaveLength(4);
    expect(read).toMatchObject({ state: 'waiting', lastFailure: 'host-unreachable' });
    expect(exceptions).toEqual(['delivery-failing']);
  }
});

it('leaves when only a report in a form of the receiver’s own names it: the report may say that the file did not come', async () => {
  const { opened, read } = await office(2, '2026-11-27T12:04:00.000Z', { kind: 'report' });
  expect(opened).toHaveLength(4);
  expect(read).toMatchObject({ state: 'waiting', lastFailure: 'host-unreachable' });
});

it('leaves when it is the second of two files that belong together, and is sent for the first time', async () => {
  const { opened, read } = await office(2, '2026-11-27T12:04:00.000Z', { reason: null });
  expect(opened).toHaveLength(4);
  expect(read).toMatchObject({ state: 'waiting', lastFailure: 'host-unreachable' });
});

it('does not leave once a claim of it is answered under the receiver’s own reference, in the filing that it brings', async () => {
  const { read } = await office(2, '2026-11-27T12:04:00.000Z', { filing: 2 });
  expect(read).toMatchObject({ state: 'failed', lastFailure: 'answered-meanwhile' });
  // The answer to an earlier filing of the claim says nothing about this file.
  const earlier = await office(2, '2026-11-27T12:04:00.000Z', { filing: 1 });
  expect(earlier.read).toMatchObject({ state: 'waiting' });
});
