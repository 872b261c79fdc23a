import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { accountTotals, type Leg } from '../../shared/domain/ledger/entry.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { ChunkOfRemittance } from '../../shared/posting/read-chunk.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { chunkKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { entryOfItem, postingCount, totalsWrite } from '../../shared/store/ledger.ts';
import { packEntryKeys, paymentsDoneWrite } from '../../shared/store/remittances.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { PostDeps } from './context.ts';

/** A chunk with all claims booked, and their stored entries. */
export interface BookedChunk extends ChunkOfRemittance {
  readonly stored: readonly Item[];
}

/** The sums of a chunk's entries. */
interface Sums extends BookedChunk {
  readonly legs: readonly Leg[];
  readonly add: Readonly<Record<string, number>>;
  /** Whether this chunk completes the remittance: it is the only one, and all claims and cents are booked. */
  readonly isWhole: boolean;
}

/**
 * At most this many chunks are completed together: a transaction has 100 actions, and each chunk takes three besides the totals and the
 * file.
 */
const chunksAtOnce = 30;

/**
 * Marks open chunks as done and adds the sums of their stored entries. A remittance with one chunk is settled in the same transaction when
 * the booked sums equal the payment.
 * @returns the remittances that were settled
 */
export async function completeChunks(
  tenant: TenantId,
  chunks: readonly BookedChunk[],
  deps: PostDeps,
): Promise<string[]> {
  const sums = chunks.map(sumsOf);
  const settled: string[] = [];
  for (let first = 0; first < sums.length; first += chunksAtOnce) {
    const part = sums.slice(first, first + chunksAtOnce);
    if (await complete(tenant, part, deps)) settled.push(...wholeOf(part));
    // Another delivery completed one of them: complete each by itself.
    else if (part.length > 1) {
      for (const each of part) if (await complete(tenant, [each], deps)) settled.push(...wholeOf([each]));
    }
  }
  return settled;
}

function wholeOf(part: readonly Sums[]): string[] {
  return part.filter(({ isWhole }) => isWhole).map(({ remittance }) => remittance.id);
}

function sumsOf(booked: BookedChunk): Sums {
  const { remittance, chunk, stored } = booked;
  const entries = stored.map(entryOfItem);
  const legs: Leg[] = entries.flatMap((entry) => entry.legs);
  const clearingCents = accountTotals(legs).get('remittance-clearing') ?? zeroCents;
  const unapplied = stored.filter((item) => item.kind === 'remittance-unapplied' && item.matched === undefined).length;
  const denials = stored.reduce((sum, item) => sum + Number(item.denials ?? 0), 0);
  const exceptions = stored.reduce((sum, item) => sum + Number(item.exceptions ?? 0), 0);
  invariant(entries.length === chunk.claims, 'a chunk is complete when each of its claims has an entry');
  return {
    ...booked,
    legs,
    add: {
      chunksDone: 1,
      claimsDone: entries.length,
      paidCentsDone: clearingCents,
      claimsPosted: entries.length - unapplied,
      claimsUnapplied: unapplied,
      exceptions,
      denials,
    },
    isWhole:
      remittance.chunks === 1 && entries.length === remittance.claims && clearingCents === remittance.claimPaidCents,
  };
}

/** Completes chunks in one transaction. Returns whether all were still open. */
async function complete(tenant: TenantId, chunks: readonly Sums[], deps: PostDeps): Promise<boolean> {
  const { table, logger, now } = deps;
  const at = now().toISOString();
  const whole = chunks.filter(({ isWhole }) => isWhole);
  const counted = whole.filter(({ remittance }) => remittance.planHash === undefined);
  const [first] = whole;
  const written = await table.transact([
    ...chunks.flatMap((each) => chunkWrites(tenant, each, at)),
    ...totalsWrites(tenant, chunks),
    // A payment that waited for a person was already counted when it began to wait.
    ...(first === undefined || counted.length === 0
      ? []
      : [paymentsDoneWrite(tenant, first.remittance.fileId, counted.length)]),
  ]);
  if (!written.ok) return false;
  for (const { remittance, chunk } of chunks) {
    logger.info('chunk-posted', { remittanceId: remittance.id, chunk: chunk.number, claims: chunk.claims });
  }
  return true;
}

function chunkWrites(tenant: TenantId, { remittance, chunk, stored, add, isWhole }: Sums, at: string): Write[] {
  const audit = { action: 'remittance-posted', entityId: remittance.id } as const;
  return [
    {
      put: {
        ...chunkKey(tenant, remittance.id, chunk.number),
        type: 'chunk',
        schemaVersion: 1,
        claims: stored.length,
        clearingCents: add.paidCentsDone,
        entries: packEntryKeys(stored),
      },
      condition: { absent: true },
    },
    {
      update: remittanceKey(tenant, remittance.id),
      add,
      ...(isWhole ? { set: { state: 'posted' }, condition: { equals: { state: 'posting' } } } : {}),
    },
    ...(isWhole ? [workerAudit('post-remittance', tenant, at, audit)] : []),
  ];
}

/** The additions of the chunks to the account totals: one per day and entity, because a transaction writes an item only once. */
function totalsWrites(tenant: TenantId, chunks: readonly Sums[]): Write[] {
  const books = new Map<string, Sums[]>();
  for (const each of chunks) {
    const { postedOn, entityId } = each.remittance;
    const name = `${postedOn} ${entityId}`;
    books.set(name, [...(books.get(name) ?? []), each]);
  }
  return [...books.values()].map((same) => {
    const [{ remittance, chunk }] = same as [Sums, ...Sums[]];
    const legs = same.flatMap((each) => each.legs);
    const booked = totalsWrite(tenant, remittance, `${remittance.id}#${chunk.number}`, legs);
    const settled = same.filter(({ isWhole }) => isWhole).length;
    return settled === 0 ? booked : { ...booked, add: { ...booked.add, [postingCount]: -settled } };
  });
}
