import type { AttachmentSending, SendingFault } from '../../shared/domain/attachment/attachment.ts';
import { subscriberParty } from '../../shared/domain/claim/assemble/parties.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { numberWithPayer } from '../../shared/domain/practice/coverage.ts';
import type { Coverage, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { clockIn, dayIn } from '../../shared/domain/time/time-zone.ts';
import { attemptsBeforeEnd, type Delivery } from '../../shared/runtime/queue-handler.ts';
import { controlNumberRow } from '../../shared/store/acknowledgements.ts';
import {
  attachmentRequestReopenedWrite,
  readAttachmentRequest,
  readSending,
  sendingWrite,
} from '../../shared/store/attachments.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { deliveryBegunWrites, otherDelivery } from '../../shared/store/deliveries.ts';
import { inquiryTarget } from '../../shared/store/delivery-targets.ts';
import { readAttachedDocuments } from '../../shared/store/documentation.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readChannel } from '../../shared/store/inquiries.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Item } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import { type AttachmentsOf, type DocumentOf, writeAttachments } from '../../shared/x12/275/write-attachments.ts';
import type { AskDeps } from './context.ts';
import { envelopeOf, interchangeFacts, nextControlNumber } from './envelope.ts';
import { providerParty } from './questions.ts';

/** The format name of a document in a 275, by its media type. */
const forms: Readonly<Record<string, string>> = {
  'application/pdf': 'MB',
  'text/plain': 'TX',
  'application/xml': 'HL',
  'text/xml': 'HL',
};

const formOf = (mediaType: string): string => forms[mediaType] ?? (mediaType.startsWith('image/') ? 'IA' : 'MB');

