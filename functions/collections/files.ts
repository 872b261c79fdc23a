import type { CollectionAgency } from '../../shared/domain/collections/agency.ts';
import { type AgencyNotice, agencyFile } from '../../shared/domain/collections/agency-file.ts';
import { type AgencyFile, type AgencyOutbox, mostFileRecords } from '../../shared/domain/collections/outbox.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import {
  agencyFileOfItem,
  newAgencyFileWrite,
  noticeWrites,
  outboxWrite,
  readAgency,
  readAgencyFile,
  readNotices,
  readOutbox,
} from '../../shared/store/collections.ts';
import { deliveryBegunWrites, otherDelivery, readDeliveries } from '../../shared/store/deliveries.ts';
import { partnerTarget } from '../../shared/store/delivery-targets.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { agencyFilesPartition } from '../../shared/store/keys/collection.ts';
import type { Write } from '../../shared/store/table.ts';
import type { collectionsApi } from './api.ts';
import { changesOf } from './changes.ts';
import type { CollectionsDeps, CollectionsOperations, CollectionsRequest } from './context.ts';

type FileView = AnswerOf<(typeof collectionsApi)['deliverAgencyFile']>;

function viewOf({ fileKey: _key, ...file }: AgencyFile): FileView {
  return file;
}

export const fileOperations: CollectionsOperations<
  'createAgencyFile' | 'listAgencyFiles' | 'getAgencyFile' | 'deliverAgencyFile'
> = {
  createAgencyFile: async (request, deps) => {
    const { tenantId } = request.principal;
    const agency = await readAgency(deps.table, tenantId, request.body.agencyId);
    if (agency === undefined) {
      return invalid('/agencyId', 'no such agency');
    }
    const outbox = await readOutbox(deps.table, tenantId, agency.id);
    const booking = await rebookingOf({ ...request, body: { reason: 'A payer lowered what was placed' } });
    const changes = await changesOf(deps.table, { tenant: tenantId, agency, outbox, today: booking.today }, booking);
    const first = outbox.filed + 1;
    const through = Math.min(outbox.notices, outbox.filed + mostFileRecords - changes.notices.length);
    const kept = await readNotices(deps.table, tenantId, agency.id, { from: first, through });
    // New changes join the waiting notices in the file, unless more wait than one file holds: then the next file
    // reports the changes.
    const isWhole = through === outbox.notices;
    const notices = isWhole ? [...kept, ...changes.notices] : kept;
    if (notices.length === 0) return fail({ kind: 'nothing-to-tell' });
    const file = await writtenFile(request, deps, { agency, outbox, notices });
    const told = isWhole ? changes.notices.length : 0;
    const after: AgencyOutbox = {
      ...{ agencyId: agency.id, version: outbox.version, notices: outbox.notices + told },
      ...{
        filed: through + told,
        files: file.number,
        ...(isWhole ? present({ lookedThrough: changes.lookedThrough }) : {}),
      },
    };
    return ok({
      body: { ...viewOf(file), hasMore: !isWhole || changes.hasMore },
      writes: [
        newAgencyFileWrite(tenantId, file),
        ...(isWhole ? [...noticeWrites(tenantId, outbox, changes.notices), ...changes.writes] : []),
        outboxWrite(tenantId, outbox, after),
        ...(await deliveryWrites(request, deps, { agency, file, number: 1 })),
      ],
      audit: {
        action: 'agency-file-created',
        entityId: agency.id,
        facts: { fileId: file.id, records: notices.length },
      },
    });
  },

  listAgencyFiles: async (request, { table }) => {
    const { agencyId, limit } = request.query;
    const partitions = [agencyFilesPartition(request.principal.tenantId, agencyId)];
    const page = await listPage(request, table, { partitions, index: true, newestFirst: true, limit }, (item) =>
      viewOf(agencyFileOfItem(item)),
    );
    return page.ok ? ok({ body: page.value }) : page;
  },

  getAgencyFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const file = await readAgencyFile(table, tenantId, request.params.agencyFileId);
    if (file === undefined) return fail({ kind: 'not-found' });
    const deliveries = await readDeliveries(table, tenantId, file.id);
    return ok({
      body: {
        ...viewOf(file),
        file: await signedFile(files, file.fileKey, file),
        deliveries: deliveries.map(({ number, state, requestedAt, requestedBy, reason, sentAt, lastFailure }) => ({
          ...{ number, state, requestedAt, requestedBy },
          ...present({ reason, sentAt, lastFailure }),
        })),
      },
      writes: [],
      audit: { action: 'agency-file-read', entityId: file.id },
    });
  },

  deliverAgencyFile: async (request, deps) => {
    const { tenantId } = request.principal;
    const file = await readAgencyFile(deps.table, tenantId, request.params.agencyFileId);
    const agency = file && (await readAgency(deps.table, tenantId, file.agencyId));
    if (file === undefined || agency === undefined) return fail({ kind: 'not-found' });
    const before = await readDeliveries(deps.table, tenantId, file.id);
    const { reason } = request.body;
    const writes = await deliveryWrites(request, deps, { agency, file, number: before.length + 1, reason });
    if (writes.length === 0) return fail({ kind: 'agency-file-by-hand' });
    return ok({ body: viewOf(file), writes, audit: { action: 'agency-file-delivered', entityId: file.id } });
  },
};

type FileRequest = Pick<CollectionsRequest<'createAgencyFile'>, 'principal' | 'at' | 'newId' | 'today'>;

interface FileParts {
  readonly agency: CollectionAgency;
  readonly outbox: AgencyOutbox;
  readonly notices: readonly AgencyNotice[];
}

/** The file of some notices, stored under the digest of its bytes. */
async function writtenFile(
  request: FileRequest,
  { files }: CollectionsDeps,
  { agency, outbox, notices }: FileParts,
): Promise<AgencyFile> {
  const { tenantId, subject } = request.principal;
  const bytes = Buffer.from(agencyFile(notices));
  const sha256 = sha256Hex(bytes);
  const key = fileKey(tenantId, 'collection', `${sha256}.csv`);
  await files.put(key, bytes, 'text/csv; charset=utf-8');
  const number = outbox.files + 1;
  const count = (record: AgencyNotice['record']): number => notices.filter((each) => each.record === record).length;
  return {
    ...{ id: request.newId('agencyFile'), agencyId: agency.id, number, on: await request.today() },
    ...{ createdAt: request.at, createdBy: subject },
    ...{ placements: count('placement'), updates: count('update'), recalls: count('recall') },
    fileName: `collections-${agency.id}-${String(number).padStart(6, '0')}.csv`,
    ...{ fileKey: key, sha256, sizeBytes: bytes.length },
  };
}

interface Leaving {
  readonly agency: CollectionAgency;
  readonly file: AgencyFile;
  readonly number: number;
  readonly reason?: string;
}

/** Sends a file through the agency's trading partner; writes nothing where people fetch files. */
async function deliveryWrites(
  { principal, at }: FileRequest,
  { table }: CollectionsDeps,
  { agency, file, number, reason }: Leaving,
): Promise<Write<Failure>[]> {
  const { receiverId } = agency;
  const target = receiverId === undefined ? undefined : await partnerTarget(table, principal.tenantId, receiverId);
  if (receiverId === undefined || target === undefined) return [];
  const copy = reason === undefined ? 1 : number;
  const order = { number, at, by: principal.subject, copy, ...present({ reason }) };
  const delivery = otherDelivery({ ...file, receiverId }, target, order);
  return deliveryBegunWrites(principal.tenantId, delivery, at) as Write<Failure>[];
}
