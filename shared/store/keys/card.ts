import { type CardCharge, listOf } from '../../domain/card/charge.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { monthIndex } from './entity.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey } from './table.ts';

/** Card charges by the work they need; the others by the month in which they were made. */
export function cardChargeIndex(tenant: TenantId, charge: CardCharge): IndexKey {
  const list = listOf(charge);
  const { createdAt, id } = charge;
  return list === undefined
    ? monthIndex(tenant, 'CARD-CHARGE', createdAt, id)
    : { g1pk: openChargesPartition(tenant, list), g1sk: `${createdAt}#${id}` };
}

export function openChargesPartition(tenant: TenantId, list: string): string {
  return `${tenant}#OPEN-CARD-CHARGES#${list}`;
}

/** The charges of an account, in the second index, by when they were made. */
export function accountChargesIndex(tenant: TenantId, { accountId, createdAt, id }: CardCharge): SecondIndexKey {
  return { g2pk: accountChargesPartition(tenant, accountId), g2sk: `${createdAt}#${id}` };
}

export function accountChargesPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-CARD-CHARGES', accountId);
}

/** The cards on file of an account. */
export function accountCardsIndex(tenant: TenantId, accountId: string, cardId: string): IndexKey {
  return { g1pk: accountCardsPartition(tenant, accountId), g1sk: cardId };
}

export function accountCardsPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-CARDS', accountId);
}

/** The pay links of an account. */
export function accountLinksIndex(tenant: TenantId, accountId: string, linkId: string): IndexKey {
  return { g1pk: accountLinksPartition(tenant, accountId), g1sk: linkId };
}

export function accountLinksPartition(tenant: TenantId, accountId: string): string {
  return collection(tenant, 'ACCOUNT-PAY-LINKS', accountId);
}

/** The processor's page that was opened last for an account's balance. */
export function accountPageKey(tenant: TenantId, accountId: string): Key {
  return { pk: collection(tenant, 'ACCOUNT-PAY-PAGE', accountId), sk: 'ACCOUNT-PAY-PAGE' };
}

/** A processor's event that was taken, so that a repetition is recognised. */
export function cardEventKey(tenant: TenantId, connectionId: string, eventId: string): Key {
  return { pk: collection(tenant, 'CARD-EVENT', digestText(connectionId, eventId)), sk: 'CARD-EVENT' };
}
