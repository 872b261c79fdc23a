import { type ClaimBalance, isOnFile } from '../../shared/domain/claim/balance.ts';
import {
  afterFilingOpened,
  type FilingOpened,
  type FilingOpenedFailure,
} from '../../shared/domain/claim/claim-events.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import {
  type FilingProposal,
  type FilingReason,
  filingReasons,
  proposedFilings,
  type ShareFacts,
} from '../../shared/domain/claim/propose-filing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { type AnsweredDenials, answeredDenials } from '../../shared/filing/answered-denials.ts';
import { assemblyDue, openedFilingWrites } from '../../shared/filing/open-filing.ts';
import { readShareFacts } from '../../shared/filing/share-facts.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readNamedClaim } from '../../shared/store/claims.ts';
import { exceptionResolvedWrite } from '../../shared/store/exceptions.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ClaimsOperations, ClaimsRequest } from './context.ts';
import { claimView } from './views.ts';

/** Further filings of a claim: to the next payer, corrected, or voided. */
export const nextFilingOperations: ClaimsOperations<'proposeFiling' | 'openFiling'> = {
  proposeFiling: async (request, { table }) => {
    const balance = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (balance === undefined) return fail({ kind: 'not-found' });
    const facts = await readShareFacts(table, request.principal.tenantId, balance);
    return ok({ body: { items: proposedFilings(balance, facts).map((proposal) => proposalView(proposal, balance)) } });
  },

  openFiling: async (request, { table }) => {
    const before = await readNamedClaim(table, request.principal.tenantId, request.params.claimId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const { tenantId, subject } = request.principal;
    const opened = openedFiling(request.body, before, await readShareFacts(table, tenantId, before));
    if (opened === undefined) {
      return fail({ kind: before.correction?.kind === 'open' ? 'claim-being-corrected' : 'nothing-to-file' });
    }
    const { because, ...filing } = opened;
    const refused = refusedOfNotice(before, filing.frequency);
    if (refused !== undefined) return invalid('/frequency', refused);
    if (before.predetermination !== undefined && filing.share > 0) {
      const detail =
        'a predetermination asks the first payer only: another asks with an encounter whose first coverage it is';
      return invalid('/share', detail);
    }
    const next = afterFilingOpened(before, { kind: 'filing-opened', ...filing });
    if (!next.ok) return fail(refusalOf(next.failure, before));
    if (!isOnFile(before)) return fail({ kind: 'claim-without-services' });
    const step = { tenant: tenantId, actor: subject, at: request.at };
    const asked = await answeringDenials(request, next.value, opened, table);
    const after = { ...asked.after, version: before.version + 1 };
    return ok({
      body: claimView(after),
      version: after.version,
      writes: [
        ...openedFilingWrites<Failure>(
          { ...step, before, after, ...present({ because }) },
          { kind: 'version-changed' },
        ),
        ...asked.writes,
      ],
      audit: {
        action: 'claim-filing-opened',
        entityId: before.claimId,
        facts: {
          filing: currentFiling(after.filings)?.number ?? 0,
          share: filing.share,
          frequency: filing.frequency,
        },
      },
      due: [assemblyDue(tenantId, after)],
    });
  },
};

/** Why a notice cannot be filed with a frequency: it is never replaced, and only an admission or election is cancelled. */
function refusedOfNotice({ notice }: ClaimBalance, frequency: FilingOpened['frequency']): string | undefined {
  if (notice === undefined || frequency === 'original') return undefined;
  if (frequency !== 'void') return 'a notice is not replaced: cancel it with `void`, then file it as `original`';
  return notice.kind === 'A' ? undefined : 'only a notice of admission or election can be cancelled';
}

/**
 * A filing that a request asks for. `because` is the reason of the proposal, when the filing is exactly the proposed
 * one.
 */
type AskedFiling = Omit<FilingOpened, 'kind'> & { readonly because?: FilingReason };

/** The requested filing. What the request leaves out is taken from the proposal. Undefined when nothing is proposed. */
function openedFiling(
  body: ClaimsRequest<'openFiling'>['body'],
  balance: ClaimBalance,
  facts: readonly ShareFacts[],
): AskedFiling | undefined {
  const { share, frequency, payerClaimNumber, changeReason } = body;
  const proposed = proposedFilings(balance, facts).find(
    (one) =>
      one.frequency !== undefined &&
      (share === undefined || one.share === share) &&
      (frequency === undefined || one.frequency === frequency),
  );
  const whose = share ?? proposed?.share;
  if (whose === undefined) return undefined;
  const how = frequency ?? proposed?.frequency ?? 'original';
  const known = how === 'original' ? undefined : facts[whose]?.payerClaimNumber;
  const number = payerClaimNumber ?? proposed?.payerClaimNumber ?? known;
  const why = changeReason ?? proposed?.changeReason;
  return {
    ...{ share: whose, frequency: how },
    ...present({ payerClaimNumber: number, changeReason: why, because: proposed?.reason }),
  };
}

/** A filing to a payer that has answered also answers that payer's denials, unless it voids the claim. */
async function answeringDenials(
  request: ClaimsRequest<'openFiling'>,
  balance: ClaimBalance,
  { share, frequency }: AskedFiling,
  table: Table,
): Promise<AnsweredDenials> {
  const { tenantId: tenant, subject: actor } = request.principal;
  if (frequency === 'void') return withoutAwaitedDeed(balance, tenant, request.at);
  const on = await request.today();
  const step = { tenant, actor, at: request.at, on, reason: 'a corrected claim was filed' };
  return answeredDenials(table, step, balance, share);
}

/**
 * A void notice or predetermination whose payer is told now. No remittance answers this, so what waited for somebody to
 * tell the payer ends here.
 */
function withoutAwaitedDeed(balance: ClaimBalance, tenant: TenantId, at: Instant): AnsweredDenials {
  const { notice, predetermination, openWork = [] } = balance;
  const isBill = notice === undefined && predetermination === undefined;
  const over = isBill ? [] : openWork.filter(({ code, cents }) => code === 'correction-awaited' && cents === 0);
  if (over.length === 0) return { after: balance, answered: [], writes: [] };
  return {
    after: withOpenWork(
      balance,
      openWork.filter((each) => !over.includes(each)),
    ),
    answered: [],
    writes: over.map(({ id }) => exceptionResolvedWrite(tenant, id, at)),
  };
}

function refusalOf(failure: FilingOpenedFailure, { state, payers }: ClaimBalance): Failure {
  const { kind } = failure;
  switch (kind) {
    case 'void-unanswered':
      return { kind, facts: { filing: failure.filing } };
    case 'filing-underway':
    case 'disclosure-forbidden':
    case 'claim-being-corrected':
    case 'claim-void':
    case 'nothing-to-correct':
      return { kind };
    case 'share-unknown': {
      const detail =
        payers.length === 0 ? 'no payer is billed for this claim' : `the claim’s shares are 0 to ${payers.length - 1}`;
      return invalid('/share', detail).failure;
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
