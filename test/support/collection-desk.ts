import { postAgencyRemit } from '../../functions/post-agency-remit/post-agency-remit.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { CollectionSettings } from '../../shared/domain/billing-settings/collections.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { type AccountDesk, openAccountDesk } from './account-desk.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import type { TestEdge } from './table.ts';

/** An office that places accounts with an agency: the API and the worker over one table and one bucket. */
export interface CollectionDesk extends AccountDesk {
  readonly bucket: MemoryS3;
  readonly files: Files;
  readonly agencyId: string;
  /** Sets what the office decides about collections. */
  set(more: Partial<CollectionSettings>): Promise<void>;
  /** Moves the clock to a day. */
  on(day: string): void;
  /** A claim of 141.00 with its statement of 2026-11-23. Afterwards it is 2027-04-15, and the claim may be placed. */
  owed(patientId?: string): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  place(accountId?: string, more?: object): Promise<any>;
  /** Sends an agency's remittance, given as its lines without heading and total, and has it booked. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  remit(lines: readonly string[], total: string): Promise<any>;
  workOff(): Promise<number>;
}

export const agencyBody = {
  name: 'EXAMPLE RECOVERY',
  address: { line1: '9 EXAMPLE SQ', city: 'DAYTON', state: 'OH', postalCode: '454020001' },
  contact: { name: 'PAT SAMPLE', phone: '9375550100' },
  licences: [{ state: 'OH', number: 'EX-1001' }],
  fees: [{ from: '2026-01-01', basisPoints: 2500 }],
  remits: 'net',
};

const head = 'record,reference,case,paid_on,paid_to,collected,fee,net';

export async function openCollectionDesk(): Promise<CollectionDesk> {
  const bucket = memoryS3();
  const files = createFiles(bucket, 'bucket');
  const signed: Files = { ...files, presignGet: async (key) => `https://files.example/${key}` };
  const desk = await openAccountDesk(signed);
  const { edge, send, call } = desk;
  const done = async (answer: ReturnType<AccountDesk['call']>) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  const on: CollectionDesk['on'] = (day) => edge.setNow(`${day}T15:00:00.000Z`);
  const agencyId = (await done(call('POST', '/v1/collection-agencies', agencyBody))).id;
  let version = 0;
  const set: CollectionDesk['set'] = async (more) => {
    const { version: _version, ...usual } = usualBillingSettings;
    const settings = { ...usual, collections: { ...usual.collections, statements: 1, ...more } };
    await done(send('PUT', '/v1/billing-settings', settings, { version }));
    version += 1;
  };
  const workOff = () => workOffRemits(desk, files);
  return {
    ...desk,
    ...{ bucket, files, agencyId, set, on, workOff },
    owed: async (patientId = desk.office.patientId) => {
      on('2026-11-23');
      const claimId = await desk.selfPaid(patientId);
      const { accountId } = await done(call('GET', `/v1/patients/${patientId}`));
      await done(send('POST', '/v1/statements', { accountId }));
      on('2027-04-15');
      return claimId;
    },
    place: (accountId = desk.accountId, more = {}) =>
      send('POST', '/v1/collection-cases', { agencyId, accounts: [{ accountId, ...more }], reason: 'No answer' }),
    remit: async (lines, total) => {
      const content = [head, ...lines, total].join('\n');
      const { entityId } = desk.office;
      const body = { agencyId, entityId, receivedOn: '2027-04-15', reference: 'ACH-77', content };
      const taken = await send('POST', '/v1/agency-remits', body);
      await workOff();
      return taken;
    },
  };
}

/**
 * Processes the due files of agencies.
 * @returns how many messages there were
 */
export async function workOffRemits(
  { store, edge }: { readonly store: AccountDesk['store']; readonly edge: TestEdge },
  files: Files,
): Promise<number> {
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
  const due = items.filter(({ queue }) => queue === 'post-agency-remit');
  for (const { pk, sk, body } of due) {
    await store.table.transact([{ delete: { pk, sk } }]);
    const delivery = { messageId: 'message', receiveCount: 1, remainingMilliseconds: () => 900_000 };
    await postAgencyRemit(body as never, delivery, {
      ...edge,
      files,
      queues: { send: async () => undefined } as never,
    });
  }
  return due.length;
}
