import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asRead } from '../../shared/runtime/api/list-page.ts';
import { listOfMonth } from '../../shared/runtime/api/month-list.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { balanceOfItem, readBalances, readNamedClaim } from '../../shared/store/claims.ts';
import { readFilingDocuments, toldFiling } from '../../shared/store/filings.ts';
import { claimBalanceKey, claimIdOfRow, claimsOfMonthPartition } from '../../shared/store/keys/claim.ts';
import type { IndexKey } from '../../shared/store/keys/table.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView, documentView, submissionView } from './views.ts';

/** Records who read the claims of which patients. */
function readAudit(claimId: string, { patientId }: ClaimBalance): AuditFact {
  return { action: 'claim-read', entityId: claimId, facts: { patientId } };
}

function claimsRead<Body extends { readonly items: readonly { readonly id: string }[] }>(page: Result<Body, Failure>) {
  return asRead(page, { action: 'claims-read', entityId: 'claims' }, ({ items }) => items.map(({ id }) => id));
}

export const claimOperations: ClaimsOperations<'listClaims' | 'getClaim' | 'getClaimHistory' | 'readClaimBalances'> = {
  listClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    const month = request.query.month ?? (await request.today()).slice(0, 7);
    return listOfMonth(request, table, {
      partitions: [claimsOfMonthPartition(tenantId, month)],
      // The index has each claim's first entry; the list shows the current claims.
      keyOf: (row) => claimBalanceKey(tenantId, claimIdOfRow(row as Item & IndexKey)),
      workOf: (item) => {
        const balance = balanceOfItem(item);
        return isAsked(balance, request.query) ? workOf(balance) : undefined;
      },
      view: ({ balance }) => claimView(balance),
      marks: ({ claimId }) => String(claimId),
      audit: { action: 'claims-read', entityId: 'claims' },
    });
  },

  getClaim: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    if (!parseClaimId(claimId).ok) return fail({ kind: 'not-found' });
    const [balance] = await readBalances(table, tenantId, [claimId]);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const [document] = await readFilingDocuments(table, tenantId, [toldFiling(balance)]);
    const { version } = balance;
    const status = claimStatus(balance);
    const submissionId = 'submissionId' in status ? status.submissionId : undefined;
    const submission = submissionId === undefined ? undefined : await readSubmission(table, tenantId, submissionId);
    return ok({
      body: {
        ...claimView(balance),
        ...present({
          document: document === undefined ? undefined : documentView(document),
          submission: submission === undefined ? undefined : submissionView(submission),
        }),
      },
      version,
      writes: [],
      // Reads of patients' data are audited too.
      audit: readAudit(claimId, balance),
    });
  },

  getClaimHistory: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    const balance = await readNamedClaim(table, tenantId, claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const body = { items: await readHistory(table, tenantId, balance) };
    return ok({ body, writes: [], audit: readAudit(claimId, balance) });
  },

  readClaimBalances: async (request, { table }) => {
    const balances = await readBalances(table, request.principal.tenantId, request.body.claimIds);
    return claimsRead(
      ok({ items: balances.flatMap((balance) => (balance === undefined ? [] : [claimView(balance)])) }),
    );
  },
};

/** A claim in a list: its charge, its patient, and its first payer. */
function workOf(balance: ClaimBalance) {
  const { claimId, patientId, serviceFrom, chargeCents, payers } = balance;
  const payerId = payers[0]?.payerId;
  return { id: claimId, since: serviceFrom, cents: chargeCents, claimId, patientId, ...present({ payerId }), balance };
}

/** Whether a claim matches the filters of a list. */
function isAsked(claim: ClaimBalance, query: ClaimsRequest<'listClaims'>['query']): boolean {
  const { state, payerId, patientId, providerId, minCents = -Infinity, maxCents = Infinity } = query;
  return (
    (state === undefined || claimStatus(claim).kind === state) &&
    (payerId === undefined || claim.payers.some((payer) => payer.payerId === payerId)) &&
    (patientId === undefined || claim.patientId === patientId) &&
    (providerId === undefined || claim.billingProviderId === providerId) &&
    claim.chargeCents >= minCents &&
    claim.chargeCents <= maxCents
  );
}
