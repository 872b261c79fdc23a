import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Records with an id of their own, and the lists that contain them. */

export type MasterEntity =
  | 'PAYER'
  | 'PROVIDER'
  | 'LEGAL-ENTITY'
  | 'FACILITY'
  | 'TRADING-PARTNER'
  | 'FEE-SCHEDULE'
  | 'PAYER-CONTRACT'
  | 'PAYMENT-VARIANCE'
  | 'PAYMENT-DISPUTE'
  | 'FEDERAL-DISPUTE'
  | 'PATIENT'
  | 'ACCOUNT'
  | 'STATEMENT'
  | 'STATEMENT-RUN'
  | 'STATEMENT-LINK'
  | 'INVOICE'
  | 'ENCOUNTER'
  | 'SUBMISSION'
  | 'PAPER-BATCH'
  | 'EXCEPTION'
  | 'DENIAL'
  | 'PATIENT-PAYMENT'
  | 'ADJUSTMENT'
  | 'ASSISTANCE'
  | 'SMALL-BALANCE-RUN'
  | 'MANUAL-ENTRY'
  | 'PAYMENT-PLAN'
  | 'CARD-CONNECTION'
  | 'CARD'
  | 'CARD-CHARGE'
  | 'PAY-LINK'
  | 'DEPOSIT-BATCH'
  | 'LOCKBOX-FILE'
  | 'VIRTUAL-CARD-CHARGE'
  | 'REFUND'
  | 'COLLECTION-AGENCY'
  | 'COLLECTION-CASE'
  | 'AGENCY-FILE'
  | 'AGENCY-REMIT'
  | 'INTEREST-CHARGE'
  | 'DEPOSIT'
  | 'BANK-STATEMENT'
  | 'CONNECTION'
  | 'CODE-SET-LOAD'
  | 'INTAKE'
  | 'CLAIM-INTAKE'
  | 'SELF-AUDIT'
  | 'JOURNAL'
  | 'REPORT-RUN'
  | 'REPORT-SCHEDULE'
  | 'ESTIMATE'
  | 'AUDIT-CASE'
  | 'WORK-MARK'
  | 'CORRESPONDENCE'
  | 'RECEIVED-DOCUMENT'
  | 'TASK'
  | 'THREAD'
  | 'CONDITION-GAP'
  | 'INQUIRY'
  | 'INQUIRY-FILE'
  | 'INQUIRY-ANSWER';

/** An entity with an id of its own. The sort key of its item repeats the entity's name. */
export function entityKey(tenant: TenantId, entity: MasterEntity, id: string): Key {
  return { pk: collection(tenant, entity, id), sk: entity };
}

/** Short lists of a tenant: payers, providers, legal entities, facilities, trading partners, fee schedules, accounts, connections. */
export function listIndex(tenant: TenantId, entity: MasterEntity, id: string): IndexKey {
  return { g1pk: `${tenant}#LIST#${entity}`, g1sk: id };
}

/** Entities whose lists grow with the business. */
type MonthlyEntity =
  | 'ENCOUNTER'
  | 'SUBMISSION'
  | 'PAPER-BATCH'
  | 'STATEMENT-RUN'
  | 'REMITTANCE-FILE'
  | 'REMITTANCE'
  | 'ADJUSTMENT'
  | 'ASSISTANCE'
  | 'SMALL-BALANCE-RUN'
  | 'MANUAL-ENTRY'
  | 'REFUND'
  | 'PAYMENT-DISPUTE'
  | 'AGENCY-REMIT'
  | 'CARD-CHARGE'
  | 'DEPOSIT'
  | 'DEPOSIT-BATCH'
  | 'LOCKBOX-FILE'
  | 'VIRTUAL-CARD-CHARGE'
  | 'BANK-STATEMENT'
  | 'ACKNOWLEDGEMENT-FILE'
  | 'CODE-SET-LOAD'
  | 'INTAKE'
  | 'CLAIM-INTAKE'
  | 'SELF-AUDIT'
  | 'JOURNAL'
  | 'REPORT-RUN'
  | 'ELIGIBILITY-CHECK'
  | 'STATUS-INQUIRY'
  | 'AUTHORIZATION-REQUEST'
  | 'INQUIRY-FILE'
  | 'INQUIRY-ANSWER';

/** Lists that grow with the business, one partition a month: encounters, submissions, remittance files, remittances. */
export function monthIndex(tenant: TenantId, entity: MonthlyEntity, instant: string, id: string): IndexKey {
  return { g1pk: `${tenant}#MONTH#${entity}#${instant.slice(0, 7)}`, g1sk: `${instant}#${id}` };
}

/** A caller's own id for an entity; unique per kind of entity. */
export function externalIdKey(tenant: TenantId, entity: MasterEntity, externalId: string): Key {
  return { pk: collection(tenant, 'EXTERNAL-ID', digestText(entity, externalId)), sk: 'EXTERNAL-ID' };
}

/** The partition of the index that {@link listIndex} fills. */
export function listPartition(tenant: TenantId, entity: MasterEntity): string {
  return `${tenant}#LIST#${entity}`;
}

/** The partition of the index that {@link monthIndex} fills; `month` is `YYYY-MM`. */
export function monthPartition(tenant: TenantId, entity: MonthlyEntity, month: string): string {
  return `${tenant}#MONTH#${entity}#${month}`;
}

/** The index of requests that a second person may have to decide. */
export interface Requested {
  readonly id: string;
  readonly state: string;
  readonly requested: { readonly at: string };
}
