import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Inquiry } from '../../shared/domain/inquiry/inquiry.ts';
import type { Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { clockIn, dayIn } from '../../shared/domain/time/time-zone.ts';
import { controlNumberRow } from '../../shared/store/acknowledgements.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { deliveryBegunWrites, otherDelivery } from '../../shared/store/deliveries.ts';
import { inquiryTarget } from '../../shared/store/delivery-targets.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import {
  type InquiryFile,
  inquiryFileItem,
  inquiryOfItem,
  inquiryWrite,
  readChannel,
  readInquiry,
  readInquiryFile,
} from '../../shared/store/inquiries.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { queuedInquiryKey } from '../../shared/store/keys/inquiry.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import type { AskDeps } from './context.ts';
import { envelopeOf, interchangeFacts, nextControlNumber } from './envelope.ts';
import { failed } from './fail-inquiry.ts';
import { letGoOfDecided } from './let-go.ts';
import { documentIfThere, type Question, questionOf, transactions, writeQuestions } from './questions.ts';

/**
 * At most this many inquiries are in a file: one transaction takes them out of the queue. A 278 (005010X217) has room for
 * one patient event, and its file for one 278, so that a 999 speaks of one request.
 */
const inquiriesPerFile: Readonly<Record<Inquiry['kind'], number>> = {
  eligibility: 40,
  'claim-status': 40,
  'prior-authorization': 1,
};

const prefix = 'QUEUED#';
const pendingPrefix = 'FILE#';

/** Writes everything that waits for a receiver into files. Then lets go of earlier questions that nobody asks any more. */
export async function writeFiles(tenant: TenantId, receiverId: string, deps: AskDeps): Promise<void> {
  await writeWaiting(tenant, receiverId, deps);
  await letGoOfDecided(tenant, deps);
}

/** Writes one kind and one submitter per file. */
async function writeWaiting(tenant: TenantId, receiverId: string, deps: AskDeps): Promise<void> {
  const { table } = deps;
  const { pk: partition } = queuedInquiryKey(tenant, receiverId, '');
  // Inquiries that an earlier attempt collected and did not write.
  for (const { fileId } of await table.queryAll({ partition, prefix: pendingPrefix })) {
    await writeFile(tenant, fileId as string, deps);
  }
  for (;;) {
    const rows = await table.queryAll({ partition, prefix });
    if (rows.length === 0) return;
    const items = await table.batchGet(rows.map(({ inquiryId }) => entityKey(tenant, 'INQUIRY', inquiryId as string)));
    const waiting = items.flatMap((item) => (item === undefined ? [] : [inquiryOfItem(item)]));
    const over = rows.filter(
      ({ inquiryId }) => !waiting.some(({ id, state }) => id === inquiryId && state.kind === 'queued'),
    );
    // Inquiries that were cancelled since.
    for (const { pk, sk } of over) await table.transact([{ delete: { pk, sk } }]);
    const queued = waiting.filter(({ state }) => state.kind === 'queued');
    const first = queued[0];
    if (first === undefined) return;
    const submitterOf = await submitters(
      tenant,
      { receiverId, providerIds: queued.map((each) => each.providerId) },
      table,
    );
    const isAlike = ({ kind, providerId }: Inquiry): boolean =>
      kind === first.kind && submitterOf(providerId) === submitterOf(first.providerId);
    const together = queued.filter(isAlike).slice(0, inquiriesPerFile[first.kind]);
    const fileId = await collect(tenant, together, deps);
    if (fileId === undefined) throw new Error('inquiries-changed');
    await writeFile(tenant, fileId, deps);
  }
}

/**
 * The submitter of each provider's questions, who sends their file; the same for all where the channel or the trading
 * partner names the sender.
 * Undefined for a provider that does not bill.
 */
async function submitters(
  tenant: TenantId,
  { receiverId, providerIds }: { readonly receiverId: string; readonly providerIds: readonly string[] },
  table: Table,
): Promise<(providerId: string) => string | undefined> {
  const channel = await readChannel(table, tenant, receiverId);
  const partner = await readPartnerTerms(table, tenant, receiverId);
  const senderId = channel?.senderId ?? partner?.envelope.senderId;
  if (senderId !== undefined) return () => senderId;
  const ids = [...new Set(providerIds)];
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'PROVIDER', id)));
  const providers = items.map((item) => documentIfThere(item) as Provider | undefined);
  const known = new Map(ids.map((id, place) => [id, providers[place]?.billing?.submitter.id]));
  return (providerId) => known.get(providerId);
}

/**
 * Takes inquiries out of the queue for one file, all or none.
 * @returns the file's id; undefined when another worker was faster
 */
