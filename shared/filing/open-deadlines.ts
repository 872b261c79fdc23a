import type { Account } from '../domain/account/account.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { PaymentVariance } from '../domain/contract/variance.ts';
import { appealAt, appealLevels } from '../domain/deadline/appeal-levels.ts';
import { correctedClaim, type RefundFacts } from '../domain/deadline/clocks.ts';
import type { Clock } from '../domain/deadline/deadline.ts';
import { clockStart } from '../domain/deadline/filing-clocks.ts';
import {
  type ClaimDeadline,
  filingDeadlines,
  type OpenDeadline,
  refundDeadlines,
} from '../domain/deadline/open-deadline.ts';
import { isMedicareItself, type PayerTerms } from '../domain/deadline/payer-terms.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import type { AnyExceptionCode } from '../domain/exception/codes.ts';
import { disputeObstacles, type FederalDispute, noticeBy } from '../domain/federal-dispute/dispute.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { nextLevelOf } from '../domain/remittance/denial/appeals.ts';
import { carcOf } from '../domain/remittance/denial/denials.ts';
import type { AuditCase } from '../domain/self-audit/audit-case.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../domain/time/time-zone.ts';
import { caseOfItem } from '../store/audit-cases.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { balanceOfItem, readBalances, readLanes } from '../store/claims.ts';
import { type Denial, denialOfItem } from '../store/denials.ts';
import { encounterOfItem, type StoredEncounter } from '../store/encounters.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { exceptionOfItem, type StoredException } from '../store/exceptions.ts';
import { disputesLately, federalDisputeOfItem } from '../store/federal-disputes.ts';
import { statesOfProviders } from '../store/holder-states.ts';
import { heldPartition } from '../store/keys/account.ts';
import { nextPayerPartition, readyPartition } from '../store/keys/claim.ts';
import { noticeDraftPartition } from '../store/keys/coding-work.ts';
import { openVariancePartition } from '../store/keys/contract.ts';
import { listPartition } from '../store/keys/entity.ts';
import { openDisputesPartition } from '../store/keys/federal-dispute.ts';
import { shards } from '../store/keys/table.ts';
import { openDenialPartition, openExceptionPartition } from '../store/keys/work.ts';
import { readPayerTerms } from '../store/payer-terms.ts';
import type { Item, Table } from '../store/table.ts';
import { varianceOfItem } from '../store/variances.ts';
import { billDeadlines, disputeDeadlines, readDisputedBills } from './dispute-deadlines.ts';
import { noticeDeadlines } from './notice-drafts.ts';
import { caseDeadlines, estateDeadlines, readEstates, varianceDeadlines } from './other-deadlines.ts';

/** An open deadline, with its subject as it was read: the claim with its payer’s terms, the denial, the account, ... */
export interface FoundDeadline {
  readonly open: OpenDeadline;
  readonly balance?: ClaimBalance;
  readonly terms?: PayerTerms;
  readonly denial?: Denial;
  readonly exception?: StoredException;
  readonly variance?: PaymentVariance;
  readonly dispute?: FederalDispute;
  readonly account?: Account;
  readonly estimate?: Estimate;
  readonly auditCase?: AuditCase;
  readonly encounter?: StoredEncounter;
}

/**
 * The work on the office's lists: claims that are ready or due to a next payer, open denials, open exceptions, and
 * more.
 */
export interface ListedWork {
  readonly unsent?: readonly ClaimBalance[];
  readonly denials?: readonly Denial[];
  readonly exceptions?: readonly StoredException[];
  readonly variances?: readonly PaymentVariance[];
  /** Federal disputes with health plans. */
  readonly disputes?: readonly FederalDispute[];
  /** Accounts on hold. Those whose guarantor died, and those that dispute a bill, are examined. */
  readonly accounts?: readonly Account[];
  readonly auditCases?: readonly AuditCase[];
  /** Drafts of facilities' notices. */
  readonly drafts?: readonly StoredEncounter[];
  /** Further claims to examine. */
  readonly claimIds?: readonly string[];
}

/** Exceptions about claims that a payer does not have, or may not have. */
const unfiledCodes: ReadonlySet<string> = new Set([
  ...([
    'claim-held',
    'claim-withdrawn',
    'claim-rejected',
    'claim-status-problem',
    'notice-to-file',
  ] satisfies AnyExceptionCode[]),
]);

/** The lists whose items may have deadlines. */
export type DeadlineList =
  | ('exceptions' | 'denials' | 'unsent' | 'variances' | 'disputes')
  | ('accounts' | 'auditCases' | 'drafts');

