import type { Encounter } from '../../shared/domain/encounter/encounter.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import {
  closedThread,
  newThread,
  posted,
  readBy,
  type Thread,
  type ThreadSubject,
  unreadOf,
} from '../../shared/domain/thread/thread.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { closedThreadsPartition, openThreadsPartition, threadsAboutPartition } from '../../shared/store/keys/task.ts';
import type { Table } from '../../shared/store/table.ts';
import { readThread, threadOfItem, threadWrite } from '../../shared/store/threads.ts';
import type { correspondenceApi } from './api.ts';
import type { CorrespondenceDeps, CorrespondenceOperations, CorrespondenceRequest } from './context.ts';

type ThreadView = AnswerOf<(typeof correspondenceApi)['getThread']>;

/** A thread for one reader. The cast only drops `readonly`. */
const threadView = (thread: Thread, subject: string): ThreadView =>
  ({ ...thread, unread: unreadOf(thread, subject) }) as unknown as ThreadView;

export const threadOperations: CorrespondenceOperations<
  'startThread' | 'listThreads' | 'getThread' | 'postMessage' | 'readThread' | 'closeThread'
> = {
  startThread: async (request, { table }) => {
    const { principal, body, at } = request;
    const { tenantId, subject } = principal;
    const about = await subjectOf(table, request);
    if (!about.ok) return about;
    const { title, text, mentions } = body;
    const thread = newThread(
      { id: request.newId('thread'), about: about.value, title },
      { by: subject, at, text, mentions },
    );
    return ok({
      body: threadView(thread, subject),
      version: 1,
      writes: [threadWrite(tenantId, thread)],
      audit: { action: 'thread-started', entityId: thread.id, facts: factsOf(thread) },
    });
  },

  listThreads: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { encounterId, claimId, month, mine, limit } = request.query;
    const aboutId = encounterId ?? claimId;
    const list = month === undefined ? openThreadsPartition(tenantId) : closedThreadsPartition(tenantId, month);
    const where =
      aboutId === undefined
        ? ({ partitions: [list], index: true } as const)
        : ({ partitions: [threadsAboutPartition(tenantId, aboutId)], index: 'second' } as const);
    const page = await listPage(request, table, { ...where, limit }, (item) => {
      const thread = threadOfItem(item);
      const isMine = mine === undefined || thread.participants.includes(subject);
      return isMine && (mine !== 'unread' || unreadOf(thread, subject) > 0) ? threadView(thread, subject) : undefined;
    });
    return asRead(page, { action: 'threads-read', entityId: 'threads' }, ({ items }) =>
      items.flatMap(({ about }) => (about.kind === 'claim' ? [about.id] : [])),
    );
  },

  getThread: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const thread = await readThread(table, tenantId, request.params.threadId);
    if (thread === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'threads-read', entityId: thread.id, facts: factsOf(thread) } as const;
    return ok({ body: threadView(thread, subject), version: thread.version, writes: [], audit });
  },

  postMessage: async (request, deps) => {
    const found = await seenThread(request, deps);
    if (!found.ok) return found;
    const { text, mentions } = request.body;
    const after = posted(found.value, { by: request.principal.subject, at: request.at, text, mentions });
    return after.ok ? changed(request, after.value, 'thread-message-added') : fail({ kind: after.failure });
  },

  readThread: async (request, deps) => {
    const found = await seenThread(request, deps);
    if (!found.ok) return found;
    const { subject } = request.principal;
    return changed(request, readBy(found.value, subject, request.body.through), 'threads-read');
  },

  closeThread: async (request, deps) => {
    const found = await seenThread(request, deps);
    if (!found.ok) return found;
    const { subject: by } = request.principal;
    const after = closedThread(found.value, { at: request.at, by, reason: request.body.reason });
    return after.ok ? changed(request, after.value, 'thread-closed') : fail({ kind: after.failure });
  },
};

type SeenRequest = Pick<CorrespondenceRequest<'closeThread'>, 'principal' | 'params' | 'expectedVersion'>;

function changed(
  { principal }: Pick<SeenRequest, 'principal'>,
  thread: Thread,
  action: 'thread-message-added' | 'threads-read' | 'thread-closed',
) {
  const { tenantId, subject } = principal;
  return ok({
    body: threadView(thread, subject),
    version: thread.version,
    writes: [threadWrite(tenantId, thread)],
    audit: { action, entityId: thread.id, facts: factsOf(thread) } as const,
  });
}

async function seenThread(
  { principal, params, expectedVersion }: SeenRequest,
  { table }: Pick<CorrespondenceDeps, 'table'>,
): Promise<Result<Thread, Failure>> {
  const thread = await readThread(table, principal.tenantId, params.threadId);
  if (thread === undefined) return fail({ kind: 'not-found' });
  return thread.version === expectedVersion ? ok(thread) : fail({ kind: 'version-changed' });
}

async function subjectOf(
  table: Table,
  { principal, body: { about } }: CorrespondenceRequest<'startThread'>,
): Promise<Result<ThreadSubject, Failure>> {
  const { tenantId } = principal;
  if ('claimId' in about) {
    const [claim] = await readBalances(table, tenantId, [about.claimId]);
    return claim === undefined
      ? invalid('/about/claimId', 'no such claim')
      : ok({ kind: 'claim', id: about.claimId, patientId: claim.patientId });
  }
  const item = await table.get(entityKey(tenantId, 'ENCOUNTER', about.encounterId));
  if (item === undefined) return invalid('/about/encounterId', 'no such encounter');
  const { patientId } = documentOfItem<Encounter>(item);
  return ok({ kind: 'encounter', id: about.encounterId, patientId });
}

function factsOf({ about }: Thread) {
  return { [about.kind === 'claim' ? 'claimIds' : 'encounterIds']: about.id, patientId: about.patientId };
}
