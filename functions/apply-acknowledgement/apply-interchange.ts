import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { compactDate } from '../../shared/domain/time/local-date.ts';
import { clockIn, dayIn } from '../../shared/domain/time/time-zone.ts';
import { interchangeTime } from '../../shared/x12/acknowledgement/elements.ts';
import { type Answered, answerOf, unapplied } from './answered-file.ts';
import { inquiryFileOf } from './apply-inquiry-file.ts';
import type { Applied, ApplyDeps, ApplyTask } from './context.ts';
import type { Part } from './parts.ts';

/** Applies a TA1, which answers for the whole file by its control number, date and time. */
export async function applyInterchange(
  task: ApplyTask,
  { answer, interchange }: Extract<Part, { readonly kind: 'interchange' }>,
  deps: ApplyDeps,
): Promise<Applied> {
  const about = answer.controlNumber;
  const envelope = { senderIds: [interchange.senderId], receiverIds: [interchange.receiverId] };
  const other = await inquiryFileOf(task, { about, envelope }, deps);
  const found = other ?? (await answerOf(task, { about, envelope }, deps));
  if (typeof found === 'string') return unapplied(task, { kind: 'TA1', about, reason: found });
  if (!('submission' in found)) {
    if (answer.outcome === undefined) return unapplied(task, { kind: 'TA1', about, reason: 'not-understood' });
    const codes = answer.note === '000' ? [] : [answer.note];
    return found.take({ kind: 'TA1', verdict: answer.outcome, codes, saidAt: interchangeTime(interchange) });
  }
  if (!isItsTime(found, answer)) return unapplied(task, { kind: 'TA1', about, reason: 'control-number-unknown' });
  if (answer.outcome === undefined) return unapplied(task, { kind: 'TA1', about, reason: 'not-understood' });
  const said: Acknowledgement = {
    kind: 'TA1',
    receivedAt: task.file.receivedAt,
    fileId: task.file.id,
    saidAt: interchangeTime(interchange),
    submissionId: found.submission.id,
    verdict: answer.outcome,
    by: { role: '40', name: interchange.senderId },
    codes: answer.note === '000' ? [] : [answer.note],
  };
  return found.take(said, { interchangeAnswer: answer.outcome }, 'interchange-rejected');
}

/** Whether the date and time, where given, are those of the file: control numbers may repeat after years. */
function isItsTime(
  { submission }: Answered,
  { date, time }: { readonly date: string; readonly time: string },
): boolean {
  const { createdAt, timeZone } = submission;
  const day = compactDate(dayIn(timeZone, createdAt)).slice(2);
  return (date === '' || date === day) && (time === '' || time.slice(0, 4) === clockIn(timeZone, createdAt));
}
