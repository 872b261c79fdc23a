import { addCents, type Cents, cents, negateCents, sumCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { type LineMatch, matchLines, type SentLine } from '../../remittance/match/match-lines.ts';
import type { Adjustment, Procedure, RemittanceClaim, RemittanceLine } from '../../remittance/remittance.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { PriorAdjustment, PriorInpatientAdjudication, PriorOutpatientAdjudication } from '../claim-detail.ts';

/**
 * An earlier payer's decision on a claim, as the claim to the next payer states it: the sum of its answers in force.
 */
export interface PriorAnswer {
  /** The payer's own number of the claim. */
  readonly payerClaimNumber?: string;
  readonly decidedOn: LocalDate;
  readonly paidCents: Cents;
  /** Adjustments of the claim as a whole; those of lines are with the lines. */
  readonly adjustments: readonly PriorAdjustment[];
  /**
   * By our lines, ascending; a line that the payer split occurs several times. Empty when the payer answered without
   * lines.
   */
  readonly lines: readonly PriorLine[];
  readonly outpatient?: PriorOutpatientAdjudication;
  readonly inpatient?: PriorInpatientAdjudication;
}

/** A line as a payer decided it. */
export interface PriorLine {
  /** Our line, counting from 1; undefined when it is uncertain which one the payer means. */
  readonly line: number | undefined;
  readonly procedure: Procedure;
  /** Units paid, a decimal; one when the payer states none. */
  readonly units: string;
  readonly paidCents: Cents;
  readonly adjustments: readonly PriorAdjustment[];
  readonly decidedOn: LocalDate;
  /** Our line into which the payer bundled this one. */
  readonly bundledInto?: number;
}

/** One answer as a payer stated it, or (with negated amounts) the part of one that it reversed. */
export interface StatedAnswer {
  readonly claim: Pick<
    RemittanceClaim,
    'statusCode' | 'paidCents' | 'payerClaimNumber' | 'adjustments' | 'lines' | 'remarkCodes' | 'detail'
  >;
  readonly decidedOn: LocalDate;
}

/**
 * One payer's answer in force: the sum of what it stated and did not reverse, the oldest first. Lines get our numbers;
 * amounts that cancel each other out are dropped. Undefined when nothing is left.
 */
export function priorAnswer(stated: readonly StatedAnswer[], sent: readonly SentLine[]): PriorAnswer | undefined {
  const newest = stated.findLast(({ claim }) => claim.statusCode !== '22') ?? stated.at(-1);
  if (newest === undefined) return undefined;
  const lines = withBundles(foldedLines(stated.flatMap((answer) => linesOf(answer, sent))), sent);
  const adjustments = foldedAdjustments(stated.flatMap(({ claim }) => claim.adjustments));
  const paidCents = sumCents(stated.map(({ claim }) => claim.paidCents));
  const isTakenBack = stated.some(({ claim }) => claim.statusCode === '22');
  if (isTakenBack && paidCents === 0 && adjustments.length === 0 && lines.length === 0) return undefined;
  const { payerClaimNumber } = newest.claim;
  return {
    ...(payerClaimNumber === '' ? {} : { payerClaimNumber }),
    decidedOn: latest(stated.map((answer) => answer.decidedOn)),
    ...{ paidCents, adjustments, lines },
    ...present({ outpatient: outpatientOf(newest.claim), inpatient: inpatientOf(newest.claim) }),
  };
}

function latest(days: readonly LocalDate[]): LocalDate {
  return [...days].sort().at(-1) as LocalDate;
}

/** A line with the charge that the payer decided on, which shows whether any of it is in force. */
type Charged = PriorLine & { readonly chargeCents: Cents };

/** The lines of one answer under our numbers. A payer that reverses a line states its charge as negative. */
function linesOf({ claim, decidedOn }: StatedAnswer, sent: readonly SentLine[]): Charged[] {
  const isTakenBack = claim.statusCode === '22';
  const stated = isTakenBack ? claim.lines.map(negated) : claim.lines;
  const matches = matchLines(stated, sent);
  return claim.lines.flatMap((line, index) => {
    const match = matches[index] as LineMatch;
    const { procedure, units = '1', chargeCents, paidCents, adjustments } = line;
    const own = { line: match.line, procedure, units, chargeCents, paidCents, adjustments, decidedOn };
    return match.combines === undefined ? [own] : dividedAmong(own, match.combines, sent, isTakenBack ? -1 : 1);
  });
}

function negated(line: RemittanceLine): RemittanceLine {
  return { ...line, chargeCents: negateCents(line.chargeCents) };
}

/**
 * Several of our lines that the payer combined into one, stated separately: the first has the payment, and takes over
 * the charges of the others as a payer would write a bundle itself (X12 RFI 2320: OA 94 on the paying line, 97 on the
 * absorbed ones).
 */
function dividedAmong(whole: Charged, lines: readonly number[], sent: readonly SentLine[], sign: 1 | -1): Charged[] {
  const [first, ...absorbed] = lines;
  const chargeOf = (number: number | undefined) => sent.find((line) => line.number === number)?.chargeCents ?? 0;
  const others = absorbed.map((line): Charged => {
    const charge = cents(sign * chargeOf(line));
    const adjustments: Adjustment[] = [{ group: 'OA', carc: '97', cents: charge }];
    return { ...whole, line, procedure: asSent, units: '0', chargeCents: charge, paidCents: zeroCents, adjustments };
  });
  const taken = sumCents(others.map(({ chargeCents }) => chargeCents));
  const excess: Adjustment = { group: 'OA', carc: '94', cents: negateCents(taken) };
  const charge = cents(sign * chargeOf(first));
  return [{ ...whole, line: first, chargeCents: charge, adjustments: [...whole.adjustments, excess] }, ...others];
}

/** Not a procedure of the payer's: the line is stated under the one that was sent. */
const asSent: Procedure = { qualifier: '', code: '', modifiers: [] };

/** The sum for each line, by our number and the procedure that the payer decided on. */
function foldedLines(lines: readonly Charged[]): readonly PriorLine[] {
  const nameOf = ({ line, procedure }: Charged) =>
    [line ?? '?', procedure.qualifier, procedure.code, ...procedure.modifiers].join(' ');
  const folded = [...Map.groupBy(lines, nameOf).values()].flatMap((members): PriorLine[] => {
    const newest = members.findLast(({ chargeCents }) => chargeCents >= 0) ?? (members.at(-1) as Charged);
    const charge = sumCents(members.map((member) => member.chargeCents));
    const paidCents = sumCents(members.map((member) => member.paidCents));
    const adjustments = foldedAdjustments(members.flatMap((member) => member.adjustments));
    const isGone = members.length > 1 && charge === 0 && paidCents === 0 && adjustments.length === 0;
    const { chargeCents: _charge, ...line } = newest;
    return isGone ? [] : [{ ...line, paidCents, adjustments, decidedOn: latest(members.map((one) => one.decidedOn)) }];
  });
  return folded.sort((left, right) => (left.line ?? Infinity) - (right.line ?? Infinity));
}

/** Adjustments of one group and reason added up, without zeros. */
function foldedAdjustments(adjustments: readonly Adjustment[]): readonly PriorAdjustment[] {
  const alike = Map.groupBy(adjustments, ({ group, carc }) => `${group} ${carc}`);
  return [...alike.values()].flatMap((members): PriorAdjustment[] => {
    const [first] = members as [Adjustment, ...Adjustment[]];
    const sum = members.reduce<Cents>((total, one) => addCents(total, one.cents), zeroCents);
    const quantity = members.length === 1 ? present({ quantity: first.quantity }) : {};
    return sum === 0 ? [] : [{ group: first.group, carc: first.carc, cents: sum, ...quantity }];
  });
}

/**
 * Names the line into which a payer bundled another one: the absorbed line is unpaid, for reason 97, and exactly one
 * line has taken charges over (reason 94, negative).
 */
function withBundles(lines: readonly PriorLine[], sent: readonly SentLine[]): readonly PriorLine[] {
  const paying = [...new Set(lines.filter(takesOver).flatMap(({ line }) => line ?? []))];
  const [into] = paying;
  if (into === undefined || paying.length > 1) return lines;
  return lines.map((line) => {
    const charge = sent.find(({ number }) => number === line.line)?.chargeCents;
    const isAbsorbed =
      line.paidCents === 0 && line.adjustments.some((one) => one.carc === '97' && one.cents === charge);
    return isAbsorbed && line.line !== into ? { ...line, bundledInto: into } : line;
  });
}

function takesOver({ adjustments }: PriorLine): boolean {
  return adjustments.some(({ carc, cents: amount }) => carc === '94' && amount < 0);
}

/** Medicare’s outpatient amounts and the claim's remark codes, at most five. */
function outpatientOf({ detail, remarkCodes }: StatedAnswer['claim']): PriorOutpatientAdjudication | undefined {
  const { reimbursementRate, procedurePayableCents, renalDiseaseCents, professionalComponentCents } =
    detail?.outpatient ?? { remarkCodes: [] };
  const codes = [...new Set(remarkCodes)].slice(0, 5);
  const told: PriorOutpatientAdjudication = present({
    reimbursementRate,
    payableCents: procedurePayableCents,
    remarkCodes: codes.length === 0 ? undefined : codes,
    endStageRenalCents: renalDiseaseCents,
    nonPayableProfessionalCents: professionalComponentCents,
  });
  return Object.keys(told).length === 0 ? undefined : told;
}

/** The payer's pricing of an inpatient stay, where stated. */
function inpatientOf({ detail }: StatedAnswer['claim']): PriorInpatientAdjudication | undefined {
  if (detail?.inpatient === undefined) return undefined;
  const { remarkCodes, psychiatricDays, otherPayerPassThroughCents, capitalFederalCents, ...stated } = detail.inpatient;
  const { capitalHospitalCents, capitalMedicalEducationCents, operatingHospitalCents, ...more } = stated;
  const { operatingFederalCents, indirectTeachingCents, professionalComponentCents, ...alike } = more;
  const { operatingOutlierCents: _untold, ...same } = alike;
  return {
    ...same,
    ...present({
      lifetimePsychiatricDays: psychiatricDays,
      passThroughCents: otherPayerPassThroughCents,
      capitalFederalGroupCents: capitalFederalCents,
      capitalHospitalGroupCents: capitalHospitalCents,
      capitalTeachingCents: capitalMedicalEducationCents,
      operatingHospitalGroupCents: operatingHospitalCents,
      operatingFederalGroupCents: operatingFederalCents,
      teachingCents: indirectTeachingCents,
      nonPayableProfessionalCents: professionalComponentCents,
      remarkCodes: remarkCodes.length === 0 ? undefined : remarkCodes.slice(0, 5),
    }),
  };
}
