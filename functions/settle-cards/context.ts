import { openProcessor, type ProcessorDeps } from '../../shared/cards/open-processor.ts';
import type { BillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { isPromptPayAutomatic } from '../../shared/domain/billing-settings/discounts.ts';
import type { CardConnection } from '../../shared/domain/card/connection.ts';
import type { Asked, CardProcessor } from '../../shared/domain/card/processor.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import type { PaymentBooking } from '../../shared/posting/patient-payment-booking.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readCardConnection } from '../../shared/store/cards.ts';
import { digestOf } from '../../shared/store/digest.ts';
import type { Files } from '../../shared/store/files.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Write } from '../../shared/store/table.ts';

/** The actor's name in the audit trail and in entries. */
export const worker = 'settle-cards';

/** What the work needs. */
export interface SettleDeps extends Pick<Edge, 'table' | 'logger' | 'now'>, ProcessorDeps {
  readonly files: Pick<Files, 'put' | 'head'>;
  randomBytes(count: number): Uint8Array;
}

/** Work for an office. */
export interface CardWork extends SettleDeps {
  readonly tenant: TenantId;
  readonly at: Instant;
  readonly timeZone: TimeZone;
  readonly today: LocalDate;
  readonly settings: BillingSettings;
}

export async function cardWork(tenant: TenantId, deps: SettleDeps): Promise<CardWork> {
  const at = deps.now().toISOString();
  const [{ timeZone }, settings] = await Promise.all([
    readOffice(deps.table, tenant),
    readBillingSettings(deps.table, tenant),
  ]);
  return { ...deps, tenant, at, timeZone, today: dayIn(timeZone, at), settings };
}

/** A connection with its processor. */
export interface OpenConnection {
  readonly connection: CardConnection;
  readonly processor: CardProcessor;
}

/**
 * The processor of a connection; undefined when the connection is gone, or its secret is missing or invalid, which is
 * logged.
 */
export async function openConnection(work: CardWork, connectionId: string): Promise<OpenConnection | undefined> {
  const connection = await readCardConnection(work.table, work.tenant, connectionId);
  if (connection === undefined) return undefined;
  const processor = await openProcessor(work.tenant, connection, work);
  if (processor.ok) return { connection, processor: processor.value };
  work.logger.error('card-secret-unfit', { connectionId, fault: processor.failure });
  return undefined;
}

/** The processor's answer. @throws when there was none, so that the message is delivered again */
export function answered<Value>(asked: Asked<Value>): Value {
  if (asked.ok) return asked.value;
  throw new Error(`the card processor: ${asked.failure.fault}`);
}

/** Who books, and when. The ids of entries derive from their content, so that a repetition makes the same ids. */
export function bookingOf({ tenant, at, today, settings }: CardWork, of: string, reason?: string): PaymentBooking {
  let count = 0;
  const newEntryId = () => {
    count += 1;
    return idFromDigest('ledgerEntry', digestOf('card', tenant, of, String(count)));
  };
  const givesDiscounts = isPromptPayAutomatic(settings.discounts);
  return { tenant, subject: worker, at, today, reason, givesDiscounts, newEntryId };
}

/**
 * Writes all or nothing.
 * @throws when another writer was first: the message is delivered again, and reads the new state
 */
export async function commit({ table }: CardWork, writes: readonly Write[]): Promise<void> {
  const written = await table.transact(writes);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
