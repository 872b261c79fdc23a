import { invariant, unreachable } from '../../shared/domain/result.ts';
import { continueByMessage } from '../../shared/runtime/queue-handler.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { SubmitDeps, SubmitTask } from './context.ts';
import { gather } from './gather.ts';
import { seal } from './seal.ts';
import { write } from './write.ts';

/**
 * Works a submission off, from wherever it stands: gather, seal, write. Every step is taken by condition and finds the traces of
 * earlier attempts, so that a crash anywhere, a repeated message or a second worker ends with the same file. When time is short the
 * rest is left to a new message.
 */
export async function submitClaims(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  const message = () => ({ schemaVersion: 1, tenantId, submissionId }) as const;
  await continueByMessage('submit-claims', message, deps.queues, () => submitOnce(task, deps));
}

async function submitOnce(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  for (;;) {
    const submission = await readSubmission(deps.table, task.tenantId, task.submissionId);
    invariant(submission !== undefined, 'a message names a submission that is there');
    const { state } = submission;
    switch (state.kind) {
      case 'gathering':
        await gather(task, submission, deps);
        break;
      case 'closed':
        await seal(task, submission, deps);
        break;
      case 'sealed':
        await write(task, submission, state.controlNumber, deps);
        break;
      case 'submitted':
      case 'empty':
        return;
      default:
        unreachable(state);
    }
  }
}
