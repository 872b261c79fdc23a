import type { ClaimBalance, OpenWork, PayerShare } from '../../claim/balance.ts';
import { workedCents } from '../../claim/open-work.ts';
import { type Cents, cents, subtractCents, zeroCents } from '../../money/cents.ts';
import type { ExceptionCode } from '../failures.ts';
import type { ClaimPosting } from './claim-posting.ts';

/** Exceptions about an amount that an answer stated and posting held: they answer for that amount. */
const heldCodes: readonly string[] = ['adjustment-without-rule', 'no-next-payer'] satisfies ExceptionCode[];

/** Exceptions about what stands with a payer without being told by a reason of its own: they answer for the rest, whatever it is. */
const restCodes: readonly string[] = [
  'balance-unexplained',
  'credit-balance',
  'later-payer-answered',
] satisfies ExceptionCode[];

/** Work that a posting opens, before it is known what of it is needed. */
export type NewWork = Omit<OpenWork, 'share'>;

/** An amount that stands with a payer and that nothing speaks of yet. */
export interface Rest {
  readonly code: Extract<ExceptionCode, 'balance-unexplained' | 'credit-balance'>;
  readonly share: number;
  readonly cents: Cents;
}

/** What becomes of a claim's open work. */
export interface Cover {
  /** Everything that is open afterwards, but for the rests. */
  readonly work: readonly OpenWork[];
  /** What was open and is over. */
  readonly over: readonly OpenWork[];
  /** What stays open for another amount. */
  readonly changed: readonly OpenWork[];
  /** What is to be opened, so that nothing is out of sight. */
  readonly rests: readonly Rest[];
}

/** A posting that changes a claim, with what it opens. */
export interface CoverInput {
  readonly before: ClaimBalance;
  readonly after: ClaimBalance;
  readonly posting: Pick<ClaimPosting, 'kind' | 'reverses' | 'reversesPart' | 'adjudication' | 'paysOff'>;
  readonly opened: readonly NewWork[];
}

/**
 * What becomes of a claim's open work when something posts, so that what stands with each payer that has answered is on somebody's list,
 * to the cent. Work about an answer that is taken back is over; what an answer refuses or leaves undecided opens; what stands beside that
 * becomes a rest with an exception of its own. Nothing is netted: a credit and a denial of one answer are two pieces of work.
 */
export function coverOf({ before, after, posting, opened }: CoverInput): Cover {
  const standing = before.openWork ?? [];
  const isOver = (work: OpenWork) => isTakenBack(work, posting) || isSettled(work, after, posting);
  const kept = paidOff(
    standing.filter((work) => !isOver(work)),
    posting.paysOff,
  );
  const added = shared(limited(opened, before, after, posting), after, posting);
  const fitted = after.payers.map((payer, share) => workOf(payer, share, { kept, added, posting }));
  const inShares = fitted.flatMap(({ work }) => work);
  const work = [...kept, ...added].flatMap((each) =>
    each.share === undefined ? [each] : inShares.filter(({ id }) => id === each.id),
  );
  const was = new Map(standing.map((each) => [each.id, each.cents]));
  return {
    work,
    over: standing.filter((each) => !work.some(({ id }) => id === each.id)),
    changed: work.filter((each) => was.has(each.id) && was.get(each.id) !== each.cents),
    rests: fitted.flatMap(({ rests }) => rests),
  };
}

/** What is left of open work once cash is put onto a payer's share: the oldest piece is answered first. */
function paidOff(work: readonly OpenWork[], paysOff: ClaimPosting['paysOff']): readonly OpenWork[] {
  if (paysOff === undefined) return work;
  let left: number = paysOff.cents;
  return work.flatMap((each) => {
    if (each.share !== paysOff.share || Math.sign(each.cents) !== Math.sign(left)) return [each];
    const taken = Math.sign(left) * Math.min(Math.abs(each.cents), Math.abs(left));
    left -= taken;
    return each.cents === taken ? [] : [{ ...each, cents: cents(each.cents - taken) }];
  });
}

/** Whether the answer that a piece of work came with is taken back, or every line that it is about. */
function isTakenBack({ entryId, lines }: OpenWork, { reverses, reversesPart, adjudication }: CoverInput['posting']) {
  if (reverses?.includes(entryId)) return true;
  const left = adjudication?.lines;
  return entryId === reversesPart && lines !== undefined && !lines.some((line) => left?.includes(line) !== false);
}

/** Whether what a piece of work waits for has come: an answer after lines were taken back, a patient who owes nothing less. */
function isSettled({ code, share }: OpenWork, after: ClaimBalance, posting: CoverInput['posting']): boolean {
  if (code === 'patient-credit') return after.patientCents >= 0;
  return code === 'reversed-in-part' && posting.kind === 'posted' && share === shareOf(after, posting);
}