/** Writes the file of the documents that a person asked to send, once. */
export async function sendAttachments(
  tenant: TenantId,
  { claimId, sendingId }: { readonly claimId: string; readonly sendingId: string },
  { receiveCount }: Pick<Delivery, 'receiveCount'>,
  deps: AskDeps,
): Promise<void> {
  const { table, files, now, usage } = deps;
  const sending = await readSending(table, tenant, claimId, sendingId);
  if (sending?.state !== 'requested') return;
  if (receiveCount > attemptsBeforeEnd) return failed(tenant, sending, 'broke-off', deps);
  const channel = await readChannel(table, tenant, sending.receiverId);
  if (channel === undefined) return failed(tenant, sending, 'channel-missing', deps);
  const content = await contentOf(tenant, sending, deps);
  if (content === undefined) return failed(tenant, sending, 'record-missing', deps);
  const { timeZone } = await readOffice(table, tenant);
  const createdOn = dayIn(timeZone, sending.requestedAt);
  const controlNumber = sending.controlNumber ?? (await nextControlNumber(tenant, table));
  const partner = await readPartnerTerms(table, tenant, channel.receiverId);
  const submitterId = content.submitter.id;
  const createdTime = clockIn(timeZone, sending.requestedAt);
  const numbered = { submitterId, controlNumber, createdOn, createdTime, usage };
  const envelope = envelopeOf({ channel, partner, ...numbered });
  const written = writeAttachments(content, sending.release, { envelope, reference: sendingId, createdOn });
  if (!written.ok) return failed(tenant, sending, 'not-writable', deps);
  const key = fileKey(tenant, 'inquiry', `${sendingId}.275`);
  // A file of an earlier attempt is kept: the receiver may have fetched it.
  if ((await files.head(key)) === undefined)
    await files.put(key, Buffer.from(written.value, 'latin1'), 'application/edi-x12');
  const bytes = await files.get(key);
  const at = now().toISOString();
  const file = { sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  // The envelope of the kept file, if an earlier attempt wrote one.
  const own = interchangeFacts(bytes);
  const facts = { ...file, ...own, writtenAt: at };
  const { receiverId } = sending;
  const target = await inquiryTarget(table, tenant, receiverId);
  const about = { id: sendingId, receiverId, fileName: `${sendingId}.275`, fileKey: key, ...file };
  const leaving =
    target === undefined
      ? []
      : deliveryBegunWrites(tenant, otherDelivery(about, target, { number: 1, at, by: 'ask-payers' }), at);
  const audit = workerAudit('ask-payers', tenant, at, {
    action: 'attachments-written',
    entityId: claimId,
    facts: { sendingId },
  });
  await table.transact([
    sendingWrite(tenant, { ...sending, ...facts, state: 'written' }),
    controlNumberRow(tenant, own.controlNumber, sendingId, claimId),
    ...leaving,
    audit,
  ]);
}

/** Ends a sending without a file. The payer’s request that it was to answer waits again. */
async function failed(
  tenant: TenantId,
  sending: AttachmentSending,
  fault: SendingFault,
  { table, now }: AskDeps,
): Promise<void> {
  const { requestId } = sending;
  const request = requestId === undefined ? undefined : await readAttachmentRequest(table, tenant, requestId);
  const facts = { sendingId: sending.id, fault };
  const audit = workerAudit('ask-payers', tenant, now().toISOString(), {
    action: 'attachments-failed',
    entityId: sending.claimId,
    facts,
  });
  const reopened = request?.state === 'answered' ? [attachmentRequestReopenedWrite(tenant, request)] : [];
  await table.transact([sendingWrite(tenant, { ...sending, state: 'failed', fault }), audit, ...reopened]);
}

const documentIfThere = (item: Item | undefined): unknown => (item === undefined ? undefined : documentOfItem(item));

async function contentOf(
  tenant: TenantId,
  sending: AttachmentSending,
  { table, files }: AskDeps,
): Promise<AttachmentsOf | undefined> {
  const { claimId, payerId, coverageId, encounterId, requestId } = sending;
  const [balance] = await readBalances(table, tenant, [claimId]);
  if (balance?.patientId === undefined) return undefined;
  const items = await table.batchGet([
    entityKey(tenant, 'PATIENT', balance.patientId),
    coverageKey(tenant, balance.patientId, coverageId),
    entityKey(tenant, 'PAYER', payerId),
    entityKey(tenant, 'PROVIDER', balance.billingProviderId),
  ]);
  const [patient, coverage, payer, provider] = items.map(documentIfThere) as [Patient?, Coverage?, Payer?, Provider?];
  if (patient === undefined || coverage === undefined || payer === undefined || provider?.billing === undefined)
    return undefined;
  const request = requestId === undefined ? undefined : await readAttachmentRequest(table, tenant, requestId);
  const known = new Map((await readAttachedDocuments(table, tenant, encounterId)).map((each) => [each.id, each]));
  const documents: DocumentOf[] = [];
  for (const [index, { documentId, controlNumber }] of sending.documents.entries()) {
    const document = known.get(documentId);
    if (document === undefined) return undefined;
    const bytes = await files.get(fileKey(tenant, 'attachment', document.sha256));
    // Documents answer the requested items in order; the last code applies to all further ones.
    const wanted = (request?.wanted[index] ?? request?.wanted.at(-1))?.code;
    documents.push({ controlNumber, form: formOf(document.mediaType), bytes, ...present({ wanted }) });
  }
  const { name } = subscriberParty(0, { patient, coverage: { ...coverage, relationship: '18' }, payer });
  const { submitter } = provider.billing;
  const { submitterName } = await readOffice(table, tenant);
  const party = providerParty(provider);
  return {
    payer: { name: payer.name, id: payer.claimPayerId },
    provider: party,
    // As in claim files (1000A): the office’s own name, or else that of the billing provider.
    submitter: {
      name: submitterName === undefined ? party.name : { kind: 'organization', name: submitterName },
      id: submitter.id,
    },
    patient: { name, memberId: numberWithPayer(coverage) },
    patientControlNumber: balance.controlNumber ?? claimId,
    serviceFrom: balance.serviceFrom,
    isAnswer: requestId !== undefined,
    documents,
    ...present({ payerClaimNumber: request?.payerClaimNumber }),
  };
}
