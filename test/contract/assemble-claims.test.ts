import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import type { AssembleDeps } from '../../functions/assemble-claims/context.ts';
import type { Authorization } from '../../shared/domain/authorization/authorization.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { Encounter } from '../../shared/domain/encounter/encounter.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { freshnessChecks } from '../../shared/filing/freshness.ts';
import { newAuthorizationWrites } from '../../shared/store/authorizations.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { laneOf, readBalances, readLanes } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { auditPartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import {
  clinic,
  coverage,
  finalEncounter,
  patient,
  payer,
  physician,
  seedEncounter,
  seedOffice,
  testClaimId,
} from '../support/claim-fixture.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store.stop());

const lane = laneOf('professional', 'EXAMPLECLEAR', 'EXAMPLECLINIC');

let tenants = 0;
function newTenant(): TenantId {
  tenants += 1;
  return `assemble-${tenants}` as TenantId;
}

function assemble(tenantId: TenantId, encounter: Encounter, deps: Partial<AssembleDeps> = {}) {
  const task = { tenantId, encounterId: encounter.id, messageId: 'message-1' };
  return assembleEncounter(task, {
    table: store.table,
    files: createFiles(memoryS3(), 'files'),
    now: () => new Date('2026-11-23T12:00:00Z'),
    ...deps,
  });
}

async function readyClaims(tenant: TenantId): Promise<string[]> {
  const pages = await Promise.all(
    Array.from({ length: shards.ready }, (_, shard) =>
      store.table.queryAll({ partition: readyPartition(tenant, lane, shard), index: true }),
    ),
  );
  return pages.flat().map((item) => String(item.g1sk));
}

async function openExceptions(tenant: TenantId) {
  const pages = await Promise.all(
    Array.from({ length: shards.exceptions }, (_, shard) =>
      store.table.queryAll({ partition: openExceptionPartition(tenant, shard), index: true }),
    ),
  );
  return store.table.batchGet(pages.flat());
}

async function standing(tenant: TenantId, claimId: ClaimId) {
  const [balance] = await readBalances(store.table, tenant, [claimId]);
  const [document] = await readFilingDocuments(store.table, tenant, [{ claimId, number: 1 }]);
  const history = balance === undefined ? [] : await readHistory(store.table, tenant, balance);
  return { balance, document, history };
}

