import type { Claim } from '../shared/domain/claim/claim.ts';
import { addCents, type Cents, cents, subtractCents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';
import { present } from '../shared/domain/present.ts';
import type { Adjustment } from '../shared/domain/remittance/remittance.ts';
import {
  adjudicate,
  type ClaimAnswer,
  type LineAnswer,
  lineFacts,
  payWhatIsLeft,
  reverse,
  type ServiceLine,
} from './adjudicate.ts';
import type { Amount, AnswerSpec, LineSpec } from './scenario.ts';

type AdjustmentSpecs = NonNullable<AnswerSpec['adjustments']>;

/**
 * Decides a claim as a scenario says. Status 22 without a named original reverses the amounts that the answer itself
 * states.
 */
export function decideAnswer(claim: Claim, spec: AnswerSpec, payerClaimNumber: string, seed: string): ClaimAnswer {
  const decided = spec.decide === undefined ? stated(claim, spec) : decidedBy(spec.decide, claim, seed);
  const answer = altered({ ...decided, payerClaimNumber }, spec);
  return spec.status === '22' ? reverse(answer) : answer;
}

function decidedBy(decide: NonNullable<AnswerSpec['decide']>, claim: Claim, seed: string): ClaimAnswer {
  return decide === 'chance' ? adjudicate(claim, seed) : payWhatIsLeft(claim, '');
}

/** Reverses a named answer: whole, some of its lines, or with other amounts. */
export function reverseAnswer(original: ClaimAnswer, originalSpec: AnswerSpec, spec: AnswerSpec): ClaimAnswer {
  const { claim } = original;
  if (spec.lines !== undefined && spec.lines.length > 0) {
    const lines = linesOf(claim, spec.lines).map((line) => {
      const numbers = [line.line].flat();
      const before = original.lines.find((each) =>
        numbers.every((number) => each.lineNumbers?.includes(number as number)),
      );
      const isAsBefore = before !== undefined && line.adjustments === undefined && spec.adjustments === undefined;
      return isAsBefore ? before : (lineAnswers(claim, [line], spec.adjustments ?? {})[0] as LineAnswer);
    });
    return reverse(altered({ ...original, lines }, spec));
  }
  if (spec.adjustments === undefined) return reverse(altered(original, spec));
  const lines = originalSpec.lines?.map(({ adjustments: _, ...line }) => line);
  const own = { ...originalSpec, ...spec, ...present({ lines }) };
  return reverse(altered({ ...original, ...stated(claim, own), payerClaimNumber: original.payerClaimNumber }, own));
}

function stated(claim: Claim, spec: AnswerSpec): ClaimAnswer {
  const { status = '1', adjustments = {}, remarks } = spec;
  const isWhole = spec.lines?.length === 0;
  const isByClaim = spec.level === 'claim' || isWhole;
  const lines = lineAnswers(claim, linesOf(claim, spec.lines), isByClaim ? {} : adjustments);
  const chargeCents = isWhole ? claim.chargeCents : sumCents(lines.map((line) => line.chargeCents));
  return {
    claim,
    statusCode: status,
    payerClaimNumber: '',
    lines,
    ...(isWhole ? { chargeCents } : {}),
    ...(isByClaim ? { adjustments: adjustmentsOf(claim, chargeCents, adjustments, true) } : {}),
    ...present({ remarkCodes: remarks }),
  };
}

/** The answered lines: all of the claim's unless some are named; `rest` means each that is not named. */
function linesOf(claim: Claim, specs: AnswerSpec['lines']): readonly LineSpec[] {
  const all = claim.serviceLines.map((_, index): LineSpec => ({ line: index + 1 }));
  if (specs === undefined) return all;
  const named = new Set(specs.flatMap(({ line }) => (line === 'rest' ? [] : [line].flat())));
  return specs.flatMap((spec) =>
    spec.line === 'rest'
      ? all.filter(({ line }) => !named.has(line as number)).map((each) => ({ ...spec, ...each }))
      : [spec],
  );
}

/** Gives each answered line its charge (a share of a split line, the sum of combined ones), then its figures. */
function lineAnswers(claim: Claim, specs: readonly LineSpec[], general: AdjustmentSpecs): LineAnswer[] {
  const given = new Map<number, Cents>();
  return specs.map((spec, index) => {
    const numbers = [spec.line].flat() as [number, ...number[]];
    const before = given.get(numbers[0]) ?? zeroCents;
    const chargeCents = chargeOf(claim, numbers, spec.share, before);
    given.set(numbers[0], addCents(before, chargeCents));
    const adjustments =
      spec.adjustments === undefined
        ? adjustmentsOf(claim, chargeCents, general, index === 0)
        : adjustmentsOf(claim, chargeCents, spec.adjustments, true);
    const { procedure, modifiers, ...facts } = lineFacts(serviceLine(claim, numbers[0]));
    const answered =
      spec.procedure === undefined
        ? { procedure, modifiers }
        : { procedure: spec.procedure, modifiers: [], billed: { procedure, modifiers } };
    return {
      ...facts,
      ...answered,
      ...present({ units: spec.units, remarkCodes: spec.remarks }),
      chargeCents,
      paidCents: subtractCents(chargeCents, sumCents(adjustments.map((each) => each.cents))),
      adjustments,
      lineNumbers: numbers,
    };
  });
}

function serviceLine(claim: Claim, number: number): ServiceLine {
  return claim.serviceLines[number - 1] as ServiceLine;
}

/** @param before the sum of the earlier shares of the same line */
function chargeOf(
  claim: Claim,
  numbers: readonly [number, ...number[]],
  share: LineSpec['share'],
  before: Cents,
): Cents {
  if (share === undefined) return sumCents(numbers.map((number) => serviceLine(claim, number).chargeCents));
  const { chargeCents } = serviceLine(claim, numbers[0]);
  return share === 'rest' ? subtractCents(chargeCents, before) : amountOf(share, chargeCents, claim);
}

const sharePattern = /^(-?)(\d+)(?:\.(\d{1,2}))?%(?: of line (\d+))?$/;

/** Hundredths of a percent, or undefined when it is not a share of its own charge. */
function hundredthsOf(amount: Amount): number | undefined {
  const match = typeof amount === 'string' ? sharePattern.exec(amount) : null;
  if (match === null || match[4] !== undefined) return undefined;
  return hundredths(match);
}

function hundredths([, sign, whole = '0', fraction = '']: readonly (string | undefined)[]): number {
  return Number(`${sign}${whole}${fraction.padEnd(2, '0')}`);
}

function amountOf(amount: Amount, base: Cents, claim: Claim): Cents {
  if (typeof amount === 'number') return cents(amount);
  const match = sharePattern.exec(amount) as RegExpExecArray;
  const [, , , , line] = match;
  const of = line === undefined ? base : serviceLine(claim, Number(line)).chargeCents;
  return shareOf(of, hundredths(match));
}

function shareOf(base: Cents, share: number): Cents {
  return cents(Math.trunc((base * share) / 10_000));
}

/**
 * The adjustments of one line (or of the claim). Shares are rounded together, so that shares that add up to 100% leave
 * nothing; an amount that is not a share of this charge is on one line only.
 */
function adjustmentsOf(claim: Claim, base: Cents, specs: AdjustmentSpecs, isFirst: boolean): Adjustment[] {
  let share = 0;
  return Object.entries(specs)
    .map(([name, amount]) => {
      const [group = '', carc = ''] = name.split('-');
      const own = hundredthsOf(amount);
      if (own === undefined) return { group, carc, cents: isFirst ? amountOf(amount, base, claim) : zeroCents };
      share += own;
      return { group, carc, cents: subtractCents(shareOf(base, share), shareOf(base, share - own)) };
    })
    .filter((adjustment) => adjustment.cents !== 0);
}

/** The answer with the changes and omissions that the scenario asks for. */
function altered(answer: ClaimAnswer, spec: AnswerSpec): ClaimAnswer {
  const { controlNumber, payerClaimNumber, crossover, drops = [] } = spec;
  const line = {
    ...(drops.includes('modifiers') ? { modifiers: [] } : {}),
    ...(drops.includes('line-numbers') ? { controlNumber: undefined } : {}),
    ...(drops.includes('service-dates') ? { serviceOn: '' } : {}),
  };
  return {
    ...answer,
    lines: answer.lines.map((each) => ({ ...each, ...line })),
    ...present({
      patientControlNumber:
        controlNumber === undefined ? undefined : filledIn(controlNumber, answer.claim.patientControlNumber),
      payerClaimNumber:
        payerClaimNumber === undefined ? undefined : filledIn(payerClaimNumber, answer.payerClaimNumber),
      crossoverPayer: crossover,
    }),
    ...(drops.includes('member-id') ? { hidesMember: true as const } : {}),
  };
}

/** `{}` is replaced by the number, `{12}` by its first twelve characters. */
function filledIn(template: string, number: string): string {
  return template.replace(/\{(\d*)\}/g, (_, length: string) =>
    number.slice(0, length === '' ? undefined : Number(length)),
  );
}
