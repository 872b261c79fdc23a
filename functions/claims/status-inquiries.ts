import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import {
  attentionFrom,
  type Inquiry,
  isOfFiling,
  isUnderway,
  type StatusInquiry,
} from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { statusInquiryView } from '../../shared/http/status-inquiry-schemas.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import {
  firstState,
  inquiryWrite,
  newInquiry,
  readClaimInquiries,
  readPayerChannel,
} from '../../shared/store/inquiries.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';

/** Asks payers for the status of claims. */
export const statusOperations: ClaimsOperations<'createStatusInquiry' | 'listStatusInquiries'> = {
  createStatusInquiry: async (request, { table }) => {
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const filing = balance.filings.findLast(({ state }) => state.kind === 'submitted' || state.kind === 'accepted');
    if (filing === undefined) return fail({ kind: 'claim-not-with-payer' });
    const { tenantId, subject } = request.principal;
    const payerId = balance.payers[filing.share]?.payerId as string;
    const { channel } = await readPayerChannel(table, tenantId, payerId);
    if (channel === undefined) return fail({ kind: 'inquiry-channel-missing' });
    const { claimId, billingProviderId } = balance;
    const { share, number } = filing;
    const earlier = await readClaimInquiries(table, tenantId, claimId);
    const open = earlier.filter(isStatusInquiry).find((one) => isOfFiling(one, filing) && isUnderway(one, request.at));
    if (open !== undefined) return fail(underway(open.id));
    // Of two people who ask at the same moment, one asks: the number of the question decides its id.
    const id = idFromDigest('inquiry', digestOf('status-inquiry', tenantId, claimId, String(earlier.length)));
    const inquiry: StatusInquiry = {
      ...{ kind: 'claim-status', id, version: 1, receiverId: channel.receiverId },
      ...{ payerId, providerId: billingProviderId, claimId, share, state: firstState(channel, 'claim-status') },
      ...{ requestedAt: request.at, requestedBy: subject, filing: number },
    };
    const { writes, due } = newInquiry(tenantId, inquiry, channel);
    const [started, ...others] = writes;
    invariant(started !== undefined, 'a new question is written');
    const asked: Write<Failure>[] = [{ ...started, orElse: underway(id) }, ...others];
    const askedBefore = supersededWrites(tenantId, inquiry, earlier.filter(isStatusInquiry));
    const audit = { action: 'status-inquiry-requested', entityId: claimId } as const;
    return ok({ body: statusInquiryView(inquiry, request.at), writes: [...asked, ...askedBefore], audit, due });
  },

  listStatusInquiries: async (request, { table }) => {
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const { claimId, patientId } = balance;
    const inquiries = await readClaimInquiries(table, request.principal.tenantId, claimId);
    const items = inquiries.filter(isStatusInquiry).map((inquiry) => statusInquiryView(inquiry, request.at));
    const audit = { action: 'claim-read', entityId: claimId, facts: present({ patientId }) } as const;
    return ok({ body: { items }, writes: [], audit });
  },
};

const underway = (inquiryId: string): Failure => ({ kind: 'inquiry-underway', facts: { inquiryId } });

function isStatusInquiry(inquiry: Inquiry): inquiry is StatusInquiry {
  return inquiry.kind === 'claim-status';
}

/** At most this many questions leave the list at once, so that their writes fit into the transaction. */
const supersededAtOnce = 20;

/** Earlier questions to the same payer about the claim, which nobody has to look at any more: it was asked again. */
function supersededWrites(
  tenant: TenantId,
  { share, requestedBy: by, requestedAt: at }: StatusInquiry,
  earlier: readonly StatusInquiry[],
): Write<Failure>[] {
  return earlier
    .filter((one) => one.share === share && attentionFrom(one) !== undefined)
    .slice(0, supersededAtOnce)
    .map((one) => {
      const dismissed = { by, at, reason: 'The payer was asked again.' };
      return { ...inquiryWrite(tenant, one, { ...one, dismissed }), orElse: { kind: 'write-conflict' } };
    });
}
