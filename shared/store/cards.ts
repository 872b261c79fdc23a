import type { CardOnFile } from '../domain/card/card-on-file.ts';
import type { CardCharge } from '../domain/card/charge.ts';
import type { CardConnection } from '../domain/card/connection.ts';
import type { PayLink } from '../domain/card/pay-link.ts';
import type { EventSubject } from '../domain/card/processor.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { PaymentPlan } from '../domain/payment-plan/plan.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import {
  accountCardsIndex,
  accountChargesIndex,
  accountChargesPartition,
  accountLinksIndex,
  accountPageKey,
  cardChargeIndex,
  cardEventKey,
} from './keys/card.ts';
import { entityKey, listIndex, listPartition } from './keys/entity.ts';
import type { IndexKey } from './keys/table.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

/**
 * Connections to card processors, charges, cards on file and pay links. Of a card only tokens, brand, expiry and last
 * four digits are stored.
 */

type VersionChanged = { readonly kind: 'version-changed' };

interface Versioned {
  readonly id: string;
  readonly version: number;
}

type CardEntity = 'CARD-CONNECTION' | 'CARD' | 'CARD-CHARGE' | 'PAY-LINK';

async function read<Document>(table: Table, tenant: TenantId, entity: CardEntity, id: string) {
  const item = await table.get(entityKey(tenant, entity, id));
  return item === undefined ? undefined : documentOfItem<Document>(item);
}

/** Writes a new version, if nobody has written it since it was read. */
function nextVersionWrite(
  tenant: TenantId,
  entity: CardEntity,
  document: Versioned,
  index: IndexKey,
): Write<VersionChanged> {
  const { id, version } = document;
  return {
    put: entityItem(entityKey(tenant, entity, id), entity.toLowerCase(), document, index),
    condition: standsAt(version - 1),
    orElse: { kind: 'version-changed' },
  };
}

export function readCardConnection(table: Table, tenant: TenantId, id: string): Promise<CardConnection | undefined> {
  return read(table, tenant, 'CARD-CONNECTION', id);
}

