import type { CardOnFile } from '../domain/card/card-on-file.ts';
import type { CardCharge } from '../domain/card/charge.ts';
import type { CardConnection } from '../domain/card/connection.ts';
import type { PayLink } from '../domain/card/pay-link.ts';
import type { EventSubject } from '../domain/card/processor.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import {
  accountCardsIndex,
  accountChargesIndex,
  accountLinksIndex,
  cardChargeIndex,
  cardEventKey,
} from './keys/card.ts';
import { entityKey, listIndex, listPartition } from './keys/entity.ts';
import type { IndexKey } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** Connections to card processors, charges, cards on file and pay links. Nothing of a card but tokens, brand, end and last four digits. */

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
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
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

/** The processor sends an event again for days; it is recognised for longer. */
const eventDays = 40;

/** Notes that an event was taken; fails when it was before. */
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
  ...(dueAt === undefined ? {} : { dueAt }),
});

/** What an event is about is looked at, as it stands at the processor. */
export function cardEventMessage(
  tenant: TenantId,
  connectionId: string,
  eventId: string,
  { kind, id }: { readonly kind: EventSubject; readonly id: string },
): DueMessage {
  return message(tenant, `card-event-${eventId}`, { work: 'event', connectionId, about: kind, subjectId: id });
}

/** A card is charged: now, or on the morning of the announced day. */
export function chargeMessage(tenant: TenantId, chargeId: string, attempt: number, dueAt?: Instant): DueMessage {
  return message(tenant, `charge-${chargeId}-${attempt}`, { work: 'charge', chargeId, attempt }, dueAt);
}

/** A refund goes to the card that paid. */
export function creditMessage(tenant: TenantId, refundId: string): DueMessage {
  return message(tenant, `credit-${refundId}`, { work: 'credit', refundId });
}

/** An instalment of a plan that a card pays is announced. */
export function instalmentMessage(tenant: TenantId, planId: string, number: number, dueAt: Instant): DueMessage {
  return message(tenant, `instalment-${planId}-${number}`, { work: 'instalment', planId, number }, dueAt);
}

/** A charge or a card whose page may have closed is looked at again. */
export function lookMessage(tenant: TenantId, id: string, dueAt?: Instant): DueMessage {
  return message(tenant, `look-${id}`, { work: 'look', id }, dueAt);
}
