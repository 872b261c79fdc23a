import { invariant, unreachable } from '../../shared/domain/result.ts';
import { continueByMessage } from '../../shared/runtime/queue-handler.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { noneKnown, type SubmitDeps, type SubmitTask } from './context.ts';
import { gather } from './gather.ts';
import { seal } from './seal.ts';
import { write } from './write.ts';

/**
 * Processes a submission from its current state: gather, seal, write. Every step is conditional and skips what earlier
 * attempts did, so a crash, a repeated message or a second worker ends with the same file. When time is short, a new
 * message continues with the rest.
 */
export async function submitClaims(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  const message = () => ({ schemaVersion: 1, tenantId, submissionId }) as const;
  await continueByMessage('submit-claims', message, deps.queues, () => submitOnce(task, deps));
}

async function submitOnce(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  let known = noneKnown();
  for (;;) {
    const submission = await readSubmission(deps.table, task.tenantId, task.submissionId);
    invariant(submission !== undefined, 'a message names a submission that is there');
    const { state } = submission;
    switch (state.kind) {
      case 'gathering':
        known = await gather(task, submission, deps);
        break;
      case 'closed':
        await seal(task, { submission, known }, deps);
        break;
      case 'sealed':
        await write(task, { submission, controlNumber: state.controlNumber, known }, deps);
        break;
      case 'submitted':
      case 'empty':
        return;
      default:
        unreachable(state);
    }
  }
}
