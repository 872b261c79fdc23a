import { wasSent } from '../../shared/domain/claim/answered-filing.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { acknowledgedOutcome } from '../../shared/filing/acknowledged-outcome.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { unclearFilingResolvedWrite } from '../../shared/store/acknowledgement-alarms.ts';
import { namedFilingWrite, readClaimAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import type { Write } from '../../shared/store/table.ts';
import { claimAcknowledgementView } from './acknowledgement-views.ts';
import type { ClaimsOperations } from './context.ts';

/** Which filing an acknowledgement is about, when a person must choose among several. */
export const acknowledgedFilingOperations: ClaimsOperations<'nameAcknowledgedFiling'> = {
  nameAcknowledgedFiling: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { acknowledgementId } = request.params;
    const balance = await readNamedClaim(table, tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const { claimId, filings } = balance;
    const said = (await readClaimAcknowledgements(table, tenantId, claimId)).find(({ id }) => id === acknowledgementId);
    if (said === undefined) return fail({ kind: 'not-found' });
    if (balance.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    if (said.filing !== undefined) return fail({ kind: 'acknowledgement-settled' });
    const { filing, reason } = request.body;
    const sent = filings.filter(({ state }) => wasSent(state)).map(({ number }) => number);
    if (!sent.includes(filing)) {
      const errors = [{ pointer: '/filing', detail: `of this claim, filings ${sent.join(', ')} were sent` }];
      return fail({ kind: 'request-invalid', errors });
    }
    const outcome = await acknowledgedOutcome(tenantId, balance, { ...said, filing }, { table, at: request.at });
    const named = { by: subject, at: request.at, reason };
    const { effect } = outcome;
    const version = balance.version + (outcome.after === undefined ? 0 : 1);
    const asRead: Write = {
      check: claimBalanceKey(tenantId, claimId),
      condition: { equals: { version: balance.version } },
    };
    const unclear = { claimId, acknowledgementId };
    return ok({
      body: claimAcknowledgementView({ ...said, filing, named, effect }),
      version,
      writes: [
        ...[...(outcome.after === undefined ? [asRead] : []), ...outcome.writes].map(
          (write) => ({ ...write, orElse: { kind: 'version-changed' } }) as Write<Failure>,
        ),
        {
          ...namedFilingWrite(tenantId, { ...said, claimId, id: acknowledgementId }, { filing, named, effect }),
          orElse: { kind: 'acknowledgement-settled' },
        } as Write<Failure>,
        unclearFilingResolvedWrite(tenantId, unclear, request.at),
      ],
      audit: { action: 'acknowledged-filing-named', entityId: claimId, facts: { filing, effect } },
    });
  },
};