/** All connections of an office. */
export async function readCardConnections(table: Table, tenant: TenantId): Promise<CardConnection[]> {
  const rows = await table.queryAll({ partition: listPartition(tenant, 'CARD-CONNECTION'), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items.flatMap((item) => (item === undefined ? [] : [documentOfItem<CardConnection>(item)]));
}

export function cardConnectionWrite(tenant: TenantId, connection: CardConnection): Write<VersionChanged> {
  return nextVersionWrite(tenant, 'CARD-CONNECTION', connection, listIndex(tenant, 'CARD-CONNECTION', connection.id));
}

export function readCardCharge(table: Table, tenant: TenantId, id: string): Promise<CardCharge | undefined> {
  return read(table, tenant, 'CARD-CHARGE', id);
}

export function cardChargeOfItem(item: Item): CardCharge {
  return documentOfItem<CardCharge>(item);
}

export function cardChargeWrite(tenant: TenantId, charge: CardCharge): Write<VersionChanged> {
  const document = { ...charge, ...accountChargesIndex(tenant, charge) };
  return nextVersionWrite(tenant, 'CARD-CHARGE', document, cardChargeIndex(tenant, charge));
}

/** Announced or declined charges of a plan: they may still be made. */
export async function openChargesOfPlan(
  table: Table,
  tenant: TenantId,
  { id, accountId }: PaymentPlan,
): Promise<CardCharge[]> {
  const rows = await table.queryAll({ partition: accountChargesPartition(tenant, accountId), index: 'second' });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return items
    .flatMap((item) => (item === undefined ? [] : [cardChargeOfItem(item)]))
    .filter(({ planId, state }) => planId === id && (state === 'announced' || state === 'declined'));
}

export function readCard(table: Table, tenant: TenantId, id: string): Promise<CardOnFile | undefined> {
  return read(table, tenant, 'CARD', id);
}

export function cardOfItem(item: Item): CardOnFile {
  return documentOfItem<CardOnFile>(item);
}

export function cardWrite(tenant: TenantId, card: CardOnFile): Write<VersionChanged> {
  return nextVersionWrite(tenant, 'CARD', card, accountCardsIndex(tenant, card.accountId, card.id));
}

export function readPayLink(table: Table, tenant: TenantId, id: string): Promise<PayLink | undefined> {
  return read(table, tenant, 'PAY-LINK', id);
}

export function payLinkOfItem(item: Item): PayLink {
  return documentOfItem<PayLink>(item);
}

export function payLinkWrite(tenant: TenantId, link: PayLink): Write<VersionChanged> {
  return nextVersionWrite(tenant, 'PAY-LINK', link, accountLinksIndex(tenant, link.accountId, link.id));
}

/**
 * The charge that was last started for an account's balance: by opening a payment page from any link, or by ordering
 * that a card on file be charged.
 */
export async function lastPageCharge(
  table: Table,
  tenant: TenantId,
  accountId: string,
): Promise<CardCharge | undefined> {
  const row = await table.get(accountPageKey(tenant, accountId));
  return row === undefined ? undefined : readCardCharge(table, tenant, String(row.chargeId));
}

/**
 * Makes a charge the account's last one, if the account's last charge is still the one that was read. So the same
 * balance is never paid on two pages, or on a page and by a card on file.
 */
export function accountPageWrite(
  tenant: TenantId,
  { id, accountId }: CardCharge,
  before: CardCharge | undefined,
): Write<{ readonly kind: 'write-conflict' }> {
  return {
    put: { ...accountPageKey(tenant, accountId), type: 'account-pay-page', schemaVersion: 1, chargeId: id },
    condition: before === undefined ? { absent: true } : { equals: { chargeId: before.id } },
    orElse: { kind: 'write-conflict' },
  };
}

/** The processor repeats an event for some days. The record that recognises a repetition is stored for longer. */
const eventDays = 40;

/** Records that an event was received; fails when it was received before. */
export function cardEventWrite(
  tenant: TenantId,
  { connectionId, eventId, at }: { readonly connectionId: string; readonly eventId: string; readonly at: Instant },
): Write<{ readonly kind: 'write-conflict' }> {
  const expiresAt = Math.floor(Date.parse(at) / 1000) + eventDays * 24 * 3600;
  const put = { ...cardEventKey(tenant, connectionId, eventId), type: 'card-event', schemaVersion: 1, at, expiresAt };
  return { put, condition: { absent: true }, orElse: { kind: 'write-conflict' } };
}

const message = (tenant: TenantId, id: string, work: object, dueAt?: Instant): DueMessage => ({
  ...{ queue: 'settle-cards', id, body: { schemaVersion: 1, tenantId: tenant, ...work } },
  ...present({ dueAt }),
});

/** The message that checks an event's subject at the processor. */
export function cardEventMessage(
  tenant: TenantId,
  connectionId: string,
  eventId: string,
  { kind, id }: { readonly kind: EventSubject; readonly id: string },
): DueMessage {
  return message(tenant, `card-event-${eventId}`, { work: 'event', connectionId, about: kind, subjectId: id });
}

/** The message that charges a card: now, or on the morning of the announced day. */
export function chargeMessage(tenant: TenantId, chargeId: string, attempt: number, dueAt?: Instant): DueMessage {
  return message(tenant, `charge-${chargeId}-${attempt}`, { work: 'charge', chargeId, attempt }, dueAt);
}

/** The message that refunds to the card that paid. */
export function creditMessage(tenant: TenantId, refundId: string): DueMessage {
  return message(tenant, `credit-${refundId}`, { work: 'credit', refundId });
}

/** The message that announces a plan's instalment by card, unless the plan has another card by then. */
export function instalmentMessage(
  tenant: TenantId,
  { planId, number, round }: { readonly planId: string; readonly number: number; readonly round: number },
  dueAt: Instant,
): DueMessage {
  const work = { work: 'instalment', planId, number, round };
  return message(tenant, `instalment-${planId}-${round}-${number}`, work, dueAt);
}

/** The message that checks a charge or a card whose page may have closed. */
export function lookMessage(tenant: TenantId, id: string, dueAt?: Instant): DueMessage {
  return message(tenant, `look-${id}`, { work: 'look', id }, dueAt);
}
