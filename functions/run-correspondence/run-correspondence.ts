import type { MessageOf } from '../../shared/queue/messages.ts';
import type { RunCorrespondenceDeps } from './context.ts';
import { escalateTask } from './escalate-task.ts';
import { sendWritten } from './send-written.ts';

/** Sends a message, or checks whether a task is overdue. */
export function runCorrespondence(
  message: MessageOf<'run-correspondence'>,
  deps: RunCorrespondenceDeps,
): Promise<void> {
  return message.work === 'send' ? sendWritten(message, deps) : escalateTask(message, deps);
}
