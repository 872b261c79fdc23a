import { fail, ok, type Result } from '../result.ts';
import type { Instant } from '../time/local-date.ts';

/**
 * A conversation between coder, biller and physician about an encounter or a claim. It is not part of the patient’s
 * record.
 */
export interface Thread {
  readonly id: string;
  readonly version: number;
  readonly about: ThreadSubject;
  readonly title: string;
  readonly state: 'open' | 'closed';
  /** The participants, by sign-in subject: authors and mentioned persons. */
  readonly participants: readonly string[];
  /** The oldest first; they are numbered from 1. */
  readonly messages: readonly ThreadMessage[];
  /** By participant, the number of the last message read. */
  readonly readThrough: Readonly<Record<string, number>>;
  readonly startedAt: Instant;
  readonly closed?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

export interface ThreadSubject {
  readonly kind: 'encounter' | 'claim';
  readonly id: string;
  readonly patientId: string;
}

export interface ThreadMessage {
  readonly number: number;
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
  /** The persons who should read it. */
  readonly mentions: readonly string[];
}

interface Posting {
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** At most this many messages per thread. */
const mostMessages = 100;
const mostParticipants = 30;

/** A thread with its first message. */
export function newThread(begun: Pick<Thread, 'id' | 'about' | 'title'>, posting: Posting): Thread {
  const empty: Thread = {
    ...begun,
    ...{ version: 0, state: 'open', participants: [], messages: [], readThrough: {}, startedAt: posting.at },
  };
  return withMessage(empty, posting);
}

/** Adds a message, which reopens a closed thread. Mentioned persons become participants. */
export function posted(before: Thread, posting: Posting): Result<Thread, 'thread-full'> {
  const people = new Set([...before.participants, posting.by, ...posting.mentions]);
  const isFull = before.messages.length >= mostMessages || people.size > mostParticipants;
  return isFull ? fail('thread-full') : ok(withMessage(before, posting));
}

function withMessage(before: Thread, { by, at, text, mentions }: Posting): Thread {
  const { closed: _closed, ...rest } = before;
  const number = before.messages.length + 1;
  return {
    ...rest,
    version: before.version + 1,
    state: 'open',
    participants: [...new Set([...before.participants, by, ...mentions])],
    messages: [...before.messages, { number, at, by, text, mentions: [...new Set(mentions)] }],
    // A person who answers has read the earlier messages.
    readThrough: { ...before.readThrough, [by]: number },
  };
}

/** How many messages a person has not read; zero for non-participants. */
export function unreadOf({ participants, messages, readThrough }: Thread, subject: string): number {
  return participants.includes(subject) ? messages.length - (readThrough[subject] ?? 0) : 0;
}

/** The thread after a person has read further; the mark never moves back. */
export function readBy(before: Thread, subject: string, number: number): Thread {
  const through = Math.max(before.readThrough[subject] ?? 0, Math.min(number, before.messages.length));
  return { ...before, version: before.version + 1, readThrough: { ...before.readThrough, [subject]: through } };
}

export function closedThread(
  before: Thread,
  closed: { readonly at: Instant; readonly by: string; readonly reason: string },
): Result<Thread, 'thread-closed'> {
  if (before.state === 'closed') return fail('thread-closed');
  return ok({ ...before, version: before.version + 1, state: 'closed', closed });
}
