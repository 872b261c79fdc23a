import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import {
  afterFilingOpened,
  type FilingOpened,
  type FilingOpenedFailure,
} from '../../shared/domain/claim/claim-events.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { type FilingProposal, filingReasons, proposedFilings } from '../../shared/domain/claim/propose-filing.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { openedFilingDue, openedFilingWrites } from '../../shared/filing/open-filing.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBalances } from '../../shared/store/claims.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView } from './views.ts';

/** The further filings of a claim: to the next payer, corrected, voided. */
export const nextFilingOperations: ClaimsOperations<'proposeFiling' | 'openFiling'> = {
  proposeFiling: async (request, { table }) => {
    const balance = await claimOf(request, table);
    if (balance === undefined) return fail({ kind: 'not-found' });
    return ok({ body: { items: proposedFilings(balance).map((proposal) => proposalView(proposal, balance)) } });
  },

  openFiling: async (request, { table }) => {
    const before = await claimOf(request, table);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const opened = openedFiling(request.body, before);
    if (opened === undefined) return fail({ kind: 'nothing-to-file' });
    const next = afterFilingOpened(before, opened);
    if (!next.ok) return fail(refusalOf(next.failure, before));
    if (before.encounterId === undefined) return fail({ kind: 'claim-without-services' });
    const { tenantId, subject } = request.principal;
    const after = { ...next.value, version: before.version + 1 };
    const filing = currentFiling(after.filings);
    invariant(filing !== undefined, 'a filing was opened');
    const step = { tenant: tenantId, actor: subject, at: request.at, before, after };
    return ok({
      body: claimView(after),
      version: after.version,
      writes: openedFilingWrites<Failure>(step, { kind: 'version-changed' }),
      audit: {
        action: 'claim-filing-opened',
        entityId: before.claimId,
        facts: { filing: filing.number, share: filing.share, frequency: filing.frequency },
      },
      due: [openedFilingDue(tenantId, after)],
    });
  },
};

type FilingRequest = ClaimsRequest<'proposeFiling' | 'openFiling'>;

async function claimOf({ params, principal }: FilingRequest, table: Table): Promise<ClaimBalance | undefined> {
  const parsed = parseClaimId(params.claimId);
  if (!parsed.ok) return undefined;
  const [balance] = await readBalances(table, principal.tenantId, [parsed.value]);
  return balance;
}

/** The filing that is asked for. What the request leaves out is as proposed; undefined when nothing is. */
function openedFiling(body: ClaimsRequest<'openFiling'>['body'], balance: ClaimBalance): FilingOpened | undefined {
  const { share, frequency, payerClaimNumber } = body;
  const proposals = proposedFilings(balance).filter(
    (one) => (share === undefined || one.share === share) && (frequency === undefined || one.frequency === frequency),
  );
  const [proposed] = proposals;
  const whose = share ?? proposed?.share;
  if (whose === undefined) return undefined;
  const number = payerClaimNumber ?? proposed?.payerClaimNumber;
  const how = frequency ?? proposed?.frequency ?? 'original';
  return { kind: 'filing-opened', share: whose, frequency: how, ...present({ payerClaimNumber: number }) };
}

function refusalOf({ kind }: FilingOpenedFailure, { state, payers }: ClaimBalance): Failure {
  switch (kind) {
    case 'filing-underway':
    case 'disclosure-forbidden':
      return { kind };
    case 'share-unknown': {
      const detail =
        payers.length === 0 ? 'no payer is billed for this claim' : `the claim’s shares are 0 to ${payers.length - 1}`;
      return { kind: 'request-invalid', errors: [{ pointer: '/share', detail }] };
    }
    case 'transition-illegal':
      return { kind: state.kind === 'cancelled' ? 'claim-cancelled' : 'claim-not-sent' };
  }
}

function proposalView({ reason, ...proposal }: FilingProposal, { payers }: ClaimBalance) {
  const share = payers[proposal.share];
  invariant(share !== undefined, 'a proposal bills a share of its claim');
  const { payerId, coverageId } = share;
  return { ...proposal, payerId, coverageId, reason: { code: reason, detail: filingReasons[reason] } };
}
