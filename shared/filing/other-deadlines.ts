import type { Account } from '../domain/account/account.ts';
import { openHolds } from '../domain/account/hold.ts';
import type { PaymentVariance } from '../domain/contract/variance.ts';
import type { OpenDeadline } from '../domain/deadline/open-deadline.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents, sumCents, zeroCents } from '../domain/money/cents.ts';
import type { AuditCase } from '../domain/self-audit/audit-case.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../domain/time/time-zone.ts';
import { owingAccount } from '../store/owing-account.ts';
import type { Table } from '../store/table.ts';

/** Deadlines other than those of claims on their way to payers. */

/** The deadline to dispute an underpayment, if it has not been disputed. */
export function varianceDeadlines({ id, claimId, payerId, state, ...variance }: PaymentVariance): OpenDeadline[] {
  const { direction, disputeBy: on, answeredOn, cents: missing } = variance;
  if (state !== 'open' || direction !== 'underpaid' || on === undefined) return [];
  const countedFrom = { event: 'notice', on: answeredOn } as const;
  const clock = { kind: 'underpayment', on, basis: 'contract', countedFrom } as const;
  // Only the first payer is compared with its contract.
  return [{ clock, claimId, payerId, share: 0, cents: missing, stands: 'underpaid', varianceId: id }];
}

/** The deadline to return a case's overpayment, until the return is recorded. */
export function caseDeadlines({ id, state, clock, disclosures }: AuditCase): OpenDeadline[] {
  const isReturned = disclosures.some(({ cents: back, refundId }) => back !== undefined || refundId !== undefined);
  if (clock === undefined || state === 'dismissed' || isReturned) return [];
  const countedFrom = { event: 'identification', on: clock.identifiedOn } as const;
  const federal = { kind: 'case-return', on: clock.returnBy, basis: 'federal', countedFrom } as const;
  return [{ clock: federal, cents: zeroCents, stands: 'identified', auditCaseId: id }];
}

/** An account whose guarantor died, with its balance. */
export interface HeldEstate {
  readonly account: Account;
  readonly owedCents: Cents;
}

/** The deadline for a claim against an estate, if there is a balance and the claim has not been filed. */
export function estateDeadlines({ account, owedCents }: HeldEstate, day: DayOf): OpenDeadline[] {
  if (owedCents <= 0) return [];
  return estatesToClaim(account, day.today).map(({ at, claimBy: on }): OpenDeadline => {
    const countedFrom = { event: 'stated', on: dayIn(day.timeZone, at) } as const;
    const clock = { kind: 'estate-claim', on, basis: 'stated', countedFrom } as const;
    return { clock, cents: owedCents, stands: 'estate-open', accountId: account.id };
  });
}

interface DayOf {
  readonly today: LocalDate;
  readonly timeZone: TimeZone;
}

function estatesToClaim({ holds }: Pick<Account, 'holds'>, today: LocalDate) {
  return openHolds(holds, today).flatMap(({ at, estate }) => {
    const isOpen = estate?.claimBy !== undefined && estate.filedOn === undefined;
    return isOpen ? [{ at, claimBy: estate.claimBy }] : [];
  });
}

/**
 * Of some accounts, those for which a claim against the estate is still possible, with their balances. Only their
 * balances are read.
 */
export async function readEstates(
  table: Table,
  tenant: TenantId,
  accounts: readonly Account[],
  today: LocalDate,
): Promise<readonly HeldEstate[]> {
  const own = accounts.filter((account) => estatesToClaim(account, today).length > 0);
  const owing = await Promise.all(own.map(({ id }) => owingAccount(table, tenant, id)));
  return own.map((account, index) => {
    const claims = owing[index]?.claims ?? [];
    // A credit of one claim does not pay another automatically.
    return { account, owedCents: sumCents(claims.map(({ patientCents }) => cents(Math.max(0, patientCents)))) };
  });
}
