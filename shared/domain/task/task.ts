import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import { addDays, type Instant, type LocalDate } from '../time/local-date.ts';
import type { MarkableKind } from '../work-mark/markable.ts';

/** Something that a person has to do by a day. */
export interface Task {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly details?: string;
  /** Its subject: a claim, an account, a denial, a call, ... */
  readonly about?: TaskSubject;
  /** The person who does it, by sign-in subject. */
  readonly owner?: string;
  /** A group of people, any of whom may do it: `follow-up`. */
  readonly team?: string;
  readonly dueOn: LocalDate;
  readonly priority: TaskPriority;
  readonly state: TaskState;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Its escalation because it was overdue; for this due day. */
  readonly escalated?: { readonly at: Instant; readonly dueOn: LocalDate; readonly to?: string };
  /** People's actions on it, the oldest first. */
  readonly deeds: readonly TaskDeed[];
}

export interface TaskSubject {
  readonly kind: MarkableKind;
  readonly id: string;
  /** The claim behind it. */
  readonly claimId?: string;
}

export const taskPriorities = { urgent: 0, high: 1, normal: 2, low: 3 } as const;
export type TaskPriority = keyof typeof taskPriorities;

export const taskStates = {
  open: 'somebody has to do it',
  done: 'it was done',
  dropped: 'nobody needs to do it any more, for a reason',
} as const;
export type TaskState = keyof typeof taskStates;

export interface TaskDeed {
  readonly at: Instant;
  readonly by: string;
  readonly do: TaskAction['do'] | 'escalate';
  readonly note?: string;
  readonly to?: string;
}

/** What people do with a task. */
export type TaskAction =
  | { readonly do: 'take' }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'hand-to-team'; readonly to: string }
  | { readonly do: 'postpone'; readonly until: LocalDate; readonly note: string }
  | { readonly do: 'rank'; readonly priority: TaskPriority }
  | { readonly do: 'note'; readonly note: string }
  | { readonly do: 'finish'; readonly note?: string }
  | { readonly do: 'drop'; readonly note: string }
  | { readonly do: 'reopen'; readonly note: string; readonly until: LocalDate };

export type TaskFailure = 'task-ended' | 'task-not-ended' | 'task-full';

/** At most this many actions per task; even then it can be ended. */
const mostDeeds = 100;

interface TaskActor {
  readonly by: string;
  readonly at: Instant;
}

/** The next version of a task. */
export function afterTaskAction(before: Task, action: TaskAction, { by, at }: TaskActor): Result<Task, TaskFailure> {
  const isEnded = before.state !== 'open';
  if (isEnded && action.do !== 'reopen' && action.do !== 'note') return fail('task-ended');
  if (!isEnded && action.do === 'reopen') return fail('task-not-ended');
  const ends = action.do === 'finish' || action.do === 'drop';
  if (before.deeds.length >= mostDeeds && !ends) return fail('task-full');
  const note = 'note' in action ? action.note : undefined;
  const to = action.do === 'assign' || action.do === 'hand-to-team' ? action.to : undefined;
  const deed: TaskDeed = { at, by, do: action.do, ...present({ note, to }) };
  return ok({ ...changed(before, action, by), version: before.version + 1, deeds: [...before.deeds, deed] });
}

function changed(before: Task, action: TaskAction, by: string): Task {
  switch (action.do) {
    case 'take':
      return { ...before, owner: by };
    case 'assign':
      return { ...before, owner: action.to };
    case 'hand-to-team': {
      const { owner: _owner, ...rest } = before;
      return { ...rest, team: action.to };
    }
    case 'postpone':
      return { ...before, dueOn: action.until };
    case 'rank':
      return { ...before, priority: action.priority };
    case 'note':
      return before;
    case 'finish':
      return { ...before, state: 'done' };
    case 'drop':
      return { ...before, state: 'dropped' };
    case 'reopen':
      return { ...before, state: 'open', dueOn: action.until };
  }
}

/** When an ended task ended: there may be later remarks. */
export function endOf({ deeds, createdAt }: Pick<Task, 'deeds' | 'createdAt'>): Instant {
  return deeds.findLast((deed) => deed.do === 'finish' || deed.do === 'drop')?.at ?? createdAt;
}

/** The day on which an open task is escalated. */
export function escalatesOn(dueOn: LocalDate, afterDays: number): LocalDate {
  return addDays(dueOn, afterDays);
}

/** The escalated task: it comes before all others, and another person sees it too. Once for each due day. */
export function escalated(before: Task, { at, to }: { readonly at: Instant; readonly to?: string | undefined }): Task {
  const deed: TaskDeed = { at, by: 'superbill', do: 'escalate', ...present({ to }) };
  return {
    ...before,
    version: before.version + 1,
    priority: 'urgent',
    escalated: { at, dueOn: before.dueOn, ...present({ to }) },
    deeds: [...before.deeds, deed],
  };
}
