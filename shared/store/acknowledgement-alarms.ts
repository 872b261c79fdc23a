import { atStakeCents } from '../domain/claim/at-stake.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { rejectedShares } from '../domain/claim/rejected-shares.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from './exceptions.ts';
import type { Table, Write } from './table.ts';

/** Exceptions about acknowledgements: one is missing, one rejects, one contradicts an earlier one. */

/** What a submission waits for: an answer about its file, or about its claims. */
export interface Awaited {
  readonly submissionId: string;
  readonly of: 'file' | 'claims';
}

function missingExceptionId(tenant: TenantId, { submissionId, of }: Awaited): string {
  return idFromDigest('exception', digestOf('acknowledgement-missing', tenant, submissionId, of));
}

/** Opens the exception of a submission that has waited too long. */
export function missingWrite(
  tenant: TenantId,
  awaited: Awaited,
  facts: Readonly<Record<string, string | number>>,
  openedAt: Instant,
): Write<never> {
  const { submissionId, of } = awaited;
  const id = missingExceptionId(tenant, awaited);
  const code = 'acknowledgement-missing';
  return exceptionWrite(tenant, { id, code, openedAt, facts: { submissionId, of, ...facts } });
}

/** Closes the exception of a submission that has waited too long, if it is open. */
export async function missingResolvedWrites(
  table: Table,
  tenant: TenantId,
  awaited: Awaited,
  at: Instant,
): Promise<Write[]> {
  const state = await missingState(table, tenant, awaited);
  return state === 'open' ? [exceptionResolvedWrite(tenant, missingExceptionId(tenant, awaited), at)] : [];
}

/** The state of the exception of a submission that has waited too long; undefined when it was never opened. */
export async function missingState(
  table: Table,
  tenant: TenantId,
  awaited: Awaited,
): Promise<'open' | 'closed' | 'resolved' | undefined> {
  return (await readException(table, tenant, missingExceptionId(tenant, awaited)))?.state;
}

/** The message that checks after some hours whether an answer is missing. */
export function missingMessage(tenantId: TenantId, awaited: Awaited, dueAt: Instant): DueMessage {
  const { submissionId, of } = awaited;
  const body = { schemaVersion: 1, tenantId, work: 'missing', submissionId, of };
  return { queue: 'apply-acknowledgement', id: `missing-${submissionId}-${of}-${dueAt}`, body, dueAt };
}

/** A claim has at most one such exception: after another rejection it is reopened. */
function rejectedExceptionId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('exception', digestOf('claim-rejected', tenant, claimId));
}

/** Opens the exception of a rejected claim, with the amount at stake. `reasons` are codes. */
export function rejectedWrite(
  tenant: TenantId,
  claim: ClaimBalance,
  facts: { readonly filing: number; readonly reasons: string },
  openedAt: Instant,
): Write<never> {
  const { claimId } = claim;
  const id = rejectedExceptionId(tenant, claimId);
  const cents = atStakeCents(claim, facts.filing);
  return exceptionWrite(tenant, { id, code: 'claim-rejected', openedAt, claimId, cents, facts });
}

/** Closes the exception of a rejected claim, because the claim is filed again or its encounter is corrected. */
export function rejectedResolvedWrite(tenant: TenantId, claimId: ClaimId, at: Instant): Write<never> {
  return exceptionResolvedWrite(tenant, rejectedExceptionId(tenant, claimId), at);
}

/**
 * Closes the exception of a rejected claim when no share of the claim has to be filed again. One exception covers all
 * shares.
 */
export function rejectionEndWrites(
  tenant: TenantId,
  { before, after, at }: { readonly before: ClaimBalance; readonly after: ClaimBalance; readonly at: Instant },
): Write<never>[] {
  const isOver = rejectedShares(before).length > 0 && rejectedShares(after).length === 0;
  return isOver ? [rejectedResolvedWrite(tenant, before.claimId, at)] : [];
}

/** Opens an exception: something was accepted that was rejected before. */
export function contradictionWrite(
  tenant: TenantId,
  { claimId, ...facts }: { claimId?: ClaimId; submissionId?: string; fileId: string },
  openedAt: Instant,
): Write<never> {
  const about = claimId ?? facts.submissionId ?? '';
  const id = idFromDigest('exception', digestOf('acknowledgement-contradicts', tenant, about, facts.fileId));
  const whose = claimId === undefined ? {} : { claimId };
  return exceptionWrite(tenant, { id, code: 'acknowledgement-contradicts', openedAt, ...whose, facts });
}

/** An acknowledgement of a claim whose filing is uncertain. */
interface UnclearFiling {
  readonly claimId: ClaimId;
  readonly acknowledgementId: string;
}

function unclearFilingId(tenant: TenantId, { claimId, acknowledgementId }: UnclearFiling): string {
  return idFromDigest('exception', digestOf('acknowledged-filing-unclear', tenant, claimId, acknowledgementId));
}

/** Opens an exception for an acknowledgement whose filing is unclear: a person chooses the filing. */
export function unclearFilingWrite(
  tenant: TenantId,
  { fileId, ...unclear }: UnclearFiling & { readonly fileId: string },
  openedAt: Instant,
): Write<never> {
  const { claimId, acknowledgementId } = unclear;
  const id = unclearFilingId(tenant, unclear);
  const facts = { fileId, acknowledgementId };
  return exceptionWrite(tenant, { id, code: 'acknowledged-filing-unclear', openedAt, claimId, facts });
}

/** Closes this exception, because a person has chosen the filing. */
export function unclearFilingResolvedWrite(tenant: TenantId, unclear: UnclearFiling, at: Instant): Write<never> {
  return exceptionResolvedWrite(tenant, unclearFilingId(tenant, unclear), at);
}
