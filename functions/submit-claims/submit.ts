import { invariant, unreachable } from '../../shared/domain/result.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { SubmitDeps, SubmitTask } from './context.ts';
import { gather } from './gather.ts';
import { seal } from './seal.ts';
import { write } from './write.ts';

/**
 * Works a submission off, from wherever it stands: gather, seal, write. Every step is taken by condition and finds the traces of
 * earlier attempts, so that a crash anywhere, a repeated message or a second worker ends with the same file.
 */
export async function submitClaims(task: SubmitTask, deps: SubmitDeps): Promise<void> {
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
