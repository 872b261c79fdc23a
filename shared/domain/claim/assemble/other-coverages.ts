import type { ClaimFormName } from '../../encounter/kinds.ts';
import type { Payer } from '../../practice/practice.ts';
import { present } from '../../present.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';
import { invariant } from '../../result.ts';
import type { LineAdjudication, OtherCoverage } from '../claim-detail.ts';
import { type PriorAnswer, priorAnswer } from '../next-payer/prior-answer.ts';
import { type PriorFault, priorFaults } from '../next-payer/prior-balance.ts';
import { sentLines } from '../next-payer/sent-lines.ts';
import { toldDecision, toldLine } from '../next-payer/tell-answer.ts';
import { type AssemblyInput, billedCoverage, type CommonInput } from './input.ts';
import { otherCoverage } from './parties.ts';

/** The other payers of a claim: the earlier ones with their decisions, and the later ones. */

/** The facts needed to state the other payers, whatever the claim is made from. */
export interface CoverageInput
  extends Pick<CommonInput, 'patient' | 'coverages' | 'payerPosition' | 'priorAnswers' | 'chargeCents'> {
  readonly form: ClaimFormName;
  /** The claim's lines, as payers name them. */
  readonly sent: readonly SentLine[];
}

/** The other payers' facts for an encounter's claim. */
export function coverageInput(input: AssemblyInput): CoverageInput {
  const { patient, coverages, payerPosition, priorAnswers, chargeCents, form, lines } = input;
  return { patient, coverages, payerPosition, ...present({ priorAnswers }), chargeCents, form, sent: sentLines(lines) };
}

/** An earlier coverage of the claim, with its payer's answer in force. */
interface Earlier {
  /** The position of its share. */
  readonly share: number;
  readonly payerId: string | undefined;
  readonly answer: PriorAnswer | undefined;
}

function earlierCoverages({ coverages, payerPosition, priorAnswers, sent }: CoverageInput): readonly Earlier[] {
  return coverages.slice(0, payerPosition).flatMap(({ payer, isPassedOver, told }, share): Earlier[] => {
    if (isPassedOver === true || (told !== undefined && priorAnswers?.has(share) !== true)) return [];
    return [{ share, payerId: payer?.claimPayerId, answer: priorAnswer(priorAnswers?.get(share) ?? [], sent) }];
  });
}

/** Why the earlier payers' answers cannot be sent with the claim. */
export function priorReasons(input: CoverageInput): readonly ('prior-answer-missing' | PriorFault)[] {
  const { chargeCents, sent } = input;
  const claim = { chargeCents, lines: sent };
  return earlierCoverages(input).flatMap(({ share, answer }): readonly ('prior-answer-missing' | PriorFault)[] =>
    answer === undefined ? ['prior-answer-missing'] : priorFaults(answer, share + 1, claim),
  );
}

/** The place of a share among the billed payers: those that the office passed over do not count. */
export function placeOf({ coverages }: Pick<CommonInput, 'coverages'>, share: number): number {
  return coverages.slice(0, share).filter(({ isPassedOver }) => isPassedOver !== true).length;
}

/** Every coverage of the claim except the billed one. */
export function otherCoverages(input: CoverageInput): { readonly otherCoverages?: readonly OtherCoverage[] } {
  const { patient, coverages, payerPosition } = input;
  const isPrinted = billedCoverage(input).payer?.filesOn === 'paper';
  const decided = new Map(earlierCoverages(input).map(({ share, answer }) => [share, answer]));
  const others = coverages.flatMap(({ coverage, payer, isPassedOver, told: stated }, share): OtherCoverage[] => {
    if (share === payerPosition || isPassedOver === true) return [];
    if (stated !== undefined && !decided.has(share)) return [stated];
    if (patient === undefined || coverage === undefined || payer === undefined) return [];
    const other = otherCoverage(placeOf(input, share), { patient, coverage, payer }, isPrinted);
    const told = share > payerPosition ? underMedigapId(other, payer, billedCoverage(input).payer) : other;
    const answer = decided.get(share);
    return [answer === undefined ? told : withDecision(told, answer, input.form)];
  });
  return others.length === 0 ? {} : { otherCoverages: others };
}

/**
 * Medicare forwards a claim to the Medigap plan whose id the claim states (Medicare Claims Processing Manual, chapter
 * 28, 70.6).
 */
function underMedigapId(told: OtherCoverage, { medigapId }: Payer, billed: Payer | undefined): OtherCoverage {
  const isMedicare = billed?.filingIndicator === 'MA' || billed?.filingIndicator === 'MB';
  if (medigapId === undefined || !isMedicare || told.payer === undefined) return told;
  return { ...told, payer: { ...told.payer, id: medigapId } };
}

function withDecision(told: OtherCoverage, answer: PriorAnswer, form: ClaimFormName): OtherCoverage {
  const decision = toldDecision(answer, form);
  invariant(told.payer !== undefined, 'another coverage has its payer');
  return { ...told, ...decision.coverage, payer: { ...told.payer, ...decision.payer } };
}

/** The earlier payers' decisions on a line, in payer order. */
export function lineAdjudications(
  input: CoverageInput,
  number: number,
): { readonly adjudications?: readonly LineAdjudication[] } {
  const line = input.sent[number - 1];
  invariant(line !== undefined, 'a line of the claim');
  const told = earlierCoverages(input).flatMap(({ payerId, answer }) =>
    answer === undefined || payerId === undefined ? [] : toldLine(answer, line, { payerId, form: input.form }),
  );
  return present({ adjudications: told.length === 0 ? undefined : told });
}
