import type { Adjudication } from '../ledger/entry.ts';
import { canonicalNumber } from '../remittance/match/match-claim.ts';
import { isEarlier, type LocalDate } from '../time/local-date.ts';
import { type Filing, type Frequency, frequencyCodes, hasLeft } from './filing.ts';

/** What an answer says of itself, as far as that tells which of a share’s filings it is about. */
export interface StatedFiling {
  /** The position of the share that is answered. */
  readonly share: number;
  /** When it was paid: what left later was not answered by it. */
  readonly paidOn?: LocalDate | undefined;
  /** The frequency of the claim that the payer decided. Many payers write `1` whatever they were sent. */
  readonly frequencyCode?: string | undefined;
  /** The payer’s own number of the claim. */
  readonly payerClaimNumber?: string | undefined;
  /** Which charge it states, where a correction has changed it: one of before, or the one since. */
  readonly charge?: 'former' | 'corrected' | undefined;
  /** The number of the last filing that told a former charge. */
  readonly correctedAfter?: number | undefined;
}

/** The payer’s own numbers of filings, by the number of the filing: from its answers and acknowledgements. */
export type FilingNumbers = ReadonlyMap<number, readonly string[]>;

/**
 * The filing of a share that an answer is about. Of the filings that had left when it was paid, first the charge that the payer states tells, then the
 * frequency, then its own number, then which one awaits an answer. `unclear` where two are as likely: then a person says which. Undefined when nothing was filed: another
 * payer forwarded the claim. Where all that left came back rejected, the newest rejected one is answered: the payer has decided it in spite of that.
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
 * The void that a payer’s reversal answers: the newest one that awaits its answer and had left by then. A payer’s reversal may name the void’s number or
 * that of the claim, so that numbers do not tell.
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

/** The filing that a booked answer is about: where the entry names none, the first one of its share that was sent. */
export function filingOfEntry(
  filings: readonly Filing[],
  { share, filing }: Pick<Adjudication, 'share' | 'filing'>,
): Filing | undefined {
  const own = filings.filter((each) => each.share === share && wasSent(each.state));
  return filing === undefined ? own[0] : own.find(({ number }) => number === filing);
}

/** How an entry names the filing that it answers: not at all when it is the first one of its share, which saves writing it on nearly all. */
export function namedInEntry(filings: readonly Filing[], answered: Filing | undefined): Pick<Adjudication, 'filing'> {
  if (answered === undefined) return {};
  const isFirst = filingOfEntry(filings, { share: answered.share })?.number === answered.number;
  return isFirst ? {} : { filing: answered.number };
}

/** The payers’ numbers of a claim’s filings: those that acknowledgements told, and those under which payers have answered. */
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

/** Whether the payer of some share was asked more than once: then an answer has to tell what it answers. */
export function isAskedAgain(filings: readonly Filing[]): boolean {
  const shares = filings.filter(({ state }) => wasSent(state)).map(({ share }) => share);
  return new Set(shares).size < shares.length;
}

/** Whether a filing is with its payer, and has no answer. */
export function isAwaited({ kind }: Filing['state']): boolean {
  return kind === 'submitted' || kind === 'accepted';
}

/** Whether a filing left, also if it came back. */
export function wasSent(state: Filing['state']): boolean {
  return hasLeft(state) || state.kind === 'rejected';
}

/** The filings that told the stated charge, where this is known. */
function ofStatedCharge(
  filings: readonly Filing[],
  { charge, correctedAfter = 0 }: Pick<StatedFiling, 'charge' | 'correctedAfter'>,
): readonly Filing[] {
  if (charge === undefined) return filings;
  const told = filings.filter(({ number }) => number > correctedAfter === (charge === 'corrected'));
  return told.length > 0 ? told : filings;
}

/** Frequencies that no payer states unless it was asked so. */
const telling: readonly Frequency[] = ['late-charges', 'replacement', 'void'];

/** The filings of the stated frequency. A void is answered by the reversal, and by an answer only where that says so. */
function ofStatedFrequency(filings: readonly Filing[], code: string | undefined): readonly Filing[] {
  const stated = telling.find((frequency) => frequencyCodes[frequency] === code);
  const named = filings.filter(({ frequency }) => frequency === stated);
  if (named.length > 0) return named;
  const claims = filings.filter(({ frequency }) => frequency !== 'void');
  return claims.length > 0 ? claims : filings;
}

/** The filings that the payer’s own number means: those that have it, or else those whose number is not known. */
function ofStatedNumber(filings: readonly Filing[], stated: string | undefined, numbers: FilingNumbers) {
  const number = canonicalNumber(stated ?? '');
  if (number === '') return { left: filings, isNamed: false };
  const own = (filing: Filing) => numbers.get(filing.number) ?? [];
  const same = filings.filter((filing) => own(filing).some((one) => canonicalNumber(one) === number));
  if (same.length > 0) return { left: same, isNamed: true };
  const unknown = filings.filter((filing) => own(filing).length === 0);
  return { left: unknown.length > 0 ? unknown : filings, isNamed: false };
}

/** The payers’ numbers: what a corrected filing names is the number of the filing before it, where no answer of that has told another one. */
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
 * Whether the number is that of a filing which the payer has decided, while another one awaits its answer: some payers keep the number for what replaces
 * a claim. The stated frequency may still tell.
 */
function isDecidedBefore(sent: readonly Filing[], named: readonly Filing[], code: string | undefined): boolean {
  if (named.some(({ state, frequency }) => isAwaited(state) || frequencyCodes[frequency] === code)) return false;
  return sent.some(({ state, frequency }) => isAwaited(state) && frequency !== 'void');
}

/**
 * Whether nothing but a number that nobody knows speaks for these filings, and another one awaits its answer: payers do not always decide a claim under the
 * number under which they took it in.
 */
function isGuess(sent: readonly Filing[], left: readonly Filing[], code: string | undefined): boolean {
  if (telling.some((frequency) => frequencyCodes[frequency] === code)) return false;
  return sent.some((filing) => isAwaited(filing.state) && filing.frequency !== 'void' && !left.includes(filing));
}

/** The one that awaits an answer; the newest one where none does, or where the same was asked again. */
function likeliest(filings: readonly Filing[]): Filing | 'unclear' | undefined {
  const awaited = filings.filter(({ state }) => isAwaited(state));
  const [first, ...more] = awaited;
  if (first === undefined) return filings.at(-1);
  const isSame = more.every(({ frequency }) => frequency === 'original' && first.frequency === 'original');
  return more.length === 0 || isSame ? awaited.at(-1) : 'unclear';
}