/** The index partitions of items that may have deadlines. Held accounts and drafts of notices are in the second index. */
export async function deadlinePartitions(
  table: Table,
  tenant: TenantId,
): Promise<Readonly<Record<DeadlineList, readonly string[]>>> {
  const lanes = await readLanes(table, tenant);
  return {
    exceptions: sharded(shards.exceptions, (shard) => openExceptionPartition(tenant, shard)),
    denials: sharded(shards.denials, (shard) => openDenialPartition(tenant, shard)),
    unsent: [
      ...sharded(shards.nextPayer, (shard) => nextPayerPartition(tenant, shard)),
      ...lanes.flatMap(({ lane }) => sharded(shards.ready, (shard) => readyPartition(tenant, lane, shard))),
    ],
    variances: sharded(shards.variances, (shard) => openVariancePartition(tenant, shard)),
    disputes: [openDisputesPartition(tenant)],
    accounts: [heldPartition(tenant)],
    auditCases: [listPartition(tenant, 'AUDIT-CASE')],
    drafts: [noticeDraftPartition(tenant)],
  };
}

/** The index of a list. */
export const indexOfList = (list: DeadlineList): true | 'second' =>
  list === 'accounts' || list === 'drafts' ? 'second' : true;

/** The items of a list in their own types. */
export function listedOf(list: DeadlineList, items: readonly Item[]): ListedWork {
  switch (list) {
    case 'exceptions':
      return { exceptions: items.map(exceptionOfItem) };
    case 'denials':
      return { denials: items.map(denialOfItem) };
    case 'unsent':
      return { unsent: items.map(balanceOfItem) };
    case 'variances':
      return { variances: items.map(varianceOfItem) };
    case 'disputes':
      return { disputes: items.map(federalDisputeOfItem) };
    case 'accounts':
      return { accounts: items.map((item) => documentOfItem<Account>(item)) };
    case 'auditCases':
      return { auditCases: items.map(caseOfItem) };
    case 'drafts':
      return { drafts: items.map(encounterOfItem) };
  }
}

function sharded(count: number, partition: (shard: number) => string): string[] {
  return Array.from({ length: count }, (_, shard) => partition(shard));
}

/** The deadlines of listed work, by the current claims and payers' terms. */
export async function openDeadlines(
  table: Table,
  tenant: TenantId,
  listed: ListedWork,
  day: Day,
): Promise<readonly FoundDeadline[]> {
  const { variances = [], disputes = [], accounts = [], auditCases = [], drafts = [] } = listed;
  const [ofClaims, lately, estates, bills, notices] = await Promise.all([
    claimDeadlines(table, tenant, listed, day.timeZone),
    disputes.length === 0 ? [] : disputesLately(table, tenant, day.today),
    readEstates(table, tenant, accounts, day.today),
    readDisputedBills(table, tenant, accounts, day.today),
    noticeDeadlines(table, tenant, drafts),
  ]);
  return [
    ...ofClaims,
    ...variances.flatMap((variance) => varianceDeadlines(variance).map((open) => ({ open, variance }))),
    ...disputes.flatMap((dispute) => disputeDeadlines(dispute, lately).map((open) => ({ open, dispute }))),
    ...bills.flatMap((bill) => billDeadlines(bill).map((open) => ({ open, estimate: bill.estimate }))),
    ...estates.flatMap((estate) => estateDeadlines(estate, day).map((open) => ({ open, account: estate.account }))),
    ...notices,
    ...auditCases.flatMap((auditCase) => caseDeadlines(auditCase).map((open) => ({ open, auditCase }))),
  ];
}

/** The office's day. */
interface Day {
  readonly timeZone: TimeZone;
  readonly today: LocalDate;
}

/** The deadlines of claims on their way to payers. */
async function claimDeadlines(
  table: Table,
  tenant: TenantId,
  { unsent = [], denials = [], exceptions = [], claimIds = [] }: ListedWork,
  timeZone: TimeZone,
): Promise<readonly FoundDeadline[]> {
  const balances = new Map<string, ClaimBalance>(unsent.map((each) => [each.claimId, each]));
  const others = [...denials, ...exceptions].flatMap(({ claimId }) => claimId ?? []);
  for (const balance of await readBalances(table, tenant, [...new Set([...others, ...claimIds])])) {
    if (balance !== undefined) balances.set(balance.claimId, balance);
  }
  const payerIds = [...balances.values()].flatMap(({ payers }) => payers.map(({ payerId }) => payerId));
  const terms = await readPayerTerms(table, tenant, [...new Set(payerIds)]);
  const termsOf = (payerId: string): PayerTerms => terms.get(payerId) ?? {};
  const lawOf = await readRefundLaws(table, tenant, exceptions, balances);
  const unfiled = exceptions.filter(({ code }) => unfiledCodes.has(code)).flatMap(({ claimId }) => claimId ?? []);
  const toFile = new Set<string>([...unsent.map(({ claimId }) => claimId), ...unfiled, ...claimIds]);
  const found = (claimId: string | undefined, deadlines: (balance: ClaimBalance) => readonly ClaimDeadline[]) => {
    const balance = balances.get(claimId ?? '');
    const open = balance === undefined ? [] : deadlines(balance);
    return open.map((each) => ({ open: each, balance: balance as ClaimBalance, terms: termsOf(each.payerId) }));
  };
  return [
    ...[...toFile].flatMap((claimId) => found(claimId, (balance) => filingDeadlines(balance, termsOf))),
    ...denials.flatMap((denial) =>
      found(denial.claimId, (balance) => denialDeadlines(denial, balance, termsOf(denial.payerId))).map((each) => ({
        ...each,
        denial,
      })),
    ),
    ...exceptions.flatMap((exception) =>
      found(exception.claimId, (balance) => overpayment(exception, balance, { timeZone, lawOf }, termsOf)).map(
        (each) => ({
          ...each,
          exception,
        }),
      ),
    ),
  ];
}

