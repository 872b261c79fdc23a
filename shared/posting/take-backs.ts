import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import type { PaymentPosting } from '../domain/remittance/post/post-payment.ts';
import { isAboutTakeBack, takeBacksLeft } from '../domain/remittance/post/take-backs.ts';
import type { Instant } from '../domain/time/local-date.ts';
import {
  exceptionOfItem,
  exceptionRecodedWrite,
  exceptionReducedWrite,
  exceptionResolvedWrite,
  type StoredException,
} from '../store/exceptions.ts';
import { entityKey } from '../store/keys/entity.ts';
import { recoupmentKey } from '../store/keys/remittance.ts';
import type { Remittance } from '../store/remittances.ts';
import type { Item, Table, Write } from '../store/table.ts';

/** At most this many references and exceptions fit in one transaction besides the payment itself. */
export const sideWriteLimit = 90;

/** At most this many unexplained take-backs are kept for a reference, the latest ones. Older ones wait for a person. */
const takeBacksPerReference = 50;

/** The balance of a payer's reference, as it was read. */
interface StandingRecoupment {
  readonly cents: Cents;
  /** Rises with every change. */
  readonly version: number;
  /**
   * The exceptions about unexplained take-backs under this reference, oldest first. A person may have settled one
   * since.
   */
  readonly unresolved: readonly string[];
}

export type StandingRecoupments = ReadonlyMap<string, StandingRecoupment>;

export function standingRecoupments(items: readonly (Item | undefined)[]): StandingRecoupments {
  return new Map(
    items.flatMap((item) => {
      if (item === undefined) return [];
      const { reference, cents: amount, version } = item;
      const unresolved = item.unresolved as readonly string[];
      return [[reference as string, { cents: cents(Number(amount)), version: Number(version), unresolved }]];
    }),
  );
}

/** A take-back that a payment explains, wholly or in part. */
interface ExplainedTakeBack {
  readonly exception: StoredException;
  readonly leftCents: Cents;
}

/**
 * A payment's booking, with the balances of its references when it was decided, and the earlier take-backs that it
 * explains.
 */
export interface DecidedPosting extends PaymentPosting {
  readonly standing: StandingRecoupments;
  readonly takeBacks: readonly ExplainedTakeBack[];
  /** Earlier take-backs whose money is taken again by a reversal of this payment. */
  readonly twice: readonly StoredException[];
}

/** Finds the earlier take-backs that a payment explains. Nothing is read for a payment that can explain none. */
export async function withTakeBacks(
  tenant: TenantId,
  posting: PaymentPosting,
  standing: StandingRecoupments,
  table: Table,
): Promise<DecidedPosting> {
  const references = [...new Set([...posting.explained.keys(), ...posting.takenTwice])];
  const ids = references.flatMap((reference) => standing.get(reference)?.unresolved ?? []);
  if (ids.length === 0) return { ...posting, standing, takeBacks: [], twice: [] };
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'EXCEPTION', id)));
  const open = new Map<string, StoredException>();
  for (const item of items) {
    const exception = item === undefined ? undefined : exceptionOfItem(item);
    if (exception?.state === 'open') open.set(exception.id, exception);
  }
  const takeBacks = [...posting.explained].flatMap(([reference, explained]) => {
    const listed = (standing.get(reference)?.unresolved ?? []).flatMap((id) => {
      const amount = open.get(id)?.cents;
      return amount === undefined ? [] : [{ id, cents: amount }];
    });
    return takeBacksLeft(listed, explained).map((left) => ({
      exception: open.get(left.id) as StoredException,
      leftCents: left.cents,
    }));
  });
  const explained = new Set(takeBacks.map(({ exception }) => exception.id));
  const twice = [...open.values()].filter(
    ({ id, code, facts }) =>
      code === 'unresolved-take-back' && !explained.has(id) && posting.takenTwice.has(String(facts.reference)),
  );
  const room = Math.max(0, sideWriteLimit - posting.recoupments.size - posting.exceptions.length);
  const kept = takeBacks.slice(0, room);
  return { ...posting, standing, takeBacks: kept, twice: twice.slice(0, room - kept.length) };
}

/** The balance of a reference, or one of its take-backs, has changed since it was read: decide again. */
const takeBackChanged = { kind: 'take-back-changed' } as const;

export function isTakeBackChanged({ orElse }: Write): boolean {
  return orElse === takeBackChanged;
}

/**
 * Writes, for each reference, the amount still to be taken back, unless it has changed since it was read. When two
 * payments post at the same time, the second one therefore sees what the first has taken or explained.
 * @param exceptionIds of the posting's exceptions, in order
 */
export function recoupmentWrites(
  tenant: TenantId,
  remittance: Remittance,
  { recoupments, exceptions, takeBacks, standing }: DecidedPosting,
  exceptionIds: readonly string[],
): Write[] {
  const payer = remittance.payerId ?? remittance.payerName;
  const over = new Set(takeBacks.filter(({ leftCents }) => leftCents === 0).map(({ exception }) => exception.id));
  return [...recoupments].map(([reference, amount]) => {
    const before = standing.get(reference);
    const opened = exceptionIds.filter((_, index) => {
      const exception = exceptions[index];
      return exception !== undefined && isAboutTakeBack(exception.code) && exception.facts.reference === reference;
    });
    const listed = [...(before?.unresolved ?? []).filter((id) => !over.has(id)), ...opened];
    return {
      update: recoupmentKey(tenant, payer, reference),
      set: {
        type: 'recoupment',
        schemaVersion: 1,
        payer,
        reference,
        unresolved: listed.slice(-takeBacksPerReference),
      },
      add: { cents: amount, version: 1 },
      condition: before === undefined ? { absent: true } : { equals: { version: before.version } },
      orElse: takeBackChanged,
    };
  });
}

/**
 * Closes explained take-backs, or records how much of each is left, and marks those that were taken twice. Nothing is
 * written if somebody has settled one of them since it was read.
 */
export function takeBackWrites(tenant: TenantId, { takeBacks, twice }: DecidedPosting, at: Instant): Write[] {
  const recoded = twice.map(
    (exception): Write => ({
      ...exceptionRecodedWrite(tenant, exception, 'taken-back-twice'),
      orElse: takeBackChanged,
    }),
  );
  const ended = takeBacks.map(({ exception, leftCents }): Write => {
    const { id, version } = exception;
    if (leftCents > 0) return { ...exceptionReducedWrite(tenant, exception, leftCents), orElse: takeBackChanged };
    const condition = { equals: { version, state: 'open' } };
    return { ...exceptionResolvedWrite(tenant, id, at), condition, orElse: takeBackChanged };
  });
  return [...ended, ...recoded];
}
