import { chosenBecause, mayBeFinal } from '../../shared/domain/coding-work/may-be-final.ts';
import type { DraftEncounter } from '../../shared/domain/encounter/encounter.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { endedWorkWrites, type readSettingsAndWork, sampleOf } from '../../shared/store/coding-work.ts';
import type { Write } from '../../shared/store/table.ts';

/** A draft as it would be billed, with the draft's version, the person and the time. */
interface ToBeFinal {
  readonly principal: Principal;
  readonly today: LocalDate;
  readonly billed: DraftEncounter;
  readonly version: number;
}

/**
 * Whether other people allow an encounter to be finalised: it is not on hold, no query to a physician is open, and if
 * it was chosen for review, a second person has agreed. Its work then ends.
 */
export function endWork(
  { settings, work }: Awaited<ReturnType<typeof readSettingsAndWork>>,
  { principal, today, billed, version }: ToBeFinal,
): Result<readonly Write<Failure>[], Failure> {
  const { tenantId, subject } = principal;
  const coder = work.assignedTo ?? subject;
  const tags = [...(billed.tags ?? []), ...(work.tags ?? [])];
  const cause = chosenBecause(settings, { sample: sampleOf(tenantId, billed.id), coder, tags });
  const free = mayBeFinal(work, { encounterVersion: version, cause, today });
  if (!free.ok) return free;
  return ok(endedWorkWrites(tenantId, work));
}
