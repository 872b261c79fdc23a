import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { ClaimSource } from '../../shared/domain/claim/claim-source.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { changedSource, type SourceChanged, voidedSource } from '../../shared/filing/correct-source.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { readClaimSources } from '../../shared/store/claim-sources.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView } from './views.ts';

/** The content of another system's claim: reading, correcting, and withdrawing it. */
export const contentOperations: ClaimsOperations<'getClaimContent' | 'correctClaim' | 'voidClaim'> = {
  getClaimContent: async (request, { table }) => {
    const found = await sourceOf(request, table);
    if (!found.ok) return found;
    const { balance, source } = found.value;
    const { controlNumber, intakeId, record, share, claim } = source;
    const { claimId, version } = balance;
    const body = { claimId, version, controlNumber, claimIntakeId: intakeId, record, payerPosition: share };
    const audit = { action: 'claim-read', entityId: claimId, facts: { patientId: balance.patientId } } as const;
    return ok({ body: { ...body, claim: { ...claim } }, version, writes: [], audit });
  },

  correctClaim: async (request, { table }) => {
    const found = await changeOf(request, table);
    if (!found.ok) return found;
    // The body is checked to be a claim before it is used.
    const claim = request.body.claim as unknown as Claim;
    const changed = await changedSource(found.value, claim, table);
    if (!changed.ok) return changed;
    const { before } = found.value;
    return answerOf(changed.value, { action: 'claim-corrected', entityId: before.claimId });
  },

  voidClaim: async (request, { table }) => {
    const found = await changeOf(request, table);
    if (!found.ok) return found;
    const changed = await voidedSource(found.value, table);
    if (!changed.ok) return changed;
    const { before } = found.value;
    return answerOf(changed.value, { action: 'claim-voided', entityId: before.claimId });
  },
};

type ContentRequest = ClaimsRequest<'getClaimContent' | 'correctClaim' | 'voidClaim'>;

async function sourceOf(
  { params, principal }: ContentRequest,
  table: Table,
): Promise<Result<{ readonly balance: ClaimBalance; readonly source: ClaimSource }, Failure>> {
  const parsed = parseClaimId(params.claimId);
  if (!parsed.ok) return fail({ kind: 'not-found' });
  const [[balance], [source]] = await Promise.all([
    readBalances(table, principal.tenantId, [parsed.value]),
    readClaimSources(table, principal.tenantId, [parsed.value]),
  ]);
  if (balance === undefined) return fail({ kind: 'not-found' });
  if (source !== undefined) return ok({ balance, source });
  return fail({ kind: balance.encounterId === undefined ? 'claim-without-services' : 'claim-of-encounter' });
}

async function changeOf(request: ClaimsRequest<'correctClaim' | 'voidClaim'>, table: Table) {
  const found = await sourceOf(request, table);
  if (!found.ok) return found;
  const { balance: before, source } = found.value;
  if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' } as const);
  const step = { actor: request, on: await request.today(), reason: request.body.reason };
  return ok({ step, before, source });
}

function answerOf({ after, writes, due }: SourceChanged, audit: AuditFact) {
  return ok({ body: claimView(after), version: after.version, writes, audit, due });
}
