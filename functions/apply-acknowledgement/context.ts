import type { AnswerCounts } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import type { AcknowledgementFile } from '../../shared/store/acknowledgements.ts';
import { auditWrite } from '../../shared/store/change.ts';
import type { Files } from '../../shared/store/files.ts';
import type { Write } from '../../shared/store/table.ts';

export interface ApplyDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly queues: Queues;
  /** `P` in production, `T` everywhere else: the same as in the files that were written. */
  readonly usage: 'P' | 'T';
}

/** The file to apply, and the message that asks for it. */
export interface ApplyTask {
  readonly tenant: TenantId;
  readonly delivery: Pick<Delivery, 'remainingMilliseconds' | 'messageId'>;
  readonly file: AcknowledgementFile;
}

export const actor = 'apply-acknowledgement';

/** At most this many actions are in one transaction. */
export const actionsPerTransaction = 96;

/**
 * How often a part is tried while others write the same claims. Each failure means that another writer made progress.
 */
export const attempts = 20;

/** Writes all or nothing, and stops beforehand when time is short. */
export async function commit(
  { delivery }: Pick<ApplyTask, 'delivery'>,
  { table }: ApplyDeps,
  writes: readonly Write[],
) {
  stopInTime(delivery);
  return table.transact(writes);
}

/** The audit item for what a file changed. `part` distinguishes the transactions of one message. */
export function partAudit(
  { tenant, delivery, file }: ApplyTask,
  at: string,
  part: string,
  audit: { readonly action: AuditAction; readonly facts: Readonly<Record<string, string | number>> },
): Write {
  const principal = { tenantId: tenant, subject: actor };
  const requestId = `${delivery.messageId}-${part}`;
  return auditWrite({ principal, at, requestId }, { ...audit, entityId: file.id });
}

/** The effect of some parts of a file: how many they are, the writes, and how they count. */
export interface Applied {
  readonly parts: number;
  readonly counts: Partial<AnswerCounts>;
  readonly writes: readonly Write[];
}
