import type { Correspondence } from '../../shared/domain/correspondence/correspondence.ts';
import { present } from '../../shared/domain/present.ts';
import {
  documentTypeOf,
  type ReceivedDocument,
  waitingAgain,
} from '../../shared/domain/received-document/received-document.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile, signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { correspondenceWrite } from '../../shared/store/correspondence.ts';
import { fileKey } from '../../shared/store/files.ts';
import { documentsOfMonth, waitingDocuments } from '../../shared/store/keys/task.ts';
import {
  correspondenceFileKey,
  readReceivedDocument,
  receivedDocument,
  receivedDocumentIdOf,
  receivedDocumentOfItem,
  receivedDocumentWrite,
} from '../../shared/store/received-documents.ts';
import { readParty, readSubject } from './about.ts';
import type { correspondenceApi } from './api.ts';
import type { CorrespondenceDeps, CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { auditOf, followUpWrites } from './correspondence.ts';
import { correspondenceView } from './views.ts';

type DocumentView = AnswerOf<(typeof correspondenceApi)['getReceivedDocument']>;

// The API shows what is stored. The types differ only in `readonly`.
const documentView = (document: ReceivedDocument): DocumentView => document as unknown as DocumentView;

/** Uploads share one name whatever their form; a received document has a name of its own. */
const uploadKey = (tenant: Parameters<typeof fileKey>[0], sha256: string) =>
  fileKey(tenant, 'document', `${sha256}.upload`);

export const documentOperations: CorrespondenceOperations<
  | 'createReceivedDocumentUpload'
  | 'registerReceivedDocument'
  | 'listReceivedDocuments'
  | 'getReceivedDocument'
  | 'getReceivedDocumentFile'
  | 'fileReceivedDocument'
  | 'discardReceivedDocument'
  | 'restoreReceivedDocument'
> = {
  createReceivedDocumentUpload: async (request, { files }) => {
    const key = uploadKey(request.principal.tenantId, request.body.sha256);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  registerReceivedDocument: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { sha256, channel } = request.body;
    const known = await readReceivedDocument(table, tenantId, receivedDocumentIdOf(tenantId, sha256));
    if (known !== undefined) return ok({ body: documentView(known), status: 200, version: known.version });
    const from = uploadKey(tenantId, sha256);
    if ((await files.head(from)) === undefined) return fail({ kind: 'received-document-not-uploaded' });
    const bytes = await files.get(from);
    const mediaType = documentTypeOf(bytes);
    if (mediaType === undefined) return fail({ kind: 'document-unreadable' });
    const file = { sha256, sizeBytes: bytes.length, mediaType };
    await files.put(correspondenceFileKey(tenantId, file), bytes, mediaType);
    const { document, ...change } = receivedDocument(tenantId, { channel, file, from: { by: subject } }, request.at);
    return ok({ body: documentView(document), version: 1, ...change });
  },

  listReceivedDocuments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { month, limit } = request.query;
    const partitions = [month === undefined ? waitingDocuments(tenantId) : documentsOfMonth(tenantId, month)];
    const marks = askedMarks(request);
    const page = await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => ({
      ...documentView(receivedDocumentOfItem(item)),
      ...present({ mark }),
    }));
    return asRead(page, { action: 'received-documents-read', entityId: 'received-documents' }, () => []);
  },

  getReceivedDocument: async (request, { table }) => {
    const document = await readReceivedDocument(table, request.principal.tenantId, request.params.receivedDocumentId);
    if (document === undefined) return fail({ kind: 'not-found' });
    return ok({ body: documentView(document), version: document.version, writes: [], audit: readOf(document) });
  },

  getReceivedDocumentFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const document = await readReceivedDocument(table, tenantId, request.params.receivedDocumentId);
    if (document === undefined) return fail({ kind: 'not-found' });
    const body = await signedFile(files, correspondenceFileKey(tenantId, document.file), document.file);
    return ok({ body, writes: [], audit: readOf(document) });
  },

  fileReceivedDocument: async (request, deps) => {
    const found = await seenDocument(request, deps, 'waiting');
    if (!found.ok) return found;
    const { table } = deps;
    const { principal, body, at } = request;
    const { tenantId, subject: by } = principal;
    const subject = await readSubject(table, tenantId, body.about);
    if (!subject.ok) return subject;
    const party = await readParty(table, tenantId, body.with, subject.value.account);
    if (!party.ok) return party;
    const { followUpOn, summary, person, referenceNumber, outcome } = body;
    if (followUpOn !== undefined && followUpOn < (await request.today())) {
      return invalid('/followUpOn', 'has passed');
    }
    const { id, channel, receivedAt, file, version } = found.value;
    const record: Correspondence = {
      ...{ id: request.newId('correspondence'), version: 1, channel, direction: 'in', with: body.with },
      ...{ about: subject.value.about, at: receivedAt, recordedAt: at, recordedBy: by, summary, notes: [], file },
      ...{ receivedDocumentId: id, ...present({ person, referenceNumber, outcome }) },
    };
    const filed = { at, by, correspondenceId: record.id };
    return ok({
      body: correspondenceView(record),
      version: 1,
      writes: [
        correspondenceWrite(tenantId, record),
        receivedDocumentWrite(tenantId, { ...found.value, version: version + 1, state: 'filed', filed }),
        ...(await followUpWrites(table, request, record, followUpOn)),
      ],
      audit: auditOf('correspondence-recorded', record),
    });
  },

  discardReceivedDocument: async (request, deps) => {
    const found = await seenDocument(request, deps, 'waiting');
    if (!found.ok) return found;
    const discarded = { at: request.at, by: request.principal.subject, reason: request.body.reason };
    const after: ReceivedDocument = { ...found.value, version: found.value.version + 1, state: 'discarded', discarded };
    return changed(request, after, 'received-document-dismissed');
  },

  restoreReceivedDocument: async (request, deps) => {
    const found = await seenDocument(request, deps, 'discarded');
    return found.ok ? changed(request, waitingAgain(found.value), 'received-document-restored') : found;
  },
};

type SeenRequest = Pick<CorrespondenceRequest<'discardReceivedDocument'>, 'principal' | 'params' | 'expectedVersion'>;

function changed(
  { principal }: Pick<SeenRequest, 'principal'>,
  document: ReceivedDocument,
  action: 'received-document-dismissed' | 'received-document-restored',
) {
  return ok({
    body: documentView(document),
    version: document.version,
    writes: [receivedDocumentWrite(principal.tenantId, document)],
    audit: { action, entityId: document.id } as const,
  });
}

/** A document in the version that the request names, and in a state that allows the action. */
async function seenDocument(
  { principal, params, expectedVersion }: SeenRequest,
  { table }: Pick<CorrespondenceDeps, 'table'>,
  state: 'waiting' | 'discarded',
): Promise<Result<ReceivedDocument, Failure>> {
  const document = await readReceivedDocument(table, principal.tenantId, params.receivedDocumentId);
  if (document === undefined) return fail({ kind: 'not-found' });
  if (document.version !== expectedVersion) return fail({ kind: 'version-changed' });
  if (document.state === state) return ok(document);
  return fail({ kind: state === 'waiting' ? 'document-not-waiting' : 'document-not-discarded' });
}

const readOf = ({ id }: ReceivedDocument) => ({ action: 'received-documents-read', entityId: id }) as const;
