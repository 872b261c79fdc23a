import { askedFiling } from '../../shared/domain/claim/status-problem.ts';
import { attentionFrom, needsAttention, type StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { statusInquiryView } from '../../shared/http/status-inquiry-schemas.ts';
import { askedMarks, asRead, listPart, nextPage } from '../../shared/runtime/api/list-page.ts';
import type { Request } from '../../shared/runtime/api/operation.ts';
import { readBalancesById } from '../../shared/store/claims.ts';
import { inquiryOfItem, inquiryWrite, readInquiry } from '../../shared/store/inquiries.ts';
import { inquiriesToSee } from '../../shared/store/keys/inquiry.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { inquiriesApi } from './api.ts';
import type { InquiriesOperations } from './context.ts';

type ListedView = AnswerOf<(typeof inquiriesApi)['listWaitingStatusInquiries']>['items'][number];

/** Questions about claims that need a person. */
export const statusOperations: InquiriesOperations<'listWaitingStatusInquiries' | 'dismissStatusInquiry'> = {
  listWaitingStatusInquiries: async (request, { table }) => {
    const start = await request.position();
    if (!start.ok) return start;
    const { timeZone } = await readOffice(table, request.principal.tenantId);
    const items: ListedView[] = [];
    let position: unknown = start.value;
    for (let portion = 0; portion < portions; portion += 1) {
      const found = await awaitedFrom(request, table, {
        position,
        timeZone,
        limit: request.query.limit - items.length,
      });
      items.push(...found.items);
      position = found.next;
      if (position === undefined || items.length >= request.query.limit) break;
    }
    const audit = { action: 'status-inquiries-read', entityId: 'status-inquiries' } as const;
    const page = ok({ items, ...(await nextPage(request, position)) });
    return asRead(page, audit, (body) => body.items.map(({ claimId }) => claimId));
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

/** At most this many portions are looked through for one page: most questions may be about claims that were decided since. */
const portions = 10;

interface Portion {
  readonly position: unknown;
  readonly timeZone: TimeZone;
  readonly limit: number;
}

/**
 * Questions from a position on that still matter. Once the payer has decided, or the claim was sent again, a question no
 * longer does.
 */
async function awaitedFrom(
  request: Request<(typeof inquiriesApi)['listWaitingStatusInquiries']>,
  table: Table,
  { position, timeZone, limit }: Portion,
): Promise<{ readonly items: readonly ListedView[]; readonly next: unknown }> {
  const { tenantId } = request.principal;
  const query = { partitions: [inquiriesToSee(tenantId, 'claim-status')], index: 'second' } as const;
  const part = await listPart(table, { ...query, limit, marks: askedMarks(request) }, position, (item, mark) => {
    const inquiry = inquiryOfItem(item) as StatusInquiry;
    return needsAttention(inquiry, request.at) ? { inquiry, mark } : undefined;
  });
  const ids = [...new Set(part.items.map(({ inquiry }) => inquiry.claimId))];
  const claims = await readBalancesById(table, tenantId, ids);
  const items = part.items.flatMap(({ inquiry, mark }): ListedView[] => {
    const claim = claims.get(inquiry.claimId);
    const asked = claim && askedFiling(claim, inquiry, dayIn(timeZone, inquiry.requestedAt));
    return asked === undefined ? [] : [{ ...statusInquiryView(inquiry, request.at), ...present({ mark }) }];
  });
  return { items, next: part.next };
}
