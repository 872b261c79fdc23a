import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { withoutStatusProblem } from '../../shared/domain/claim/status-problem.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import type { ExceptionsDeps } from './context.ts';

/** What a claim remembers until a person has seen to it, and how it is without that. */
const afterSeeing: Readonly<Partial<Record<StoredException['code'], (claim: ClaimBalance) => ClaimBalance>>> = {
  'claim-status-problem': withoutStatusProblem,
  'notice-to-file': withoutCorrection,
};

/** The payer need not be told of the correction. One that is still being made stays: it is a matter of its own. */
function withoutCorrection(claim: ClaimBalance): ClaimBalance {
  const { correction, ...rest } = claim;
  return correction?.kind === 'open' ? claim : rest;
}

/** Whether a notice's cancellation was sent, or will be: then its payer has none until the notice is filed anew. */
export function isNoticeCancelled({ notice, filings }: ClaimBalance): boolean {
  const asked = filings.filter(({ state }) => !['withdrawn', 'cancelled', 'rejected'].includes(state.kind));
  return notice !== undefined && asked.at(-1)?.frequency === 'void';
}

/** The claim of an exception that a person closes, before and after; undefined where the claim remembers nothing. */
export async function claimOnceSeen(
  tenant: TenantId,
  { code, claimId }: StoredException,
  { table }: ExceptionsDeps,
): Promise<{ readonly before: ClaimBalance; readonly after: ClaimBalance } | undefined> {
  const changed = afterSeeing[code];
  if (changed === undefined || claimId === undefined) return undefined;
  const [before] = await readBalances(table, tenant, [claimId]);
  return before === undefined ? undefined : { before, after: changed(before) };
}
