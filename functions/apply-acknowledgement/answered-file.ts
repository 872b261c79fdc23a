import type {
  Acknowledgement,
  FileAnswer,
  UnappliedReason,
} from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { isSaidAfter } from '../../shared/domain/acknowledgement/said-order.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import {
  type AnsweringEnvelope,
  answersEnvelope,
  plainEnvelope,
} from '../../shared/domain/trading-partner/trading-partner.ts';
import { awaitedOf, contradictionWrite, missingResolvedWrites } from '../../shared/store/acknowledgement-alarms.ts';
import {
  acknowledgedWrite,
  fileAnswerWrite,
  readSubmissionAcknowledgements,
  saidDigest,
  submissionAcknowledgementItem,
  submissionOfControlNumber,
} from '../../shared/store/acknowledgements.ts';
import { submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { Item } from '../../shared/store/table.ts';
import { isFileThere } from './already-there.ts';
import type { Applied, ApplyDeps, ApplyTask } from './context.ts';
import { rejectFilings } from './reject-filings.ts';

type FileAnswers = Pick<Submission, 'interchangeAnswer' | 'functionalAnswer'>;

/** A submission with an answer to its file. */
export interface Answered {
  readonly submission: Submission;
  /**
   * Takes an answer about the file. When the file was rejected, so are the filings in it that nobody has accepted
   * since.
   * @param reason why the filings are rejected
   */
  take(said: Acknowledgement, set: FileAnswers, reason: string): Promise<Applied>;
}

/** Finds the submission that an answer about a file belongs to, or the reason why there is none. */
export async function answerOf(
  task: ApplyTask,
  { about, envelope }: { readonly about: string; readonly envelope: AnsweringEnvelope },
  deps: ApplyDeps,
): Promise<Answered | UnappliedReason> {
  const { tenant } = task;
  const id = await submissionOfControlNumber(deps.table, tenant, about);
  const submission = id === undefined ? undefined : await readSubmission(deps.table, tenant, id);
  if (submission?.state.kind !== 'submitted') return 'control-number-unknown';
  const { partner, submitterId, receiverId } = submission;
  const sent = partner?.envelope ?? plainEnvelope(submitterId, receiverId);
  const isFor = answersEnvelope(envelope, sent, partner?.answersFrom);
  if (isFor !== 'yes') return isFor;
  return { submission, take: (said, set, reason) => taken(task, submission, { said, set, reason }, deps) };
}

async function taken(
  task: ApplyTask,
  submission: Submission,
  { said, set, reason }: { said: Acknowledgement; set: FileAnswers; reason: string },
  deps: ApplyDeps,
): Promise<Applied> {
  const { tenant, file } = task;
  const { kind, saidAt, verdict, codes, errors } = said;
  const key = submissionAcknowledgementKey(tenant, submission.id, saidAt, saidDigest([kind, verdict, codes, errors]));
  const about = submission.state.kind === 'submitted' ? submission.state.controlNumber : '';
  const answer: FileAnswer = { kind, about, submissionId: submission.id, verdict };
  if ((await deps.table.get(key)) !== undefined) return repeated(task, answer);
  if (verdict === 'rejected' && (await isFileThere(task, submission, said, deps))) {
    const own = { ...said, verdict: 'already-there' } as const;
    return alreadyThere(task, submissionAcknowledgementItem(key, own), answer);
  }
  const against = (await readSubmissionAcknowledgements(deps.table, tenant, submission.id)).filter(isAgainst(said));
  if (against.some((one) => isSaidAfter(one, said))) {
    return outOfDate(task, submissionAcknowledgementItem(key, { ...said, isOutOfDate: true }), answer);
  }
  const isTakenIn = verdict === 'rejected' && (await rejectFilings(task, submission, { reason, said }, deps));
  const at = deps.now().toISOString();
  const before = kind === 'TA1' ? submission.interchangeAnswer : submission.functionalAnswer;
  const isRejectedBefore = before === 'rejected' && verdict !== 'rejected';
  const contradiction = { submissionId: submission.id, fileId: file.id };
  return {
    parts: 1,
    counts: {},
    writes: [
      { put: submissionAcknowledgementItem(key, said) },
      // A rejected file stays rejected: its claims may have been filed again since.
      ...(isRejectedBefore || isTakenIn || against.length > 0 ? [contradictionWrite(tenant, contradiction, at)] : []),
      ...(isRejectedBefore ? [] : [acknowledgedWrite(tenant, submission.id, { ...set })]),
      ...(await missingResolvedWrites(deps.table, tenant, awaitedOf(submission, 'file'), at)),
      fileAnswerWrite(tenant, file.id, file.steps, answer),
    ],
  };
}

/**
 * A file with a sound envelope may still be rejected for its content; a file whose content was accepted has a sound
 * envelope.
 */
function isAgainst({ kind, verdict }: Acknowledgement): (one: Acknowledgement) => boolean {
  const isOfEnvelope = (one: Pick<Acknowledgement, 'kind'>) => one.kind === 'TA1';
  const isRejection = (one: Pick<Acknowledgement, 'verdict'>) => one.verdict === 'rejected';
  return (one) => {
    if (one.isOutOfDate || one.kind === '277CA' || one.kind === 'report' || one.verdict === 'already-there')
      return false;
    if (isRejection(one) === (verdict === 'rejected')) return false;
    const [refusal, acceptance] = isRejection(one) ? [one, { kind }] : [{ kind }, one];
    return isOfEnvelope(refusal) || !isOfEnvelope(acceptance);
  };
}

/** An answer that is older than the known one and contradicts it is kept and listed, and changes nothing. */
function outOfDate({ tenant, file }: ApplyTask, kept: Item, answer: FileAnswer): Applied {
  const row = fileAnswerWrite(tenant, file.id, file.steps, { ...answer, isOutOfDate: true });
  return { parts: 1, counts: {}, writes: [{ put: kept }, row] };
}

/** The rejection of a copy is kept and listed, and changes nothing. */
function alreadyThere({ tenant, file }: ApplyTask, kept: Item, answer: FileAnswer): Applied {
  const row = fileAnswerWrite(tenant, file.id, file.steps, { ...answer, verdict: 'already-there' });
  return { parts: 1, counts: { repeated: 1 }, writes: [{ put: kept }, row] };
}

/** An answer that an earlier file already gave is listed, and changes nothing. */
function repeated({ tenant, file }: ApplyTask, answer: FileAnswer): Applied {
  const row = fileAnswerWrite(tenant, file.id, file.steps, { ...answer, isRepeated: true });
  return { parts: 1, counts: { repeated: 1 }, writes: [row] };
}

/** A part that matches nothing is listed with the reason. */
export function unapplied({ tenant, file }: ApplyTask, answer: FileAnswer): Applied {
  return { parts: 1, counts: { unapplied: 1 }, writes: [fileAnswerWrite(tenant, file.id, file.steps, answer)] };
}
