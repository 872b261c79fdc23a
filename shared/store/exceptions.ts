import type { TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { entityKey, openExceptionIndex } from './keys.ts';
import type { Write } from './table.ts';

/** Something that waits for a person. */
export interface ExceptionItem {
  readonly id: string;
  readonly code: string;
  readonly openedAt: Instant;
  readonly remittanceId?: string;
  readonly connectionId?: string;
  readonly depositId?: string;
  readonly claimId?: string;
  readonly ledgerEntryId?: string;
  readonly cents?: Cents;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Opens an exception; the same one twice is the same item. */
export function exceptionWrite(tenant: TenantId, exception: ExceptionItem): Write<never> {
  return {
    put: {
      ...entityKey(tenant, 'EXCEPTION', exception.id),
      ...openExceptionIndex(tenant, exception.id),
      type: 'exception',
      schemaVersion: 1,
      state: 'open',
      ...exception,
    },
  };
}

/** Takes an exception off the list: what it waited for has been done. */
export function exceptionResolvedWrite(tenant: TenantId, exceptionId: string, resolvedAt: Instant): Write<never> {
  return {
    update: entityKey(tenant, 'EXCEPTION', exceptionId),
    set: { state: 'resolved', resolvedAt },
    remove: ['g1pk', 'g1sk'],
  };
}
