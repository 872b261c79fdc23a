import type { Acknowledgement, SaidError } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { FileOutcome } from '../../shared/domain/claim/submission.ts';
import { present } from '../../shared/domain/present.ts';
import { interchangeTime } from '../../shared/x12/acknowledgement/elements.ts';
import type {
  AcknowledgedTransaction,
  FunctionalAcknowledgement,
} from '../../shared/x12/acknowledgement/functional-acknowledgement.ts';
import { segmentCodes } from '../../shared/x12/acknowledgement/rejection-codes.ts';
import type { ScannedTransactionEnd } from '../../shared/x12/scanned-interchange.ts';
import { answerOf, unapplied } from './answered-file.ts';
import { applyBatches } from './apply-batches.ts';
import { inquiryFileOf } from './apply-inquiry-file.ts';
import type { Applied, ApplyDeps, ApplyTask } from './context.ts';
import { locateErrors } from './locate-errors.ts';

/** The only transaction of a submission's file. */
const ownTransaction = '0001';

/**
 * Applies the answers of a transaction that are not about single claims: those of a 997 or 999 about a file, and those
 * of a 277CA about batches.
 */
export async function applyTransaction(
  task: ApplyTask,
  transaction: ScannedTransactionEnd,
  deps: ApplyDeps,
): Promise<Applied> {
  const { content, type, controlNumber } = transaction;
  if (content.kind === 'functional-acknowledgement') return applyFunctional(task, transaction, content, deps);
  if (content.kind === 'claim-acknowledgement') return applyBatches(task, content, deps);
  return unapplied(task, { kind: 'other', about: `${type} ${controlNumber}`, reason: 'not-an-acknowledgement' });
}

async function applyFunctional(
  task: ApplyTask,
  { applicationSender, applicationReceiver, interchange, type }: ScannedTransactionEnd,
  content: FunctionalAcknowledgement,
  deps: ApplyDeps,
): Promise<Applied> {
  const kind = type === '997' ? '997' : '999';
  const about = content.groupControlNumber;
  const envelope = {
    senderIds: [interchange.senderId, applicationSender],
    receiverIds: [interchange.receiverId, applicationReceiver],
  };
  const other = await inquiryFileOf(task, { about, envelope }, deps);
  const found = other ?? (await answerOf(task, { about, envelope }, deps));
  if (typeof found === 'string') return unapplied(task, { kind, about, reason: found });
  const own = ownAnswer(content);
  if (own === 'transaction-unknown') return unapplied(task, { kind, about, reason: own });
  if (own.outcome === undefined) return unapplied(task, { kind, about, reason: 'not-understood' });
  const { outcome } = own;
  if (!('submission' in found)) {
    const places = segmentCodes(own.errors);
    return found.take({ kind, verdict: outcome, codes: own.codes, places, saidAt: interchangeTime(interchange) });
  }
  const { submission } = found;
  const errors = await errorsOf(task, { submission, errors: own.errors }, deps);
  const said: Acknowledgement = {
    kind,
    receivedAt: task.file.receivedAt,
    fileId: task.file.id,
    saidAt: interchangeTime(interchange),
    submissionId: submission.id,
    verdict: outcome,
    by: { role: '40', name: applicationSender === '' ? interchange.senderId : applicationSender },
    codes: own.codes,
    ...(errors.length === 0 ? {} : { errors }),
  };
  return found.take(said, { functionalAnswer: outcome }, 'transaction-rejected');
}

interface OwnAnswer {
  readonly outcome: FileOutcome | undefined;
  readonly codes: readonly string[];
  readonly errors: AcknowledgedTransaction['errors'];
}

/**
 * The answer about our transaction, or about the whole group when no transaction is named. A rejected group rejects its
 * transactions.
 */
function ownAnswer(content: FunctionalAcknowledgement): OwnAnswer | 'transaction-unknown' {
  const { outcome, codes, transactions } = content;
  const own = transactions.find(({ controlNumber }) => controlNumber === ownTransaction);
  if (own === undefined && transactions.length > 0) return 'transaction-unknown';
  if (own === undefined) return { outcome, codes, errors: [] };
  const isRejected = outcome === 'rejected';
  return {
    outcome: isRejected ? 'rejected' : (own.outcome ?? outcome),
    codes: [...codes.map((code) => `group ${code}`), ...own.codes],
    errors: own.errors,
  };
}

/** At most this many errors are kept: a table item has a limited size. */
const errorsKept = 200;

async function errorsOf(
  task: ApplyTask,
  { submission, errors }: { submission: Parameters<typeof locateErrors>[1]; errors: OwnAnswer['errors'] },
  deps: ApplyDeps,
): Promise<readonly SaidError[]> {
  const flat = errors.flatMap(({ segment, position, loop, code, elements, patientControlNumber }) => {
    const own = { segment, position, ...present({ loop, code, patientControlNumber }) };
    if (elements.length === 0) return [own];
    return elements.map(({ element, component, code: elementCode }) => ({
      ...own,
      element,
      ...present({ component }),
      elementCode,
    }));
  });
  return flat.length === 0 ? [] : locateErrors(task, submission, flat.slice(0, errorsKept), deps);
}
