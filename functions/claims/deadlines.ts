import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { appeal, correctedClaim } from '../../shared/domain/deadline/clocks.ts';
import { type Clock, deadlineRules } from '../../shared/domain/deadline/deadline.ts';
import { clockStart } from '../../shared/domain/deadline/filing-clocks.ts';
import {
  deadlineStands,
  filingDeadlines,
  type OpenDeadline,
  refundDeadlines,
} from '../../shared/domain/deadline/open-deadline.ts';
import { isMedicareItself, type PayerTerms } from '../../shared/domain/deadline/payer-terms.ts';
import { daysBetween } from '../../shared/domain/deposit/match.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { balanceOfItem, readBalances, readLanes } from '../../shared/store/claims.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { type ExceptionItem, exceptionOfItem } from '../../shared/store/exceptions.ts';
import { nextPayerPartition, readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openDenialPartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations } from './context.ts';

interface DeadlineWork extends Work {
  readonly open: OpenDeadline;
  readonly balance: ClaimBalance;
}

const ranks = {
  deadline: ({ open }: DeadlineWork) => open.clock.on,
  largest: ({ cents }: DeadlineWork) => -cents,
} as const;

/** Exceptions about claims that no payer has. */
const unfiledCodes: ReadonlySet<string> = new Set(['claim-held', 'claim-withdrawn', 'claim-rejected']);

/**
 * What must be done in time. Nothing is written for it: what is not with its payer is on a list already, as ready, as due to a next payer, as
 * a denial, or as an exception, and the clock follows from the claim and its payer's terms.
 */
export const deadlineOperations: ClaimsOperations<'listDeadlines'> = {
  listDeadlines: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { kind, daysLeft = Infinity, sort } = request.query;
    const today = await request.today();
    const { works, isComplete } = await readDeadlines(table, tenantId);
    return listWork<DeadlineWork, ReturnType<typeof deadlineView>>(request, table, {
      works: works.filter(
        ({ open: { clock } }) =>
          (kind === undefined || clock.kind === kind) && daysBetween(today, clock.on) <= daysLeft,
      ),
      isComplete,
      rank: ranks[sort],
      view: (work) => deadlineView(work, today),
      audit: { action: 'claims-read', entityId: 'claims' },
    });
  },
};

async function readDeadlines(table: Table, tenant: TenantId) {
  const lanes = await readLanes(table, tenant);
  const [ready, due, denied, excepted, { timeZone }] = await Promise.all([
    readOpen(
      table,
      lanes.flatMap(({ lane }) => sharded(shards.ready, (shard) => readyPartition(tenant, lane, shard))),
    ),
    readOpen(
      table,
      sharded(shards.nextPayer, (shard) => nextPayerPartition(tenant, shard)),
    ),
    readOpen(
      table,
      sharded(shards.denials, (shard) => openDenialPartition(tenant, shard)),
    ),
    readOpen(
      table,
      sharded(shards.exceptions, (shard) => openExceptionPartition(tenant, shard)),
    ),
    readOffice(table, tenant),
  ]);
  const denials = denied.items.map(denialOfItem);
  const exceptions = excepted.items.map(exceptionOfItem);
  const unsent = [...ready.items, ...due.items].map(balanceOfItem);
  const balances = new Map<string, ClaimBalance>(unsent.map((each) => [each.claimId, each]));
  const unfiled = exceptions.filter(({ code }) => unfiledCodes.has(code)).flatMap(({ claimId }) => claimId ?? []);
  const others = [...denials, ...exceptions].flatMap(({ claimId }) => claimId ?? []);
  for (const balance of await readBalances(table, tenant, [...new Set(others)])) {
    if (balance !== undefined) balances.set(balance.claimId, balance);
  }
  const payerIds = [...balances.values()].flatMap(({ payers }) => payers.map(({ payerId }) => payerId));
  const terms = await readPayerTerms(table, tenant, [...new Set(payerIds)]);
  const termsOf = (payerId: string): PayerTerms => terms.get(payerId) ?? {};
  const toFile = new Set<string>([...unsent.map(({ claimId }) => claimId), ...unfiled]);
  const found = [
    ...[...toFile].flatMap((claimId) => {
      const balance = balances.get(claimId);
      return balance === undefined ? [] : filingDeadlines(balance, termsOf);
    }),
    ...denials.flatMap((denial) => denialDeadlines(denial, balances.get(denial.claimId), termsOf(denial.payerId))),
    ...exceptions.flatMap((each) => overpayment(each, balances.get(each.claimId ?? ''), timeZone, termsOf)),
  ];
  return {
    works: found.flatMap((open) => workOf(open, balances.get(open.claimId))),
    isComplete: [ready, due, denied, excepted].every((list) => list.isComplete),
  };
}

function sharded(count: number, partition: (shard: number) => string): string[] {
  return Array.from({ length: count }, (_, shard) => partition(shard));
}

/** The days to appeal a denial and to correct its claim, until something was sent. Medicare takes no appeal of a claim that came too late. */
function denialDeadlines(denial: Denial, balance: ClaimBalance | undefined, terms: PayerTerms): OpenDeadline[] {
  if (balance === undefined || denial.sent !== undefined) return [];
  const isUntimely = denial.reasons.some((reason) => carcOf(reason) === '29');
  const clocks: Clock[] = [
    ...(isUntimely && isMedicareItself(terms) ? [] : [appeal(terms, denial.noticeOn)]),
    correctedClaim(terms, clockStart(balance), denial.noticeOn),
  ];
  const { id, claimId, payerId, share, openCents } = denial;
  return clocks.map((clock) => ({ clock, claimId, payerId, share, cents: openCents, stands: 'denied', denialId: id }));
}

function overpayment(
  { id, openedAt }: ExceptionItem,
  balance: ClaimBalance | undefined,
  timeZone: TimeZone,
  termsOf: (payerId: string) => PayerTerms,
): readonly OpenDeadline[] {
  const work = balance?.openWork?.find((each) => each.id === id);
  return balance === undefined || work === undefined
    ? []
    : refundDeadlines(balance, work, dayIn(timeZone, openedAt), termsOf);
}

function workOf(open: OpenDeadline, balance: ClaimBalance | undefined): DeadlineWork[] {
  if (balance === undefined) return [];
  const { clock, claimId, payerId, cents, share, denialId, exceptionId } = open;
  const id = [denialId ?? exceptionId ?? claimId, clock.kind, share].join('.');
  return [{ id, claimId, payerId, cents, since: balance.serviceFrom, open, balance }];
}

function deadlineView({ open, balance }: DeadlineWork, today: LocalDate) {
  const { clock, claimId, payerId, share, cents, stands, filing, denialId, exceptionId } = open;
  const { kind, on, basis, countedFrom } = clock;
  const { chargeCents, serviceFrom } = balance;
  return {
    ...{ kind, on, daysLeft: daysBetween(today, on), basis, rule: deadlineRules[kind][basis], countedFrom },
    ...{ claimId, payerId, payerPosition: share, cents, chargeCents, serviceFrom },
    stands: { code: stands, detail: deadlineStands[stands] },
    ...present({ filing, denialId, exceptionId }),
  };
}
