import type { ClaimBalance } from '../domain/claim/balance.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { addCents } from '../domain/money/cents.ts';
import { denialGroups, type PayerTerms } from '../domain/remittance/denial/denials.ts';
import type { PostingException } from '../domain/remittance/failures.ts';
import type { ClaimPosting } from '../domain/remittance/post/claim-posting.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { balanceWrite } from '../store/claims.ts';
import { type Denial, denialChanges, denialsOf, withOpenDenials } from '../store/denials.ts';
import { digestOf } from '../store/digest.ts';
import { type ExceptionItem, exceptionWrite } from '../store/exceptions.ts';
import type { Write } from '../store/table.ts';

/** A posting that is about to be booked, with what stands around it. */
export interface BookedPosting {
  readonly posting: ClaimPosting;
  /** What the payer stated; absent where an answer is taken off its claim. */
  readonly claim: RemittanceClaim | undefined;
  /** The balance that the posting was decided on; undefined when it is of no claim. */
  readonly before: ClaimBalance | undefined;
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly remittanceId: string;
  /** Both ids of its entry: in the ledger, and on the wire. */
  readonly entryId: string;
  readonly ledgerEntryId: string;
  readonly noticeOn: LocalDate;
  readonly at: Instant;
}

/** What a posting does beside its entry. */
export interface PostingEffects {
  /** The claim's balance (under the version that was read), its denials, and exceptions. */
  readonly writes: readonly Write[];
  /** The balance as written; undefined when it stays as it was. */
  readonly after: ClaimBalance | undefined;
  readonly exceptions: readonly ExceptionItem[];
  readonly denials: readonly Denial[];
}

/** Everything that a posting writes beside its entry, for the same transaction. */
export function postingEffects(tenant: TenantId, booked: BookedPosting): PostingEffects {
  const { posting, before, at } = booked;
  const exceptions = exceptionsOf(tenant, booked);
  const opening = exceptions.map((each) => exceptionWrite(tenant, each));
  if (posting.after === undefined || before === undefined) {
    return { writes: opening, after: undefined, exceptions, denials: [] };
  }
  const denials = openedDenials(tenant, booked, before);
  const outcome = posting.kind === 'posted' && booked.claim?.paidCents !== 0 ? 'payment' : 'taken-back';
  const changes = denialChanges(tenant, before, posting, denials, outcome, at);
  const after = { ...withOpenDenials(posting.after, changes.openDenials), version: before.version + 1 };
  return { writes: [balanceWrite(tenant, before, after), ...changes.writes, ...opening], after, exceptions, denials };
}

function openedDenials(tenant: TenantId, booked: BookedPosting, before: ClaimBalance): Denial[] {
  const { posting, claim, terms, remittanceId, ledgerEntryId, noticeOn, at } = booked;
  if (posting.denial === undefined || claim === undefined) return [];
  const groups = denialGroups(posting.notes, claim, before.lineCount);
  const { adjudication } = posting;
  return denialsOf(tenant, { groups, adjudication, balance: before, terms, remittanceId, ledgerEntryId, noticeOn, at });
}

function exceptionsOf(tenant: TenantId, booked: BookedPosting): ExceptionItem[] {
  const { posting, before, remittanceId, entryId, ledgerEntryId, at } = booked;
  return foldByCode(posting.exceptions).map((exception) => ({
    id: postingExceptionId(tenant, entryId, exception.code),
    code: exception.code,
    openedAt: at,
    remittanceId,
    ledgerEntryId,
    ...(before === undefined ? {} : { claimId: before.claimId }),
    cents: exception.cents,
    facts: exception.facts,
  }));
}

/** An entry opens at most one exception of a code. */
export function postingExceptionId(tenant: TenantId, entryId: string, code: string): string {
  return idFromDigest('exception', digestOf('exception', tenant, entryId, code));
}

/** One exception a code: a claim of hundreds of odd adjustments is one thing to look at, and fits into one transaction. */
function foldByCode(exceptions: readonly PostingException[]): PostingException[] {
  const folded = new Map<string, PostingException>();
  for (const exception of exceptions) {
    const first = folded.get(exception.code);
    const next = first === undefined ? exception : addException(first, exception);
    folded.set(exception.code, next);
  }
  return [...folded.values()];
}

function addException(first: PostingException, next: PostingException): PostingException {
  const occurrences = Number(first.facts.occurrences ?? 1) + 1;
  return { ...first, cents: addCents(first.cents, next.cents), facts: { ...first.facts, occurrences } };
}
