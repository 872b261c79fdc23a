import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedFile, signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { fileKey } from '../../shared/store/files.ts';
import { type InquiryFile, readInquiryFile } from '../../shared/store/inquiries.ts';
import {
  answerFileOfItem,
  answersReadAgain,
  type InquiryAnswerFile,
  inquiryAnswerIdOf,
  readAnswerFile,
  receivedAnswers,
} from '../../shared/store/inquiry-answers.ts';
import type { Item } from '../../shared/store/table.ts';
import type { InquiriesOperations } from './context.ts';

/** The file name extension for each kind of inquiry. */
const endings = { eligibility: '270', 'claim-status': '276', 'prior-authorization': '278' } as const;

export const fileOperations: InquiriesOperations<
  'listInquiryFiles' | 'getInquiryFile' | 'createInquiryAnswerUpload' | 'createInquiryAnswer' | 'listInquiryAnswers'
> = {
  listInquiryFiles: async (request, { table }) => {
    const viewOf = (item: Item) => {
      const { inquiryIds, senderId: _sender, ...file } = documentOfItem<InquiryFile>(item);
      return { ...file, inquiries: inquiryIds.length };
    };
    return asAnswer(await listMonth(request, table, { entity: 'INQUIRY-FILE' }, viewOf));
  },

  getInquiryFile: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const file = await readInquiryFile(table, tenantId, request.params.fileId);
    // Without bytes: when the file was written, none of its questions could be asked any more.
    if (file?.sha256 === undefined || file.sizeBytes === undefined) return fail({ kind: 'not-found' });
    const { sha256, sizeBytes } = file;
    const key = fileKey(tenantId, 'inquiry', `${file.id}.${endings[file.kind]}`);
    const body = await signedFile(files, key, { sha256, sizeBytes });
    return ok({ body, writes: [], audit: { action: 'inquiry-file-read', entityId: file.id } });
  },

  createInquiryAnswerUpload: async (request, { files }) => {
    const key = fileKey(request.principal.tenantId, 'inquiry', `${request.body.sha256}.edi`);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  createInquiryAnswer: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { sha256 } = request.body;
    const known = await readAnswerFile(table, tenantId, inquiryAnswerIdOf(tenantId, sha256));
    if (known?.state === 'broke-off') {
      const { write, due } = answersReadAgain(tenantId, known, request.at);
      return ok({
        body: answerView({ ...known, state: 'received' }),
        writes: [{ ...write, orElse: { kind: 'write-conflict' } }],
        audit: { action: 'inquiry-answers-received', entityId: known.id, facts: { sizeBytes: known.sizeBytes } },
        due: [due],
      });
    }
    if (known !== undefined) return ok({ body: answerView(known) });
    const sizeBytes = await files.head(fileKey(tenantId, 'inquiry', `${sha256}.edi`));
    if (sizeBytes === undefined || sizeBytes > largestFileBytes.inquiry) return fail({ kind: 'file-not-uploaded' });
    const { file, writes, audit, due } = receivedAnswers(tenantId, { sha256, sizeBytes }, request.at);
    return ok({
      body: answerView(file),
      writes: writes.map((write) => ({ ...write, orElse: { kind: 'write-conflict' } })),
      audit,
      due,
    });
  },

  listInquiryAnswers: async (request, { table }) =>
    asAnswer(
      await listMonth(request, table, { entity: 'INQUIRY-ANSWER' }, (item) => answerView(answerFileOfItem(item))),
    ),
};

function answerView({ transactions, findings, ...file }: InquiryAnswerFile) {
  return {
    ...file,
    ...(transactions === undefined ? {} : { transactions: [...transactions] }),
    ...(findings === undefined ? {} : { findings: [...findings] }),
  };
}
