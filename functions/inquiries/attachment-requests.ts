import type { AttachmentRequest } from '../../shared/domain/attachment/attachment.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import {
  attachmentRequestEndedWrite,
  attachmentRequestOfItem,
  readAttachmentRequest,
} from '../../shared/store/attachments.ts';
import { openAttachmentRequests } from '../../shared/store/keys/attachment.ts';
import type { AttachmentRequestView } from './attachment-request-schema.ts';
import type { InquiriesOperations } from './context.ts';

export const requestOperations: InquiriesOperations<
  'listAttachmentRequests' | 'getAttachmentRequest' | 'dismissAttachmentRequest'
> = {
  listAttachmentRequests: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { limit } = request.query;
    const marks = askedMarks(request);
    const query = { partitions: [openAttachmentRequests(tenantId)], index: true, limit, marks } as const;
    const page = await listPage(request, table, query, (item, mark) => ({
      ...viewOf(attachmentRequestOfItem(item)),
      ...present({ mark }),
    }));
    const audit = { action: 'attachment-requests-read', entityId: 'attachment-requests' } as const;
    return asRead(page, audit, ({ items }) => items.map(({ claimId }) => claimId));
  },

  getAttachmentRequest: async (request, { table }) => {
    const found = await readAttachmentRequest(table, request.principal.tenantId, request.params.attachmentRequestId);
    return found === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(found) });
  },

  dismissAttachmentRequest: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const before = await readAttachmentRequest(table, tenantId, request.params.attachmentRequestId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const over: Failure = { kind: 'attachment-request-over' };
    if (before.state !== 'open') return fail(over);
    const ended = { by: subject, at: request.at, reason: request.body.reason };
    const after: AttachmentRequest = { ...before, state: 'dismissed', ended };
    return ok({
      body: viewOf(after),
      writes: [attachmentRequestEndedWrite(tenantId, after, over)],
      audit: { action: 'attachment-request-dismissed', entityId: before.claimId, facts: { requestId: before.id } },
    });
  },
};

function viewOf({ wanted, ended, ...request }: AttachmentRequest): AttachmentRequestView {
  return { ...request, wanted: wanted.map((each) => ({ ...each })), ...present({ ended: ended && { ...ended } }) };
}
