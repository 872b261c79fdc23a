import type { AuditAction } from '../../domain/audit/actions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Failure } from '../../http/problem.ts';
import type { DueMessage } from '../../store/change.ts';
import { type Item, standsAt } from '../../store/table.ts';
import type { Change } from './operation.ts';

/** An office's settings, which exist from the start at version 0. */
interface SettingsChange<Settings> {
  /** The version that was read. */
  readonly before: number;
  readonly after: Settings;
  readonly put: Item;
  readonly audit: { readonly action: AuditAction; readonly entityId: string };
  readonly due?: readonly DueMessage[];
}

/** Replaces settings, if they still have the version that the request names. */
export function settingsChange<Settings extends { readonly version: number }>(
  { expectedVersion }: { readonly expectedVersion?: number | undefined },
  { before, after, put, audit, due = [] }: SettingsChange<Settings>,
): Result<Change<Settings>, Failure> {
  if (before !== expectedVersion) return fail({ kind: 'version-changed' });
  const { version } = after;
  return ok({
    body: after,
    version,
    writes: [{ put, condition: standsAt(before), orElse: { kind: 'version-changed' } }],
    audit: { ...audit, facts: { version } },
    due: [...due],
  });
}
