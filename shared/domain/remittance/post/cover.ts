import type { ClaimBalance, OpenWork, PayerShare } from '../../claim/balance.ts';
import { isCorrectionAwaited } from '../../claim/correction/corrected-claim.ts';
import { isIdleCredit, workedCents } from '../../claim/open-work.ts';
import { isSamePlace, type SettledAmount, type Settlement, settledCents } from '../../claim/settled-amounts.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { ExceptionCode } from '../failures.ts';
import type { ClaimPosting } from './claim-posting.ts';
import { type SettledAgain, settledByAnswer, settledByReversal, settledCode } from './settled-again.ts';

/** Exceptions about an amount that an answer stated and posting held: they cover that amount. */
const heldCodes: readonly string[] = ['adjustment-without-rule', 'no-next-payer'] satisfies ExceptionCode[];

/** Exceptions about a payer's balance that no reason of an answer explains: they cover the whole rest. */
const restCodes: readonly string[] = [
  'balance-unexplained',
  'credit-balance',
  'later-payer-answered',
  'correction-awaited',
] satisfies ExceptionCode[];

/** Work that a posting would open, before unneeded pieces are left out. */
export type NewWork = Omit<OpenWork, 'share'>;

/** A part of a payer's balance that no open work covers yet. */
export interface Rest {
  readonly code: Extract<
    ExceptionCode,
    'balance-unexplained' | 'credit-balance' | 'correction-awaited' | typeof settledCode
  >;
  readonly share: number;
  readonly cents: Cents;
  /** For a settled amount whose denial is taken back: the lines, and how it was settled. */
  readonly lines?: readonly number[];
  readonly settledAs?: Settlement;
}

/** How a claim's open work changes. */
export interface Cover {
  /** Everything that is open afterwards, except the rests. */
  readonly work: readonly OpenWork[];
  /** What was open and is now closed. */
  readonly over: readonly OpenWork[];
  /** What stays open with another amount. */
  readonly changed: readonly OpenWork[];
  /** What has to be opened, so that no amount is without a work item. */
  readonly rests: readonly Rest[];
}

/** A posting that changes a claim, with the work that it opens. */
export interface CoverInput {
  readonly before: ClaimBalance;
  readonly after: ClaimBalance;
  readonly posting: Pick<ClaimPosting, 'kind' | 'reverses' | 'reversesPart' | 'adjudication' | 'paysOff' | 'notes'>;
  readonly opened: readonly NewWork[];
}

/**
 * How a claim's open work changes when something posts, so that open work covers, to the cent, the balance of each payer
 * that has answered, and the credit of one that is not billed. Work about a reversed answer closes. What an answer denies
 * or leaves undecided opens. Any other part of the balance becomes a rest with an exception of its own. Nothing is
 * netted: a credit and a denial of one answer are two pieces of work.
 */
export function coverOf({ before, after, posting, opened }: CoverInput): Cover {
  const standing = before.openWork ?? [];
  const isReplaced = ({ code }: OpenWork) => code === 'patient-credit' && opened.some((work) => work.code === code);
  const isOver = (work: OpenWork) => isTakenBack(work, posting) || isSettled(work, after, posting) || isReplaced(work);
  const again = settledAgain(before, after, posting);
  const left = paidOff(
    standing.filter((work) => !isOver(work)).flatMap((work) => lessTakenBack(work, posting, again)),
    posting.paysOff,
  ).map((work) => withinCredit(work, after.patientCents));
  const { kept, raised } = settledWork(left, again);
  const added = shared(limited(opened, { before, after, posting, again }), after, posting);
  const fitted = after.payers.map((payer, share) => workOf(payer, share, { kept, added, raised, posting, after }));
  const inShares = fitted.flatMap(({ work }) => work);
  const work = [...kept, ...added].flatMap((each) =>
    each.share === undefined ? [each] : inShares.filter(({ id }) => id === each.id),
  );
  const was = new Map(standing.map((each) => [each.id, each.cents]));
  return {
    work,
    over: standing.filter((each) => !work.some(({ id }) => id === each.id)),
    changed: work.filter((each) => was.has(each.id) && was.get(each.id) !== each.cents),
    rests: [...raised, ...fitted.flatMap(({ rests }) => rests)],
  };
}

