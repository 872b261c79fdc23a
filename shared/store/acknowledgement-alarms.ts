import { atStakeCents } from '../domain/claim/at-stake.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { rejectedShares } from '../domain/claim/rejected-shares.ts';
import type { Submission } from '../domain/claim/submission.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { type AnswerAbout, isUsual } from '../domain/trading-partner/answers-due.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite, readException } from './exceptions.ts';
import type { Table, Write } from './table.ts';

/** Exceptions about acknowledgements: one is missing, one rejects, one contradicts an earlier one. */

/** What a submission waits for: an answer about its file, or about its claims. */
export interface Awaited {
  readonly submissionId: string;
  readonly of: AnswerAbout;
  /**
   * The receiver, where nothing was agreed about its answers: it has one exception at a time, about one of its files, so
   * that a receiver which never answers does not fill the list.
   */
  readonly receiverId?: string;
}

/** What a submission waits for, by the terms on which it was sent. */
export function awaitedOf({ id, receiverId, partner }: Submission, of: AnswerAbout): Awaited {
  return { submissionId: id, of, ...(isUsual(partner) ? { receiverId } : {}) };
}

function missingExceptionId(tenant: TenantId, { submissionId, of, receiverId }: Awaited): string {
  const about = receiverId === undefined ? [submissionId] : ['receiver', receiverId];
  return idFromDigest('exception', digestOf('acknowledgement-missing', tenant, ...about, of));
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
  const id = missingExceptionId(tenant, awaited);
  const found = await readException(table, tenant, id);
  const isOwn = found?.facts.submissionId === awaited.submissionId;
  return found?.state === 'open' && isOwn ? [exceptionResolvedWrite(tenant, id, at)] : [];
}

/**
 * How it stands with the exception of a submission that has waited too long: it is not open, or it is; or a person has
 * closed it, which for a receiver's exception counts for everything that was sent before.
 */
export async function missingState(
  table: Table,
  tenant: TenantId,
  awaited: Awaited,
  sentAt: Instant,
): Promise<'none' | 'open' | 'closed'> {
  const found = await readException(table, tenant, missingExceptionId(tenant, awaited));
  if (found?.state === 'open') return 'open';
  if (found?.state !== 'closed') return 'none';
  const isOwn = found.facts.submissionId === awaited.submissionId;
  return isOwn || sentAt <= (found.resolution?.at ?? '') ? 'closed' : 'none';
}

/** The message that checks after some hours whether an answer is missing. */
export function missingMessage(
  tenantId: TenantId,
  { submissionId, of }: Pick<Awaited, 'submissionId' | 'of'>,
  dueAt: Instant,
): DueMessage {
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
