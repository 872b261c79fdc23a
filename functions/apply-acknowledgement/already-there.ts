import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import {
  mayBeThereTwice,
  saysClaimIsThere,
  saysFileIsThere,
} from '../../shared/domain/acknowledgement/already-there.ts';
import type { FileOutcome } from '../../shared/domain/claim/submission.ts';
import { readDeliveries } from '../../shared/store/deliveries.ts';
import type { ApplyDeps, ApplyTask } from './context.ts';

/** A file that was sent, and the earlier answers about it. */
interface SentFile {
  readonly id: string;
  readonly interchangeAnswer?: FileOutcome;
  readonly functionalAnswer?: FileOutcome;
}

/**
 * Whether a receiver rejects a file as a duplicate of one that it already has. It has the file if it has said so, or if
 * we have sent the file more than once. Then nothing is rejected, and the answer to the first copy counts.
 */
export async function isFileThere(
  task: ApplyTask,
  { id, interchangeAnswer, functionalAnswer }: SentFile,
  { kind, codes = [], errors = [] }: Pick<Acknowledgement, 'kind' | 'codes' | 'errors'>,
  deps: ApplyDeps,
): Promise<boolean> {
  if (errors.length > 0 || !saysFileIsThere(kind, codes)) return false;
  const before = [interchangeAnswer, functionalAnswer];
  if (before.includes('rejected')) return false;
  return before.some((one) => one !== undefined) || isSentTwice(task, id, deps);
}

/** Whether a payer rejects the claims of a copy as duplicates of the first copy's. */
export async function areClaimsThere(
  task: ApplyTask,
  submissionId: string | undefined,
  statuses: Parameters<typeof saysClaimIsThere>[0],
  deps: ApplyDeps,
): Promise<boolean> {
  return submissionId !== undefined && saysClaimIsThere(statuses) && (await isSentTwice(task, submissionId, deps));
}

async function isSentTwice({ tenant }: ApplyTask, id: string, { table }: ApplyDeps): Promise<boolean> {
  return mayBeThereTwice(await readDeliveries(table, tenant, id));
}
