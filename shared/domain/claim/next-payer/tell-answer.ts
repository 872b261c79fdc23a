import type { ClaimFormName } from '../../encounter/kinds.ts';
import { type Cents, sumCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';
import type { LineAdjudication, OtherCoverage, OtherPayer, PriorAdjustment } from '../claim-detail.ts';
import type { PriorAnswer, PriorLine } from './prior-answer.ts';

/** How a claim states an earlier payer's decision (005010X222A1, loops 2320, 2330B and 2430). */

/** The facts of a coverage besides identity: loop 2320, and loop 2330B for its payer. */
export interface ToldDecision {
  readonly coverage: Pick<
    OtherCoverage,
    | ('adjustments' | 'paidCents' | 'remainingPatientLiabilityCents')
    | ('inpatientAdjudication' | 'outpatientAdjudication')
  >;
  readonly payer: Pick<OtherPayer, 'decidedOn' | 'claimControlNumber'>;
}

/**
 * The decision at claim level. The date is here only when no line has it, and the patient's part is either here or with
 * the lines, never both (notes to loops 2320 and 2430).
 */
export function toldDecision(answer: PriorAnswer, form: ClaimFormName): ToldDecision {
  const { adjustments, paidCents, lines, payerClaimNumber, decidedOn, outpatient, inpatient } = answer;
  // Only a facility's claim can state an inpatient stay.
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

/** Where a decision on a line is stated: its payer, and the claim's form. */
export interface Told {
  readonly payerId: string;
  readonly form: ClaimFormName;
}

/** The payer's decision on our line: once, or as often as it split the line. */
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

/**
 * The kinds of a payer's procedure codes that the next claim may repeat. If a payer used another kind, the claim has
 * the code that was sent.
 */
const tellableKinds: readonly string[] = ['AD', 'ER', 'HC', 'HP', 'IV', 'WK'];

function isTellable({ qualifier, code }: PriorLine['procedure']): boolean {
  return tellableKinds.includes(qualifier) && code !== '';
}

/** Payers state the patient's part by line, except those that state it for the whole claim. */
function isLeftAtLines({ adjustments, lines }: PriorAnswer): boolean {
  return lines.length > 0 && adjustments.every(({ group }) => group !== 'PR');
}

function allAdjustments(lines: readonly PriorLine[]): readonly PriorAdjustment[] {
  return lines.flatMap(({ adjustments }) => adjustments);
}

/** The amount that the payer leaves to the patient, before the next payer has answered. */
function leftToPatient(adjustments: readonly PriorAdjustment[]): Cents {
  return sumCents(adjustments.filter(({ group }) => group === 'PR').map((one) => one.cents));
}
