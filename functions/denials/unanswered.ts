import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import {
  type Awaited,
  awaitedOf,
  isEstimateAwaited,
  type UsualTime,
  usualTimes,
} from '../../shared/domain/remittance/denial/unanswered.ts';
import { fail } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { listWork, readRows, type Work } from '../../shared/runtime/api/work-list.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { readFactsBetween } from '../../shared/store/day-facts.ts';
import { readBilled } from '../../shared/store/encounters.ts';
import { claimBalanceKey, claimIdOfRow, claimsOfMonthPartition } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { IndexKey } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import { submissionOfItem } from '../../shared/store/submissions.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { DenialsOperations } from './context.ts';
import { monthsUntil } from './past.ts';

/** How many days of past answers give a payer's usual time. */
const daysLearned = 180;
const monthsRead = 12;

/** At most this many claims are looked at, the oldest first. */
const mostClaims = 10_000;

interface UnansweredClaim extends Work {
  readonly awaited: Awaited;
  readonly usual: UsualTime;
  readonly isEstimate: boolean;
}

const ranks = {
  latest: ({ awaited, usual }: UnansweredClaim) => usual.lateAfterDays - awaited.days,
  largest: ({ cents }: UnansweredClaim) => -cents,
} as const;

/** What moves a predetermination on: its answer, or a decision not to wait for it. One of another system has no encounter. */
const endedByOfEstimate = (claim: ClaimBalance | undefined): string[] => [
  ...['createStatusInquiry', 'createPaperRemittance'],
  ...(claim?.encounterId === undefined ? ['voidClaim'] : ['billPredetermination', 'voidEncounter']),
];

/** Claims that a payer has had for longer than it usually takes. */
export const unansweredOperations: DenialsOperations<'readUnansweredClaims'> = {
  readUnansweredClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    const today = await request.today();
    const asked = { from: addDays(today, -daysLearned), to: addDays(today, -1), at: request.at };
    const [facts, claims] = await Promise.all([
      readFactsBetween(table, tenantId, asked),
      readRows(
        table,
        monthsUntil(today.slice(0, 7), monthsRead).map((month) => claimsOfMonthPartition(tenantId, month)),
        (row) => claimBalanceKey(tenantId, claimIdOfRow(row as Item & IndexKey)),
        mostClaims,
      ),
    ]);
    // If one request cannot read a day of past answers, the daily run prepares it.
    if (facts === undefined) return fail({ kind: 'day-too-large' });
    const usualOf = usualTimes(facts.map((each) => each.facts));
    const balances = claims.items.map(balanceOfItem);
    const sentOn = await estimatesSent(table, tenantId, balances);
    const works = balances.flatMap((balance): UnansweredClaim[] => {
      const isEstimate = isEstimateAwaited(balance);
      if (isEstimate && !sentOn.has(balance.claimId)) return [];
      const awaited = awaitedOf(balance, today, sentOn.get(balance.claimId));
      if (awaited === undefined) return [];
      const { payerId, cents } = awaited;
      const usual = usualOf(payerId);
      if (awaited.days <= usual.lateAfterDays) return [];
      const { claimId, serviceFrom } = balance;
      return [{ id: claimId, claimId, since: serviceFrom, cents, payerId, awaited, usual, isEstimate }];
    });
    return listWork(request, table, {
      works,
      isComplete: claims.isComplete,
      rank: ranks[request.query.sort],
      view: ({ claimId = '', cents, payerId = '', awaited: { share, days }, usual, isEstimate }, claim) => ({
        ...{ claimId, payerId, payerPosition: share, cents, days, usual },
        ...(isEstimate
          ? { isPredetermination: true, endedBy: endedByOfEstimate(claim) }
          : { endedBy: ['createStatusInquiry'] }),
      }),
      marks: ({ id }) => id,
      audit: { action: 'claims-read', entityId: 'claims' },
    });
  },
};

/**
 * The predeterminations whose answers are awaited, with the day on which each was sent; undefined for one that another
 * system sent. Once its services are billed, nobody waits for the answer any more.
 */
async function estimatesSent(
  table: Table,
  tenant: TenantId,
  balances: readonly ClaimBalance[],
): Promise<ReadonlyMap<string, LocalDate | undefined>> {
  const asked = balances.filter(isEstimateAwaited);
  if (asked.length === 0) return new Map();
  const billed = await readBilled(
    table,
    tenant,
    asked.flatMap(({ encounterId }) => encounterId ?? []),
  );
  const awaited = asked.filter(({ encounterId }) => encounterId === undefined || !billed.has(encounterId));
  const submissionOf = ({ filings }: ClaimBalance) =>
    filings.flatMap(({ state }) => ('submissionId' in state ? (state.submissionId ?? []) : [])).at(-1);
  const ids = [...new Set(awaited.flatMap((balance) => submissionOf(balance) ?? []))];
  const [items, { timeZone }] = await Promise.all([
    table.batchGet(ids.map((id) => entityKey(tenant, 'SUBMISSION', id))),
    readOffice(table, tenant),
  ]);
  const sent = items.flatMap((item) => (item === undefined ? [] : [submissionOfItem(item)]));
  const dayOf = new Map(sent.map(({ id, createdAt }) => [id, dayIn(timeZone, createdAt)]));
  return new Map(awaited.map((balance) => [balance.claimId, dayOf.get(submissionOf(balance) ?? '')]));
}
