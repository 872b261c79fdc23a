import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { LastStatement, Statement, StatementContent } from '../domain/statement/statement.ts';
import type { RunSlice, StatementRun } from '../domain/statement/statement-run.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { accountStatementsIndex, lastStatementKey, runSliceKey, runSlicePrefix } from './keys/statement.ts';
import { packedForm } from './packed-json.ts';
import type { Item, Table, Write } from './table.ts';

/** Texts that statements repeat; part of the stored form. */
const contentForm = packedForm([
  '{"statementId":"stm_0","accountId":"acc_0","statementOn":"2026-","dueOn":"2026-","language":"en","letter":"statement","sender":{"name":"',
  '","address":{"line1":"","city":"","state":"","postalCode":""},"phone":""},"addressee":{"name":"","address":{"line1":"","city":"","state":"',
  '"visits":[{"claimId":"S","serviceOn":"2026-","patientName":"","providerName":"","chargeCents":0,"insurancePaidCents":0,"adjustedCents":0,',
  '"othersCents":0,"patientPaidCents":0,"withInsuranceCents":0,"owedCents":0,"reasons":[{"code":"carc-1","cents":0}]}],"payments":[],',
  '"owedCents":0,"creditCents":0,"unappliedCents":0,"dueCents":0,"ageing":[{"age":"0-30","cents":0},{"age":"31-60","cents":0},{"age":"61-90",',
  '"cents":0},{"age":"91-120","cents":0},{"age":"over-120","cents":0}],"payLink":"https://","state":""}',
]);

/** Stores a statement with its content, once. */
export function newStatementWrite(tenant: TenantId, statement: Statement, content: StatementContent): Write<never> {
  return { put: statementItem(tenant, statement, contentForm.pack(content)), condition: { absent: true } };
}

function statementItem(tenant: TenantId, statement: Statement, content: unknown): Item {
  const { id, accountId, createdAt } = statement;
  const index = accountStatementsIndex(tenant, accountId, createdAt, id);
  return entityItem(entityKey(tenant, 'STATEMENT', id), 'statement', { ...statement, content }, index);
}

export function statementOfItem(item: Item): Statement {
  const { content: _content, ...statement } = documentOfItem<Statement & { readonly content: Uint8Array }>(item);
  return statement;
}

/** A statement with all of its content. */
export async function readStatement(
  table: Table,
  tenant: TenantId,
  id: string,
): Promise<{ readonly statement: Statement; readonly content: StatementContent } | undefined> {
  const item = await table.get(entityKey(tenant, 'STATEMENT', id));
  if (item === undefined) return undefined;
  return { statement: statementOfItem(item), content: contentForm.unpack(item.content as Uint8Array) };
}

/** Adds an event to a statement, if it is unchanged since it was read. */
export function statementChange(
  tenant: TenantId,
  { id, revision }: Statement,
  set: Pick<Statement, 'notice'> | Pick<Statement, 'returned'>,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    update: entityKey(tenant, 'STATEMENT', id),
    set: { ...set, revision: revision + 1 },
    condition: { equals: { revision } },
    orElse: { kind: 'write-conflict' },
  };
}

/** A check that makes a transaction fail if the statement has changed since it was read. */
export function statementUnchanged(
  tenant: TenantId,
  { id, revision }: Statement,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    check: entityKey(tenant, 'STATEMENT', id),
    condition: { equals: { revision } },
    orElse: { kind: 'write-conflict' },
  };
}

