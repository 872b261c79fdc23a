import type { Account } from '../domain/account/account.ts';
import { openHolds } from '../domain/account/hold.ts';
import type { DeadlineStart } from '../domain/deadline/deadline.ts';
import type { OpenDeadline } from '../domain/deadline/open-deadline.ts';
import type { Estimate } from '../domain/estimate/estimate.ts';
import {
  coolingOffUntil,
  type DisputeClock,
  disputeClock,
  type FederalDispute,
} from '../domain/federal-dispute/dispute.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents, sumCents } from '../domain/money/cents.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readDocuments } from '../store/entity-items.ts';
import { owingAccount } from '../store/owing-account.ts';
import type { Table } from '../store/table.ts';

/* Deadlines of disputes: with health plans, and of patients about bills above their estimates. */

const standsBy = {
  initiate: 'negotiating',
  offer: 'offer-owed',
  payment: 'payment-awaited',
} as const satisfies Record<DisputeClock['what'], OpenDeadline['stands']>;

const startOf = {
  initiate: 'notice',
  offer: 'selection',
  payment: 'decision',
} as const satisfies Record<DisputeClock['what'], DeadlineStart>;

/** The next deadline of a federal dispute. */
export function disputeDeadlines(dispute: FederalDispute, lately: readonly FederalDispute[]): OpenDeadline[] {
  const found = disputeClock(dispute, coolingOffUntil(dispute, lately));
  if (found === undefined) return [];
  const { id, claimId, payerId, payerPosition: share, cents: asked, end } = dispute;
  // For an initiation, `from` is the first day on which a party may initiate. Its deadline counts from the notice.
  const on = found.what === 'initiate' ? dispute.noticeOn : found.from;
  const countedFrom = { event: startOf[found.what], on } as const;
  const clock = { kind: 'dispute', on: found.on, basis: 'federal', countedFrom } as const;
  const atStake = end?.cents ?? asked;
  return [{ clock, claimId, payerId, share, cents: atStake, stands: standsBy[found.what], federalDisputeId: id }];
}

/** An estimate whose bill is disputed, with what the patient owes on the claims. */
export interface DisputedBill {
  readonly estimate: Estimate;
  readonly owedCents: Cents;
}

/** The last day to answer the notice of a patient's dispute, until the answer is on record. */
export function billDeadlines({ estimate, owedCents }: DisputedBill): OpenDeadline[] {
  const open = openBillDispute(estimate);
  if (open === undefined || open.answered !== undefined) return [];
  const countedFrom = { event: 'notice', on: open.noticeOn } as const;
  const clock = { kind: 'bill-dispute', on: open.answerBy, basis: 'federal', countedFrom } as const;
  const about = { accountId: open.accountId, estimateId: estimate.id };
  return [{ clock, cents: owedCents, stands: 'bill-disputed', ...about }];
}

const openBillDispute = ({ disputes = [] }: Estimate) => disputes.find(({ ended }) => ended === undefined);

/** The estimates of held accounts under which a bill is disputed, with what is owed on the disputed claims. */
export async function readDisputedBills(
  table: Table,
  tenant: TenantId,
  accounts: readonly Account[],
  today: LocalDate,
): Promise<readonly DisputedBill[]> {
  const ids = accounts.flatMap(({ holds }) => openHolds(holds, today).flatMap(({ estimateId }) => estimateId ?? []));
  const estimates = [...(await readDocuments<Estimate>(table, tenant, 'ESTIMATE', ids)).values()];
  return Promise.all(
    estimates.map(async (estimate): Promise<DisputedBill> => {
      const { accountId = '', claimIds = [] } = openBillDispute(estimate) ?? {};
      const owing = await owingAccount(table, tenant, accountId);
      const own = (owing?.claims ?? []).filter((claim) => claimIds.includes(claim.claimId));
      return { estimate, owedCents: sumCents(own.map(({ patientCents }) => cents(Math.max(0, patientCents)))) };
    }),
  );
}
