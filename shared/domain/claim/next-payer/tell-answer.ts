import type { ClaimFormName } from '../../encounter/kinds.ts';
import { type Cents, sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';
import type { LineAdjudication, OtherCoverage, OtherPayer, PriorAdjustment } from '../claim-detail.ts';
import type { PriorAnswer, PriorLine } from './prior-answer.ts';

/** How a claim tells what an earlier payer decided (005010X222A1, loops 2320, 2330B and 2430). */

/** What a coverage of the claim says besides who it is: loop 2320, and of its payer loop 2330B. */
export interface ToldDecision {
  readonly coverage: Pick<
    OtherCoverage,
    | ('adjustments' | 'paidCents' | 'remainingPatientLiabilityCents')
    | ('inpatientAdjudication' | 'outpatientAdjudication')
  >;
  readonly payer: Pick<OtherPayer, 'decidedOn' | 'claimControlNumber'>;
}

/**
 * The decision at the claim's own level. The date stands here only when no line has it, and what is left to the patient here or with the lines, never
 * both (notes to loops 2320 and 2430).
 */
export function toldDecision(answer: PriorAnswer, form: ClaimFormName): ToldDecision {
  const { adjustments, paidCents, lines, payerClaimNumber, decidedOn, outpatient, inpatient } = answer;
  // Only a facility's claim can tell of an inpatient's stay.
  const isStay = form === 'institutional' && inpatient !== undefined;
  const left = isLeftAtLines(answer) ? undefined : leftToPatient([...adjustments, ...allAdjustments(lines)]);
  return {
    coverage: {
      ...(adjustments.length === 0 ? {} : { adjustments }),
      paidCents,
      ...present({
        remainingPatientLiabilityCents: left,
        inpatientAdjudication: isStay ? inpatient : undefined,
        outpatientAdjudication: isStay ? undefined : outpatient,
      }),
    },
    payer: present({
      decidedOn: lines.length === 0 ? decidedOn : undefined,
      claimControlNumber: payerClaimNumber,
    }),
  };
}

/** Where a decision on a line is told: of which payer, in a claim of which form. */
export interface Told {
  readonly payerId: string;
  readonly form: ClaimFormName;
}

/** What the payer decided on a line of ours: once, or as often as it split the line. */
export function toldLine(answer: PriorAnswer, line: SentLine, { payerId, form }: Told): readonly LineAdjudication[] {
  const asSent = { qualifier: form === 'dental' ? 'AD' : 'HC', code: line.procedure, modifiers: line.modifiers };
  return answer.lines
    .filter((each) => each.line === line.number)
    .map(({ procedure, units, paidCents, adjustments, decidedOn, bundledInto }): LineAdjudication => {
      const { qualifier, code, modifiers } = isTellable(procedure) ? procedure : asSent;
      return {
        payerId,
        paidCents,
        procedureKind: qualifier,
        procedure: code,
        ...(modifiers.length === 0 ? {} : { modifiers }),
        quantity: units,
        ...present({ bundledLine: bundledInto === undefined ? undefined : String(bundledInto) }),
        ...(adjustments.length === 0 ? {} : { adjustments }),
        decidedOn,
        ...(isLeftAtLines(answer) ? { remainingPatientLiabilityCents: leftToPatient(adjustments) } : {}),
      };
    });
}

/** The kinds of procedure codes of a payer that the next claim may repeat. If a payer used another kind, the claim has the code that was sent. */
const tellableKinds: readonly string[] = ['AD', 'ER', 'HC', 'HP', 'IV', 'WK'];

function isTellable({ qualifier, code }: PriorLine['procedure']): boolean {
  return tellableKinds.includes(qualifier) && code !== '';
}

/** Payers state the patient's part by line, except those that state it for the claim as a whole. */
function isLeftAtLines({ adjustments, lines }: PriorAnswer): boolean {
  return lines.length > 0 && adjustments.every(({ group }) => group !== 'PR');
}

function allAdjustments(lines: readonly PriorLine[]): readonly PriorAdjustment[] {
  return lines.flatMap(({ adjustments }) => adjustments);
}

/** What the payer leaves to the patient, before the next payer has answered. */
function leftToPatient(adjustments: readonly PriorAdjustment[]): Cents {
  return sumCents(adjustments.filter(({ group }) => group === 'PR').map((one) => one.cents));
}
