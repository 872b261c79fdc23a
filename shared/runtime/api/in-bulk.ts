import { present } from '../../domain/present.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Route } from '../../http/api.ts';
import type { BulkResult } from '../../http/bulk-schemas.ts';
import { type Failure, problemOf } from '../../http/problem.ts';
import type { Change, Deed, Request } from './operation.ts';

/** A request to do the same thing to many items. */
interface BulkRequest extends Pick<Request<Route>, 'alone' | 'requestId'> {
  readonly body: {
    readonly items: readonly { readonly id: string; readonly version?: number }[];
    readonly action: { readonly do: string };
  };
}

/**
 * Does the same thing to many items, one after the other. Each item is checked and written on its own, by the operation
 * for a single item, with that operation's roles and limits and with its own transaction, audit item and idempotency
 * record. Each failed item has its own problem. If a request breaks off and is sent again with its key, the items that
 * are done are found by their records, and nothing is done twice.
 * @param list the list's name in the audit trail
 * @param deedOf the operation that does it to a single item
 */
export async function inBulk(
  request: BulkRequest,
  list: string,
  deedOf: (id: string) => Omit<Deed, 'name'>,
): Promise<Result<Change<{ items: BulkResult[] }>, Failure>> {
  const items: BulkResult[] = [];
  for (const { id, version } of request.body.items) {
    const done = await request.alone({ ...deedOf(id), name: id, ...present({ version }) });
    items.push(done.ok ? { id, outcome: 'done', ...done.value } : refused(id, done.failure, request.requestId));
  }
  const done = items.filter(({ outcome }) => outcome === 'done').length;
  const facts = { do: request.body.action.do, done, refused: items.length - done };
  return ok({ body: { items }, writes: [], audit: { action: 'list-changed', entityId: list, facts } });
}

function refused(id: string, failure: Failure, requestId: string): BulkResult {
  const { title, detail, errors } = problemOf(failure, requestId);
  return {
    ...{ id, outcome: 'refused', problem: failure.kind, title, detail },
    ...present({ errors: errors && [...errors] }),
  };
}