/**
 * The deadlines to appeal a denial and to correct its claim, if neither has been sent. Medicare takes no appeal for a
 * claim filed late, and none at a level whose minimum amount is above the open amount.
 */
function denialDeadlines(denial: Denial, balance: ClaimBalance, terms: PayerTerms): ClaimDeadline[] {
  if (denial.state !== 'open') return [];
  const disputed = disputeClocks(denial, balance, terms);
  const clocks = [...(denial.sent === undefined ? answerClocks(denial, balance, terms) : []), ...disputed];
  const { id, claimId, payerId, share, openCents } = denial;
  return clocks.map((clock) => ({ clock, claimId, payerId, share, cents: openCents, stands: 'denied', denialId: id }));
}

/** The deadlines to appeal a denial and to correct its claim. */
function answerClocks(denial: Denial, balance: ClaimBalance, terms: PayerTerms): Clock[] {
  const isUntimely = denial.reasons.some((reason) => carcOf(reason) === '29');
  const { level, noticeOn } = nextLevelOf(denial);
  const clock = appealAt(terms, noticeOn, level);
  const needs = appealLevels(terms, noticeOn)[level - 1]?.minimumCents ?? 0;
  const isClosed = clock === undefined || denial.openCents < needs || (isUntimely && isMedicareItself(terms));
  return [...(isClosed ? [] : [clock]), correctedClaim(terms, clockStart(balance), denial.noticeOn)];
}

/** The last day to begin federal dispute resolution, where it has not begun and the payer's codes say that the law applies. */
function disputeClocks(
  { disputeId, noticeOn, remarkCodes, share }: Denial,
  balance: ClaimBalance,
  terms: PayerTerms,
): Clock[] {
  const isProtected = balance.payers[share]?.patientProtection === 'no-surprises';
  if (disputeId !== undefined || disputeObstacles(terms, remarkCodes, isProtected).length > 0) return [];
  const countedFrom = { event: 'notice', on: noticeOn } as const;
  return [{ kind: 'dispute', on: noticeBy(noticeOn), basis: 'federal', countedFrom }];
}

function overpayment(
  { id, openedAt, investigation }: StoredException,
  balance: ClaimBalance,
  { timeZone, lawOf }: { readonly timeZone: TimeZone; readonly lawOf: LawOf },
  termsOf: (payerId: string) => PayerTerms,
): readonly ClaimDeadline[] {
  const work = balance.openWork?.find((each) => each.id === id);
  if (work === undefined) return [];
  const found = { identifiedOn: dayIn(timeZone, openedAt), investigation, ...lawOf(balance) };
  return refundDeadlines(balance, work, found, termsOf);
}

type LawOf = (balance: ClaimBalance) => Pick<RefundFacts, 'laws' | 'state'>;

/** The laws about payers’ credits, with the states from which claims with exceptions were billed. Nothing is read where no payer has paid too much. */
async function readRefundLaws(
  table: Table,
  tenant: TenantId,
  exceptions: readonly StoredException[],
  balances: ReadonlyMap<string, ClaimBalance>,
): Promise<LawOf> {
  const own = exceptions.flatMap(({ claimId, cents }) => {
    const balance = cents !== undefined && cents < 0 ? balances.get(claimId ?? '') : undefined;
    return balance === undefined ? [] : [balance.billingProviderId];
  });
  if (own.length === 0) return () => ({});
  const [{ refunds }, states] = await Promise.all([
    readBillingSettings(table, tenant),
    statesOfProviders(table, tenant, own),
  ]);
  return ({ billingProviderId }) => ({ laws: refunds.states, state: states.get(billingProviderId) });
}