describe('assembling the claims of a finalised encounter', () => {
  it('makes a claim ready: document, work list, receiver, and history in one transaction', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(1, [12500, 4000]);
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    await assemble(tenant, encounter);

    const { balance, document, history } = await standing(tenant, testClaimId(100));
    expect(balance).toMatchObject({
      filings: [{ number: 1, state: { kind: 'ready' } }],
      version: 2,
      chargeCents: 16500,
    });
    expect(document).toMatchObject({
      number: 1,
      lane,
      claim: { patientControlNumber: testClaimId(100), chargeCents: 16500 },
      submitter: { id: 'EXAMPLECLINIC' },
      receiver: { id: 'EXAMPLECLEAR' },
      assembledFrom: [
        { entity: 'PATIENT', id: patient.id, version: 1, coverageRevision: 1 },
        { entity: 'PAYER', id: payer.id, version: 1 },
        { entity: 'PROVIDER', id: clinic.id, version: 1 },
        { entity: 'PROVIDER', id: physician.id, version: 1 },
      ],
    });
    expect(history).toMatchObject([{ actor: 'assemble-claims', event: 'assembled', from: 'charged', to: 'ready' }]);
    expect(await readyClaims(tenant)).toEqual([testClaimId(100)]);
    expect(await readLanes(store.table, tenant)).toEqual([
      { lane, receiverId: 'EXAMPLECLEAR', submitterId: 'EXAMPLECLINIC' },
    ]);
    // No audit item is written, because the line of history records the event.
    expect(await store.table.queryAll({ partition: auditPartition(tenant, testClaimId(100)) })).toEqual([]);
  });

  it('can be sent only while nobody records an authorisation at that moment', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(11);
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    await assemble(tenant, encounter);
    const { document } = await standing(tenant, testClaimId(1100));
    const checks = freshnessChecks(tenant, document === undefined ? [] : [document]);
    expect((await store.table.transact(checks)).ok).toBe(true);
    const authorization = {
      id: 'aut_1',
      patientId: patient.id,
      coverageId: coverage.id,
      number: 'AUTH1',
      from: '2026-11-01',
    };
    await store.table.transact(newAuthorizationWrites(tenant, authorization as Authorization));
    expect((await store.table.transact(checks)).ok).toBe(false);
  });

  it('changes nothing when the message arrives again', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(2);
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    await assemble(tenant, encounter);
    const before = await standing(tenant, testClaimId(200));
    await assemble(tenant, encounter, { now: () => new Date('2026-11-24T12:00:00Z') });
    expect(await standing(tenant, testClaimId(200))).toEqual(before);
    expect(before.history).toHaveLength(1);
  });

  it('makes each claim once when two workers have the same message', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(3);
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    await Promise.allSettled([assemble(tenant, encounter), assemble(tenant, encounter), assemble(tenant, encounter)]);
    await assemble(tenant, encounter);
    const { balance, history } = await standing(tenant, testClaimId(300));
    expect(balance).toMatchObject({ filings: [{ number: 1, state: { kind: 'ready' } }], version: 2 });
    expect(history).toHaveLength(1);
  });

  it('makes one claim for each fifty lines, and continues where an earlier attempt died', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(
      4,
      Array.from({ length: 60 }, (_, index) => 1000 + index),
    );
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    let writes = 0;
    const dying: Sender = {
      send: (command) => {
        if (command.constructor.name === 'TransactWriteItemsCommand') writes += 1;
        return writes > 1 ? Promise.reject(new Error('the worker died')) : store.sender.send(command);
      },
    };
    await expect(assemble(tenant, encounter, { table: createTable(dying, store.tableName) })).rejects.toThrow('died');
    const ids = [testClaimId(400), testClaimId(401)];
    const kinds = async () =>
      (await readBalances(store.table, tenant, ids)).map((balance) => balance && claimStatus(balance).kind);
    expect(await kinds()).toEqual(['ready', 'charged']);
    await assemble(tenant, encounter);
    expect(await kinds()).toEqual(['ready', 'ready']);
    const names = ids.map((claimId) => ({ claimId, number: 1 }));
    const documents = await readFilingDocuments(store.table, tenant, names);
    const lineCounts = documents.map((document) => document?.claim.serviceLines.length);
    expect(lineCounts).toEqual([50, 10]);
  });

  it('holds a claim with every reason, for a person to see, when something is missing', async () => {
    const tenant = newTenant();
    const encounter: Encounter = { ...finalEncounter(5), referringProviderId: 'prv_0000000000000000000000N0NE' };
    const dependent = { ...coverage, relationship: '19' };
    await seedOffice(store.table, tenant, [dependent]);
    await seedEncounter(store.table, tenant, encounter, [dependent]);
    await assemble(tenant, encounter);
    const { balance, document, history } = await standing(tenant, testClaimId(500));
    const reasons = ['subscriber-missing', 'referring-provider-missing'];
    expect(balance?.filings[0]?.state).toEqual({ kind: 'held', reasons });
    expect(document).toBeUndefined();
    expect(history).toMatchObject([{ event: 'found-incomplete', to: 'held' }]);
    expect(await readyClaims(tenant)).toEqual([]);
    expect(await openExceptions(tenant)).toMatchObject([{ code: 'claim-held', claimId: testClaimId(500) }]);
  });

  it('holds a claim that the file could not carry, with the place', async () => {
    const tenant = newTenant();
    const encounter: Encounter = { ...finalEncounter(6), claimNote: 'A*B' };
    await seedOffice(store.table, tenant);
    await seedEncounter(store.table, tenant, encounter);
    await assemble(tenant, encounter);
    const { balance } = await standing(tenant, testClaimId(600));
    expect(balance?.filings[0]?.state).toEqual({
      kind: 'held',
      reasons: ['claim-has-errors', 'delimiter-in-text /notes/0/text 2300 NTE 2'],
    });
  });

  it('does nothing with a claim that has no payer', async () => {
    const tenant = newTenant();
    const encounter = finalEncounter(7);
    await seedOffice(store.table, tenant, []);
    await seedEncounter(store.table, tenant, encounter, []);
    await assemble(tenant, encounter);
    const { balance, document } = await standing(tenant, testClaimId(700));
    expect(balance).toMatchObject({ state: { kind: 'self-pay' }, version: 1, patientCents: 12500 });
    expect(document).toBeUndefined();
    expect(await readyClaims(tenant)).toEqual([]);
  });

  it('finds nothing of another office', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    const encounter = finalEncounter(8);
    await seedOffice(store.table, other);
    await seedEncounter(store.table, tenant, encounter);
    await assemble(tenant, encounter);
    const { balance } = await standing(tenant, testClaimId(800));
    expect(balance?.filings[0]?.state).toMatchObject({
      kind: 'held',
      reasons: expect.arrayContaining(['payer-missing', 'patient-missing']),
    });
    await expect(assemble(other, encounter)).rejects.toThrow('the encounter of a claim is there');
  });
});
