import type { Adjudication } from '../ledger/entry.ts';
import { canonicalNumber } from '../remittance/match/match-claim.ts';
import { isEarlier, type LocalDate } from '../time/local-date.ts';
import { type Filing, type Frequency, frequencyCodes, hasLeft } from './filing.ts';

/** What an answer states about itself that identifies one of a share’s filings. */
export interface StatedFiling {
  /** The position of the share that is answered. */
  readonly share: number;
  /** The payment date: filings that were sent later are not answered by it. */
  readonly paidOn?: LocalDate | undefined;
  /** The frequency of the claim that the payer decided. Many payers always write `1`. */
  readonly frequencyCode?: string | undefined;
  /** The payer’s own number for the claim. */
  readonly payerClaimNumber?: string | undefined;
  /** Which charge it states, when a correction has changed it: a former one, or the current one. */
  readonly charge?: 'former' | 'corrected' | undefined;
  /** The number of the last filing with a former charge. */
  readonly correctedAfter?: number | undefined;
}

/** The payer’s own numbers by filing number, from its answers and acknowledgements. */
export type FilingNumbers = ReadonlyMap<number, readonly string[]>;

/**
 * The filing of a share that an answer is about. Among the filings that had been sent when it was paid, these decide in
 * order: the stated charge, the frequency, the payer's own number, and which filing awaits an answer. `unclear` when
 * two are equally likely: then a person chooses. Undefined when nothing was filed: another payer forwarded the claim.
 * If all sent filings were rejected, the newest one is answered: the payer has decided it nevertheless.
 */
export function filingOfAnswer(
  filings: readonly Filing[],
  stated: StatedFiling,
  numbers: FilingNumbers = new Map(),
): Filing | 'unclear' | undefined {
  const own = filings.filter(({ share, state }) => share === stated.share && wasSent(state));
  const possible = own.filter((filing, index) => index === 0 || !isEarlier(stated.paidOn, filing.sentOn));
  const sent = ofStatedCharge(
    possible.filter(({ state }) => hasLeft(state)),
    stated,
  );
  if (sent.length < 2) return sent[0] ?? possible.at(-1);
  const asked = ofStatedFrequency(sent, stated.frequencyCode);
  const { left, isNamed } = ofStatedNumber(asked, stated.payerClaimNumber, numbersOf(own, numbers));
  const isDoubtful = isNamed
    ? isDecidedBefore(sent, left, stated.frequencyCode)
    : isGuess(sent, left, stated.frequencyCode);
  return isDoubtful ? 'unclear' : likeliest(left);
}

/**
 * The void that a payer’s reversal answers: the newest one that awaits its answer and had been sent by then. A reversal
 * may name the void’s number or that of the claim, so numbers cannot decide.
 */
export function voidOfReversal(filings: readonly Filing[], share: number, paidOn?: LocalDate): Filing | undefined {
  return filings.findLast(
    (filing) =>
      filing.share === share &&
      filing.frequency === 'void' &&
      isAwaited(filing.state) &&
      !isEarlier(paidOn, filing.sentOn),
  );
}

/** The filing that a booked answer is about: when the entry names none, the first sent filing of its share. */
export function filingOfEntry(
  filings: readonly Filing[],
  { share, filing }: Pick<Adjudication, 'share' | 'filing'>,
): Filing | undefined {
  const own = filings.filter((each) => each.share === share && wasSent(each.state));
  return filing === undefined ? own[0] : own.find(({ number }) => number === filing);
}

/**
 * How an entry names the filing that it answers: not at all when it is the first of its share, so that nearly all
 * entries need no such field.
 */
export function namedInEntry(filings: readonly Filing[], answered: Filing | undefined): Pick<Adjudication, 'filing'> {
  if (answered === undefined) return {};
  const isFirst = filingOfEntry(filings, { share: answered.share })?.number === answered.number;
  return isFirst ? {} : { filing: answered.number };
}

/** The payers’ numbers for a claim’s filings: from acknowledgements, and from answers. */
export function filingNumbersOf(
  filings: readonly Filing[],
  entries: readonly { readonly adjudication?: Adjudication }[],
  acknowledged: FilingNumbers = new Map(),
): FilingNumbers {
  const numbers = new Map(acknowledged);
  for (const { adjudication } of entries) {
    const answered = adjudication === undefined ? undefined : filingOfEntry(filings, adjudication);
    if (answered === undefined || adjudication === undefined) continue;
    numbers.set(answered.number, [...(numbers.get(answered.number) ?? []), adjudication.payerClaimNumber]);
  }
  return numbers;
}

