import { type FieldError, fail, invalid, ok } from '../../shared/domain/result.ts';
import { type MarkableKind, markableKindOf, mayMark } from '../../shared/domain/work-mark/markable.ts';
import {
  isMarkedSo,
  marked,
  unmarked,
  type WorkMark,
  type WorkMarking,
} from '../../shared/domain/work-mark/work-mark.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { followUpPartition } from '../../shared/store/keys/correspondence.ts';
import type { Table } from '../../shared/store/table.ts';
import { readWorkMarks, workMarkWrite } from '../../shared/store/work-marks.ts';
import type { correspondenceApi } from './api.ts';
import type { CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { knownWork } from './known-work.ts';

type Answer = AnswerOf<(typeof correspondenceApi)['markWork']>;
type MarkView = AnswerOf<(typeof correspondenceApi)['listFollowUps']>['items'][number]['mark'];

/** Notes on work items of any list, one or many at once: all of them, or none. */
export const markOperations: CorrespondenceOperations<'markWork' | 'listFollowUps'> = {
  markWork: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { items, ...marking } = request.body;
    const errors = [...(await itemFaults(request, table)), ...(await dayFaults(request))];
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const ids = [...new Set(items)];
    const marks = await readWorkMarks(table, tenantId, ids);
    const after: WorkMark[] = [];
    for (const id of ids) {
      const mark = marked(marks.get(id) ?? unmarked(id), marking, { at: request.at, by: subject });
      if (mark === undefined) {
        const detail = 'has as many notes or tags as it can have';
        return invalid(`/items/${items.indexOf(id)}`, detail);
      }
      after.push(mark);
    }
    return ok({
      // The API shows what is stored. The types differ only in `readonly`.
      body: { items: after } as unknown as Answer,
      writes: after.map((mark) => workMarkWrite(tenantId, mark)),
      audit: { action: 'work-marked', entityId: ids[0] as string, facts: { items: ids.join(' ') } },
    });
  },

  listFollowUps: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { by: followUpBy, tag, assignedTo, limit } = request.query;
    const query = { partitions: [followUpPartition(tenantId)], index: true, limit } as const;
    const page = await listPage(request, table, query, (item) => {
      const mark = documentOfItem<WorkMark>(item);
      const kind = markableKindOf(mark.id);
      if (kind === undefined || !isMarkedSo(mark, { followUpBy, tag, assignedTo })) return undefined;
      return { kind, mark: mark as unknown as MarkView };
    });
    return asAnswer(page);
  },
};

/** Ids that match no work item, or one that this role does not work on. */
async function itemFaults(
  { principal, body: { items, ...marking } }: CorrespondenceRequest<'markWork'>,
  table: Table,
): Promise<FieldError[]> {
  const { tenantId, roles } = principal;
  const known = await knownWork(table, tenantId, items);
  return items.flatMap((id, index): FieldError[] => {
    const pointer = `/items/${index}`;
    const kind = markableKindOf(id);
    if (kind === undefined || !known.has(id) || !mayMark(kind, roles)) {
      return [{ pointer, detail: 'is not on any list that you may see' }];
    }
    return isLeftToCoding(kind, marking)
      ? [{ pointer, detail: 'is an encounter: set its tags and its coder with coding-work/bulk-actions' }]
      : [];
  });
}

/** An encounter has its own tags and coder; notes and the follow-up day are stored as for other items. */
function isLeftToCoding(kind: MarkableKind, { addTags, removeTags, assignTo, endsAssignment }: WorkMarking): boolean {
  const isOther = [addTags, removeTags, assignTo, endsAssignment].some((each) => each !== undefined);
  return kind === 'encounter' && isOther;
}

async function dayFaults({ body: { followUpOn }, today }: CorrespondenceRequest<'markWork'>): Promise<FieldError[]> {
  const isPast = followUpOn !== undefined && followUpOn < (await today());
  return isPast ? [{ pointer: '/followUpOn', detail: 'has passed' }] : [];
}
