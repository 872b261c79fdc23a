import {
  type AttachmentSending,
  type SendingFault,
  type SentDocument,
  sendingBytes,
  sendingFaults,
} from '../../shared/domain/attachment/attachment.ts';
import { wasSent } from '../../shared/domain/claim/answered-filing.ts';
import { parseClaimId, type TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import {
  attachmentRequestEndedWrite,
  newSendingWrite,
  readAttachmentRequest,
  readSending,
  readSendings,
  sendingMessage,
} from '../../shared/store/attachments.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { readAttachedDocuments } from '../../shared/store/documentation.ts';
import { readEncounter } from '../../shared/store/encounters.ts';
import { fileKey } from '../../shared/store/files.ts';
import { readPayerChannel } from '../../shared/store/inquiries.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { SendingView } from './attachment-schema.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';

/** Documents for claims, sent in 275s. */
export const attachmentOperations: ClaimsOperations<'sendAttachments' | 'listSentAttachments' | 'getSentAttachment'> = {
  sendAttachments: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance?.encounterId === undefined) return fail({ kind: 'not-found' });
    const { claimId, encounterId } = balance;
    // The payer that has the claim: one that was not asked cannot match documents, and must not see them.
    const filing = balance.filings.findLast(({ state }) => wasSent(state));
    const share = filing === undefined ? undefined : balance.payers[filing.share];
    if (share === undefined) return fail({ kind: 'claim-not-with-payer' });
    const asked = await requestNamed(request, claimId, table);
    if (!asked.ok) return asked;
    const documents = await documentsOf(request, encounterId, asked.value?.trace, table);
    if (!documents.ok) return documents;
    const { channel } = await readPayerChannel(table, tenantId, share.payerId);
    if (channel === undefined) return fail({ kind: 'inquiry-channel-missing' });
    const sending: AttachmentSending = {
      ...{ id: request.newId('attachmentSending'), claimId, encounterId, receiverId: channel.receiverId },
      ...{ payerId: share.payerId, coverageId: share.coverageId, release: request.body.release },
      ...{ documents: documents.value, ...present({ requestId: asked.value?.id }) },
      ...{ requestedAt: request.at, requestedBy: subject, state: 'requested' },
    };
    const ended: readonly Write<Failure>[] =
      asked.value === undefined
        ? []
        : [
            attachmentRequestEndedWrite<Failure>(
              tenantId,
              { ...asked.value, state: 'answered', ended: { by: subject, at: request.at } },
              { kind: 'attachment-request-over' },
            ),
          ];
    return ok({
      body: sendingView(sending),
      writes: [newSendingWrite(tenantId, sending), ...ended],
      audit: {
        action: 'attachments-submitted',
        entityId: claimId,
        facts: { sendingId: sending.id, documents: sending.documents.length },
      },
      due: [sendingMessage(tenantId, sending)],
    });
  },

  listSentAttachments: async (request, { table }) => {
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const items = (await readSendings(table, request.principal.tenantId, balance.claimId)).map(sendingView);
    return ok({ body: { items } });
  },

  getSentAttachment: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { claimId, sendingId } = request.params;
    const sending = parseClaimId(claimId).ok ? await readSending(table, tenantId, claimId, sendingId) : undefined;
    if (sending?.sha256 === undefined || sending.sizeBytes === undefined) return fail({ kind: 'not-found' });
    const { id, sha256, sizeBytes } = sending;
    const body = await signedFile(files, fileKey(tenantId, 'inquiry', `${id}.275`), { sha256, sizeBytes });
    return ok({ body, writes: [], audit: { action: 'attachments-read', entityId: claimId, facts: { sendingId: id } } });
  },
};

/** The payer's request that is answered, if one is named: it must be about this claim, and still open. */
async function requestNamed({ body, principal }: ClaimsRequest<'sendAttachments'>, claimId: string, table: Table) {
  const { requestId } = body;
  if (requestId === undefined) return ok(undefined);
  const found = await readAttachmentRequest(table, principal.tenantId, requestId);
  if (found?.claimId !== claimId) {
    return fail({
      kind: 'not-found',
      errors: [{ pointer: '/requestId', detail: 'the claim has no such request' }],
    } as Failure);
  }
  return found.state === 'open' ? ok(found) : fail({ kind: 'attachment-request-over' } as Failure);
}

/**
 * The documents to send: those that are named, or those that the claim lists as sent electronically. An answer to a
 * request returns the payer's number.
 */
async function documentsOf(
  { body, principal }: ClaimsRequest<'sendAttachments'>,
  encounterId: string,
  trace: string | undefined,
  table: Table,
): Promise<Result<readonly SentDocument[], Failure>> {
  const named = body.documents ?? (await electronicOnes(table, principal.tenantId, encounterId));
  if (named.length === 0) return fail({ kind: 'attachments-missing' });
  const known = new Map(
    (await readAttachedDocuments(table, principal.tenantId, encounterId)).map((each) => [each.id, each]),
  );
  const errors = named.flatMap(({ documentId }, index) =>
    known.has(documentId)
      ? []
      : [{ pointer: `/documents/${index}/documentId`, detail: 'the encounter has no such document' }],
  );
  if (errors.length > 0) return fail({ kind: 'not-found', errors });
  const bytes = named.reduce((sum, { documentId }) => sum + (known.get(documentId)?.sizeBytes ?? 0), 0);
  if (bytes > sendingBytes) return fail({ kind: 'attachments-too-large' });
  return ok(
    named.map(({ documentId, controlNumber }) => ({ documentId, controlNumber: trace ?? controlNumber ?? documentId })),
  );
}

async function electronicOnes(table: Table, tenant: TenantId, encounterId: string) {
  const encounter = await readEncounter(table, tenant, encounterId);
  return (encounter?.attachments ?? []).flatMap(({ transmission, documentId, controlNumber }) =>
    transmission === 'EL' && documentId !== undefined ? [{ documentId, ...present({ controlNumber }) }] : [],
  );
}

function sendingView({
  fault,
  documents,
  encounterId: _encounter,
  receiverId: _receiver,
  senderId: _sender,
  coverageId: _coverage,
  ...rest
}: AttachmentSending): SendingView {
  const code = fault as SendingFault | undefined;
  return {
    ...rest,
    documents: documents.map((document) => ({ ...document })),
    ...present({ fault: code && { code, detail: sendingFaults[code] } }),
  };
}