/** The latest statements of accounts, in their order. */
export async function readLastStatements(
  table: Table,
  tenant: TenantId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, LastStatement>> {
  const items = await table.batchGet(accountIds.map((id) => lastStatementKey(tenant, id)));
  const found = items.flatMap((item) => (item === undefined ? [] : [documentOfItem<LastStatement>(item)]));
  return new Map(found.map((last) => [last.accountId, last]));
}

/** Makes a statement the latest of its account, if the one before is still the latest. */
export function lastStatementWrite(tenant: TenantId, last: LastStatement): Write<{ readonly kind: 'write-conflict' }> {
  return {
    put: entityItem(lastStatementKey(tenant, last.accountId), 'last-statement', last),
    condition: last.count === 1 ? { absent: true } : { equals: { count: last.count - 1 } },
    orElse: { kind: 'write-conflict' },
  };
}

export function statementRunItem(tenant: TenantId, run: StatementRun): Item {
  const index = monthIndex(tenant, 'STATEMENT-RUN', run.requestedAt, run.id);
  return entityItem(entityKey(tenant, 'STATEMENT-RUN', run.id), 'statement-run', run, index);
}

export function statementRunOfItem(item: Item): StatementRun {
  return documentOfItem<StatementRun>(item);
}

export async function readStatementRun(table: Table, tenant: TenantId, id: string): Promise<StatementRun | undefined> {
  const item = await table.get(entityKey(tenant, 'STATEMENT-RUN', id));
  return item === undefined ? undefined : statementRunOfItem(item);
}

/** Updates a run, if it is unchanged since it was read. */
export function statementRunStep(tenant: TenantId, before: StatementRun, after: StatementRun): Write<never> {
  const { slices, state } = before;
  return { put: statementRunItem(tenant, after), condition: { equals: { slices, state } } };
}

/** Texts that slices repeat; part of the stored form. */
const sliceForm = packedForm([
  '{"statements":[{"id":"stm_0","accountId":"acc_0","dueCents":0,"letter":"statement","delivery":"paper","pages":1}],"skipped":[{"accountId":',
  '"acc_0","dueCents":0,"because":"cycle-not-due"}],"printed":{"fileKey":"","sha256":"","sizeBytes":0,"statements":0}}',
]);

export function runSliceWrite(tenant: TenantId, runId: string, { number, ...slice }: RunSlice): Write<never> {
  const packed = sliceForm.pack(slice);
  const item = entityItem(runSliceKey(tenant, runId, number), 'statement-run-slice', { number, packed });
  return { put: item, condition: { absent: true } };
}

export function runSliceOfItem(item: Item): RunSlice {
  const { number, packed } = documentOfItem<{ readonly number: number; readonly packed: Uint8Array }>(item);
  return { number, ...sliceForm.unpack<Omit<RunSlice, 'number'>>(packed) };
}

/** The range with the slices of a run. */
export function runSlices(tenant: TenantId, runId: string): { readonly partition: string; readonly prefix: string } {
  return { partition: runSliceKey(tenant, runId, 0).pk, prefix: runSlicePrefix };
}

export async function readRunSlice(
  table: Table,
  tenant: TenantId,
  runId: string,
  number: number,
): Promise<RunSlice | undefined> {
  const item = await table.get(runSliceKey(tenant, runId, number));
  return item === undefined ? undefined : runSliceOfItem(item);
}

/** The message that continues a run. */
export function statementRunMessage(tenant: TenantId, runId: string): DueMessage {
  return { queue: 'run-statements', id: runId, body: { schemaVersion: 1, tenantId: tenant, work: 'run', runId } };
}

/** The message that starts a run by the schedule of that version of the settings. */
export function scheduledRunMessage(tenant: TenantId, version: number, runAt: Instant): DueMessage {
  return {
    queue: 'run-statements',
    id: `statement-schedule-${tenant}-${version}-${runAt}`,
    body: { schemaVersion: 1, tenantId: tenant, work: 'scheduled', version, runAt },
    dueAt: runAt,
  };
}

/** The message that sends the notices of a slice. */
export function noticesMessage(tenant: TenantId, runId: string, slice: number, dueAt?: Instant): DueMessage {
  return {
    queue: 'run-statements',
    id: `notices-${runId}-${slice}`,
    body: { schemaVersion: 1, tenantId: tenant, work: 'notices', runId, slice },
    ...present({ dueAt }),
  };
}
