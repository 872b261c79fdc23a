import type {
  Acknowledgement,
  ClaimAcknowledgement,
  FileAnswer,
  SaidError,
  SaidStatus,
} from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { unappliedReasons } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { recordOfField } from '../../shared/domain/acknowledgement/status-places.ts';
import { statusWords } from '../../shared/domain/acknowledgement/status-words.ts';
import { syntaxWords } from '../../shared/domain/acknowledgement/syntax-words.ts';
import { present } from '../../shared/domain/present.ts';
import type { AcknowledgementFile } from '../../shared/store/acknowledgements.ts';

/** Views of acknowledgements in the API: every code with its meaning and the field that it points to. */

function statusView(status: SaidStatus) {
  const { detail, places } = statusWords(status);
  return { ...status, detail, places: [...places] };
}

function errorView({ code, elementCode, pointer, ...error }: SaidError) {
  const words = [
    ...(code === undefined ? [] : [syntaxWords('segment', code)]),
    ...(elementCode === undefined ? [] : [syntaxWords('element', elementCode)]),
  ];
  const place = pointer === undefined ? undefined : { pointer, ...present({ record: recordOfField(pointer) }) };
  return { ...error, ...present({ place }), detail: words.join(' ') };
}

/** The codes of a TA1, or of the end of a 997 or 999; the group's codes are marked as such. */
function reasonView(kind: Acknowledgement['kind'], code: string) {
  const isGroup = code.startsWith('group ');
  const list = kind === 'TA1' ? 'interchange' : isGroup ? 'group' : 'transaction';
  const own = isGroup ? code.slice('group '.length) : code;
  return { code: own, detail: syntaxWords(list, own) };
}

export function submissionAcknowledgementView(said: Acknowledgement) {
  const { kind, receivedAt, saidAt, fileId, submissionId, verdict, isOutOfDate, by } = said;
  return {
    kind,
    receivedAt,
    saidAt,
    fileId,
    ...present({ submissionId, by, isOutOfDate }),
    verdict,
    reasons: (said.codes ?? []).map((code) => reasonView(kind, code)),
    errors: (said.errors ?? []).map(errorView),
    statuses: (said.statuses ?? []).map(statusView),
  };
}

export function claimAcknowledgementView(said: ClaimAcknowledgement) {
  const { filing, id, named, effect, payerClaimNumber, clearinghouseNumber, lines = [] } = said;
  return {
    ...submissionAcknowledgementView(said),
    effect,
    ...present({ filing, id, named, payerClaimNumber, clearinghouseNumber }),
    lines: lines.map(({ controlNumber, statuses }) => ({ controlNumber, statuses: statuses.map(statusView) })),
  };
}

/** The answer about the file that sent a claim, as a part of the claim's answers. */
export function fileOfClaimView(said: Acknowledgement, claimId: string) {
  const errors = (said.errors ?? []).filter((error) => error.claimId === claimId);
  return { ...submissionAcknowledgementView({ ...said, errors }), effect: 'none' as const, lines: [] };
}

export function acknowledgementFileView(file: AcknowledgementFile) {
  const { steps: _steps, object: _object, transactions, submissionIds, findings = [], ...own } = file;
  return {
    ...own,
    transactions: [...transactions],
    ...present({ submissionIds: submissionIds && [...submissionIds] }),
    findings: findings.map((found) => ({ ...found })),
  };
}

export function fileAnswerView({ reason, ...answer }: FileAnswer) {
  return { ...answer, ...present({ reason: reason && { code: reason, detail: unappliedReasons[reason] } }) };
}
