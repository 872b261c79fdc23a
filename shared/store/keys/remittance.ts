import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { claimCollection } from './claim.ts';
import { collection, type Key } from './table.ts';

/** Files and payments from payers, and the progress of posting them. */

/** A claim of a remittance whose cash waits in unapplied payer cash; in the collection of the entry that holds it. */
export function waitingKey(tenant: TenantId, patientControlNumber: string, entryId: string): Key {
  return { pk: claimCollection(tenant, patientControlNumber), sk: waitingSortKey(entryId) };
}

export function waitingSortKey(entryId: string): string {
  return `WAITING#${entryId}`;
}

export function remittanceFileKey(tenant: TenantId, fileId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE-FILE', fileId), sk: 'REMITTANCE-FILE' };
}

/** A payment's identity (payee, payer, trace, amount, date), by digest: admitted once. */
export function paymentKey(tenant: TenantId, identityDigest: string): Key {
  return { pk: collection(tenant, 'PAYMENT', identityDigest), sk: 'PAYMENT' };
}

/** Payments whose posting plan waits for approval, one row each. The remittance states whether it still waits. */
export function plannedKey(tenant: TenantId, remittanceId: string): Key {
  return { pk: `${tenant}#PLANNED`, sk: remittanceId };
}

export function remittanceKey(tenant: TenantId, remittanceId: string): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: 'REMITTANCE' };
}

export const chunkPrefix = 'CHUNK#';

export function chunkKey(tenant: TenantId, remittanceId: string, chunk: number): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `${chunkPrefix}${String(chunk).padStart(6, '0')}` };
}

/** The claim of a chunk that is being tried alone, after attempts that died. */
export function attemptKey(tenant: TenantId, remittanceId: string, chunk: number): Key {
  return { pk: collection(tenant, 'REMITTANCE', remittanceId), sk: `ATTEMPT#${String(chunk).padStart(6, '0')}` };
}

export const recoupmentPrefix = 'RECOUPMENT#';

/**
 * The amount that a payer is owed or holds back under one reference of its provider-level adjustments, by digest. All of one payer are
 * together.
 */
export function recoupmentKey(tenant: TenantId, payer: string, reference: string): Key {
  return {
    pk: collection(tenant, 'RECOUPMENT', digestText(payer)),
    sk: `${recoupmentPrefix}${digestText(reference)}`,
  };
}

/** One payment, whatever its source (paper, portal, card, ERA): payer, check or EFT number, amount; by digest. */
export function paymentChannelKey(tenant: TenantId, payer: string, trace: string, cents: number): Key {
  return { pk: collection(tenant, 'PAYMENT-CHANNEL', digestText(payer, trace, String(cents))), sk: 'PAYMENT-CHANNEL' };
}
