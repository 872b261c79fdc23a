import { chosenBecause } from '../../shared/domain/coding-work/may-be-final.ts';
import { decided, type Review } from '../../shared/domain/coding-work/review.ts';
import type { CodingWork } from '../../shared/domain/coding-work/work.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { codingCountWrite, codingWorkWrites, readCodingSettings, sampleOf } from '../../shared/store/coding-work.ts';
import type { CodingWorkDeps, CodingWorkOperations, CodingWorkRequest } from './context.ts';
import type { EncounterWork } from './valued.ts';
import { readEncounterWorks, showWork } from './works.ts';

export const reviewOperations: CodingWorkOperations<'requestCodingReview' | 'decideCodingReview'> = {
  requestCodingReview: async (request, deps) => {
    const found = await draftToReview(request, deps);
    if (!found.ok) return found;
    const { encounter, work } = found.value;
    const { tenantId, subject } = request.principal;
    const settings = await readCodingSettings(deps.table, tenantId);
    const tags = [...(encounter.tags ?? []), ...(work.tags ?? [])];
    const coder = work.assignedTo ?? subject;
    const because = chosenBecause(settings, { sample: sampleOf(tenantId, encounter.id), coder, tags }) ?? 'asked';
    const review: Review = {
      state: 'asked',
      because,
      coder,
      askedBy: subject,
      askedAt: request.at,
      askedVersion: encounter.version,
    };
    const after: CodingWork = { ...work, review, version: work.version + 1 };
    return ok({
      body: await showWork(request, { encounter, work: after }, deps.table),
      version: after.version,
      writes: codingWorkWrites(tenantId, after, encounter),
      audit: {
        action: 'coding-review-requested',
        entityId: encounter.id,
        facts: { because, version: encounter.version },
      },
    });
  },

  /**
   * The reviewer names the version that was reviewed: later changes are not agreed to. A returned encounter goes back
   * to its coder.
   */
  decideCodingReview: async (request, deps) => {
    const found = await draftToReview(request, deps);
    if (!found.ok) return found;
    const { encounter, work } = found.value;
    const { outcome, encounterVersion, reason } = request.body;
    if (encounter.version !== encounterVersion) return fail({ kind: 'version-changed' });
    const { tenantId, subject: by, roles } = request.principal;
    const isManager = roles.includes('manager');
    const review = decided(work.review, { outcome, by, isManager, at: request.at, reason, encounterVersion });
    if (!review.ok) return review;
    const { coder } = review.value;
    const after: CodingWork = {
      ...work,
      ...(outcome === 'returned' ? { assignedTo: coder } : {}),
      review: review.value,
      version: work.version + 1,
    };
    return ok({
      body: await showWork(request, { encounter, work: after }, deps.table),
      version: after.version,
      writes: [
        ...codingWorkWrites(tenantId, after, encounter),
        codingCountWrite(tenantId, await request.today(), coder, { [outcome]: 1 }),
      ],
      audit: { action: 'coding-review-decided', entityId: encounter.id, facts: { outcome, version: encounterVersion } },
    });
  },
};

/** A draft, with its work in the version that the request names. */
async function draftToReview(
  request: CodingWorkRequest<'requestCodingReview'> | CodingWorkRequest<'decideCodingReview'>,
  { table }: CodingWorkDeps,
): Promise<Result<EncounterWork, Failure>> {
  const [found] = await readEncounterWorks(table, request.principal.tenantId, [request.params.encounterId]);
  if (found === undefined) return fail({ kind: 'not-found' });
  const { state } = found.encounter;
  if (state.kind !== 'draft') return fail({ kind: `encounter-${state.kind}` });
  return found.work.version === request.expectedVersion ? ok(found) : fail({ kind: 'version-changed' });
}
