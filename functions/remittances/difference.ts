import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { RemittanceClaim } from '../../shared/domain/remittance/remittance.ts';
import { type ClaimDifference, compareClaims } from '../../shared/domain/remittance/shown/claim-difference.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { type PlannedRemittance, readClaimsIn, readPlannedRemittance } from '../../shared/posting/remittance-source.ts';
import { listNumbered } from '../../shared/runtime/api/list-page.ts';
import { chunkPlaces, readManifestChunks } from '../../shared/store/manifest.ts';
import type { RemittancesDeps, RemittancesOperations } from './context.ts';

/** At most this many claims of either payment are compared; one request has no time for more. */
const comparedClaims = 20_000;

/** Shows how a payment differs from the one that was admitted under the same identity, claim by claim. */
export const differenceOperations: RemittancesOperations<'getRemittanceDifference'> = {
  getRemittanceDifference: async (request, deps) => {
    const { tenantId } = request.principal;
    const here = await readPlannedRemittance(tenantId, request.params.remittanceId, deps);
    if (here === undefined) return fail({ kind: 'not-found' });
    const { sameAs } = here.remittance;
    const there = sameAs === undefined ? undefined : await readPlannedRemittance(tenantId, sameAs, deps);
    if (there === undefined) return fail({ kind: 'remittance-not-comparable' });
    const differences = compareClaims(await claimsOf(tenantId, here, deps), await claimsOf(tenantId, there, deps));
    const page = await listNumbered(request, { count: differences.length, limit: request.query.limit });
    if (!page.ok) return page;
    const { first, end, next } = page.value;
    const count = (change: ClaimDifference['change']) => differences.filter((each) => each.change === change).length;
    return ok({
      body: {
        remittanceId: here.remittance.id,
        comparedWith: there.remittance.id,
        claims: here.planned.claims,
        claimsThere: there.planned.claims,
        changed: count('changed'),
        onlyHere: count('only-here'),
        onlyThere: count('only-there'),
        isComplete: Math.max(here.planned.claims, there.planned.claims) <= comparedClaims,
        items: differences.slice(first, end).map((each) => ({ ...each, fields: [...each.fields] })),
        ...next,
      },
    });
  },
};

/** A payment's claims in file order, up to the limit. */
async function claimsOf(
  tenant: TenantId,
  { remittance, planned, manifestKey }: PlannedRemittance,
  { files }: RemittancesDeps,
): Promise<RemittanceClaim[]> {
  const claims: RemittanceClaim[] = [];
  for (const place of chunkPlaces({ payment: planned, place: remittance.manifestPlace })) {
    if (claims.length >= comparedClaims) break;
    for (const { ranges, delimiters } of await readManifestChunks(files, manifestKey, [place])) {
      claims.push(...(await readClaimsIn(tenant, remittance.fileSha256, { ranges, delimiters }, files)));
    }
  }
  return claims.sort((left, right) => left.byteOffset - right.byteOffset).slice(0, comparedClaims);
}
