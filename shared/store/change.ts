import type { AuditAction } from '../domain/audit/actions.ts';
import { countedDeed } from '../domain/audit/counted-deeds.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Principal } from '../domain/identity/principal.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { IndexKey } from './keys/table.ts';
import { auditKey, deedIndex, dueKey } from './keys/work.ts';
import type { Write } from './table.ts';

/** Who did what to which entity. It becomes one audit item in the transaction of the write itself. */
export interface AuditFact {
  readonly action: AuditAction;
  readonly entityId: string;
  /** Only codes and ids: never a name, a date of birth or other PHI. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Who acts, when, and for which request or message. */
export interface Actor {
  readonly principal: Pick<Principal, 'tenantId' | 'subject'>;
  readonly at: Instant;
  readonly requestId: string;
}

/**
 * A message for a queue, sent after the transaction that holds it has been committed. A repeated message has the same
 * `id`, and so is the same item.
 */
export interface DueMessage {
  readonly queue: string;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly tenantId: string };
  /** The earliest time to send it; at once when absent. */
  readonly dueAt?: Instant;
}

/** The audit item of a person's action; items that reports count as work are also in an index. */
export function auditWrite(actor: Actor, audit: AuditFact): Write<never> {
  const { tenantId } = actor.principal;
  const { action, entityId, facts } = audit;
  const isCounted = countedDeed(action, facts) !== undefined;
  return auditItemWrite(actor, audit, isCounted ? deedIndex(tenantId, { ...actor, entityId }) : {});
}

/**
 * The audit of a change with several facts. The first fact is the audit item of the change; the others are written as
 * further items.
 */
export function auditOfEach(
  actor: Actor,
  facts: readonly AuditFact[],
): { readonly audit: AuditFact; readonly others: readonly Write<never>[] } {
  const [audit, ...others] = facts;
  invariant(audit !== undefined, 'something was changed');
  return { audit, others: others.map((fact) => auditWrite(actor, fact)) };
}

function auditItemWrite(actor: Actor, audit: AuditFact, index: IndexKey | object): Write<never> {
  const { tenantId, subject } = actor.principal;
  return {
    put: {
      ...auditKey(tenantId, audit.entityId, actor.at, actor.requestId),
      ...index,
      type: 'audit',
      schemaVersion: 1,
      action: audit.action,
      entityId: audit.entityId,
      subject,
      at: actor.at,
      requestId: actor.requestId,
      facts: audit.facts ?? {},
    },
  };
}

/** The audit item for a write that a worker makes on its own. The worker's name is the actor, and the message is the request. */
export function workerAudit(worker: string, tenantId: TenantId, at: Instant, audit: AuditFact): Write<never> {
  const actor = { principal: { tenantId, subject: worker }, at, requestId: `${worker}.${audit.action}` };
  return auditItemWrite(actor, audit, {});
}

/** Puts a message into the due index, from which the ticker sends it. It commits together with the business items or not at all. */
export function dueWrite(at: Instant, message: DueMessage): Write {
  return {
    put: {
      ...dueKey(message.dueAt ?? at, message.id),
      type: 'due',
      schemaVersion: 1,
      queue: message.queue,
      body: message.body,
    },
  };
}