/** The position of the share that a posting speaks of. */
function shareOf({ state }: ClaimBalance, { adjudication }: CoverInput['posting']): number | undefined {
  if (adjudication !== undefined) return adjudication.share;
  return state.kind === 'adjudicated' || state.kind === 'reversed' ? state.payerPosition : undefined;
}

/**
 * New denials answer for what still stands: what a person had written off of this share before is no longer to be had. Known only of the
 * first payer and of an answer to the whole claim.
 */
function limited(
  opened: readonly NewWork[],
  before: ClaimBalance,
  after: ClaimBalance,
  posting: CoverInput['posting'],
): NewWork[] {
  const isWhole =
    shareOf(after, posting) === 0 && posting.kind === 'posted' && posting.adjudication?.lines === undefined;
  let given = isWhole ? Math.max(0, before.chargeCents - (before.payers[0]?.receivableCents ?? 0)) : 0;
  return opened.flatMap((work) => {
    if (work.kind !== 'denial') return [work];
    const taken = Math.min(given, work.cents);
    given -= taken;
    return work.cents === taken ? [] : [{ ...work, cents: cents(work.cents - taken) }];
  });
}

/** New work with its share, and the amount that it answers for. */
function shared(opened: readonly NewWork[], after: ClaimBalance, posting: CoverInput['posting']): OpenWork[] {
  const own = shareOf(after, posting);
  const later = after.payers.findIndex((payer, index) => index > (own ?? 0) && payer.status === 'answered');
  return opened.map((work) => {
    if (work.code === 'patient-credit' || own === undefined) return work;
    if (work.code === 'later-payer-answered') return { ...work, share: later, cents: zeroCents };
    const answersFor = work.kind === 'denial' || heldCodes.includes(work.code);
    return { ...work, share: own, cents: answersFor ? work.cents : zeroCents };
  });
}

interface Parts {
  readonly kept: readonly OpenWork[];
  readonly added: readonly OpenWork[];
  readonly posting: CoverInput['posting'];
}

/** The work about one share, with its rest: what stands there less what denials and held amounts say. */
function workOf(payer: PayerShare, share: number, { kept, added, posting }: Parts) {
  const all = [...kept, ...added].filter((work) => work.share === share);
  const told = all.filter(({ code }) => !restCodes.includes(code));
  const resting = all.filter(({ code }) => restCodes.includes(code));
  const isNew = ({ id }: OpenWork) => added.some((work) => work.id === id);
  // A payer that is asked: all that stands with it waits for its answer.
  if (payer.status !== 'answered') return { work: [...told, ...resting.filter(isNew)], rests: [] };
  const explained = explainCredit(told, subtractCents(payer.receivableCents, workedCents(told, share)), isNew);
  const rest = subtractCents(payer.receivableCents, workedCents(explained, share));
  const bearer = resting.find(({ code }) => rest !== 0 && bears(code, rest));
  const stays = (work: OpenWork) =>
    work === bearer || isNew(work) || (work.cents === 0 && rest === 0 && posting.kind !== 'posted');
  const left = resting.filter(stays).map((work) => ({ ...work, cents: work === bearer ? rest : zeroCents }));
  const code = rest > 0 ? 'balance-unexplained' : 'credit-balance';
  return {
    work: [...explained, ...left],
    rests: rest === 0 || bearer !== undefined ? [] : [{ code, share, cents: rest } satisfies Rest],
  };
}

function bears(code: string, rest: Cents): boolean {
  return code === 'later-payer-answered' || (rest > 0 ? 'balance-unexplained' : 'credit-balance') === code;
}

/** An amount against the office that a later payer states and that was not posted tells where a credit comes from, up to that amount. */
function explainCredit(told: readonly OpenWork[], rest: Cents, isNew: (work: OpenWork) => boolean): OpenWork[] {
  let left = Math.min(0, rest);
  return told.map((work) => {
    if (work.code !== 'ambiguous-secondary' || !isNew(work)) return work;
    const own = left;
    left = 0;
    return { ...work, cents: cents(own) };
  });
}

/** Open work once a person has dealt with so much of what one piece answers for. A piece that answers for nothing more is over. */
export function reduceWork(
  work: readonly OpenWork[],
  { id, cents: own }: OpenWork,
  amount: Cents,
): { readonly work: readonly OpenWork[]; readonly over: readonly OpenWork[]; readonly changed: readonly OpenWork[] } {
  const left = subtractCents(own, amount);
  const named = work.filter((each) => each.id === id).map((each) => ({ ...each, cents: left }));
  return {
    work: work.flatMap((each) => (each.id === id ? (left === 0 ? [] : named) : [each])),
    over: left === 0 ? named : [],
    changed: left === 0 ? [] : named,
  };
}
