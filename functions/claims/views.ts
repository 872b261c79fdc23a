import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import { holdReasons } from '../../shared/domain/claim/hold-reasons.ts';
import type { Predetermination } from '../../shared/domain/claim/predetermination.ts';
import { type RejectionReason, rejectionReasons } from '../../shared/domain/claim/rejection-reasons.ts';
import { type ClaimStatus, claimStatus } from '../../shared/domain/claim/status.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { editRules, ruleOf } from '../../shared/domain/edits/rules.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { findingOfReason, type ScrubFinding } from '../../shared/x12/837/scrub/scrub-claim.ts';

/** Views of claims and submissions in the API. */

export function claimView(balance: ClaimBalance) {
  const { claimId, controlNumber, version, encounterId, patientId, entityId, billingProviderId } = balance;
  const { serviceFrom, lineCount, chargeCents, payers, patientCents } = balance;
  return {
    id: claimId,
    ...present({ controlNumber }),
    version,
    state: stateView(balance),
    ...present({ encounterId, hasSource: balance.hasSource }),
    patientId,
    entityId,
    billingProviderId,
    serviceFrom,
    lineCount,
    chargeCents,
    payers: payers.map(({ answeredLines, ...payer }) => ({
      ...payer,
      ...present({ answeredLines: answeredLines && [...answeredLines] }),
    })),
    filings: balance.filings.map((filing) => filingView(filing, balance)),
    insuranceCents: sumCents(payers.map((payer) => payer.receivableCents)),
    patientCents,
    ...present({
      correction: balance.correction,
      predetermination: balance.predetermination && predeterminationView(balance.predetermination),
    }),
    openWork: (balance.openWork ?? []).map(({ id, kind, code, share, cents }) => {
      return {
        id,
        kind,
        code,
        cents,
        ...present({ coverageId: share === undefined ? undefined : (payers[share]?.coverageId as string) }),
      };
    }),
  };
}

function stateView(balance: ClaimBalance) {
  const status = claimStatus(balance);
  return status.kind === 'held' ? heldView(status) : status.kind === 'rejected' ? rejectedView(status) : status;
}

function rejectedView({ reasons, ...state }: Extract<ClaimStatus, { kind: 'rejected' }>) {
  return { ...state, reasons: reasons.map((code) => ({ code, detail: rejectionReasons[code as RejectionReason] })) };
}

function heldView({ kind, reasons, hold }: Extract<ClaimStatus, { kind: 'held' }>) {
  return { kind, reasons: reasons.map(reasonView), ...present({ hold }) };
}

/** A filing with the share that it bills. */
function filingView(filing: Filing, { payers }: ClaimBalance) {
  const { number, share, frequency, payerClaimNumber, changeReason, sentOn, state } = filing;
  const payer = payers[share];
  invariant(payer !== undefined, 'a filing asks for a share of its claim');
  const whose = { payerPosition: share, payerId: payer.payerId, coverageId: payer.coverageId };
  const shown = state.kind === 'ready' ? { kind: state.kind } : shownState(state);
  return { number, ...whose, frequency, ...present({ payerClaimNumber, changeReason, sentOn }), state: shown };
}

function shownState(state: Exclude<Filing['state'], { kind: 'ready' }>) {
  return state.kind === 'held' ? heldView(state) : state.kind === 'rejected' ? rejectedView(state) : state;
}

type HoldReasonView = { readonly code: string; readonly detail: string } & Partial<
  Pick<ScrubFinding, 'snip' | 'pointer' | 'loop' | 'segment' | 'element'>
>;

/** A hold reason with its sentence and its facts; a finding of the scrub has its place in the claim and in the file. */
export function reasonView(reason: string): HoldReasonView {
  const finding = findingOfReason(reason);
  if (finding !== undefined) {
    const { kind: code, message: detail, ...where } = finding;
    return { code, detail, ...where };
  }
  const [code = '', ...facts] = reason.split(' ');
  if (Object.hasOwn(editRules, code)) {
    const [pointer] = facts;
    return { code, detail: ruleOf(code).checks, ...present({ pointer }) };
  }
  const detail: string | undefined = holdReasons[code as keyof typeof holdReasons];
  if (detail === undefined) return { code: reason, detail: 'The claim cannot be sent as it is.' };
  const told = facts.map((fact) => fact.replace('=', ' ')).join(', ');
  return { code, detail: told === '' ? detail : `${detail} (${told})` };
}

export function documentView({ number, assembledAt, claim }: FilingDocument) {
  const { kind, diagnoses, serviceLines } = claim;
  return {
    filing: number,
    form: kind,
    assembledAt,
    ...placeView(claim),
    diagnoses: diagnoses.map((diagnosis) => diagnosis.code),
    lines: serviceLines.map(lineView),
  };
}

function placeView(claim: Claim): { readonly typeOfBill: string } | { readonly placeOfService: string } {
  if (claim.kind !== 'institutional') return { placeOfService: claim.placeOfService };
  return { typeOfBill: `0${claim.facilityType}${claim.frequency}` };
}

/** A line of any form; fields that the form, or the other system, does not have are absent. */
function lineView(line: Claim['serviceLines'][number]) {
  const { controlNumber, serviceFrom, procedure, modifiers = [], quantity, chargeCents } = line;
  return {
    ...present({ controlNumber }),
    ...present({ revenueCode: 'revenueCode' in line ? line.revenueCode : undefined, procedure }),
    modifiers: [...modifiers],
    ...present({ quantity }),
    chargeCents,
    ...present({ serviceFrom }),
    ...present({ drug: 'drug' in line && line.drug !== undefined ? { ...line.drug } : undefined }),
    ...('diagnosisPointers' in line ? { diagnosisPointers: [...(line.diagnosisPointers ?? [])] } : {}),
  };
}

export function submissionView(submission: Submission) {
  const { id, createdAt, receiverId, submitterId, state, claims, chargeCents, nextSubmissionId } = submission;
  const { interchangeAnswer, functionalAnswer } = submission;
  return {
    id,
    createdAt,
    receiverId,
    submitterId,
    state: state.kind,
    claims,
    chargeCents,
    ...('controlNumber' in state ? { controlNumber: state.controlNumber } : {}),
    ...(state.kind === 'submitted'
      ? { sha256: state.sha256, sizeBytes: state.sizeBytes, submittedAt: state.submittedAt }
      : {}),
    ...present({ interchangeAnswer, functionalAnswer, nextSubmissionId }),
  };
}

function predeterminationView({ answer, decision }: Predetermination) {
  return present({
    answer,
    decision: decision && { ...decision, reasons: [...decision.reasons], messages: [...decision.messages] },
  });
}
