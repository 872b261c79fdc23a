import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { WorkMark, WorkNote } from '../domain/work-mark/work-mark.ts';
import { entityItem, readDocuments } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import type { Table, Write } from './table.ts';

/** What was noted beside pieces of work, by their ids. */
export function readWorkMarks(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WorkMark>> {
  return readDocuments<WorkMark>(table, tenant, 'WORK-MARK', ids);
}

/** Writes the next version, if nobody has written it since it was read. */
export function workMarkWrite(tenant: TenantId, mark: WorkMark): Write<{ readonly kind: 'version-changed' }> {
  return {
    put: entityItem(entityKey(tenant, 'WORK-MARK', mark.id), 'work-mark', mark),
    condition: mark.version === 1 ? { absent: true } : { equals: { version: mark.version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/** A mark as a list shows it. */
export interface ShownMark {
  id: string;
  version: number;
  notes: WorkNote[];
  tags: string[];
  followUpOn?: LocalDate;
}

/** The mark of a piece of work in a list; undefined when nothing was noted. */
export function shownMark(marks: ReadonlyMap<string, WorkMark>, id: string): ShownMark | undefined {
  const mark = marks.get(id);
  return mark === undefined ? undefined : { ...mark, notes: [...mark.notes], tags: [...mark.tags] };
}
