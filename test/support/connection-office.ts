import { createHash } from 'node:crypto';
import { createSourceOpener } from '../../functions/run-connection/open-source.ts';
import { type RunDeps, runConnection } from '../../functions/run-connection/run-connection.ts';
import type { Connection } from '../../shared/domain/connection/connection.ts';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import {
  type ConnectionFile,
  type ConnectionRun,
  type ConnectionState,
  connectionStateItem,
  readConnection,
} from '../../shared/store/connections.ts';
import { documentOfItem, entityItem } from '../../shared/store/entity-items.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import {
  connectionFilePartition,
  connectionRunPrefix,
  connectionStateKey,
} from '../../shared/store/keys/connection.ts';
import { entityKey, listIndex } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import { type TestEdge, type TestTable, testEdge } from './table.ts';

/**
 * An office with connections: the real worker over an embedded DynamoDB, a bucket in memory, and a host that the test
 * starts.
 */
export interface ConnectionOffice {
  readonly tenant: TenantId;
  readonly edge: TestEdge;
  readonly bucket: MemoryS3;
  readonly files: Files;
  readonly secrets: Map<string, string>;
  /** The worker's dependencies, for tests that change one. */
  readonly deps: RunDeps;
  add(
    connection: Omit<Connection, 'id' | 'version' | 'isOn' | 'schedule' | 'name'> & Partial<Connection>,
  ): Promise<Connection>;
  /** Requests a run and carries it out. Returns how it ended. */
  run(connection: Connection, more?: Partial<RunDeps>, delivery?: Partial<Delivery>): Promise<ConnectionRun>;
  runsOf(connection: Connection): Promise<ConnectionRun[]>;
  filesOf(connection: Connection): Promise<ConnectionFile[]>;
  stateOf(connection: Connection): Promise<ConnectionState>;
  /** Messages of the due index. */
  due(): Promise<Item[]>;
}

export const longTime: Delivery = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => 600_000 };

let runs = 0;

export function connectionOffice(store: TestTable, tenantName = 'first-office'): ConnectionOffice {
  const tenant = tenantName as TenantId;
  const { table } = store;
  const edge = testEdge(table);
  const bucket = memoryS3();
  const files = createFiles(bucket, 'bucket');
  const secrets = new Map<string, string>();
  const deps: RunDeps = {
    ...edge,
    files,
    openSource: createSourceOpener({
      files,
      secrets: { get: async (office, name) => secrets.get(`${office}/${name}`) },
      patience: { connectMilliseconds: 4000, replyMilliseconds: 4000 },
    }),
    pause: async () => undefined,
    partBytes: 64 * 1024,
    breaksBorne: 3,
    filesPerRun: 1000,
    settleMilliseconds: 1,
    fileBytes: largestFileBytes.remittance,
    entriesListed: 200_000,
    listingMilliseconds: 60_000,
    runMilliseconds: 120_000,
  };

  const add: ConnectionOffice['add'] = async (given) => {
    runs += 1;
    const id = `con_${String(runs).padStart(26, '0')}`;
    const schedule = { cron: '0 6 * * *', timeZone: 'America/Chicago' };
    const connection: Connection = { id, version: 1, isOn: true, name: 'synthetic', schedule, ...given };
    const key = entityKey(tenant, 'CONNECTION', id);
    const state: ConnectionState = { failuresInARow: 0, lastNewsAt: edge.now().toISOString() };
    await table.transact([
      { put: entityItem(key, 'connection', connection, listIndex(tenant, 'CONNECTION', id)) },
      { put: connectionStateItem(tenant, id, state) },
    ]);
    return connection;
  };

  const runsOf = async ({ id }: Connection): Promise<ConnectionRun[]> => {
    const partition = connectionStateKey(tenant, id).pk;
    const items = await table.queryAll({ partition, prefix: connectionRunPrefix, newestFirst: true });
    return items.map((item) => documentOfItem<ConnectionRun>(item));
  };

  const run: ConnectionOffice['run'] = async (connection, more = {}, delivery = {}) => {
    runs += 1;
    const runAt = new Date(edge.now().getTime() + runs).toISOString();
    const message = {
      schemaVersion: 1,
      tenantId: tenant,
      work: 'run',
      connectionId: connection.id,
      runAt,
      asked: true,
    } as const;
    await runConnection(message, { ...longTime, ...delivery }, { ...deps, ...more });
    const [last] = await runsOf(connection);
    return last as ConnectionRun;
  };

  return {
    tenant,
    edge,
    bucket,
    files,
    secrets,
    deps,
    add,
    run,
    runsOf,
    filesOf: async ({ id }) => {
      const keys = await table.queryAll({ partition: connectionFilePartition(tenant, id), index: true });
      const items = await table.batchGet(keys);
      return items.flatMap((item) => (item === undefined ? [] : [documentOfItem<ConnectionFile>(item)]));
    },
    stateOf: async ({ id }) => {
      const found = await readConnection(table, tenant, id);
      return found?.state as ConnectionState;
    },
    due: async () => {
      const all = Array.from({ length: shards.due }, (_, shard) => table.queryAll({ partition: duePartition(shard) }));
      return (await Promise.all(all)).flat();
    },
  };
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const envelope = (type: string, control: string, body: string): string =>
  [
    `ISA*00*          *00*          *ZZ*SYNTHETICPAYER *ZZ*SYNTHETICCLINIC*261123*1200*^*00501*${control}*0*T*:`,
    `GS*HP*SYNTHETICPAYER*SYNTHETICCLINIC*20261123*1200*1*X*005010X221A1`,
    `ST*${type}*0001`,
    body,
    'SE*3*0001',
    'GE*1*1',
    `IEA*1*${control}`,
    '',
  ].join('~\n');

/** A synthetic X12 file of a kind; `size` pads it with a long note. */
export function x12File(type: string, control: number, size = 0): string {
  const rows = Math.ceil(size / 60);
  const padding = Array.from({ length: rows }, (_, row) => `N1*ZZ*${String(row).padStart(50, 'X')}`);
  return envelope(type, String(control).padStart(9, '0'), ['BPR*I*0*C*NON', ...padding].join('~\n'));
}

/** An interchange that has nothing but the acknowledgement of another one. */
export const interchangeAcknowledgement = [
  'ISA*00*          *00*          *ZZ*SYNTHETICPAYER *ZZ*SYNTHETICCLINIC*261123*1200*^*00501*000000077*0*T*:',
  'TA1*000000001*261123*1200*A*000',
  'IEA*0*000000077',
  '',
].join('~\n');

/** A source without files. */
export const emptySource = {
  canGrow: false,
  isNear: true,
  async *list() {},
  look: async () => undefined,
  read: async () => new Uint8Array(),
  putAway: async () => true,
  close: async () => undefined,
};

/** An SFTP host on this machine. */
export const sftpAt = (port: number) =>
  ({
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user: 'nobody',
    hostKeyFingerprints: [`SHA256:${'A'.repeat(43)}`],
    secretName: 'password',
    directory: '.',
    pattern: '*',
    afterDownload: { kind: 'leave' },
  }) as const;