async function collect(
  tenant: TenantId,
  inquiries: readonly Inquiry[],
  { table, now }: AskDeps,
): Promise<string | undefined> {
  const at = now().toISOString();
  const [first] = inquiries as readonly [Inquiry];
  const { receiverId, kind } = first;
  const controlNumber = await nextControlNumber(tenant, table);
  const id = idFromDigest('inquiryFile', digestOf('inquiry-file', tenant, controlNumber));
  const file: InquiryFile = {
    id,
    receiverId,
    kind,
    createdAt: at,
    controlNumber,
    inquiryIds: inquiries.map((each) => each.id),
    state: 'collected',
  };
  const { pk } = queuedInquiryKey(tenant, receiverId, '');
  const written = await table.transact([
    { put: inquiryFileItem(tenant, file), condition: { absent: true } },
    controlNumberRow(tenant, controlNumber, id),
    { put: { pk, sk: `${pendingPrefix}${id}`, type: 'queued-inquiry', schemaVersion: 1, fileId: id } },
    ...inquiries.flatMap((inquiry): Write[] => [
      inquiryWrite(tenant, inquiry, { ...inquiry, state: { kind: 'sent', sentAt: at, fileId: id } }),
      { delete: queuedInquiryKey(tenant, receiverId, inquiry.id) },
    ]),
  ]);
  return written.ok ? id : undefined;
}

/** Writes the file of the collected inquiries. One that can no longer be asked fails alone; the others are sent. */
async function writeFile(tenant: TenantId, fileId: string, deps: AskDeps): Promise<void> {
  const { table, files, now, usage } = deps;
  const file = await readInquiryFile(table, tenant, fileId);
  if (file === undefined) return;
  const pending = { pk: queuedInquiryKey(tenant, file.receiverId, '').pk, sk: `${pendingPrefix}${fileId}` };
  const channel = await readChannel(table, tenant, file.receiverId);
  const { timeZone } = await readOffice(table, tenant);
  const [createdOn, createdTime] = [dayIn(timeZone, file.createdAt), clockIn(timeZone, file.createdAt)];
  const key = fileKey(tenant, 'inquiry', `${fileId}.${transactions[file.kind].type}`);
  if ((await files.head(key)) === undefined) {
    const questions: Question[] = [];
    for (const inquiryId of file.inquiryIds) {
      const inquiry = await readInquiry(table, tenant, inquiryId);
      if (inquiry === undefined || inquiry.state.kind !== 'sent') continue;
      if (channel === undefined) {
        await failed(tenant, inquiry, { fault: 'channel-missing' }, deps);
        continue;
      }
      const question = await questionOf(tenant, inquiry, table, createdOn);
      const one = question.ok ? trial(question.value) : undefined;
      if (!question.ok) await failed(tenant, inquiry, { fault: question.failure }, deps);
      else if (one !== undefined) await failed(tenant, inquiry, { fault: 'not-writable', places: one }, deps);
      else questions.push(question.value);
    }
    const [first] = questions;
    if (channel !== undefined && first !== undefined) {
      const partner = await readPartnerTerms(table, tenant, file.receiverId);
      const { submitterId } = first;
      const { controlNumber } = file;
      const envelope = envelopeOf({ channel, partner, submitterId, controlNumber, createdOn, createdTime, usage });
      const written = writeQuestions(questions, { reference: fileId, createdOn, createdTime, envelope });
      if (!written.ok) throw new Error('inquiry-file-unwritable');
      await files.put(key, Buffer.from(written.value, 'latin1'), 'application/edi-x12');
    }
  }
  const bytes = (await files.head(key)) === undefined ? undefined : await files.get(key);
  const at = now().toISOString();
  const written = bytes && { sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  const { receiverId } = file;
  const target = await inquiryTarget(table, tenant, receiverId);
  const name = `${file.controlNumber}.${transactions[file.kind].type}`;
  const leaving =
    written === undefined || target === undefined
      ? []
      : deliveryBegunWrites(
          tenant,
          otherDelivery({ id: fileId, receiverId, fileName: name, fileKey: key, ...written }, target, {
            ...{ number: 1, at, by: 'ask-payers' },
          }),
          at,
        );
  const facts = { inquiries: file.inquiryIds.length };
  await table.transact([
    {
      update: entityKey(tenant, 'INQUIRY-FILE', fileId),
      set: { state: 'written', ...written, ...present({ senderId: bytes && interchangeFacts(bytes).senderId }) },
    },
    { delete: pending },
    ...leaving,
    workerAudit('ask-payers', tenant, at, { action: 'inquiry-file-written', entityId: fileId, facts }),
  ]);
}

/** Why a single question cannot be written; undefined when it can. */
function trial(question: Question): readonly string[] | undefined {
  const [createdOn, createdTime] = ['2000-01-01' as Parameters<typeof envelopeOf>[0]['createdOn'], '0000'];
  const channel = { receiverId: 'TRIAL', version: 0, usage: 'test', via: { kind: 'file', everyMinutes: 1 } } as const;
  const numbered = { controlNumber: '000000001', createdOn, createdTime, usage: 'T' } as const;
  const envelope = envelopeOf({ channel, submitterId: 'TRIAL', ...numbered });
  const written = writeQuestions([question], { reference: 'TRIAL', createdOn, createdTime, envelope });
  return written.ok ? undefined : written.failure.problems.slice(0, 5).map(({ kind, place }) => `${kind} ${place}`);
}
