import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { askedFiling } from '../../shared/domain/claim/status-problem.ts';
import { attentionFrom, needsAttention, type StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { statusInquiryView } from '../../shared/http/status-inquiry-schemas.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { inquiryOfItem, inquiryWrite, readInquiry } from '../../shared/store/inquiries.ts';
import { inquiriesToSee } from '../../shared/store/keys/inquiry.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { InquiriesOperations } from './context.ts';

/** Questions about claims that need a person. */
export const statusOperations: InquiriesOperations<'listWaitingStatusInquiries' | 'dismissStatusInquiry'> = {
  listWaitingStatusInquiries: async (request, { table }) => {
    const { tenantId } = request.principal;
    const query = { partitions: [inquiriesToSee(tenantId, 'claim-status')], index: 'second' } as const;
    const more = { limit: request.query.limit, marks: askedMarks(request) };
    const page = await listPage(request, table, { ...query, ...more }, (item, mark) => {
      const inquiry = inquiryOfItem(item) as StatusInquiry;
      return needsAttention(inquiry, request.at) ? { inquiry, mark } : undefined;
    });
    if (!page.ok) return page;
    const ids = [...new Set(page.value.items.map(({ inquiry }) => inquiry.claimId))];
    const balances = await readBalances(table, tenantId, ids);
    const claims = new Map(balances.flatMap((claim) => (claim === undefined ? [] : [[claim.claimId, claim] as const])));
    const { timeZone } = await readOffice(table, tenantId);
    // Once the payer has decided, or the claim was sent again, the question no longer matters.
    const isAwaited = (claim: ClaimBalance | undefined, inquiry: StatusInquiry): boolean =>
      claim !== undefined && askedFiling(claim, inquiry, dayIn(timeZone, inquiry.requestedAt)) !== undefined;
    const items = page.value.items
      .filter(({ inquiry }) => isAwaited(claims.get(inquiry.claimId), inquiry))
      .map(({ inquiry, mark }) => ({ ...statusInquiryView(inquiry, request.at), ...present({ mark }) }));
    const audit = { action: 'status-inquiries-read', entityId: 'status-inquiries' } as const;
    return asRead(ok({ ...page.value, items }), audit, (body) => body.items.map(({ claimId }) => claimId));
  },

  dismissStatusInquiry: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const inquiry = await readInquiry(table, tenantId, request.params.inquiryId);
    if (inquiry?.kind !== 'claim-status') return fail({ kind: 'not-found' });
    if (attentionFrom(inquiry) === undefined) return fail({ kind: 'inquiry-needs-nobody' });
    // It keeps its state: if an answer still comes, it is read.
    const after = { ...inquiry, dismissed: { by: subject, at: request.at, reason: request.body.reason } };
    return ok({
      body: statusInquiryView(after, request.at),
      writes: [{ ...inquiryWrite(tenantId, inquiry, after), orElse: { kind: 'inquiry-needs-nobody' } }],
      audit: { action: 'status-inquiry-dismissed', entityId: inquiry.claimId, facts: { inquiryId: inquiry.id } },
    });
  },
};