/** What a posting says about the amounts that people settled before it. */
function settledAgain(before: ClaimBalance, after: ClaimBalance, posting: CoverInput['posting']): SettledAgain {
  const share = shareOf(after, posting);
  const { kind, adjudication, notes } = posting;
  if (share !== undefined && kind === 'reversed') {
    // A reversal of some lines has already divided an amount that was settled for several lines.
    return settledByReversal(after, share, after.payers[share]?.answeredLines ?? []);
  }
  if (kind === 'posted' && adjudication !== undefined) return settledByAnswer(before, adjudication, notes);
  return { concerned: [], again: new Map(), taken: [] };
}

/**
 * The open work, with that about settled amounts brought up to date: it covers what is settled and no longer refused.
 * `raised` is new work.
 */
function settledWork(work: readonly OpenWork[], { concerned, taken }: SettledAgain) {
  const isAt = (place: SettledAmount) => (each: OpenWork) =>
    each.settledAs !== undefined && isSamePlace({ ...each, share: each.share ?? -1, as: each.settledAs }, place);
  const listed = new Map(taken.map((place) => [work.find(isAt(place)), place]));
  const raised = taken
    .filter((place) => !work.some(isAt(place)))
    .map(({ share, as, lines, cents: own }): Rest => {
      return { code: settledCode, share, cents: negateCents(own), settledAs: as, ...present({ lines }) };
    });
  const kept = work.flatMap((each): OpenWork[] => {
    if (!concerned.some((place) => isAt(place)(each))) return [each];
    const own = listed.get(each)?.cents;
    return own === undefined ? [] : [{ ...each, cents: negateCents(own) }];
  });
  return { kept, raised };
}

/** Work about a patient's credit, limited to the credit that is left. */
export function withinCredit(work: OpenWork, patientCents: Cents): OpenWork {
  return work.code === 'patient-credit' && work.cents < patientCents ? { ...work, cents: patientCents } : work;
}

/** What is left of open work once cash is applied to a payer's share: the oldest piece is reduced first. */
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

/** Whether the answer that opened a piece of work is reversed, or every line that the piece is about. */
function isTakenBack({ entryId, lines }: OpenWork, { reverses, reversesPart, adjudication }: CoverInput['posting']) {
  if (reverses?.includes(entryId)) return true;
  const left = adjudication?.lines;
  return entryId === reversesPart && lines !== undefined && !lines.some((line) => left?.includes(line) !== false);
}

/**
 * A denial without the lines that are taken back, less their amount unless somebody had settled it; none when nothing
 * is left.
 */
function lessTakenBack(
  work: OpenWork,
  { reversesPart, adjudication, notes }: CoverInput['posting'],
  { taken }: SettledAgain,
): readonly OpenWork[] {
  const { kind, entryId, lines = [] } = work;
  const isGone = (line: number | undefined) =>
    line !== undefined && lines.includes(line) && adjudication?.lines?.includes(line) === false;
  if (kind !== 'denial' || entryId !== reversesPart || !lines.some(isGone)) return [work];
  const refused = notes.filter(({ meaning, line }) => meaning === 'denial' && isGone(line)).map((each) => -each.cents);
  const settled = taken.filter((each) => each.lines?.every(isGone) === true).map((each) => each.cents);
  const gone = Math.max(0, refused.reduce((sum, own) => sum + own, 0) - sumCents(settled));
  const left = cents(Math.max(0, work.cents - gone));
  return left === 0 ? [] : [{ ...work, lines: lines.filter((line) => !isGone(line)), cents: left }];
}

/**
 * Whether a piece of work has nothing left to wait for: the reversed lines, or the corrected claim, are answered, or
 * the patient's credit is gone.
 */
function isSettled({ code, share }: OpenWork, after: ClaimBalance, posting: CoverInput['posting']): boolean {
  if (code === 'patient-credit') return after.patientCents >= 0;
  if (code === 'correction-awaited' && isCorrectionAwaited(after, share ?? 0)) return false;
  const isAwaiting = code === 'reversed-in-part' || code === 'correction-awaited';
  return isAwaiting && posting.kind === 'posted' && share === shareOf(after, posting);
}

/** The position of the share that a posting is about. */
function shareOf({ state }: ClaimBalance, { adjudication }: CoverInput['posting']): number | undefined {
  if (adjudication !== undefined) return adjudication.share;
  return state.kind === 'adjudicated' || state.kind === 'reversed' ? state.payerPosition : undefined;
}

