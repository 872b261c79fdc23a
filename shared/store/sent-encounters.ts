import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { digestText } from './digest.ts';
import { externalIdKey } from './keys/entity.ts';
import type { Table, Write } from './table.ts';

/*
 * The row of an encounter's `externalId` also keeps digests of what programs sent for it: the same content again
 * changes nothing, and different content is reported.
 */

/** An encounter as a program sent it. */
export interface SentAs {
  readonly externalId: string;
  /** The file that made it. */
  readonly intakeId: string;
  /** The file's content, as a digest ({@link saidDigest}). */
  readonly said: string;
  /** The encounter that had the id before and was merged into another one. */
  readonly former?: string;
}

/** What is stored under an `externalId`. */
export interface KnownEncounter {
  readonly id: string;
  readonly externalId: string;
  /** The file that made it; absent when a person or another request did. */
  readonly intakeId?: string;
  /** The encounter that it was merged into; it is void itself. */
  readonly mergedInto?: string;
  /** Digests of contents that were accepted or dismissed, the latest last. */
  readonly heard: readonly string[];
}

/** At most this many digests are kept. Content that was sent before these is compared again. */
const mostHeard = 10;

/** The digest of a record's canonical text. */
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

/** Stores a digest that was accepted or dismissed, while the `externalId` still belongs to that encounter. */
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

/** Records that an encounter was merged into another one, so that a repeated file does not create it again. */
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
