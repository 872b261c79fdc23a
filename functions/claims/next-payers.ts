import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { billingChoice } from '../../shared/domain/claim/next-payer/billing-choice.ts';
import { type DueShare, dueReasons, dueShare } from '../../shared/domain/claim/next-payer/due-share.ts';
import { passOver } from '../../shared/domain/claim/next-payer/pass-over.ts';
import type { BillingChoice, Payer } from '../../shared/domain/practice/practice.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { bookPassingOver } from '../../shared/posting/passing-over.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { balanceOfItem, readNamedClaim } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { nextPayerPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { ClaimsOperations } from './context.ts';
import { claimView } from './views.ts';

interface DueWork extends Work {
  readonly balance: ClaimBalance;
  readonly due: DueShare;
}

const ranks = {
  oldest: ({ since }: DueWork) => since,
  largest: ({ cents }: DueWork) => -cents,
} as const;

/** Claims that are due to a next payer, and claims that are not billed to it. */
export const nextPayerOperations: ClaimsOperations<'listNextPayerClaims' | 'passOverPayer'> = {
  listNextPayerClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { sort, reason } = request.query;
    const partitions = Array.from({ length: shards.nextPayer }, (_, shard) => nextPayerPartition(tenantId, shard));
    const { items, isComplete } = await readOpen(table, partitions);
    const works = items.map(balanceOfItem).flatMap(workOf);
    const payerIds = [...new Set(works.flatMap(({ payerId }) => payerId ?? []))];
    const payers = await readDocuments<Payer>(table, tenantId, 'PAYER', payerIds);
    const office = await readOffice(table, tenantId);
    return listWork<DueWork, ReturnType<typeof dueView>>(request, table, {
      works: works.filter(({ due }) => reason === undefined || due.reason === reason),
      isComplete,
      rank: ranks[sort],
      view: (work) => dueView(work, billingChoice(office, payers.get(work.payerId ?? ''))),
      marks: ({ claimId = '' }) => claimId,
      audit: { action: 'claims-read', entityId: 'claims' },
    });
  },

  passOverPayer: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { to, reason } = request.body;
    const before = await readNamedClaim(table, tenantId, request.params.claimId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const passed = passOver(before, to);
    if (!passed.ok) return fail({ kind: passed.failure });
    const newEntryId = () => request.newId('ledgerEntry');
    const today = await request.today();
    const rebooking = { tenant: tenantId, subject, at: request.at, today, reason, newEntryId };
    const { writes, ledgerEntryId, after } = bookPassingOver(before, passed.value, rebooking);
    const cents = before.payers[passed.value.share]?.receivableCents;
    invariant(cents !== undefined, 'a share of the claim');
    return ok({
      body: { claim: claimView(after), ledgerEntryId, cents },
      version: after.version,
      writes,
      audit: {
        action: 'claim-payer-skipped',
        entityId: before.claimId,
        facts: { ledgerEntryId, payerPosition: passed.value.share, to },
      },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },
};

/** A claim as an item of work; undefined when it is no longer due. */
function workOf(balance: ClaimBalance): DueWork[] {
  const due = dueShare(balance);
  const share = due === undefined ? undefined : balance.payers[due.share];
  if (due === undefined || share === undefined) return [];
  const { claimId, serviceFrom } = balance;
  const { payerId, receivableCents, turnOn } = share;
  return [{ id: claimId, claimId, payerId, since: turnOn ?? serviceFrom, cents: receivableCents, balance, due }];
}

function dueView({ balance, due, since, cents }: DueWork, billing: BillingChoice) {
  const { claimId, version, payers, chargeCents, serviceFrom } = balance;
  const share = payers[due.share];
  invariant(share !== undefined, 'a share of the claim');
  return {
    ...{ claimId, version, share: due.share, payerId: share.payerId, coverageId: share.coverageId },
    ...{ receivableCents: cents, chargeCents, serviceFrom, dueSince: since },
    reason: { code: due.reason, detail: dueReasons[due.reason] },
    // A claim that its payer has forwarded is never billed automatically.
    billing: due.reason === 'forwarded' ? ('by-hand' as const) : billing,
  };
}
