import { filingOfEntry } from '../../claim/answered-filing.ts';
import { applyLegs, type ClaimBalance, type PayerShare } from '../../claim/balance.ts';
import { afterReversal } from '../../claim/claim-events.ts';
import type { Filing } from '../../claim/filing.ts';
import { withSettledAmounts } from '../../claim/open-work.ts';
import { type Adjudication, balancedLegs, type Leg } from '../../ledger/entry.ts';
import { negateCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { invariant } from '../../result.ts';
import { isEarlier, type LocalDate } from '../../time/local-date.ts';
import type { PostingException } from '../failures.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type ClaimPosting, clearingLeg, type ReversibleEntry, unappliedPosting } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { type PartTakenBack, partTakenBack } from './reversal-in-part.ts';
import { severalTakenBack, together } from './reversal-of-several.ts';
import { dividedByReversal } from './settled-again.ts';
import { bookedFigures, isCash, negates, statedFigures } from './stated-figures.ts';

/**
 * Posts a payer's reversal (status 22): the negated legs of the answer that it reverses. It must negate one answer
 * exactly, in payment and every adjustment, or the sum of several answers, or some lines of one answer. What people
 * moved since then stays. With other amounts, or an unknown original, the cash goes to unapplied payer cash.
 */
export function postReversal(input: PostClaimInput): ClaimPosting {
  const { claim, balance, payerIds, reversible, paymentDate } = input;
  const payerId = payerIds.length === 1 ? payerIds[0] : undefined;
  const candidates = reversible.filter(
    (entry) =>
      payerIds.includes(entry.adjudication?.payerId ?? '') &&
      (input.share ?? entry.adjudication?.share) === entry.adjudication?.share &&
      !isEarlier(paymentDate, entry.effectiveOn),
  );
  if (balance === undefined || candidates.length === 0) {
    return unappliedPosting(claim.paidCents, payerId, 'reversal-without-original', { status: claim.statusCode });
  }
  const originals = findOriginals(input, candidates);
  if (originals === 'several-shares') return unappliedPosting(claim.paidCents, payerId, 'payer-twice-on-claim');
  if (originals !== undefined) return takeBack({ ...claim, on: paymentDate }, balance, originals, reversible);
  const part = partTakenBack(input, candidates);
  if (part !== undefined) return reverseInPart(input, balance, part);
  return unappliedPosting(claim.paidCents, payerId, 'partial-reversal', { answers: candidates.length });
}

/**
 * The latest answer that the reversal negates, first among those with the payer's own claim number; if there is none, the answers whose sum it negates.
 * When answers of two shares fit equally, it is not certain which is meant.
 */
function findOriginals(
  input: PostClaimInput,
  candidates: readonly ReversibleEntry[],
): readonly ReversibleEntry[] | 'several-shares' | undefined {
  const { claim } = input;
  const stated = statedFigures(claim);
  const fitting = candidates.filter((entry) => negates(stated, bookedFigures(entry)));
  const named = fitting.filter((entry) => entry.adjudication?.payerClaimNumber === claim.payerClaimNumber);
  const likely = named.length > 0 ? named : fitting;
  const shares = new Set(likely.map((entry) => entry.adjudication?.share));
  // If one answer of a share fits, sums of several are not searched.
  const others = named.length > 0 ? [] : candidates.filter((entry) => !shares.has(entry.adjudication?.share));
  const several = severalTakenBack(input, others);
  if (shares.size + several.length > 1) return 'several-shares';
  const [together] = several;
  const latest = likely.at(-1);
  return latest === undefined ? together : [latest];
}

/** The facts of a reversal: cash, status, date. */
interface TakingBack extends Pick<RemittanceClaim, 'paidCents' | 'statusCode'> {
  readonly on?: LocalDate | undefined;
}

/**
 * Undoes answers: negates their legs and waits for their payer again.
 * @param open every answer of the claim in force before; their other lines stay answered
 */
export function takeBack(
  claim: TakingBack,
  balance: ClaimBalance,
  originals: readonly ReversibleEntry[],
  open: readonly ReversibleEntry[],
): ClaimPosting {
  const original = together(originals);
  const others = original.legs.filter((leg) => !isCash(leg)).map(negated);
  const legs = balancedLegs([clearingLeg(claim.paidCents), ...others]);
  const notes = (original.notes ?? []).map((each) => ({ ...each, cents: negateCents(each.cents) }));
  const adjudication = adjudicationOf(original);
  const standing = open.filter(
    (entry) => entry.adjudication?.share === adjudication.share && !originals.some(({ id }) => id === entry.id),
  );
  const isStillAnswered = standing.some((entry) => adjudicationOf(entry).lines === undefined);
  const left = linesLeft(balance, adjudication, standing);
  const { folded, payers, position } = sharesAfter(balance, legs, adjudication, { left, isStillAnswered });
  const isAnswered = (filing: Filing) => filingsOf(balance, standing).some(({ number }) => number === filing.number);
  const taken = filingsOf(balance, originals);
  return {
    kind: 'reversed',
    entryKind: 'remittance-reversal',
    legs,
    notes,
    exceptions: afterEffects(folded, position, claim.statusCode),
    after: afterReversal(
      { ...folded, payers },
      {
        share: position,
        isWhole: left.length === 0 && !isStillAnswered,
        filings: taken.filter((filing) => !isAnswered(filing)),
        filingsInPart: taken.filter(isAnswered),
        on: claim.on,
      },
    ),
    reverses: originals.map(({ id }) => id),
  };
}

/** The filings that answers are about, each once. */
function filingsOf({ filings }: ClaimBalance, answers: readonly ReversibleEntry[]): readonly Filing[] {
  return [...new Set(answers.flatMap((answer) => filingOfEntry(filings, adjudicationOf(answer)) ?? []))];
}

function reverseInPart(input: PostClaimInput, balance: ClaimBalance, part: PartTakenBack): ClaimPosting {
  const { claim } = input;
  const { original, lines, linesLeft: left } = part;
  const adjudication = adjudicationOf(original);
  const ofPart = (each: { readonly line?: number }) => each.line !== undefined && lines.includes(each.line);
  const payment: Leg = {
    account: 'insurance-receivable',
    cents: negateCents(claim.paidCents),
    payerId: adjudication.payerId,
    share: adjudication.share,
  };
  const legs = balancedLegs([
    clearingLeg(claim.paidCents),
    payment,
    ...original.legs.filter((leg) => !isCash(leg) && ofPart(leg)).map(negated),
  ]);
  const notes = (original.notes ?? []).filter(ofPart).map((each) => ({ ...each, cents: negateCents(each.cents) }));
  const answered = balance.payers[adjudication.share]?.answeredLines;
  const stillAnswered = answered?.filter((line) => !lines.includes(line)) ?? left;
  const { folded, payers, position } = sharesAfter(balance, legs, adjudication, { left: stillAnswered });
  const settled = dividedByReversal(balance, { share: position, lines }, notes);
  return {
    kind: 'reversed',
    entryKind: 'remittance-reversal',
    legs,
    notes,
    exceptions: [
      { code: 'reversed-in-part', cents: claim.paidCents, facts: { lines: lines.join(' ') } },
      ...afterEffects(folded, position, claim.statusCode),
    ],
    after: afterReversal(withSettledAmounts({ ...folded, payers }, settled), {
      share: position,
      isWhole: false,
      filings: [],
      filingsInPart: filingsOf(balance, [original]),
    }),
    reversesPart: original.id,
    adjudication: { ...adjudication, lines: left },
  };
}

/** The answer that an entry books. */
function adjudicationOf({ adjudication }: ReversibleEntry): Adjudication {
  invariant(adjudication !== undefined, 'what can be reversed is an answer');
  return adjudication;
}

function negated(leg: Leg): Leg {
  return { ...leg, cents: negateCents(leg.cents) };
}

/** The lines that stay answered when an answer is reversed: none, unless the payer answered in parts. */
function linesLeft(
  balance: ClaimBalance,
  { lines, share }: Adjudication,
  standing: readonly ReversibleEntry[],
): readonly number[] {
  // An answer that was to the whole claim when it came: later lines have answers of their own.
  if (lines === undefined) {
    return [...new Set(standing.flatMap(({ adjudication }) => adjudication?.lines ?? []))].sort((a, b) => a - b);
  }
  const payer = balance.payers[share];
  const answered = payer?.answeredLines ?? Array.from({ length: balance.lineCount }, (_, index) => index + 1);
  return answered.filter((line) => !lines.includes(line));
}

/** What stays answered after a reversal. */
interface StillAnswered {
  readonly left: readonly number[];
  /** Another answer of the payer to the whole claim stands: nothing more of it is awaited than before. */
  readonly isStillAnswered?: boolean;
}

/** The payers' shares after the reversal of an answer or a part of it. `left` are the lines that stay answered. */
function sharesAfter(
  balance: ClaimBalance,
  legs: readonly Leg[],
  { share: position }: Adjudication,
  { left, isStillAnswered = false }: StillAnswered,
) {
  const folded = applyLegs(balance, legs);
  const isTakenBack = left.length === 0 && !isStillAnswered;
  const payers = folded.payers.map((payer, index): PayerShare => {
    const { answeredLines: _lines, patientProtection, forwardedBy, ...share } = payer;
    const protection = isTakenBack || patientProtection === undefined ? {} : { patientProtection };
    if (index === position && isStillAnswered) return payer;
    if (index === position) {
      const answered = isTakenBack ? {} : { answeredLines: left };
      return { ...share, ...present({ forwardedBy }), ...protection, ...answered, status: 'open' };
    }
    const isLater = index > position;
    const isIdle = isLater && payer.status === 'open' && payer.receivableCents <= 0;
    const status = isIdle ? 'waiting' : payer.status;
    if (!isLater || forwardedBy !== position || !isTakenBack) return { ...payer, status };
    const { forwardedBy: _gone, ...plain } = payer;
    return { ...plain, status };
  });
  return { folded, payers, position };
}

/** What a later payer did because of the answer that is now reversed. */
function afterEffects(after: ClaimBalance, position: number, status: string): readonly PostingException[] {
  const later = after.payers.findIndex((payer, index) => index > position && payer.status === 'answered');
  const laterPayer = after.payers[later];
  if (laterPayer === undefined) return [];
  return [{ code: 'later-payer-answered', cents: laterPayer.receivableCents, facts: { status, position: later } }];
}
