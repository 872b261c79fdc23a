import {
  type ClaimFate,
  type ClaimIntake,
  type ClaimPurpose,
  nothingRead,
  type WaitingClaim,
} from '../domain/claim-intake/claim-intake.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { AuditFact, DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { fileKey } from './files.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import { waitingClaimKey, waitingClaimPrefix } from './keys/intake.ts';
import type { Item, Table, Write } from './table.ts';

/** Where another system's file of claims is stored. */
export function claimIntakeFileKey(tenant: TenantId, sha256: string): string {
  return fileKey(tenant, 'claim-intake', sha256);
}

/** A file's id derives from its bytes: the same bytes are the same file, however they arrive. */
export function claimIntakeIdOf(tenant: TenantId, sha256: string): string {
  return idFromDigest('claimIntake', digestOf('claim-intake', tenant, sha256));
}

/** Takes in a file of claims, with the same change for the API and for connections. */
export interface ReceivedClaims {
  readonly intake: ClaimIntake;
  readonly writes: readonly Write<never>[];
  readonly audit: AuditFact;
  readonly due: readonly DueMessage[];
}

/** The writes that take in a file of claims whose bytes are in the bucket. The condition fails when these bytes are known. */
export function receivedClaims(
  tenant: TenantId,
  file: Pick<ClaimIntake, 'sha256' | 'sizeBytes' | 'name' | 'connectionId'> & { readonly purpose: ClaimPurpose },
  { at, by }: { readonly at: Instant; readonly by: string },
): ReceivedClaims {
  const { sha256, sizeBytes, name, connectionId, purpose } = file;
  const id = claimIntakeIdOf(tenant, sha256);
  const own = { id, purpose, sha256, sizeBytes, receivedAt: at, receivedBy: by };
  const intake: ClaimIntake = { ...own, ...present({ name, connectionId }), state: 'reading', ...nothingRead };
  return {
    intake,
    writes: [{ put: claimIntakeItem(tenant, intake), condition: { absent: true } }],
    audit: { action: 'claim-intake-received', entityId: id, facts: { purpose, sizeBytes } },
    due: [claimIntakeMessage(tenant, id, id)],
  };
}

function claimIntakeItem(tenant: TenantId, intake: ClaimIntake): Item {
  const index = monthIndex(tenant, 'CLAIM-INTAKE', intake.receivedAt, intake.id);
  return entityItem(entityKey(tenant, 'CLAIM-INTAKE', intake.id), 'claim-intake', intake, index);
}

export function claimIntakeOfItem(item: Item): ClaimIntake {
  return documentOfItem<ClaimIntake>(item);
}

export async function readClaimIntake(table: Table, tenant: TenantId, id: string): Promise<ClaimIntake | undefined> {
  const item = await table.get(entityKey(tenant, 'CLAIM-INTAKE', id));
  return item === undefined ? undefined : claimIntakeOfItem(item);
}

type Place = Pick<ClaimIntake, 'id' | 'records' | 'state'>;

/** Counts the next claim of a file, if it still is the next one. */
export function claimStepWrite(
  tenant: TenantId,
  { id, records, state }: Place,
  fate: ClaimFate,
  chargeCents: Cents,
): Write<never> {
  const add = { records: 1, chargeCents, [fate]: 1, [`${fate}Cents`]: chargeCents };
  return { update: entityKey(tenant, 'CLAIM-INTAKE', id), add, condition: { equals: { records, state } } };
}

/** Ends the reading of a file, or resumes it, if its state is unchanged since it was read. */
export function claimIntakeStateWrite(
  tenant: TenantId,
  { id, records, state }: Place,
  set: Partial<Pick<ClaimIntake, 'state' | 'refusal' | 'remarks' | 'endedAt'>>,
): Write<never> {
  return { update: entityKey(tenant, 'CLAIM-INTAKE', id), set, condition: { equals: { records, state } } };
}

/**
 * Counts the outcome of a claim that waited. The write has no condition: the write of the claim’s own item in the same
 * transaction ensures that the outcome is counted once.
 */
export function waitingOverWrite(
  tenant: TenantId,
  { intakeId, chargeCents }: Pick<WaitingClaim, 'intakeId' | 'chargeCents'>,
  fate: Exclude<ClaimFate, 'waiting'>,
): Write<never> {
  const add = { waiting: -1, waitingCents: -chargeCents, [fate]: 1, [`${fate}Cents`]: chargeCents };
  return { update: entityKey(tenant, 'CLAIM-INTAKE', intakeId), add };
}

function waitingClaimItem(tenant: TenantId, claim: WaitingClaim): Item {
  return entityItem(waitingClaimKey(tenant, claim.intakeId, claim.record), 'waiting-claim', claim);
}

export function newWaitingClaimWrite(tenant: TenantId, claim: WaitingClaim): Write<never> {
  return { put: waitingClaimItem(tenant, claim), condition: { absent: true } };
}

/** Replaces a waiting claim. */
export function waitingClaimWrite<Failure>(tenant: TenantId, after: WaitingClaim, over: Failure): Write<Failure> {
  return { put: waitingClaimItem(tenant, after), condition: { equals: { state: 'waiting' } }, orElse: over };
}

export function waitingClaimOfItem(item: Item): WaitingClaim {
  return documentOfItem<WaitingClaim>(item);
}

export async function readWaitingClaim(
  table: Table,
  tenant: TenantId,
  intakeId: string,
  record: number,
): Promise<WaitingClaim | undefined> {
  const item = await table.get(waitingClaimKey(tenant, intakeId, record));
  return item === undefined ? undefined : waitingClaimOfItem(item);
}

/** The claims of a file that still wait, in order, page by page: a file may have any number of them. */
export async function* waitingClaims(
  table: Table,
  tenant: TenantId,
  intakeId: string,
  fromRecord: number,
): AsyncGenerator<WaitingClaim> {
  const { pk } = waitingClaimKey(tenant, intakeId, 0);
  const before = waitingClaimKey(tenant, intakeId, Math.max(0, fromRecord - 1));
  let after: Readonly<Record<string, string>> | undefined = { pk: before.pk, sk: before.sk };
  do {
    const page = await table.query({ partition: pk, prefix: waitingClaimPrefix, limit: 200, after });
    for (const item of page.items) {
      const claim = waitingClaimOfItem(item);
      if (claim.state === 'waiting') yield claim;
    }
    after = page.next;
  } while (after !== undefined);
}

/**
 * The message that continues reading a file.
 * @param id another id makes another message, for a file whose message was lost
 */
export function claimIntakeMessage(tenantId: TenantId, intakeId: string, id: string): DueMessage {
  return { queue: 'import-claims', id, body: { schemaVersion: 1, tenantId, intakeId } };
}

/**
 * The message that retries a file's waiting claims.
 * @param requestId the request that asks for it
 */
export function claimRetryMessage(tenantId: TenantId, intakeId: string, requestId: string): DueMessage {
  const body = { schemaVersion: 1, tenantId, intakeId, againFrom: 1 };
  return { queue: 'import-claims', id: `${intakeId}-${requestId}`, body };
}