/** New denials without what a person has settled of the same lines: it cannot be collected any more. */
function withoutSettledAgain(opened: readonly NewWork[], { again }: SettledAgain): readonly NewWork[] {
  const left = new Map<number | undefined, number>(again);
  return opened.map((work) => {
    if (work.kind !== 'denial') return work;
    let own: number = work.cents;
    for (const [line, most] of left) {
      if (line === undefined ? work.lines !== undefined : work.lines?.includes(line) === false) continue;
      const taken = Math.min(own, most);
      own -= taken;
      left.set(line, most - taken);
    }
    return { ...work, cents: cents(own) };
  });
}

interface Limits extends Pick<CoverInput, 'before' | 'after' | 'posting'> {
  readonly again: SettledAgain;
}

/**
 * New denials cover only what is still owed: not what a person settled of their lines, and not what was written off from this share before
 * any answer. The latter is known only for the first payer and for an answer to the whole claim.
 */
function limited(opened: readonly NewWork[], { before, after, posting, again }: Limits): NewWork[] {
  const left = withoutSettledAgain(opened, again);
  const isWhole =
    shareOf(after, posting) === 0 && posting.kind === 'posted' && posting.adjudication?.lines === undefined;
  const owed = after.payers[0]?.receivableCents ?? 0;
  const denied = left.reduce((sum, { kind, cents: own }) => (kind === 'denial' ? sum + own : sum), 0);
  // Amounts denied before a correction count only up to the current charge.
  const uncharged = isCorrectionAwaited(after, 0) ? denied - Math.max(0, owed) : 0;
  const standing = sumCents([before.payers[0]?.receivableCents ?? zeroCents, settledCents(before.settled, 0)]);
  let given = isWhole ? Math.max(0, before.chargeCents - standing, uncharged) : 0;
  return left.flatMap((work) => {
    if (work.kind !== 'denial') return [work];
    const taken = Math.min(given, work.cents);
    given -= taken;
    return work.cents === taken ? [] : [{ ...work, cents: cents(work.cents - taken) }];
  });
}

/** New work with its share, and the amount that it covers. */
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
  readonly raised: readonly Rest[];
  readonly posting: CoverInput['posting'];
  readonly after: ClaimBalance;
}

/** The work about one share, with its rest: the balance less the amounts of denials and held adjustments. */
function workOf(payer: PayerShare, share: number, { kept, added, raised, posting, after }: Parts) {
  const all = [...kept, ...added].filter((work) => work.share === share);
  const named = all.filter(({ code }) => !restCodes.includes(code));
  const resting = all.filter(({ code }) => restCodes.includes(code));
  const isNew = ({ id }: OpenWork) => added.some((work) => work.id === id);
  // The payer has been billed, or will be: its whole balance waits for its answer. The credit of one that is not billed waits for nothing.
  if (payer.status !== 'answered' && !isIdleCredit(payer))
    return { work: [...named, ...resting.filter(isNew)], rests: [] };
  const settled = sumCents(raised.filter((each) => each.share === share).map((each) => each.cents));
  const standing = subtractCents(payer.receivableCents, settled);
  const explained = explainCredit(named, subtractCents(standing, workedCents(named, share)), isNew);
  const rest = subtractCents(standing, workedCents(explained, share));
  const holder = resting.find(({ code }) => rest !== 0 && holdsRest(code, rest));
  const stays = (work: OpenWork) =>
    work === holder ||
    isNew(work) ||
    work.code === 'correction-awaited' ||
    (work.cents === 0 && rest === 0 && posting.kind !== 'posted');
  const left = resting.filter(stays).map((work) => ({ ...work, cents: work === holder ? rest : zeroCents }));
  const stands = rest > 0 ? 'balance-unexplained' : 'credit-balance';
  const code = share === 0 && isCorrectionAwaited(after, share) ? 'correction-awaited' : stands;
  return {
    work: [...explained, ...left],
    rests: rest === 0 || holder !== undefined ? [] : [{ code, share, cents: rest } satisfies Rest],
  };
}

function holdsRest(code: string, rest: Cents): boolean {
  if (code === 'later-payer-answered' || code === 'correction-awaited') return true;
  return (rest > 0 ? 'balance-unexplained' : 'credit-balance') === code;
}

/** An amount against the office that a later payer stated and that was not posted explains a credit, up to that amount. */
function explainCredit(named: readonly OpenWork[], rest: Cents, isNew: (work: OpenWork) => boolean): OpenWork[] {
  let left = Math.min(0, rest);
  return named.map((work) => {
    if (work.code !== 'ambiguous-secondary' || !isNew(work)) return work;
    const own = left;
    left = 0;
    return { ...work, cents: cents(own) };
  });
}

/** Open work once a person has settled a part of what one piece covers. A piece that covers nothing more is closed. */
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
