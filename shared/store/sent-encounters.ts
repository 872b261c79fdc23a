import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { digestText } from './digest.ts';
import { externalIdKey } from './keys/entity.ts';
import type { Table, Write } from './table.ts';

/*
 * The row of an encounter's `externalId` also keeps what programs said of it, as digests: whoever sends the same again changes nothing, and what
 * says something else is told.
 */

/** An encounter as a program sent it. */
export interface SentAs {
  readonly externalId: string;
  /** The file that made it. */
  readonly intakeId: string;
  /** What the file said, as {@link saidDigest} has it. */
  readonly said: string;
  /** The encounter that had the id before and became a part of another one. */
  readonly former?: string;
}

/** What is known under an `externalId`. */
export interface KnownEncounter {
  readonly id: string;
  readonly externalId: string;
  /** The file that made it; absent when a person or another request did. */
  readonly intakeId?: string;
  /** The encounter of which it became a part; it is void itself. */
  readonly mergedInto?: string;
  /** What was heard of it and taken or dismissed, the latest last. */
  readonly heard: readonly string[];
}

/** At most so many versions are remembered: one that is older is compared once more. */
const mostHeard = 10;

/** What a record says, as a digest of its canonical text. */
export function saidDigest(text: string): string {
  return digestText('said', text).slice(0, 32);
}

/** The row of a new encounter. @param taken the failure when another encounter has the id */
export function sentEncounterWrite<Failure>(
  tenant: TenantId,
  { id, externalId, intakeId, said, former }: SentAs & { readonly id: string },
  taken: Failure,
): Write<Failure> {
  const key = externalIdKey(tenant, 'ENCOUNTER', externalId);
  const put = { ...key, type: 'external-id', schemaVersion: 1, entityId: id, intakeId, heard: [said] };
  const condition = former === undefined ? { absent: true as const } : { equals: { entityId: former } };
  return { put, condition, orElse: taken };
}

export async function readKnownEncounter(
  table: Table,
  tenant: TenantId,
  externalId: string,
): Promise<KnownEncounter | undefined> {
  const row = await table.get(externalIdKey(tenant, 'ENCOUNTER', externalId));
  if (row === undefined) return undefined;
  const { entityId, heard = [] } = row;
  const { intakeId, mergedInto } = row as { readonly intakeId?: string; readonly mergedInto?: string };
  return { id: String(entityId), externalId, ...present({ intakeId, mergedInto }), heard: heard as readonly string[] };
}

/** Remembers what was said of an encounter and taken or dismissed, while the `externalId` is still that encounter's. */
export function heardWrite<Failure>(
  tenant: TenantId,
  { id, externalId, heard }: KnownEncounter,
  said: string,
  orElse: Failure,
): Write<Failure> {
  return {
    update: externalIdKey(tenant, 'ENCOUNTER', externalId),
    set: { heard: [...heard.filter((each) => each !== said), said].slice(-mostHeard) },
    condition: { equals: { entityId: id } },
    orElse,
  };
}

/** Says of an encounter that it became a part of another one: whoever sends it again does not make it twice. */
export function mergedIntoWrite<Failure>(
  tenant: TenantId,
  { id, externalId }: { readonly id: string; readonly externalId?: string },
  into: string,
  orElse: Failure,
): Write<Failure>[] {
  if (externalId === undefined) return [];
  const update = externalIdKey(tenant, 'ENCOUNTER', externalId);
  return [{ update, set: { mergedInto: into }, condition: { equals: { entityId: id } }, orElse }];
}
