import { present } from '../present.ts';
import { fail, ok, type Result, unreachable } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { CodingWork } from './work.ts';

/** What people do with work items, one or many at once. */
export const workActions = {
  take: 'The caller does it',
  assign: 'Somebody does it',
  release: 'Nobody does it any more',
  hold: 'It waits until a day',
  resume: 'It waits no longer',
  tag: 'Adds or removes tags',
  confirm: 'Confirms that the final encounter is still right, given what was documented since',
} as const;

export type WorkAction =
  | { readonly do: 'take'; readonly dueOn?: LocalDate | undefined }
  | { readonly do: 'assign'; readonly to: string; readonly dueOn?: LocalDate | undefined }
  | { readonly do: 'release' }
  | { readonly do: 'hold'; readonly until: LocalDate; readonly note: string }
  | { readonly do: 'resume' }
  | {
      readonly do: 'tag';
      readonly add?: readonly string[] | undefined;
      readonly remove?: readonly string[] | undefined;
    }
  | { readonly do: 'confirm'; readonly reason: string };

/** Who acts, and when. */
export interface WorkActor {
  readonly subject: string;
  /** Whether the actor may decide about other people's work. */
  readonly isManager: boolean;
  readonly at: Instant;
  readonly today: LocalDate;
}

export type WorkRefusal = 'work-taken' | 'work-needs-manager' | 'work-day-past' | 'work-tags-too-many';

/** At most this many tags on a work item. */
export const mostWorkTags = 20;

/** A work item after an action; the store raises the version. */
export function afterAction(
  work: CodingWork,
  action: WorkAction,
  actor: WorkActor,
): Result<CodingWork, { readonly kind: WorkRefusal }> {
  const { subject, isManager, at, today } = actor;
  const { assignedTo, dueOn, ...unassigned } = work;
  const isOthers = assignedTo !== undefined && assignedTo !== subject;
  switch (action.do) {
    case 'take':
      if (isOthers && !isManager) return fail({ kind: 'work-taken' });
      return assigned(work, subject, action.dueOn, today);
    case 'assign':
      if (!isManager && (action.to !== subject || isOthers)) return fail({ kind: 'work-needs-manager' });
      return assigned(work, action.to, action.dueOn, today);
    case 'release':
      return isOthers && !isManager ? fail({ kind: 'work-needs-manager' }) : ok(unassigned);
    case 'hold':
      if (action.until <= today) return fail({ kind: 'work-day-past' });
      return ok({ ...work, hold: { until: action.until, note: action.note, by: subject, at } });
    case 'resume': {
      const { hold: _over, ...rest } = work;
      return ok(rest);
    }
    case 'tag':
      return tagged(work, action.add ?? [], action.remove ?? []);
    case 'confirm': {
      const { reopened: _over, ...rest } = work;
      return ok({ ...rest, confirmed: { at, by: subject, reason: action.reason } });
    }
    default:
      return unreachable(action);
  }
}

function assigned(
  work: CodingWork,
  assignedTo: string,
  dueOn: LocalDate | undefined,
  today: LocalDate,
): Result<CodingWork, { readonly kind: WorkRefusal }> {
  if (dueOn !== undefined && dueOn < today) return fail({ kind: 'work-day-past' });
  return ok({ ...work, assignedTo, ...present({ dueOn }) });
}

function tagged(
  { tags = [], ...work }: CodingWork,
  add: readonly string[],
  remove: readonly string[],
): Result<CodingWork, { readonly kind: WorkRefusal }> {
  const after = [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
  if (after.length > mostWorkTags) return fail({ kind: 'work-tags-too-many' });
  return ok(after.length === 0 ? work : { ...work, tags: after });
}
