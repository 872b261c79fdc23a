import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { type Denial, readDenial, readDenials } from '../../shared/store/denials.ts';
import type { Table } from '../../shared/store/table.ts';
import type { DenialsDeps, DenialsRequest } from './context.ts';
import { type DenialGuide, readGuide } from './views.ts';

type DecisionRequest = Pick<DenialsRequest<'writeOffDenial'>, 'principal' | 'expectedVersion'> & {
  readonly params: { readonly denialId: string };
};

/** An open denial, with the balance of its claim and its item in the claim's open work. */
export interface OpenDenial {
  readonly denial: Denial;
  readonly balance: ClaimBalance;
  readonly work: OpenWork;
  readonly guide: DenialGuide;
}

/** Reads a denial for a person's decision, in the version that the request names. */
export async function openDenial(
  request: DecisionRequest,
  { table }: DenialsDeps,
): Promise<Result<OpenDenial, Failure>> {
  const { tenantId } = request.principal;
  const denial = await readDenial(table, tenantId, request.params.denialId);
  if (denial === undefined) return fail({ kind: 'not-found' });
  if (denial.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  if (denial.state !== 'open') return fail({ kind: 'denial-closed' });
  const [balance] = await readBalances(table, tenantId, [denial.claimId]);
  const work = balance?.openWork?.find(({ id }) => id === denial.id);
  // It was closed between the two reads.
  if (balance === undefined || work === undefined) return fail({ kind: 'version-changed' });
  return ok({ denial, balance, work, guide: await readGuide(table, tenantId, [denial.payerId]) });
}

/** Open denials with their claims; missing and closed ones are left out. */
export async function openDenials(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
): Promise<{ readonly denials: readonly OpenDenial[]; readonly guide: DenialGuide }> {
  const read = await readDenials(table, tenant, ids);
  const open = read.filter(({ state }) => state === 'open');
  const [balances, guide] = await Promise.all([
    readBalances(table, tenant, [...new Set(open.map(({ claimId }) => claimId))]),
    readGuide(
      table,
      tenant,
      open.map(({ payerId }) => payerId),
    ),
  ]);
  const denials = open.flatMap((denial): OpenDenial[] => {
    const balance = balances.find((each) => each?.claimId === denial.claimId);
    const work = balance?.openWork?.find(({ id }) => id === denial.id);
    return balance === undefined || work === undefined ? [] : [{ denial, balance, work, guide }];
  });
  return { denials, guide };
}
