import { isId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { marked, unmarked, type WorkMark } from '../../shared/domain/work-mark/work-mark.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { readWorkMarks, workMarkWrite } from '../../shared/store/work-marks.ts';
import type { denialsApi } from './api.ts';
import type { DenialsOperations } from './context.ts';

type Answer = AnswerOf<(typeof denialsApi)['markWork']>;

/** Notes beside denials and exceptions, one or many at once: all of them, or none. */
export const markOperations: DenialsOperations<'markWork'> = {
  markWork: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { items, ...marking } = request.body;
    const ids = [...new Set(items)];
    const keys = ids.map((id) => entityKey(tenantId, isId('denial', id) ? 'DENIAL' : 'EXCEPTION', id));
    const [found, marks, today] = await Promise.all([
      table.batchGet(keys),
      readWorkMarks(table, tenantId, ids),
      request.today(),
    ]);
    const absent = found.indexOf(undefined);
    if (absent >= 0) return invalid(`/items/${items.indexOf(ids[absent] as string)}`, 'names no denial or exception');
    const { followUpOn } = marking;
    if (followUpOn !== undefined && followUpOn < today) return invalid('/followUpOn', 'has passed');
    const by = { at: request.at, by: subject };
    const after: WorkMark[] = [];
    for (const id of ids) {
      const mark = marked(marks.get(id) ?? unmarked(id), marking, by);
      if (mark === undefined) return invalid(`/items/${items.indexOf(id)}`, 'has as many notes or tags as it can have');
      after.push(mark);
    }
    return ok({
      // The API shows what is stored. The types differ only in `readonly`.
      body: { items: after } as unknown as Answer,
      writes: after.map((mark) => workMarkWrite(tenantId, mark)),
      audit: { action: 'work-marked', entityId: ids[0] as string, facts: { items: ids.join(' ') } },
    });
  },
};

function invalid(pointer: string, detail: string): Result<never, Failure> {
  return fail({ kind: 'request-invalid', errors: [{ pointer, detail }] });
}
