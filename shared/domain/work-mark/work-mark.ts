import { present } from '../present.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** At most this many notes and tags stand on a piece of work. */
const mostNotes = 100;
const mostTags = 10;

export interface WorkNote {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
}

/** What people note beside a piece of work on a list, whatever list it is. It changes nothing of the work itself. */
export interface WorkMark {
  /** The id of the work: of a claim, a denial, a deposit, whatever a list shows. */
  readonly id: string;
  readonly version: number;
  /** The oldest one first. */
  readonly notes: readonly WorkNote[];
  readonly tags: readonly string[];
  /** Who works on it, by the subject of the sign-in. */
  readonly assignedTo?: string;
  /** The day on which somebody means to look at it again. */
  readonly followUpOn?: LocalDate;
}

/** What is noted at once about several pieces of work. */
export interface WorkMarking {
  readonly note?: string | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly assignTo?: string | undefined;
  /** Nobody works on it any more. */
  readonly endsAssignment?: boolean | undefined;
  readonly followUpOn?: LocalDate | undefined;
  /** Nobody needs to look again. */
  readonly endsFollowUp?: boolean | undefined;
}

/** A piece of work about which nothing was noted. */
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

/** Which marks a list is asked for. */
export interface MarkQuery {
  readonly tag?: string | undefined;
  /** Who works on it; `none` for nobody. */
  readonly assignedTo?: string | undefined;
  readonly followUpBy?: LocalDate | undefined;
}

/** Whether any filter is asked for. */
export function asksForMarks({ tag, assignedTo, followUpBy }: MarkQuery): boolean {
  return tag !== undefined || assignedTo !== undefined || followUpBy !== undefined;
}

/** Whether a piece of work passes the filters. */
export function isMarkedSo(mark: WorkMark | undefined, { tag, assignedTo, followUpBy }: MarkQuery): boolean {
  const isTagged = tag === undefined || mark?.tags.includes(tag) === true;
  const isDue = followUpBy === undefined || (mark?.followUpOn !== undefined && mark.followUpOn <= followUpBy);
  const isAssigned = assignedTo === undefined || (mark?.assignedTo ?? 'none') === assignedTo;
  return isTagged && isDue && isAssigned;
}
