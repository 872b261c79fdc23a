import type { ClaimBalance, OpenWork } from '../domain/claim/balance.ts';
import { withTurns } from '../domain/claim/next-payer/turns.ts';
import { withAppeals, withOpenWork } from '../domain/claim/open-work.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { denialGroups } from '../domain/remittance/denial/denials.ts';
import type { PostingException } from '../domain/remittance/failures.ts';
import { type ClaimPosting, foldedExceptions } from '../domain/remittance/post/claim-posting.ts';
import { type Cover, coverOf, type NewWork, type Rest } from '../domain/remittance/post/cover.ts';
import type { RemittanceClaim } from '../domain/remittance/remittance.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { rejectedResolvedWrite } from '../store/acknowledgement-alarms.ts';
import { balanceWrite } from '../store/claims.ts';
import { type Denial, denialsOf, denialWrite, refusingAppeal } from '../store/denials.ts';
import { digestOf } from '../store/digest.ts';
import { type ExceptionItem, exceptionWrite } from '../store/exceptions.ts';
import { workWrites } from '../store/open-work.ts';
import { problemEndWrites } from '../store/status-problems.ts';
import type { Write } from '../store/table.ts';
import { answeredAppeals, outcomesOf, refusedBy } from './appealed-denials.ts';

/** A posting that is about to be booked, with the data that its writes need. */
export interface BookedPosting {
  readonly posting: ClaimPosting;
  /** What the payer stated; absent when an answer is unposted. */
  readonly claim: RemittanceClaim | undefined;
  /** The balance that the posting started from; undefined when there is no claim. */
  readonly before: ClaimBalance | undefined;
  readonly terms: ReadonlyMap<string, PayerTerms>;
  readonly remittanceId: string;
  /** Both ids of its entry: in the ledger and in the API. */
  readonly entryId: string;
  readonly ledgerEntryId: string;
  readonly noticeOn: LocalDate;
  readonly at: Instant;
}

/** What a posting changes, apart from its entry. */
export interface PostingEffects {
  /** The writes of the claim's balance (with the version that was read), its denials and its exceptions. */
  readonly writes: readonly Write[];
  /** The balance as it was written; undefined when it did not change. */
  readonly after: ClaimBalance | undefined;
  readonly exceptions: readonly ExceptionItem[];
  readonly denials: readonly Denial[];
}

/** Everything that a posting writes besides its entry, in the same transaction. */
export function postingEffects(tenant: TenantId, booked: BookedPosting): PostingEffects {
  const { posting, before, noticeOn, at } = booked;
  const told = exceptionsOf(tenant, booked, foldedExceptions(posting.exceptions));
  if (posting.after === undefined || before === undefined || posting.kind === 'unapplied') {
    // A waiting posting changes only the claim's list of waiting entries.
    const isListed = posting.after !== undefined && before !== undefined;
    const after = isListed ? withWork(posting.after, { before, noticeOn }, before.openWork ?? []) : undefined;
    const writes = after === undefined || before === undefined ? [] : [balanceWrite(tenant, before, after)];
    return { writes: [...writes, ...openingWrites(tenant, told)], after, exceptions: told, denials: [] };
  }
  const denied = openedDenials(tenant, booked, before);
  const opened = [...denied.map(workOfDenial), ...told.map((each) => workOfException(each, booked.entryId))];
  const cover = coverOf({ before, after: posting.after, posting, opened });
  const rests = restsOf(tenant, booked, cover);
  const work = [...cover.work, ...rests.map((each) => each.work)];
  const answered = answeredAppeals(before, posting, denied, new Set(work.map(({ id }) => id)));
  const after = withAppeals(withWork(posting.after, { before, noticeOn }, work), answered.left);
  const denials = denied.flatMap((each) => {
    const own = work.find(({ id }) => id === each.id);
    if (own === undefined) return [];
    const terms = booked.terms.get(each.payerId) ?? {};
    return [refusingAppeal({ ...each, openCents: own.cents }, refusedBy(each, answered), terms)];
  });
  const exceptions = [...told.map((each) => withCover(each, work)), ...rests.map(({ item }) => item)];
  const outcome = posting.kind === 'posted' && booked.claim?.paidCents !== 0 ? 'payment' : 'taken-back';
  const writes = [
    balanceWrite(tenant, before, after),
    ...workWrites(tenant, {
      over: cover.over,
      changed: cover.changed,
      outcome,
      at,
      appeals: outcomesOf(answered, booked),
    }),
    ...denials.map((each) => denialWrite(tenant, each)),
    ...openingWrites(tenant, exceptions),
    ...(isRejectionOver(before, after) ? [rejectedResolvedWrite(tenant, before.claimId, at)] : []),
    ...problemEndWrites(tenant, { before, after, at }),
  ];
  return { writes, after, exceptions, denials };
}

