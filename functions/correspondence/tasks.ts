import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { type FieldError, fail, ok, type Result } from '../../shared/domain/result.ts';
import {
  afterTaskAction,
  type Task,
  type TaskAction,
  type TaskSubject,
  taskPriorities,
} from '../../shared/domain/task/task.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { markableKindOf } from '../../shared/domain/work-mark/markable.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import { endedTasksPartition, openTasksPartition } from '../../shared/store/keys/task.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { readTasks, taskMessage, taskOfItem, taskWrite } from '../../shared/store/tasks.ts';
import type { correspondenceApi } from './api.ts';
import type { CorrespondenceOperations, CorrespondenceRequest } from './context.ts';
import { knownWork } from './known-work.ts';

type TaskView = AnswerOf<(typeof correspondenceApi)['getTask']>;

// The API shows what is stored. The types differ only in `readonly`.
const taskView = (task: Task): TaskView => task as unknown as TaskView;

interface ListedTask extends Work {
  readonly task: Task;
}

export const taskOperations: CorrespondenceOperations<
  'createTask' | 'listTasks' | 'getTask' | 'changeTask' | 'changeManyTasks'
> = {
  createTask: async (request, { table }) => {
    const { principal, body, at } = request;
    const { tenantId, subject } = principal;
    const about = await subjectOf(table, request);
    if (!about.ok) return about;
    const late = await dayFault(request, '/dueOn', body.dueOn);
    if (late !== undefined) return fail({ kind: 'request-invalid', errors: [late] });
    const { title, details, owner, team, dueOn, priority = 'normal' } = body;
    const task: Task = {
      ...{ id: request.newId('task'), version: 1, title, dueOn, priority, state: 'open', createdAt: at },
      ...{ createdBy: subject, deeds: [], ...present({ details, owner, team, about: about.value }) },
    };
    return ok({
      body: taskView(task),
      version: 1,
      writes: [taskWrite(tenantId, task)],
      due: await messagesOf(table, request, task),
      audit: { action: 'task-created', entityId: task.id, facts: factsOf(task) },
    });
  },

  listTasks: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query, at } = request;
    const { state, month = at.slice(0, 7) } = query;
    const partition = state === 'open' ? openTasksPartition(tenantId) : endedTasksPartition(tenantId, month);
    const { items, isComplete } = await readOpen(table, [partition]);
    const tasks = items.map(taskOfItem).filter((task) => isAsked(task, query));
    const { timeZone } = await readOffice(table, tenantId);
    return listWork<ListedTask, TaskView>(request, table, {
      works: tasks.map((task) => {
        const { id, createdAt, about } = task;
        return { id, since: dayIn(timeZone, createdAt), cents: zeroCents, claimId: about?.claimId, task };
      }),
      isComplete,
      rank: ({ task }) => `${taskPriorities[task.priority]} ${task.dueOn}`,
      view: ({ task }) => taskView(task),
      marks: ({ id }) => id,
      audit: { action: 'tasks-read', entityId: 'tasks' },
    });
  },

  getTask: async (request, { table }) => {
    const { taskId } = request.params;
    const [task] = await readTasks(table, request.principal.tenantId, [taskId]);
    if (task === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'tasks-read', entityId: taskId, facts: factsOf(task) } as const;
    return ok({ body: taskView(task), version: task.version, writes: [], audit });
  },

  changeTask: async (request, { table }) => {
    const { tenantId, subject: by } = request.principal;
    const [before] = await readTasks(table, tenantId, [request.params.taskId]);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const action = request.body as TaskAction;
    const late = 'until' in action ? await dayFault(request, '/until', action.until) : undefined;
    if (late !== undefined) return fail({ kind: 'request-invalid', errors: [late] });
    const after = afterTaskAction(before, action, { by, at: request.at });
    if (!after.ok) return fail({ kind: after.failure });
    const task = after.value;
    return ok({
      body: taskView(task),
      version: task.version,
      writes: [taskWrite(tenantId, task)],
      due: 'until' in action ? await messagesOf(table, request, task) : [],
      audit: { action: 'task-changed', entityId: task.id, facts: { do: action.do, ...factsOf(task) } },
    });
  },

  changeManyTasks: (request) =>
    inBulk(request, 'tasks', (taskId) => ({
      ...{ operation: 'changeTask', params: { taskId }, body: request.body.action },
    })),
};

type Changing = CorrespondenceRequest<'changeTask'> | CorrespondenceRequest<'createTask'>;

/** The message that checks on the task's day whether it is still open. */
async function messagesOf(table: Table, { principal }: Pick<Changing, 'principal'>, task: Task): Promise<DueMessage[]> {
  const { tenantId } = principal;
  const [{ correspondence }, { timeZone }] = await Promise.all([
    readBillingSettings(table, tenantId),
    readOffice(table, tenantId),
  ]);
  const { escalateAfterDays: afterDays } = correspondence;
  return [taskMessage(tenantId, task, { afterDays, timeZone })];
}

async function dayFault(
  { today }: Pick<Changing, 'today'>,
  pointer: string,
  day: LocalDate,
): Promise<FieldError | undefined> {
  return day < (await today()) ? { pointer, detail: 'has passed' } : undefined;
}

async function subjectOf(
  table: Table,
  { principal, body }: CorrespondenceRequest<'createTask'>,
): Promise<Result<TaskSubject | undefined, Failure>> {
  const { about: id } = body;
  if (id === undefined) return ok(undefined);
  const kind = markableKindOf(id);
  const known = await knownWork(table, principal.tenantId, [id]);
  if (kind === undefined || !known.has(id)) {
    return fail({
      kind: 'request-invalid',
      errors: [{ pointer: '/about', detail: 'does not name an item of work' }],
    });
  }
  const claimId = kind === 'claim' ? id : claimOf(known.get(id));
  return ok({ kind, id, ...present({ claimId }) });
}

/** The claim that a denial, an exception or a call is about. */
function claimOf(item: Item | undefined): string | undefined {
  const about = item?.about as { readonly claimId?: string } | undefined;
  const of = item?.of as { readonly claimId?: string } | undefined;
  return (item?.claimId as string | undefined) ?? about?.claimId ?? of?.claimId;
}

function isAsked(task: Task, query: CorrespondenceRequest<'listTasks'>['query']): boolean {
  const { owner, team, claimId, dueBy, escalated } = query;
  return (
    (owner === undefined || (task.owner ?? 'none') === owner || task.escalated?.to === owner) &&
    (team === undefined || task.team === team) &&
    (claimId === undefined || task.about?.claimId === claimId) &&
    (dueBy === undefined || task.dueOn <= dueBy) &&
    (escalated === undefined || (task.escalated !== undefined) === (escalated === 'true'))
  );
}

function factsOf({ about }: Task) {
  return present({ about: about?.id, claimIds: about?.claimId });
}
