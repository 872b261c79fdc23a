import type { TenantId } from '../domain/identity/ids.ts';
import type { Intake, IntakeFailure, IntakeMapping } from '../domain/intake/intake.ts';
import { present } from '../domain/present.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { fileKey } from './files.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { intakeFailureKey, intakeFailurePrefix, intakeMappingKey, intakeQueueIndex } from './keys/intake.ts';
import type { Item, Table, Write } from './table.ts';

/** Where an uploaded file of encounters is stored. */
export function intakeFileKey(tenant: TenantId, sha256: string): string {
  return fileKey(tenant, 'intake', sha256);
}

export function intakeItem(tenant: TenantId, intake: Intake): Item {
  const index = monthIndex(tenant, 'INTAKE', intake.requestedAt, intake.id);
  return entityItem(entityKey(tenant, 'INTAKE', intake.id), 'intake', intake, index);
}

export function intakeOfItem(item: Item): Intake {
  return documentOfItem<Intake>(item);
}

export async function readIntake(table: Table, tenant: TenantId, id: string): Promise<Intake | undefined> {
  const item = await table.get(entityKey(tenant, 'INTAKE', id));
  return item === undefined ? undefined : intakeOfItem(item);
}

type Counted = Partial<Pick<Intake, 'records' | 'taken' | 'known' | 'open' | 'dismissed'>>;

/** Updates an intake, if it is unchanged since it was read. */
export function intakeStepWrite(
  tenant: TenantId,
  before: Intake,
  set: Partial<Intake>,
  add: Counted = {},
): Write<never> {
  const { id, nextByte, state } = before;
  return { update: entityKey(tenant, 'INTAKE', id), set, add, condition: { equals: { nextByte, state } } };
}

/** Counts the outcome of a failure. The condition on the failure's own item ensures that it is counted once. */
export function intakeCountWrite(tenant: TenantId, intakeId: string, add: Counted): Write<never> {
  return { update: entityKey(tenant, 'INTAKE', intakeId), set: {}, add };
}

function failureItem(tenant: TenantId, failure: IntakeFailure): Item {
  const index = failure.state === 'open' ? intakeQueueIndex(tenant, failure) : undefined;
  return entityItem(intakeFailureKey(tenant, failure.intakeId, failure.record), 'intake-failure', failure, index);
}

export function newFailureWrite(tenant: TenantId, failure: IntakeFailure): Write<never> {
  return { put: failureItem(tenant, failure), condition: { absent: true } };
}

/** Replaces an open failure. */
export function failureWrite<Failure>(tenant: TenantId, after: IntakeFailure, over: Failure): Write<Failure> {
  return { put: failureItem(tenant, after), condition: { equals: { state: 'open' } }, orElse: over };
}

export function failureOfItem(item: Item): IntakeFailure {
  return documentOfItem<IntakeFailure>(item);
}

export async function readFailure(
  table: Table,
  tenant: TenantId,
  intakeId: string,
  record: number,
): Promise<IntakeFailure | undefined> {
  const item = await table.get(intakeFailureKey(tenant, intakeId, record));
  return item === undefined ? undefined : failureOfItem(item);
}

/** All failures of an intake; it has at most some thousand. */
export async function readFailures(table: Table, tenant: TenantId, intakeId: string): Promise<IntakeFailure[]> {
  const partition = intakeFailureKey(tenant, intakeId, 0).pk;
  return (await table.queryAll({ partition, prefix: intakeFailurePrefix })).map(failureOfItem);
}

export async function readMapping(table: Table, tenant: TenantId, name: string): Promise<IntakeMapping | undefined> {
  const item = await table.get(intakeMappingKey(tenant, name));
  return item === undefined ? undefined : documentOfItem<IntakeMapping>(item);
}

export function mappingItem(tenant: TenantId, mapping: IntakeMapping): Item {
  return entityItem(intakeMappingKey(tenant, mapping.name), 'intake-mapping', mapping);
}

/** The message that has a file read. */
export function intakeMessage(tenant: TenantId, intakeId: string): DueMessage {
  return { queue: 'import-encounters', id: intakeId, body: { schemaVersion: 1, tenantId: tenant, intakeId } };
}

/** Which failures to retry: all open ones when none is named. */
interface Retry {
  readonly records?: readonly number[];
  /** Who accepts them as corrections of existing encounters, and why. */
  readonly take?: { readonly by: string; readonly reason: string };
}

/**
 * The message that retries a file's open failures.
 * @param requestId the request that asks for it
 */
export function intakeRetryMessage(
  tenant: TenantId,
  intakeId: string,
  requestId: string,
  { records, take }: Retry = {},
): DueMessage {
  const body = { schemaVersion: 1, tenantId: tenant, intakeId, again: true, ...present({ records, take }) };
  return { queue: 'import-encounters', id: `${intakeId}-${requestId}`, body };
}