/** Whether a payer has decided a rejected filing after all, so that nobody has to file it again. */
function isRejectionOver(before: ClaimBalance, after: ClaimBalance): boolean {
  return before.filings.some(
    ({ state }, index) => state.kind === 'rejected' && after.filings[index]?.state.kind === 'answered',
  );
}

/**
 * The next balance. Its open work is passed in. The posting's own open work is out of date: it was decided on the claim
 * as it was before the whole group.
 */
function withWork(
  after: ClaimBalance,
  { before, noticeOn }: { readonly before: ClaimBalance; readonly noticeOn: LocalDate },
  work: readonly OpenWork[],
): ClaimBalance {
  return { ...withTurns(before, withOpenWork(after, work), noticeOn), version: before.version + 1 };
}

function openingWrites(tenant: TenantId, exceptions: readonly ExceptionItem[]): Write<never>[] {
  return exceptions.map((each) => exceptionWrite(tenant, each));
}

/** An exception about a payer's balance states the amount of its open work. */
function withCover(exception: ExceptionItem, work: readonly OpenWork[]): ExceptionItem {
  const own = work.find(({ id }) => id === exception.id);
  return own === undefined || own.cents === 0 ? exception : { ...exception, cents: own.cents };
}

function workOfDenial({ id, category, ledgerEntryId, lines, deniedCents }: Denial): NewWork {
  const entryId = ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1);
  const listed = lines.length === 0 ? {} : { lines };
  return { id, kind: 'denial', code: category, entryId, cents: deniedCents, ...listed };
}

function workOfException({ id, code, cents }: ExceptionItem, entryId: string): NewWork {
  return { id, kind: 'exception', code, entryId, cents: cents ?? zeroCents };
}

/** The exceptions for amounts that no other work covers. */
function restsOf(tenant: TenantId, booked: BookedPosting, { rests }: Cover) {
  const raised = rests.map(({ code, share, cents, lines, settledAs }): PostingException => {
    return { code, cents, facts: { position: share, ...present({ lines: lines?.join(' '), settledAs }) } };
  });
  const items = exceptionsOf(tenant, booked, raised, foldedExceptions(booked.posting.exceptions));
  return items.map((item, index) => {
    const { share, lines, settledAs } = rests[index] as Rest;
    return { item, work: { ...workOfException(item, booked.entryId), share, ...present({ lines, settledAs }) } };
  });
}

function openedDenials(tenant: TenantId, booked: BookedPosting, before: ClaimBalance): Denial[] {
  const { posting, claim, terms, remittanceId, ledgerEntryId, noticeOn, at } = booked;
  if (posting.denial === undefined || claim === undefined) return [];
  const groups = denialGroups(posting.notes, claim, before.lineCount);
  const { adjudication } = posting;
  return denialsOf(tenant, { groups, adjudication, balance: before, terms, remittanceId, ledgerEntryId, noticeOn, at });
}

/** Exceptions as items; `earlier` are those of the same entry that already have their numbers. */
function exceptionsOf(
  tenant: TenantId,
  { before, remittanceId, entryId, ledgerEntryId, at }: BookedPosting,
  raised: readonly PostingException[],
  earlier: readonly PostingException[] = [],
): ExceptionItem[] {
  return raised.map((exception, index, all) => ({
    id: postingExceptionId(tenant, entryId, exception.code, sameCode([...earlier, ...all.slice(0, index)], exception)),
    code: exception.code,
    openedAt: at,
    remittanceId,
    ledgerEntryId,
    ...present({ claimId: before?.claimId }),
    cents: exception.cents,
    facts: exception.facts,
  }));
}

function sameCode(others: readonly PostingException[], { code }: PostingException): number {
  return others.filter((other) => other.code === code).length;
}

/** Numbers exceptions with the same code that one entry opens. Nearly always there is only one. */
export function postingExceptionId(tenant: TenantId, entryId: string, code: string, number = 0): string {
  const which = number === 0 ? [] : [String(number)];
  return idFromDigest('exception', digestOf('exception', tenant, entryId, code, ...which));
}
