import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { type InquiryLine, lineTakenWrite, readLines } from '../../shared/store/inquiry-lines.ts';
import type { AskDeps } from './context.ts';

/**
 * A receiver can be asked as many questions at once as it has lines. So one that answers slowly holds up its own
 * questions, and leaves the worker's other places to other receivers.
 */
const linesPerReceiver = 2;

/** A line whose worker died is free again after this long: more than the function's time limit. */
const askedWithinMilliseconds = 150_000;

/** An attempt without an answer that took longer than this was slow: the same again would hold up a place for as long. */
const slowMilliseconds = 10_000;

/** So long a line rests after a slow attempt without an answer. */
const restMilliseconds = 5 * 60_000;

const later = (at: Instant, milliseconds: number): Instant => new Date(Date.parse(at) + milliseconds).toISOString();

export type TakenLine =
  | { readonly kind: 'taken'; readonly line: InquiryLine }
  /** Others are asked at this moment. */
  | { readonly kind: 'busy' }
  /** The receiver did not answer on any line since then; the first is asked on again at `until`. */
  | { readonly kind: 'resting'; readonly until: Instant; readonly answeredAt?: Instant };

/** Takes a free line of a receiver for one question. */
export async function takeLine(
  tenant: TenantId,
  receiverId: string,
  inquiryId: string,
  { table, now }: Pick<AskDeps, 'table' | 'now'>,
): Promise<TakenLine> {
  const at = now().toISOString();
  const known = await readLines(table, tenant, receiverId);
  for (let number = 1; number <= linesPerReceiver; number += 1) {
    const before = known.find((line) => line.number === number);
    if (before !== undefined && before.until > at) continue;
    const line: InquiryLine = {
      ...{ receiverId, number, inquiryId, takenAt: at },
      ...{ until: later(at, askedWithinMilliseconds), state: 'asking' },
      ...present({ answeredAt: before?.answeredAt }),
    };
    if ((await table.transact([lineTakenWrite(tenant, before, line)])).ok) return { kind: 'taken', line };
  }
  const taken = known.filter(({ until }) => until > at);
  const isResting = taken.length >= linesPerReceiver && taken.every(({ state }) => state === 'resting');
  const until = taken.map((line) => line.until).sort()[0];
  if (!isResting || until === undefined) return { kind: 'busy' };
  const answeredAt = taken
    .flatMap((line) => line.answeredAt ?? [])
    .sort()
    .at(-1);
  return { kind: 'resting', until, ...present({ answeredAt }) };
}

/** Gives a line back: free, or resting when the receiver was slow and then did not answer. */
export async function leaveLine(
  tenant: TenantId,
  line: InquiryLine,
  isAnswered: boolean,
  { table, now }: Pick<AskDeps, 'table' | 'now'>,
): Promise<void> {
  const at = now().toISOString();
  const isSlow = !isAnswered && at >= later(line.takenAt, slowMilliseconds);
  const until = isSlow ? later(at, restMilliseconds) : at;
  const after: InquiryLine = { ...line, state: 'resting', until, ...(isAnswered ? { answeredAt: at } : {}) };
  // If the line was taken over, because this attempt took too long, it stays with its new question.
  await table.transact([lineTakenWrite(tenant, line, after)]);
}
