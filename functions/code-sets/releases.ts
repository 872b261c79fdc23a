import { type CodeSetKind, codeSets } from '../../shared/domain/code-set/kinds.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { ownerOf, readLoadedRelease, readLoadedReleases, withdrawWrites } from '../../shared/store/code-sets.ts';
import type { CodeSetOperations } from './context.ts';
import { mayLoad } from './loads.ts';
import { codeSetView, releaseView } from './views.ts';

export const releaseOperations: CodeSetOperations<'listCodeSets' | 'withdrawCodeSetRelease'> = {
  listCodeSets: async (request, { table }) => {
    const day = request.query.day ?? (await request.today());
    const releases = await readLoadedReleases(table, request.principal.tenantId);
    const kinds = Object.keys(codeSets) as CodeSetKind[];
    return ok({ body: { day, items: kinds.map((kind) => codeSetView(kind, releases, day)) } });
  },

  withdrawCodeSetRelease: async (request, { table }) => {
    const { principal, at, params, body } = request;
    if (!Object.hasOwn(codeSets, params.kind)) return fail({ kind: 'not-found' });
    const kind = params.kind as CodeSetKind;
    const permitted = mayLoad(principal, kind);
    if (!permitted.ok) return permitted;
    const owner = ownerOf(kind, principal.tenantId);
    const loaded = await readLoadedRelease(table, owner, kind, params.effectiveFrom as LocalDate);
    if (loaded === undefined) return fail({ kind: 'not-found' });
    const withdrawn = { ...loaded, withdrawn: { by: principal.subject, at, reason: body.reason } };
    const { release, effectiveFrom, artifact } = loaded;
    return ok({
      body: releaseView(loaded),
      writes: withdrawWrites(owner, withdrawn, { kind: 'not-found' } as const),
      audit: {
        action: 'code-set-withdrawn',
        entityId: loaded.loadId,
        facts: { kind, release, effectiveFrom, artifact: artifact.sha256 },
      },
    });
  },
};
