import {
  type Awaited,
  awaitedOf,
  type UsualTime,
  usualTimes,
} from '../../shared/domain/remittance/denial/unanswered.ts';
import { fail } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { listWork, readRows, type Work } from '../../shared/runtime/api/work-list.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { readFactsBetween } from '../../shared/store/day-facts.ts';
import { claimBalanceKey, claimIdOfRow, claimsOfMonthPartition } from '../../shared/store/keys/claim.ts';
import type { IndexKey } from '../../shared/store/keys/table.ts';
import type { Item } from '../../shared/store/table.ts';
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
}

const ranks = {
  latest: ({ awaited, usual }: UnansweredClaim) => usual.lateAfterDays - awaited.days,
  largest: ({ cents }: UnansweredClaim) => -cents,
} as const;

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
    const works = claims.items.map(balanceOfItem).flatMap((balance): UnansweredClaim[] => {
      const awaited = awaitedOf(balance, today);
      if (awaited === undefined) return [];
      const { payerId, cents } = awaited;
      const usual = usualOf(payerId);
      if (awaited.days <= usual.lateAfterDays) return [];
      const { claimId, serviceFrom } = balance;
      return [{ id: claimId, claimId, since: serviceFrom, cents, payerId, awaited, usual }];
    });
    return listWork(request, table, {
      works,
      isComplete: claims.isComplete,
      rank: ranks[request.query.sort],
      view: ({ claimId = '', cents, payerId = '', awaited: { share, days }, usual }) => ({
        ...{ claimId, payerId, payerPosition: share, cents, days, usual, endedBy: ['createStatusInquiry'] },
      }),
      marks: ({ id }) => id,
      audit: { action: 'claims-read', entityId: 'claims' },
    });
  },
};
