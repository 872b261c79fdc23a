import type { AgencyRemit, PostedLine } from '../../shared/domain/collections/remit.ts';
import { readRemit, remitRecords } from '../../shared/domain/collections/remit-file.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { type FieldError, fail, invalid, ok } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { asAnswer, asRead, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import {
  agencyRemitMessage,
  agencyRemitOfItem,
  agencyRemitWrite,
  postedLineOfItem,
  readAgencyRemit,
} from '../../shared/store/agency-remits.ts';
import { readAgency } from '../../shared/store/collections.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remitLinesPartition } from '../../shared/store/keys/collection.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { collectionsApi } from './api.ts';
import type { CollectionsOperations } from './context.ts';

type RemitView = AnswerOf<(typeof collectionsApi)['getAgencyRemit']>;
export type LineView = AnswerOf<(typeof collectionsApi)['matchRemitLine']>;

function viewOf({ fileKey: _key, ...remit }: AgencyRemit): RemitView {
  return { ...remit, sums: { ...remit.sums } };
}

/** The API shows what is stored. The types differ only in `readonly`. */
export const lineView = (line: PostedLine): LineView => line as unknown as LineView;

/** At most this many faults of a file are listed. */
const mostFaults = 50;

export const remitOperations: CollectionsOperations<
  'takeAgencyRemit' | 'listAgencyRemits' | 'getAgencyRemit' | 'listRemitLines'
> = {
  takeAgencyRemit: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { agencyId, entityId, receivedOn, reference, content } = request.body;
    const today = await request.today();
    if (receivedOn > today) return invalid('/receivedOn', 'is in the future');
    const agency = await readAgency(table, tenantId, agencyId);
    if (agency === undefined) return invalid('/agencyId', 'no such agency');
    const entity = await table.get(entityKey(tenantId, 'LEGAL-ENTITY', entityId));
    if (entity === undefined) return invalid('/entityId', 'no such legal entity');
    const bytes = Buffer.from(content);
    const sha256 = sha256Hex(bytes);
    const id = idFromDigest('agencyRemit', digestOf('agency-remit', tenantId, sha256));
    if ((await readAgencyRemit(table, tenantId, id)) !== undefined) {
      return fail({ kind: 'agency-remit-known', facts: { remitId: id } });
    }
    const read = readRemit(remitRecords(content), agency.remits);
    const late = read.ok ? read.value.lines.filter(({ paidOn }) => paidOn > today) : [];
    const faults = read.ok ? late.map(({ line }) => ({ line, detail: 'paid_on is in the future' })) : read.failure;
    if (!read.ok || faults.length > 0) {
      const errors = faults.slice(0, mostFaults).map(({ line, detail }): FieldError => {
        return { pointer: '/content', detail: `line ${line}: ${detail}` };
      });
      return fail({ kind: 'agency-remit-differs', errors });
    }
    const key = fileKey(tenantId, 'collection', `${sha256}.csv`);
    await files.put(key, bytes, 'text/csv; charset=utf-8');
    const remit: AgencyRemit = {
      ...{ id, version: 1, agencyId, entityId, receivedOn, reference, takenAt: request.at, takenBy: subject },
      ...{ state: 'posting', remits: agency.remits, sums: read.value.sums, done: 0 },
      ...{ fileKey: key, sha256, sizeBytes: bytes.length },
    };
    return ok({
      body: viewOf(remit),
      writes: [agencyRemitWrite(tenantId, remit)],
      audit: { action: 'agency-remit-received', entityId: id, facts: { agencyId, lines: remit.sums.lines } },
      due: [agencyRemitMessage(tenantId, id)],
    });
  },

  listAgencyRemits: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'AGENCY-REMIT' }, (item) => viewOf(agencyRemitOfItem(item)))),

  getAgencyRemit: async (request, { table }) => {
    const remit = await readAgencyRemit(table, request.principal.tenantId, request.params.agencyRemitId);
    return remit === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(remit) });
  },

  listRemitLines: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { agencyRemitId } = request.params;
    if ((await readAgencyRemit(table, tenantId, agencyRemitId)) === undefined) return fail({ kind: 'not-found' });
    const partitions = [remitLinesPartition(tenantId, agencyRemitId)];
    const { limit } = request.query;
    const page = await listPage(request, table, { partitions, index: true, limit }, (item) =>
      lineView(postedLineOfItem(item)),
    );
    return asRead(page, { action: 'agency-remit-read', entityId: agencyRemitId }, ({ items }) =>
      items.flatMap(({ parts }) => (parts ?? []).map(({ claimId }) => claimId)),
    );
  },
};
