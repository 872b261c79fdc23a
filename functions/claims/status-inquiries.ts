import type { Inquiry, StatusInquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { askedView } from '../../shared/http/inquiry-schemas.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { firstState, newInquiry, readClaimInquiries, readPayerChannel } from '../../shared/store/inquiries.ts';
import type { ClaimsOperations } from './context.ts';
import type { StatusInquiryView } from './status-inquiry-schema.ts';

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
    const { share } = filing;
    const inquiry: StatusInquiry = {
      ...{ kind: 'claim-status', id: request.newId('inquiry'), version: 1, receiverId: channel.receiverId },
      ...{ payerId, providerId: billingProviderId, claimId, share, state: firstState(channel, 'claim-status') },
      ...{ requestedAt: request.at, requestedBy: subject },
    };
    const { writes, due } = newInquiry(tenantId, inquiry, channel);
    const audit = { action: 'status-inquiry-requested', entityId: claimId } as const;
    return ok({ body: inquiryView(inquiry), writes, audit, due });
  },

  listStatusInquiries: async (request, { table }) => {
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const { claimId, patientId } = balance;
    const inquiries = await readClaimInquiries(table, request.principal.tenantId, claimId);
    const items = inquiries.filter(isStatusInquiry).map(inquiryView);
    const audit = { action: 'claim-read', entityId: claimId, facts: present({ patientId }) } as const;
    return ok({ body: { items }, writes: [], audit });
  },
};

function isStatusInquiry(inquiry: Inquiry): inquiry is StatusInquiry {
  return inquiry.kind === 'claim-status';
}

function inquiryView({
  id,
  claimId,
  payerId,
  share,
  requestedAt,
  requestedBy,
  state,
  result,
}: StatusInquiry): StatusInquiryView {
  return {
    ...{ id, claimId, payerId, share, requestedAt, requestedBy, ...askedView(state) },
    ...present({
      result: result && {
        ...result,
        statements: [...result.statements],
        lines: result.lines.map((line) => ({ ...line, statements: [...line.statements] })),
      },
    }),
  };
}
