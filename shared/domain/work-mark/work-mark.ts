import { present } from '../present.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** At most this many notes and tags per work item. */
const mostNotes = 100;
const mostTags = 10;

export interface WorkNote {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

/** People's notes on a work item, on any list. They do not change the item itself. */
export interface WorkMark {
  /** The id of the item: of a claim, a denial, a deposit, or whatever a list shows. */
  readonly id: string;
  readonly version: number;
  /** The oldest one first. */
  readonly notes: readonly WorkNote[];
  readonly tags: readonly string[];
  /** The person who works on it, by sign-in subject. */
  readonly assignedTo?: string;
  /** The follow-up day. */
  readonly followUpOn?: LocalDate;
}

/** Changes to the notes of several work items at once. */
export interface WorkMarking {
  readonly note?: string | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly assignTo?: string | undefined;
  /** Removes the assignment. */
  readonly endsAssignment?: boolean | undefined;
  readonly followUpOn?: LocalDate | undefined;
  /** Removes the follow-up day. */
  readonly endsFollowUp?: boolean | undefined;
}

/** A work item without notes. */
export function unmarked(id: string): WorkMark {
  return { id, version: 0, notes: [], tags: [] };
}

/** The next version of a mark; undefined when it would hold too many notes or tags. */
export function marked(
  before: WorkMark,
  { note, addTags = [], removeTags = [], ...marking }: WorkMarking,
  { at, by }: { readonly at: Instant; readonly by: string },
): WorkMark | undefined {
  const notes = note === undefined ? before.notes : [...before.notes, { at, by, text: note }];
  const tags = [...new Set([...before.tags, ...addTags])].filter((tag) => !removeTags.includes(tag)).sort();
  if (notes.length > mostNotes || tags.length > mostTags) return undefined;
  const followUpOn = marking.endsFollowUp === true ? undefined : (marking.followUpOn ?? before.followUpOn);
  const assignedTo = marking.endsAssignment === true ? undefined : (marking.assignTo ?? before.assignedTo);
  return { id: before.id, version: before.version + 1, notes, tags, ...present({ assignedTo, followUpOn }) };
}

/** The requested filter by notes. */
export interface MarkQuery {
  readonly tag?: string | undefined;
  /** The assigned person; `none` for nobody. */
  readonly assignedTo?: string | undefined;
  readonly followUpBy?: LocalDate | undefined;
}

/** Whether any filter is set. */
export function asksForMarks({ tag, assignedTo, followUpBy }: MarkQuery): boolean {
  return tag !== undefined || assignedTo !== undefined || followUpBy !== undefined;
}

/** Whether a work item passes the filters. */
export function isMarkedSo(mark: WorkMark | undefined, { tag, assignedTo, followUpBy }: MarkQuery): boolean {
  const isTagged = tag === undefined || mark?.tags.includes(tag) === true;
  const isDue = followUpBy === undefined || (mark?.followUpOn !== undefined && mark.followUpOn <= followUpBy);
  const isAssigned = assignedTo === undefined || (mark?.assignedTo ?? 'none') === assignedTo;
  return isTagged && isDue && isAssigned;
}
