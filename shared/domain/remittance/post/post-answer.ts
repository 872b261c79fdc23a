import { namedInEntry } from '../../claim/answered-filing.ts';
import { applyLegs, type ClaimBalance, type PayerShare } from '../../claim/balance.ts';
import { afterAnswer } from '../../claim/claim-events.ts';
import { isCorrectionAwaited } from '../../claim/correction/corrected-claim.ts';
import type { AdjudicationOutcome, Filing } from '../../claim/filing.ts';
import { withSettledAmounts } from '../../claim/open-work.ts';
import { settledCents } from '../../claim/settled-amounts.ts';
import type { Account } from '../../ledger/accounts.ts';
import { type Adjudication, balancedLegs, type EntryNote, type Leg } from '../../ledger/entry.ts';
import { type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { invariant } from '../../result.ts';
import { isAnotherPayers } from '../denial/denials.ts';
import type { ExceptionCode, PostingException } from '../failures.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { adjustmentReason, type JudgedAdjustment } from '../rules/adjustment-meaning.ts';
import { costSharingCarcs } from '../rules/adjustment-rules.ts';
import { crossoverOf } from '../rules/crossover.ts';
import { patientProtectionOf } from '../rules/patient-protection.ts';
import { type ClaimPosting, clearingLeg, type Denial } from './claim-posting.ts';
import { settledByAnswer, takenCents } from './settled-again.ts';

/** A payer's answer that may post: the payer is known and has not answered yet. */
export interface Answer {
  readonly claim: RemittanceClaim;
  readonly balance: ClaimBalance;
  /** Position of the payer that answers. */
  readonly position: number;
  readonly judged: readonly JudgedAdjustment[];
  readonly rulesVersion: string;
  /** Set when the answer is about only some of the claim's lines. */
  readonly part?: AnsweredPart;
  /** The filing that it answers; absent when another payer forwarded the claim. */
  readonly filing?: Filing | undefined;
}

/** The lines of a claim that the payer answers in one part, separately from the others. */
export interface AnsweredPart {
  /** Our own number for each line, in file order. */
  readonly lineNumbers: readonly number[];
  /** The lines that the payer has answered including this part, ascending, and whether these are all of them. */
  readonly answeredLines: readonly number[];
  readonly isLast: boolean;
}

/** The account that an amount moves to when it leaves this payer's receivable; undefined when there is none. */
type Destination = Omit<Leg, 'cents'> | undefined;

/**
 * The order in which a later payer's adjustments reduce its balance: after the payment come the share of others, reductions, denials. A
 * contractual reduction beside a denial comes last: it most likely repeats what the first payer wrote off.
 */
const laterPayerOrder: readonly ((one: JudgedAdjustment) => boolean)[] = [
  ({ meaning }) => meaning === 'bundled',
  ({ meaning }) => meaning === 'cost-sharing' || meaning === 'next-payer' || meaning === 'paid-to-patient',
  ({ meaning, besideDenial }) => meaning === 'capitation' || (meaning === 'contractual' && !besideDenial),
  ({ meaning }) => meaning === 'denial' || meaning === 'held',
  ({ meaning, besideDenial }) => meaning === 'contractual' && besideDenial,
  ({ meaning }) => meaning === 'information' || meaning === 'excess',
];

/** What an answer books, collected step by step. */
interface Draft {
  readonly answer: Answer;
  readonly payer: PayerShare;
  readonly legs: Leg[];
  readonly notes: EntryNote[];
  readonly exceptions: PostingException[];
}

/** Posts a payer's answer: first the payment, then each adjustment by its meaning, with its line and its reason. */
export function postAnswer(answer: Answer): ClaimPosting {
  const { claim, balance, position } = answer;
  const payer = balance.payers[position];
  invariant(payer !== undefined, 'the payer that answers is on the claim');
  const receivable: Leg = {
    account: 'insurance-receivable',
    cents: negateCents(claim.paidCents),
    payerId: payer.payerId,
    share: position,
  };
  const draft: Draft = { answer, payer, legs: [clearingLeg(claim.paidCents), receivable], notes: [], exceptions: [] };
  if (position === 0) for (const one of answer.judged) postAdjustment(draft, one, one.adjustment.cents);
  else postWithinStanding(draft);
  return finish(draft);
}

/**
 * A later payer's adjustments, up to the balance of its receivable. Anything beyond that balance repeats what earlier
 * payers did, and is kept as information (X12 RFI 1696). An amount that would add to what is owed is ambiguous and is
 * not posted, with one exception: when payment and adjustments together are exactly the balance, none of them repeats
 * anything, and all are posted.
 */
function postWithinStanding(draft: Draft): void {
  const { judged, claim } = draft.answer;
  const isExact = takesExactlyTheRest(draft);
  let standing = Math.max(0, owedOf(draft) - claim.paidCents);
  for (const one of laterPayerOrder.flatMap((isNext) => judged.filter(isNext))) {
    const stated = one.adjustment.cents;
    if (one.meaning === 'information' || one.meaning === 'excess') {
      postAdjustment(draft, one, stated);
    } else if (one.meaning === 'bundled') {
      draft.notes.push(note('information', one, stated));
    } else if (isExact) {
      postAdjustment(draft, one, stated);
    } else if (stated < 0) {
      hold(draft, one, stated, 'ambiguous-secondary');
    } else {
      const taken = Math.min(stated, standing);
      standing -= taken;
      if (taken > 0) postAdjustment(draft, one, cents(taken));
      if (stated > taken) draft.notes.push(note('information', one, cents(stated - taken)));
    }
  }
  comparePriorPayers(draft);
}

/**
 * Whether a later payer pays no more than it owes, and its own adjustments (not those about earlier payers) are exactly
 * the rest. False when one of them is a denial or has no rule.
 */
function takesExactlyTheRest(draft: Draft): boolean {
  const { claim, judged } = draft.answer;
  if (judged.some(({ meaning }) => meaning === 'denial' || meaning === 'held')) return false;
  const own = judged.filter(
    ({ meaning }) => meaning !== 'information' && meaning !== 'excess' && meaning !== 'bundled',
  );
  const rest = subtractCents(owedOf(draft), claim.paidCents);
  return rest >= 0 && sumCents(own.map(({ adjustment }) => adjustment.cents)) === rest;
}

/**
 * What the payer was asked for: its balance, and what people have settled of it, because its answer may be about that
 * too.
 */
function owedOf({ payer, answer: { balance, position } }: Draft): Cents {
  return sumCents([payer.receivableCents, settledCents(balance.settled, position)]);
}

/** Books one adjustment, or the part of it that moves money. */
function postAdjustment(draft: Draft, one: JudgedAdjustment, amount: Cents): void {
  const { meaning } = one;
  if (meaning === 'denial') draft.notes.push(note('denial', one, amount));
  else if (meaning === 'information' || meaning === 'excess') draft.notes.push(note('information', one, amount));
  else if (meaning === 'held') hold(draft, one, amount, 'adjustment-without-rule');
  else if (meaning === 'cost-sharing' && isBeyondLaw(draft, one)) hold(draft, one, amount, 'adjustment-without-rule');
  else if (meaning === 'bundled') draft.legs.push(moved(draft, one, amount));
  else {
    const destination = destinationOf(draft, meaning);
    if (destination === undefined) hold(draft, one, amount, 'no-next-payer');
    else draft.legs.push({ ...destination, cents: amount, ...dimensions(one) }, moved(draft, one, amount));
    if (meaning === 'paid-to-patient') except(draft, one, amount, 'paid-to-patient');
  }
}

/**
 * Under the No Surprises Act the patient owes only cost sharing, whatever an office's rule would leave to the patient.
 */
function isBeyondLaw({ answer: { claim } }: Draft, { adjustment: { carc } }: JudgedAdjustment): boolean {
  return !costSharingCarcs.includes(carc) && patientProtectionOf(claim) === 'no-surprises';
}

function hold(draft: Draft, one: JudgedAdjustment, amount: Cents, code: ExceptionCode): void {
  draft.notes.push(note('held', one, amount));
  except(draft, one, amount, code);
}

function except(draft: Draft, one: JudgedAdjustment, amount: Cents, code: ExceptionCode): void {
  draft.exceptions.push({ code, cents: amount, facts: { reason: reasonOf(one) } });
}

/** The leg by which an amount leaves this payer's receivable. */
function moved(draft: Draft, one: JudgedAdjustment, amount: Cents): Leg {
  const { answer, payer } = draft;
  const whose = { payerId: payer.payerId, share: answer.position };
  return { account: 'insurance-receivable', cents: negateCents(amount), ...whose, ...dimensions(one) };
}

function destinationOf(
  draft: Draft,
  meaning: 'contractual' | 'capitation' | 'cost-sharing' | 'next-payer' | 'paid-to-patient',
): Destination {
  const { payerId } = draft.payer;
  const reduction = (account: Account): Destination => ({ account, payerId });
  if (meaning === 'contractual') return reduction('contractual-adjustments');
  if (meaning === 'capitation') return reduction('capitation-adjustments');
  if (meaning === 'paid-to-patient') return { account: 'patient-receivable' };
  const next = nextPayer(draft.answer);
  if (next !== undefined) return { account: 'insurance-receivable', payerId: next.payer.payerId, share: next.share };
  // The claim was forwarded to a payer that is not on it. That payer will answer, so the patient does not owe this yet.
  return meaning === 'cost-sharing' && crossoverOf(draft.answer.claim) === undefined
    ? { account: 'patient-receivable' }
    : undefined;
}

/**
 * The next payer in order that has not answered. A payer whose answer was based on one that has since been reversed has
 * a negative balance and gets its share again.
 */
function nextPayer({ balance, position }: Answer): { readonly share: number; readonly payer: PayerShare } | undefined {
  const share = balance.payers.findIndex(
    (payer, index) => index > position && (payer.status !== 'answered' || payer.receivableCents < 0),
  );
  const payer = balance.payers[share];
  return payer === undefined ? undefined : { share, payer };
}

/**
 * Compares a later payer's statement about earlier payers (reason 23) with the books. A difference is a finding and
 * does not stop posting. A line without such a statement, such as one that the payer denies with its whole charge, may
 * contain the missing amount. An answer to a part of the claim is not compared, because the books have the earlier
 * payers' amounts for the whole.
 */
function comparePriorPayers(draft: Draft): void {
  const { judged, balance, claim, part } = draft.answer;
  const restated = judged.filter((one) => one.adjustment.carc === '23').map((one) => one.adjustment.cents);
  if (restated.length === 0 || part !== undefined) return;
  const statedCents = sumCents(restated);
  const bookedCents = subtractCents(balance.chargeCents, owedOf(draft));
  const difference = subtractCents(statedCents, bookedCents);
  if (difference === 0 || (difference < 0 && -difference <= untoldCents(claim))) return;
  draft.exceptions.push({ code: 'prior-payer-differs', cents: difference, facts: { statedCents, bookedCents } });
}

/**
 * The most that earlier payers can have paid and adjusted on the lines for which a later payer states nothing about
 * them.
 */
function untoldCents({ adjustments, lines }: RemittanceClaim): Cents {
  const tells = (some: RemittanceClaim['adjustments']) => some.some(({ carc }) => carc === '23');
  const untold = tells(adjustments) ? [] : lines.filter((line) => !tells(line.adjustments));
  return sumCents(untold.map(({ chargeCents, paidCents }) => subtractCents(chargeCents, paidCents)));
}

function finish(draft: Draft): ClaimPosting {
  const { answer, notes } = draft;
  const legs = balancedLegs(draft.legs);
  const folded = applyLegs(answer.balance, legs);
  const payers = folded.payers.map((share, index) => shareAfter(answer, share, index));
  const adjudication = adjudicationOf(answer);
  const standingCents = payers[answer.position]?.receivableCents ?? zeroCents;
  // An amount that people settled and that the payer no longer refuses has an exception of its own.
  const { taken, settled } = settledByAnswer(answer.balance, adjudication, notes);
  const receivableCents = sumCents([standingCents, takenCents(taken)]);
  const isCredit = receivableCents < 0 || answer.judged.some((one) => one.meaning === 'excess');
  const denial = denialOf(answer, notes);
  const outcome =
    answer.part === undefined ? outcomeOf(answer.claim.paidCents, draft) : outcomeOfParts(answer, receivableCents);
  const balance = withSettledAmounts({ ...folded, payers }, settled);
  const after = afterAnswer(balance, answer.position, outcome, answer.filing);
  // The part that a correction removed from the charge will be reversed by the payer: cover lists it.
  const isTakenBackLater = answer.position === 0 && receivableCents < 0 && isCorrectionAwaited(after, 0);
  const credit = { code: 'credit-balance', cents: receivableCents, facts: { position: answer.position } } as const;
  const isTold = !isCredit || isTakenBackLater || explainsCredit(draft, receivableCents);
  const exceptions = [...draft.exceptions, ...(isTold ? [] : [credit])];
  return {
    kind: 'posted',
    entryKind: 'remittance-claim',
    legs,
    notes,
    exceptions,
    after,
    adjudication,
    ...present({ denial }),
    rulesVersion: answer.rulesVersion,
  };
}

function adjudicationOf({ claim, balance, position, part, filing }: Answer): Adjudication {
  const payerId = balance.payers[position]?.payerId;
  invariant(payerId !== undefined, 'the payer that answers is on the claim');
  return {
    payerId,
    share: position,
    ...namedInEntry(balance.filings, filing),
    payerClaimNumber: claim.payerClaimNumber,
    ...present({ receivedOn: claim.receivedOn, interestCents: claim.interestCents }),
    ...present({ lines: part && [...new Set(part.lineNumbers)].sort((a, b) => a - b) }),
  };
}

/** Whether the other exceptions already explain the whole credit: then it is not shown twice. */
function explainsCredit({ exceptions }: Draft, receivableCents: Cents): boolean {
  const against = exceptions.map((each) => each.cents).filter((amount) => amount < 0);
  return receivableCents < 0 && sumCents(against) <= receivableCents;
}

/** A payer's share once that payer or another one has answered. */
function shareAfter(answer: Answer, before: PayerShare, index: number): PayerShare {
  const { position, part, claim } = answer;
  const { answeredLines: _answered, patientProtection: _protection, ...share } = before;
  if (index === position) {
    const isPartly = part !== undefined && !part.isLast;
    const protection = patientProtectionOf(claim) ?? (part === undefined ? undefined : before.patientProtection);
    return {
      ...share,
      status: isPartly ? 'open' : 'answered',
      ...(isPartly ? { answeredLines: part.answeredLines } : {}),
      ...present({ patientProtection: protection }),
    };
  }
  const isForwarded = isForwardedTo(answer, before, index);
  return {
    ...before,
    status: statusAfter(answer, before, index),
    ...(isForwarded ? { forwardedBy: position } : {}),
  };
}

/** Whether the payer that answers has forwarded the claim to this later payer. */
function isForwardedTo(answer: Answer, share: PayerShare, index: number): boolean {
  const crossover = crossoverOf(answer.claim);
  if (crossover === 'several') return index > answer.position && share.status !== 'answered';
  return crossover === 'next-payer' && index === nextPayer(answer)?.share;
}

/**
 * The payer of this answer is marked as answered; a later one is open once it has a balance. One that has answered its
 * filing stays answered: it is not billed again by itself, so what it owes now is somebody's work.
 */
function statusAfter({ balance, position }: Answer, share: PayerShare, index: number): PayerShare['status'] {
  if (index < position) return share.status;
  const own = balance.filings.filter((filing) => filing.share === index && filing.state.kind !== 'cancelled');
  const hasAnswered = share.status === 'answered' && own.at(-1)?.state.kind === 'answered';
  if (share.receivableCents > 0 && !hasAnswered) return 'open';
  return share.status === 'answered' ? 'answered' : 'waiting';
}

function outcomeOf(paidCents: Cents, draft: Draft): AdjudicationOutcome {
  const stays = draft.notes.some((each) => each.meaning !== 'information' && each.cents > 0);
  const movesOn = draft.legs.some(
    (leg) => leg.account === 'patient-receivable' || isOtherShares(leg, draft.answer.position),
  );
  if (stays) return paidCents === 0 && !movesOn ? 'denied' : 'partly-paid';
  return paidCents === 0 && movesOn ? 'patient-responsibility' : 'paid';
}

/** For a claim that is answered in parts, the outcome of all parts together. */
function outcomeOfParts({ part, balance }: Answer, receivableCents: Cents): AdjudicationOutcome {
  if (part?.isLast !== true) return 'partly-paid';
  if (receivableCents <= 0) return 'paid';
  return receivableCents === balance.chargeCents ? 'denied' : 'partly-paid';
}

function isOtherShares(leg: Leg, position: number): boolean {
  return leg.account === 'insurance-receivable' && leg.share !== position;
}

function denialOf(answer: Answer, notes: readonly EntryNote[]): Denial | undefined {
  const denials = notes.filter((each) => each.meaning === 'denial');
  if (denials.length === 0) return undefined;
  const reasons = [...new Set(denials.map((each) => each.reason))];
  const hasNextPayer = nextPayer(answer) !== undefined;
  return {
    reasons,
    cents: sumCents(denials.map((each) => each.cents)),
    lines: [...new Set(denials.flatMap((each) => (each.line === undefined ? [] : [each.line])))].sort((a, b) => a - b),
    mayBillNextPayer: hasNextPayer && isAnotherPayers(reasons),
  };
}

/** A note about an adjustment, or about a part of it. */
export function note(meaning: EntryNote['meaning'], one: JudgedAdjustment, amount: Cents): EntryNote {
  return { meaning, reason: reasonOf(one), cents: amount, ...lineOf(one) };
}

function dimensions(one: JudgedAdjustment): Pick<Leg, 'reason' | 'line'> {
  return { reason: reasonOf(one), ...lineOf(one) };
}

function lineOf(one: JudgedAdjustment): { readonly line?: number } {
  return one.line === undefined ? {} : { line: one.line };
}

function reasonOf(one: JudgedAdjustment): string {
  return adjustmentReason(one.adjustment);
}
