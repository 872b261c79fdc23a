import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { type Denial, readDenial } from '../../shared/store/denials.ts';
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