/** Whether a payer was billed more than once: then an answer must be matched to a filing. */
export function isAskedAgain(filings: readonly Filing[]): boolean {
  const shares = filings.filter(({ state }) => wasSent(state)).map(({ share }) => share);
  return new Set(shares).size < shares.length;
}

/** Whether a filing is with its payer and unanswered. */
export function isAwaited({ kind }: Filing['state']): boolean {
  return kind === 'submitted' || kind === 'accepted';
}

/** Whether a filing was sent, including one that came back. */
export function wasSent(state: Filing['state']): boolean {
  return hasLeft(state) || state.kind === 'rejected';
}

/** The filings with the stated charge, where this is known. */
function ofStatedCharge(
  filings: readonly Filing[],
  { charge, correctedAfter = 0 }: Pick<StatedFiling, 'charge' | 'correctedAfter'>,
): readonly Filing[] {
  if (charge === undefined) return filings;
  const told = filings.filter(({ number }) => number > correctedAfter === (charge === 'corrected'));
  return told.length > 0 ? told : filings;
}

/** Frequencies that a payer states only when it was sent them. */
const telling: readonly Frequency[] = ['late-charges', 'replacement', 'void'];

/**
 * The filings with the stated frequency. A void is answered by the reversal, and by an answer only when the answer
 * states this frequency.
 */
function ofStatedFrequency(filings: readonly Filing[], code: string | undefined): readonly Filing[] {
  const stated = telling.find((frequency) => frequencyCodes[frequency] === code);
  const named = filings.filter(({ frequency }) => frequency === stated);
  if (named.length > 0) return named;
  const claims = filings.filter(({ frequency }) => frequency !== 'void');
  return claims.length > 0 ? claims : filings;
}

/** The filings that the payer’s own number refers to: those that have it, or else those whose number is unknown. */
function ofStatedNumber(filings: readonly Filing[], stated: string | undefined, numbers: FilingNumbers) {
  const number = canonicalNumber(stated ?? '');
  if (number === '') return { left: filings, isNamed: false };
  const own = (filing: Filing) => numbers.get(filing.number) ?? [];
  const same = filings.filter((filing) => own(filing).some((one) => canonicalNumber(one) === number));
  if (same.length > 0) return { left: same, isNamed: true };
  const unknown = filings.filter((filing) => own(filing).length === 0);
  return { left: unknown.length > 0 ? unknown : filings, isNamed: false };
}

/**
 * The payers’ numbers: a corrected filing names the number of the filing before it, unless that filing's answer stated
 * another one.
 */
function numbersOf(own: readonly Filing[], numbers: FilingNumbers): FilingNumbers {
  const known = new Map(numbers);
  for (const [index, { payerClaimNumber }] of own.entries()) {
    const before = own.slice(0, index).findLast(({ state }) => hasLeft(state));
    const isNew = payerClaimNumber !== undefined && ![...known.values()].flat().includes(payerClaimNumber);
    if (isNew && before !== undefined)
      known.set(before.number, [...(known.get(before.number) ?? []), payerClaimNumber]);
  }
  return known;
}

/**
 * Whether the number belongs to a filing that the payer has decided, while another one awaits its answer: some payers
 * keep the number for a replacement. The stated frequency may still decide.
 */
function isDecidedBefore(sent: readonly Filing[], named: readonly Filing[], code: string | undefined): boolean {
  if (named.some(({ state, frequency }) => isAwaited(state) || frequencyCodes[frequency] === code)) return false;
  return sent.some(({ state, frequency }) => isAwaited(state) && frequency !== 'void');
}

/**
 * Whether only an unknown number points to these filings, while another one awaits its answer: payers do not always
 * decide a claim under the number of its acceptance.
 */
function isGuess(sent: readonly Filing[], left: readonly Filing[], code: string | undefined): boolean {
  if (telling.some((frequency) => frequencyCodes[frequency] === code)) return false;
  return sent.some((filing) => isAwaited(filing.state) && filing.frequency !== 'void' && !left.includes(filing));
}

/** The filing that awaits an answer; the newest one when none does, or when the same was sent again. */
function likeliest(filings: readonly Filing[]): Filing | 'unclear' | undefined {
  const awaited = filings.filter(({ state }) => isAwaited(state));
  const [first, ...more] = awaited;
  if (first === undefined) return filings.at(-1);
  const isSame = more.every(({ frequency }) => frequency === 'original' && first.frequency === 'original');
  return more.length === 0 || isSame ? awaited.at(-1) : 'unclear';
}
