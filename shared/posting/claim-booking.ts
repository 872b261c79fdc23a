import type { ClaimBalance } from '../domain/claim/balance.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { denialGroups, type PayerTerms } from '../domain/remittance/denial/denials.ts';
import type { PostingException } from '../domain/remittance/failures.ts';
import { type ClaimPosting, foldedExceptions } from '../domain/remittance/post/claim-posting.ts';
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
  return foldedExceptions(posting.exceptions).map((exception, index, all) => ({
    id: postingExceptionId(tenant, entryId, exception.code, sameCode(all.slice(0, index), exception)),
    code: exception.code,
    openedAt: at,
    remittanceId,
    ledgerEntryId,
    ...(before === undefined ? {} : { claimId: before.claimId }),
    cents: exception.cents,
    facts: exception.facts,
  }));
}

function sameCode(others: readonly PostingException[], { code }: PostingException): number {
  return others.filter((other) => other.code === code).length;
}

/** The n-th exception of one code that an entry opens; nearly always it is the first. */
export function postingExceptionId(tenant: TenantId, entryId: string, code: string, number = 0): string {
  const which = number === 0 ? [] : [String(number)];
  return idFromDigest('exception', digestOf('exception', tenant, entryId, code, ...which));
}
