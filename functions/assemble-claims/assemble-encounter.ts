import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { assembleFiling, assemblyWrites } from '../../shared/filing/assemble-filing.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { type FinalEncounter, readEncounter } from '../../shared/store/encounters.ts';
import type { AssembleDeps } from './context.ts';

/** The encounter whose claims are to be assembled. */
export interface AssembleTask {
  readonly tenantId: TenantId;
  readonly encounterId: string;
}

/**
 * Assembles the filings of an encounter’s claims again: each becomes ready, or held with what is missing. A filing in
 * any state but `preparing` is left as it is, so that a repeated message changes nothing.
 * @throws when another writer changed a claim at the same moment; the message is delivered again
 */
export async function assembleEncounter({ tenantId, encounterId }: AssembleTask, deps: AssembleDeps): Promise<void> {
  const found = await readEncounter(deps.table, tenantId, encounterId);
  invariant(found !== undefined, 'the encounter of a claim is there');
  // A draft’s claims were cancelled, or wait until it is final again.
  if (found.state.kind === 'draft') return;
  const encounter = found.state.kind === 'final' ? (found as FinalEncounter) : undefined;
  for (const balance of await readBalances(deps.table, tenantId, found.state.claimIds)) {
    invariant(balance !== undefined, 'a claim of a final encounter has a balance');
    if (encounter === undefined && currentFiling(balance.filings)?.frequency !== 'void') continue;
    await assemble(tenantId, { encounter, balance }, deps);
  }
}

/** Does the same for the claim of another system, which has no encounter. */
export async function assembleClaimOfSource(
  { tenantId, claimId }: { readonly tenantId: TenantId; readonly claimId: string },
  deps: AssembleDeps,
): Promise<void> {
  const [balance] = await readBalances(deps.table, tenantId, [claimId]);
  invariant(balance?.hasSource === true, 'the claim is there as another system made it');
  await assemble(tenantId, { encounter: undefined, balance }, deps);
}

async function assemble(
  tenant: TenantId,
  claim: { readonly encounter: FinalEncounter | undefined; readonly balance: ClaimBalance },
  { table, files, now }: AssembleDeps,
): Promise<void> {
  if (currentFiling(claim.balance.filings)?.state.kind !== 'preparing') return;
  const order = { tenant, actor: 'assemble-claims', at: now().toISOString(), ...claim };
  const written = await table.transact(
    await assemblyWrites(order, await assembleFiling(order, { table, files }), table),
  );
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
}
