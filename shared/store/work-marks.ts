import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { type MarkableKind, markableKindOf, placeOfIntakeFailure } from '../domain/work-mark/markable.ts';
import { marked, unmarked, type WorkMark, type WorkNote } from '../domain/work-mark/work-mark.ts';
import { type Entity, entityItem, readDocuments } from './entity-items.ts';
import { attachmentRequestKey } from './keys/attachment.ts';
import { claimBalanceKey } from './keys/claim.ts';
import { followUpIndex } from './keys/correspondence.ts';
import { entityKey } from './keys/entity.ts';
import { intakeFailureKey } from './keys/intake.ts';
import { remittanceKey } from './keys/remittance.ts';
import type { Key } from './keys/table.ts';
import { standsAt, type Table, type Write } from './table.ts';

/** The notes on work items, by their ids. */
export function readWorkMarks(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WorkMark>> {
  return readDocuments<WorkMark>(table, tenant, 'WORK-MARK', ids);
}

/** Writes the next version, if nobody has written it since it was read. */
export function workMarkWrite(tenant: TenantId, mark: WorkMark): Write<{ readonly kind: 'version-changed' }> {
  const { id, followUpOn } = mark;
  const index = followUpOn === undefined ? undefined : followUpIndex(tenant, followUpOn, id);
  return {
    put: entityItem(entityKey(tenant, 'WORK-MARK', id), 'work-mark', mark, index),
    condition: standsAt(mark.version - 1),
    orElse: { kind: 'version-changed' },
  };
}

/**
 * The key of the item that an id names, if the item can have notes. Undefined for accounts, which may have no item, and
 * for authorisations, which are stored with their patient.
 */
export function markedKey(tenant: TenantId, id: string): Key | undefined {
  const kind = markableKindOf(id);
  switch (kind) {
    case undefined:
    case 'account':
    case 'authorization':
      return undefined;
    case 'claim':
      return claimBalanceKey(tenant, id);
    case 'remittance':
      return remittanceKey(tenant, id);
    case 'attachmentRequest':
      return attachmentRequestKey(tenant, id);
    case 'intakeFailure': {
      const place = placeOfIntakeFailure(id);
      return place && intakeFailureKey(tenant, place.intakeId, place.record);
    }
    default:
      return entityKey(tenant, entities[kind], id);
  }
}

const entities = {
  encounter: 'ENCOUNTER',
  exception: 'EXCEPTION',
  denial: 'DENIAL',
  paymentVariance: 'PAYMENT-VARIANCE',
  deposit: 'DEPOSIT',
  claimIntake: 'CLAIM-INTAKE',
  intake: 'INTAKE',
  inquiry: 'INQUIRY',
  receivedDocument: 'RECEIVED-DOCUMENT',
  refund: 'REFUND',
  adjustment: 'ADJUSTMENT',
  manualEntry: 'MANUAL-ENTRY',
  assistance: 'ASSISTANCE',
  paymentPlan: 'PAYMENT-PLAN',
  cardCharge: 'CARD-CHARGE',
  patientPayment: 'PATIENT-PAYMENT',
  depositBatch: 'DEPOSIT-BATCH',
  virtualCardCharge: 'VIRTUAL-CARD-CHARGE',
  invoice: 'INVOICE',
  estimate: 'ESTIMATE',
  collectionCase: 'COLLECTION-CASE',
  agencyRemit: 'AGENCY-REMIT',
  paymentDispute: 'PAYMENT-DISPUTE',
  federalDispute: 'FEDERAL-DISPUTE',
  correspondence: 'CORRESPONDENCE',
  conditionGap: 'CONDITION-GAP',
  task: 'TASK',
} as const satisfies Record<Exclude<MarkableKind, KeyedOtherwise>, Entity>;

/** Kinds whose keys are not made from an entity's name and id. */
type KeyedOtherwise = 'account' | 'authorization' | 'claim' | 'remittance' | 'attachmentRequest' | 'intakeFailure';

/** Sets the follow-up day of a work item, among its other notes. */
export async function followUpWrite(
  table: Table,
  tenant: TenantId,
  { id, followUpOn }: { readonly id: string; readonly followUpOn: LocalDate },
  by: { readonly at: Instant; readonly by: string },
): Promise<Write<{ readonly kind: 'version-changed' }>> {
  const before = (await readWorkMarks(table, tenant, [id])).get(id) ?? unmarked(id);
  // A follow-up day adds neither a note nor a tag, so it always fits.
  return workMarkWrite(tenant, marked(before, { followUpOn }, by) ?? before);
}

/** A mark as a list shows it. */
export interface ShownMark {
  id: string;
  version: number;
  notes: WorkNote[];
  tags: string[];
  assignedTo?: string;
  followUpOn?: LocalDate;
}

/** The notes of a work item in a list; undefined without any. */
export function shownMark(marks: ReadonlyMap<string, WorkMark>, id: string): ShownMark | undefined {
  const mark = marks.get(id);
  return mark === undefined ? undefined : { ...mark, notes: [...mark.notes], tags: [...mark.tags] };
}
