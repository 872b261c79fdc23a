import { addCents, type Cents, cents as centsOf, negateCents, subtractCents, zeroCents } from '../../money/cents.ts';
import type { PostingException } from '../failures.ts';
import { referencesMeant, takeBackReference } from '../match/match-take-back.ts';
import type { ProviderAdjustment } from '../remittance.ts';
import { reasonOf } from '../rules/provider-adjustment-rules.ts';

/** What is known about take-backs besides a payment's own figures. */
export interface TakeBackContext {
  /**
   * The amounts still to be taken back, by the payer's reference in its first spelling (an empty text without one). When
   * none of this payment's references is among them, all open references of the payer are included.
   */
  readonly openRecoupments: ReadonlyMap<string, Cents>;
  /** Patient control numbers and payer claim numbers of the payment's reversals (status 22). */
  readonly reversedNumbers?: ReadonlySet<string>;
}

/** The result of a payment's take-backs. */
export interface Recouped {
  /** The change of the amount still to be taken back, per reference; negative when it was taken. */
  readonly recoupments: ReadonlyMap<string, Cents>;
  readonly explained: ReadonlyMap<string, Cents>;
  /**
   * References under which more was taken than is owed, and whose answer this payment reverses: their money is taken
   * twice.
   */
  readonly takenTwice: ReadonlySet<string>;
  readonly unresolved: ReadonlyMap<ProviderAdjustment, PostingException>;
}

/** Exceptions about a take-back that nothing explains. */
export type TakeBackCode = Extract<PostingException['code'], 'unresolved-take-back' | 'taken-back-twice'>;

export function isAboutTakeBack(code: string): code is TakeBackCode {
  return code === 'unresolved-take-back' || code === 'taken-back-twice';
}

/**
 * Keeps the balance per reference, under the form of the reference that already has a balance. Debts and returned amounts come before
 * taken amounts, so their order within a payment does not matter.
 */
export function recoupAll(adjustments: readonly ProviderAdjustment[], context: TakeBackContext): Recouped {
  const books = takeBacksOf(context);
  for (const adjustment of adjustments) if (adjustment.cents < 0) giveBack(adjustment, books);
  for (const adjustment of adjustments) if (adjustment.cents > 0) take(adjustment, books);
  const { changes, explained, unresolved } = books;
  return { recoupments: changes, explained, unresolved, takenTwice: takenTwiceOf(context, books) };
}

function takenTwiceOf({ reversedNumbers = new Set() }: TakeBackContext, books: TakeBacks): Set<string> {
  const meant = [...reversedNumbers].flatMap((number) => [number, ...books.meant(number)]);
  return new Set(meant.filter((reference) => books.of(reference) < 0));
}

/** A newly stated debt, or returned money, explains the same amount of earlier take-backs. */
function giveBack({ cents, reference: stated = '' }: ProviderAdjustment, books: TakeBacks): void {
  const { reference } = takeBackReference(stated, cents, books);
  const unaskedCents = Math.max(0, -books.of(reference));
  const explainedCents = centsOf(Math.min(-cents, unaskedCents));
  if (explainedCents > 0) add(books.explained, reference, explainedCents);
  add(books.changes, reference, negateCents(cents));
}

/**
 * A taken amount is explained by the amount still to be taken back under its reference. Anything more, or an amount
 * that fits several references, is an unresolved take-back. When this payment reverses the answer with that number, the
 * reason is known, but the money is taken twice: by the reversal, which lowers the payment, and once more.
 */
function take(adjustment: ProviderAdjustment, books: TakeBacks): void {
  const { cents, reference: stated = '' } = adjustment;
  const { reference, fitting } = takeBackReference(stated, cents, books);
  const openCents = books.of(reference);
  add(books.changes, reference, negateCents(cents));
  if (cents <= openCents) return;
  const several = fitting > 1 ? { fitting } : {};
  const facts = {
    reason: reasonOf(adjustment),
    account: 'payer-recoupments-payable',
    reference,
    takenCents: cents,
    openCents,
    ...several,
  };
  const unexplainedCents = openCents > 0 ? subtractCents(cents, openCents) : cents;
  const code = books.isReversed(stated) ? 'taken-back-twice' : 'unresolved-take-back';
  books.unresolved.set(adjustment, { code, cents: unexplainedCents, facts });
}

function add(amounts: Map<string, Cents>, reference: string, cents: Cents): void {
  amounts.set(reference, addCents(amounts.get(reference) ?? zeroCents, cents));
}

/** The amount to be taken back, and how this payment changes it. */
interface TakeBacks {
  readonly changes: Map<string, Cents>;
  readonly explained: Map<string, Cents>;
  readonly unresolved: Map<ProviderAdjustment, PostingException>;
  readonly of: (reference: string) => Cents;
  readonly meant: (stated: string) => readonly string[];
  readonly isReversed: (stated: string) => boolean;
}

function takeBacksOf({ openRecoupments, reversedNumbers = new Set() }: TakeBackContext): TakeBacks {
  const changes = new Map<string, Cents>();
  const reversedMeant = referencesMeant(reversedNumbers);
  return {
    changes,
    explained: new Map(),
    unresolved: new Map(),
    of: (reference) => addCents(openRecoupments.get(reference) ?? zeroCents, changes.get(reference) ?? zeroCents),
    meant: referencesMeant(openRecoupments.keys()),
    isReversed: (stated) => reversedNumbers.has(stated) || reversedMeant(stated).length > 0,
  };
}

/** An unresolved take-back, with the amount that is not explained yet. */
export interface OpenTakeBack {
  readonly id: string;
  readonly cents: Cents;
}

/**
 * Explains open take-backs of one reference: the one of exactly this amount, else the oldest first.
 * @param open oldest first
 * @returns the take-backs that change, with the amount left of each
 */
export function takeBacksLeft(open: readonly OpenTakeBack[], explainedCents: Cents): readonly OpenTakeBack[] {
  const same = open.find(({ cents }) => cents === explainedCents);
  let rest: number = explainedCents;
  const left: OpenTakeBack[] = [];
  for (const { id, cents } of same === undefined ? open : [same]) {
    const covered = Math.min(rest, cents);
    if (covered > 0) left.push({ id, cents: centsOf(cents - covered) });
    rest -= covered;
  }
  return left;
}
