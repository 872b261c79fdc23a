import { afterFilingEvent } from '../../shared/domain/claim/claim-events.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import {
  balanceOfItem,
  balanceWrite,
  heldExceptionResolvedWrite,
  historyWrite,
  readBalances,
  readClaimDocuments,
  readHistory,
} from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Item } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';
import { claimView, documentView, submissionView } from './views.ts';

export const claimOperations: ClaimsOperations<
  'listClaims' | 'getClaim' | 'getClaimHistory' | 'readClaimBalances' | 'reassembleClaim'
> = {
  listClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    // The index names documents, which are large; the list shows the small items beside them.
    const keyOf = (row: Item) => claimBalanceKey(tenantId, String(row.g1sk).slice(String(row.g1sk).indexOf('#') + 1));
    return asAnswer(await listMonth(request, table, 'CLAIM', (item) => claimView(balanceOfItem(item)), keyOf));
  },

  getClaim: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    if (!parseClaimId(claimId).ok) return fail({ kind: 'not-found' });
    const [balance] = await readBalances(table, tenantId, [claimId]);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const [document] = await readClaimDocuments(table, tenantId, [claimId]);
    const { version, patientId } = balance;
    const status = claimStatus(balance);
    const submissionId = 'submissionId' in status ? status.submissionId : undefined;
    const submission = submissionId === undefined ? undefined : await readSubmission(table, tenantId, submissionId);
    return ok({
      body: {
        ...claimView(balance),
        ...(document === undefined ? {} : { document: documentView(document) }),
        ...(submission === undefined ? {} : { submission: submissionView(submission) }),
      },
      version,
      writes: [],
      // Who read which patient's data is on record too.
      audit: { action: 'claim-read', entityId: claimId, facts: { patientId } },
    });
  },

  getClaimHistory: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimId } = request.params;
    const [balance] = parseClaimId(claimId).ok ? await readBalances(table, tenantId, [claimId]) : [];
    if (balance === undefined) return fail({ kind: 'not-found' });
    return ok({ body: { items: await readHistory(table, tenantId, claimId) } });
  },

  readClaimBalances: async (request, { table }) => {
    const balances = await readBalances(table, request.principal.tenantId, request.body.claimIds);
    return ok({ body: { items: balances.flatMap((balance) => (balance === undefined ? [] : [claimView(balance)])) } });
  },

  reassembleClaim: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const parsed = parseClaimId(request.params.claimId);
    const [balance] = parsed.ok ? await readBalances(table, tenantId, [parsed.value]) : [];
    if (balance === undefined) return fail({ kind: 'not-found' });
    if (balance.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const event = { kind: 'reassembly-requested' } as const;
    const next = afterFilingEvent(balance, event);
    if (!next.ok) return fail({ kind: 'claim-not-held' });
    const { claimId, encounterId } = balance;
    invariant(encounterId !== undefined, 'a claim that is held was made here');
    const version = balance.version + 1;
    const after = next.value;
    const [from, to] = [claimStatus(balance).kind, claimStatus(after).kind];
    const line = { at: request.at, actor: subject, event: event.kind, from, to };
    return ok({
      body: claimView({ ...after, version }),
      version,
      writes: [
        { ...balanceWrite(tenantId, balance, after), orElse: { kind: 'version-changed' } },
        historyWrite(tenantId, claimId, line, String(version).padStart(9, '0')),
        heldExceptionResolvedWrite(tenantId, claimId, request.at),
      ],
      audit: { action: 'claim-reassembly-requested', entityId: claimId },
      due: [
        {
          queue: 'assemble-claims',
          id: `assemble-${claimId}-${version}`,
          body: { schemaVersion: 1, tenantId, encounterId },
        },
      ],
    });
  },
};
