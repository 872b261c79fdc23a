import type {
  Acknowledgement,
  FileAnswer,
  SaidVerdict,
  UnappliedReason,
} from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { AttachmentSending } from '../../shared/domain/attachment/attachment.ts';
import type { FileOutcome } from '../../shared/domain/claim/submission.ts';
import { idFromDigest, isId } from '../../shared/domain/identity/ids.ts';
import {
  type AnsweringEnvelope,
  answersEnvelope,
  plainEnvelope,
} from '../../shared/domain/trading-partner/trading-partner.ts';
import {
  fileAnswerWrite,
  type SentUnder,
  saidDigest,
  sentUnder,
  submissionAcknowledgementItem,
} from '../../shared/store/acknowledgements.ts';
import {
  attachmentRequestReopenedWrite,
  readAttachmentRequest,
  readSending,
  sentSendingWrite,
} from '../../shared/store/attachments.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import {
  type InquiryFile,
  inquiryFileItem,
  inquiryWrite,
  readInquiry,
  readInquiryFile,
} from '../../shared/store/inquiries.ts';
import { submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import type { Write } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import { isFileThere } from './already-there.ts';
import type { Applied, ApplyDeps, ApplyTask } from './context.ts';

/** A receiver's answer about a whole file, of whatever content. */
export interface SaidOfFile extends Pick<Acknowledgement, 'kind' | 'saidAt' | 'codes'> {
  readonly verdict: FileOutcome;
  /** Where the errors of a 997 or 999 are, with their codes. */
  readonly places?: readonly string[];
}

/** A file of inquiries or documents that was answered. */
interface AnsweredFile {
  take(said: SaidOfFile): Promise<Applied>;
}

/** What was sent: questions to a payer, or documents to a claim. */
type OtherSent =
  | { readonly kind: 'inquiries'; readonly file: InquiryFile }
  | { readonly kind: 'documents'; readonly file: AttachmentSending };

/** Finds the file of inquiries or documents that an answer is for; undefined when the control number is no such file's. */
export async function inquiryFileOf(
  task: ApplyTask,
  { about, envelope }: { readonly about: string; readonly envelope: AnsweringEnvelope },
  deps: ApplyDeps,
): Promise<AnsweredFile | UnappliedReason | undefined> {
  const { tenant } = task;
  const under = await sentUnder(deps.table, tenant, about);
  const sent = under === undefined ? undefined : await readOther(task, under, deps);
  if (sent === undefined) return undefined;
  const { receiverId, senderId = '' } = sent.file;
  const partner = await readPartnerTerms(deps.table, tenant, receiverId);
  // The partner’s terms may be newer than the file: its own sender, and the receiver’s plain id, count as well.
  const agreed = { ...(partner?.envelope ?? plainEnvelope(senderId, receiverId)), senderId };
  const isFor = answersEnvelope(envelope, agreed, [receiverId, ...(partner?.answersFrom ?? [])]);
  if (isFor !== 'yes') return isFor;
  return { take: (said) => taken(task, sent, { ...said, about }, deps) };
}

async function readOther(
  { tenant }: ApplyTask,
  { submissionId: id, claimId = '' }: SentUnder,
  { table }: ApplyDeps,
): Promise<OtherSent | undefined> {
  if (isId('inquiryFile', id)) {
    const file = await readInquiryFile(table, tenant, id);
    return file === undefined ? undefined : { kind: 'inquiries', file };
  }
  if (!isId('attachmentSending', id)) return undefined;
  const file = await readSending(table, tenant, claimId, id);
  return file === undefined ? undefined : { kind: 'documents', file };
}

/** At most this many codes and places of errors are shown. */
const faultsKept = 5;

/**
 * Stores the answer about the file. If the file was rejected, its questions fail, and its documents count as not sent.
 */
async function taken(
  task: ApplyTask,
  sent: OtherSent,
  { kind, saidAt, codes = [], places = [], verdict: given, about }: SaidOfFile & { readonly about: string },
  deps: ApplyDeps,
): Promise<Applied> {
  const { tenant, file: from } = task;
  const { id } = sent.file;
  const key = submissionAcknowledgementKey(tenant, id, saidAt, saidDigest([kind, given, codes]));
  const isCopy = given === 'rejected' && (await isFileThere(task, sent.file, { kind, codes }, deps));
  const verdict: SaidVerdict = isCopy ? 'already-there' : given;
  const answer: FileAnswer = { kind, about, submissionId: id, verdict };
  if ((await deps.table.get(key)) !== undefined) {
    const row = fileAnswerWrite(tenant, from.id, from.steps, { ...answer, isRepeated: true });
    return { parts: 1, counts: { repeated: 1 }, writes: [row] };
  }
  const at = deps.now().toISOString();
  const said = { kind, receivedAt: from.receivedAt, fileId: from.id, saidAt, submissionId: id, verdict, codes };
  const name = kind === 'TA1' ? 'interchangeAnswer' : 'functionalAnswer';
  // A rejected file stays rejected: the questions may have been asked again since.
  const isOver = isCopy || sent.file[name] === 'rejected';
  const isRejected = verdict === 'rejected' && !isOver;
  const faults = [...codes, ...places].slice(0, faultsKept);
  return {
    parts: 1,
    counts: isCopy ? { repeated: 1 } : {},
    writes: [
      { put: submissionAcknowledgementItem(key, said) },
      ...(isOver ? [] : await fileWrites(tenant, sent, { name, verdict: given }, { at, faults, deps })),
      ...(isRejected ? [rejectedWrite(tenant, sent, { fileId: from.id, kind, codes: faults.join(', ') }, at)] : []),
      fileAnswerWrite(tenant, from.id, from.steps, answer),
    ],
  };
}

/** The answer to store, and the attribute for it. */
interface Noted {
  readonly name: 'interchangeAnswer' | 'functionalAnswer';
  readonly verdict: FileOutcome;
}

async function fileWrites(
  tenant: ApplyTask['tenant'],
  sent: OtherSent,
  { name, verdict }: Noted,
  { at, faults, deps }: { readonly at: string; readonly faults: readonly string[]; readonly deps: ApplyDeps },
): Promise<Write[]> {
  const isRejected = verdict === 'rejected';
  if (sent.kind === 'documents') {
    const after = { ...sent.file, [name]: verdict };
    if (!isRejected) return [sentSendingWrite(tenant, sent.file, after)];
    const { requestId } = sent.file;
    const request = requestId === undefined ? undefined : await readAttachmentRequest(deps.table, tenant, requestId);
    return [
      sentSendingWrite(tenant, sent.file, { ...after, state: 'failed', fault: 'file-rejected' }),
      ...(request?.state === 'answered' ? [attachmentRequestReopenedWrite(tenant, request)] : []),
    ];
  }
  const noted: Write = { put: inquiryFileItem(tenant, { ...sent.file, [name]: verdict }) };
  if (!isRejected) return [noted];
  const inquiries = await Promise.all(sent.file.inquiryIds.map((id) => readInquiry(deps.table, tenant, id)));
  const state = { kind: 'failed', failedAt: at, fault: 'file-rejected', places: faults } as const;
  return [
    noted,
    ...inquiries.flatMap((inquiry) =>
      inquiry?.state.kind === 'sent' && inquiry.state.fileId === sent.file.id
        ? [inquiryWrite(tenant, inquiry, { ...inquiry, state })]
        : [],
    ),
  ];
}

/** Opens an exception. Until a person resolves it, the payer has not received the questions or documents. */
function rejectedWrite(
  tenant: ApplyTask['tenant'],
  { kind, file }: OtherSent,
  facts: { readonly fileId: string; readonly kind: string; readonly codes: string },
  openedAt: string,
): Write {
  const id = idFromDigest('exception', digestOf('inquiry-file-rejected', tenant, file.id));
  const own = kind === 'documents' ? { claimId: file.claimId } : {};
  const about = { ...own, facts: { ...facts, of: kind, sentFileId: file.id, receiverId: file.receiverId } };
  return exceptionWrite(tenant, { id, code: 'inquiry-file-rejected', openedAt, ...about });
}
