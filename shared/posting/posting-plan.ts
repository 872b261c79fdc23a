import type { TenantId } from '../domain/identity/ids.ts';
import { periodOf } from '../domain/ledger/entry.ts';
import type { Logger } from '../domain/logger.ts';
import type { RulesFor } from '../domain/remittance/rules/posting-rules.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestText } from '../store/digest.ts';
import type { Files } from '../store/files.ts';
import { remittanceFileKey } from '../store/keys/remittance.ts';
import { type ManifestChunk, type PlannedPayment, readPlannedPayment } from '../store/manifest.ts';
import { officeDay } from '../store/office.ts';
import { readRulesHead, rulesFixedFor, rulesFor } from '../store/posting-rules.ts';
import { bodyOfItem, type Remittance, type RemittanceFile } from '../store/remittances.ts';
import type { Table } from '../store/table.ts';
import { decideGroups } from './book-groups.ts';
import type { Booking } from './booking.ts';
import { bookingDigest, exceptionParts, keptDigestBytes, legParts } from './booking-digest.ts';
import { readChunk } from './read-chunk.ts';
import { type DecidedPayment, decidePayment } from './read-payment.ts';

/**
 * What a plan is made from: the raw file, read by its manifest, and the current books. Making a plan writes nothing.
 */
export interface PlanDeps {
  readonly table: Table;
  readonly files: Files;
  readonly logger: Logger;
}

/** A remittance that waits for approval, as it would post, with the data that its plan is made from. */
export interface OpenPlan {
  readonly tenant: TenantId;
  /** States the day and the revision of the rules by which it would post. */
  readonly remittance: Remittance;
  readonly manifestKey: string;
  readonly payment: PlannedPayment;
  readonly rules: RulesFor;
  readonly at: Instant;
}

/** A remittance as it would post today, by the office's current rules. */
export async function asOfNow(
  tenant: TenantId,
  remittance: Remittance,
  at: Instant,
  { table }: PlanDeps,
): Promise<Remittance> {
  const { revision } = await readRulesHead(table, tenant);
  return { ...remittance, postedOn: await officeDay(table, tenant, at), rulesRevision: revision };
}

/** Opens the plan of a remittance for the day and the rules that the remittance states. */
export async function openPlan(
  tenant: TenantId,
  remittance: Remittance,
  at: Instant,
  { table, files }: Pick<PlanDeps, 'table' | 'files'>,
): Promise<OpenPlan> {
  const file = await table.get(remittanceFileKey(tenant, remittance.fileId));
  const manifest = file === undefined ? undefined : bodyOfItem<RemittanceFile>(file).manifest;
  invariant(manifest !== undefined, 'an admitted payment has a manifest');
  const payment = await readPlannedPayment(files, manifest.key, remittance.manifestPlace);
  const rules = await rulesFor(table, tenant, rulesFixedFor(remittance));
  return { tenant, remittance, manifestKey: manifest.key, payment, rules, at };
}

/** What the payment itself would book, and the first hash of the plan's chain. */
export async function planPayment(plan: OpenPlan, deps: PlanDeps): Promise<DecidedPayment & { readonly hash: string }> {
  const { remittance, payment: planned, rules } = plan;
  const decided = await decidePayment(plan.tenant, { remittance, planned, rules }, deps);
  const { legs, recoupments, exceptions } = decided.posting;
  const { id, postedOn, entityId } = remittance;
  const hash = digestText(
    'posting-plan-1',
    id,
    plan.manifestKey,
    String(remittance.paymentIndex),
    rules.version,
    entityId,
    periodOf(postedOn),
    JSON.stringify([legs.map(legParts), [...recoupments], exceptions.map(exceptionParts)]),
  );
  return { ...decided, hash };
}

/** What would be booked for a chunk, with a digest of each booking and one digest over all. */
export interface PlannedChunk {
  readonly bookings: readonly Booking[];
  /** The kept part of the digest for each claim of the chunk. */
  readonly kept: readonly Buffer[];
  readonly hash: string;
}

/** The bookings of a chunk's claims in the order of the manifest, and the hash over them. */
export async function planChunk(
  plan: OpenPlan,
  chunkNumber: number,
  { table, files, logger }: PlanDeps,
): Promise<PlannedChunk> {
  const chunk = plan.payment.chunks[chunkNumber];
  invariant(chunk !== undefined, 'a plan names a chunk of its manifest');
  const groups = await readChunk(plan.tenant, plan.remittance, chunk, files);
  const bookings = (
    await decideGroups({ ...plan, terms: new Map(), chunk, logger, isSeen: true }, groups, table)
  ).flat();
  const digests = bookings.map(bookingDigest);
  // Claims that waited are not part of the chunk. Their bookings follow from the bookings of the chunk's own claims.
  const kept = digests
    .filter((_, index) => bookings[index]?.item !== undefined)
    .map((digest) => digest.subarray(0, keptDigestBytes));
  return { bookings, kept, hash: digestText('chunk', ...digests.map((digest) => digest.toString('hex'))) };
}

/** The next hash of the chain, made from the previous hash and the next chunk's. The last hash is the plan's hash. */
export function nextHash(before: string, chunkHash: string): string {
  return digestText('plan', before, chunkHash);
}

/** At most this many chunks are decided at the same time: most of the time is spent waiting for reads. */
const chunksAtOnce = 4;

/** The progress of making a plan. After the last chunk `hash` is the plan's hash. */
export interface PlanDigest {
  /** The hash of the payment's own booking, with which the chain begins. */
  readonly paymentHash: string;
  readonly hash: string;
  /** How many chunks are done. */
  readonly chunks: number;
  /** The kept part of each booking's digest, in the order of the manifest. */
  readonly kept: Uint8Array;
}

/**
 * Makes a plan: first the payment, then chunk by chunk.
 * @param start where an earlier attempt stopped
 * @param goesOn called before each few chunks; when it returns false, the unfinished plan is returned
 */
export async function digestPlan(
  plan: OpenPlan,
  deps: PlanDeps,
  start?: PlanDigest,
  goesOn: (chunks: number) => Promise<boolean> = async () => true,
): Promise<PlanDigest> {
  const paymentHash = start?.paymentHash ?? (await planPayment(plan, deps)).hash;
  let hash = start?.hash ?? paymentHash;
  const kept: Uint8Array[] = start === undefined ? [] : [start.kept];
  const { chunks } = plan.payment;
  let done = start?.chunks ?? 0;
  while (done < chunks.length && (await goesOn(done))) {
    const part = chunks.slice(done, done + chunksAtOnce);
    const planned = await Promise.all(part.map((_, offset) => planChunk(plan, done + offset, deps)));
    for (const { hash: chunkHash, kept: digests } of planned) {
      hash = nextHash(hash, chunkHash);
      kept.push(...digests);
    }
    done += part.length;
  }
  return { paymentHash, hash, chunks: done, kept: Buffer.concat(kept) };
}

/** The position of a chunk's kept digests within those of the plan. */
export function keptRange({ claimsBefore, claims }: Pick<ManifestChunk, 'claimsBefore' | 'claims'>): {
  readonly offset: number;
  readonly length: number;
} {
  return { offset: claimsBefore * keptDigestBytes, length: claims * keptDigestBytes };
}
