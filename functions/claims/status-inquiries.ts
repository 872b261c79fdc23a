import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { attentionFrom, type Inquiry, type StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { statusInquiryView } from '../../shared/http/status-inquiry-schemas.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import {
  firstState,
  inquiryWrite,
  newInquiry,
  readClaimInquiries,
  readPayerChannel,
} from '../../shared/store/inquiries.ts';
import type { Table, Write } from '../../shared/store/table.ts';
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
    const inquiry: StatusInquiry = {
      ...{ kind: 'claim-status', id: request.newId('inquiry'), version: 1, receiverId: channel.receiverId },
      ...{ payerId, providerId: billingProviderId, claimId, share, state: firstState(channel, 'claim-status') },
      ...{ requestedAt: request.at, requestedBy: subject, filing: number },
    };
    const { writes, due } = newInquiry(tenantId, inquiry, channel);
    const askedBefore = await supersededWrites(tenantId, inquiry, table);
    const audit = { action: 'status-inquiry-requested', entityId: claimId } as const;
    return ok({ body: statusInquiryView(inquiry, request.at), writes: [...writes, ...askedBefore], audit, due });
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

function isStatusInquiry(inquiry: Inquiry): inquiry is StatusInquiry {
  return inquiry.kind === 'claim-status';
}

/** At most this many questions leave the list at once, so that their writes fit into the transaction. */
const supersededAtOnce = 20;

/** Earlier questions to the same payer about the claim, which nobody has to look at any more: it was asked again. */
async function supersededWrites(
  tenant: TenantId,
  { claimId, share, requestedBy: by, requestedAt: at }: StatusInquiry,
  table: Table,
): Promise<Write<Failure>[]> {
  const earlier = (await readClaimInquiries(table, tenant, claimId)).filter(isStatusInquiry);
  return earlier
    .filter((one) => one.share === share && attentionFrom(one) !== undefined)
    .slice(0, supersededAtOnce)
    .map((one) => {
      const dismissed = { by, at, reason: 'The payer was asked again.' };
      return { ...inquiryWrite(tenant, one, { ...one, dismissed }), orElse: { kind: 'write-conflict' } };
    });
}
