import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { withOpenWork } from '../../shared/domain/claim/open-work.ts';
import type { Settlement } from '../../shared/domain/remittance/post/settle.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookSettlement } from '../../shared/posting/settling.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import {
  type Denial,
  type DenialOutcome,
  denialDecidedWrite,
  denialReducedWrite,
  denialSentWrite,
  readDenial,
} from '../../shared/store/denials.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import type { denialsApi } from './api.ts';
import type { DenialsDeps, DenialsOperations, DenialsRequest } from './context.ts';
import { denialView } from './views.ts';

type SettleRequest = DenialsRequest<'writeOffDenial'> | DenialsRequest<'moveDenial'>;

type Answer = AnswerOf<(typeof denialsApi)['moveDenial']>;

/** The days until the follow-up with the payer, when a request names no day. */
const daysToFollowUp = 45;

export const denialOperations: DenialsOperations<'getDenial' | 'answerDenial' | 'moveDenial' | 'writeOffDenial'> = {
  getDenial: async (request, deps) => {
    const { tenantId } = request.principal;
    const denial = await readDenial(deps.table, tenantId, request.params.denialId);
    if (denial === undefined) return fail({ kind: 'not-found' });
    const [balance] = await readBalances(deps.table, tenantId, [denial.claimId]);
    // Reads of denials are audited.
    const audit = { action: 'denial-read', entityId: denial.claimId, facts: { denialId: denial.id } } as const;
    return ok({ body: denialView(denial, balance), version: denial.version, writes: [], audit });
  },

  answerDenial: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, work } = found.value;
    const { tenantId, subject } = request.principal;
    const { by, reason } = request.body;
    const on = await request.today();
    const followUpOn = request.body.followUpOn ?? addDays(on, daysToFollowUp);
    if (followUpOn < on) {
      const detail = 'has passed';
      return fail({ kind: 'request-invalid', errors: [{ pointer: '/followUpOn', detail }] });
    }
    const sent = { by, on, followUpOn };
    const resolution = { kind: by, by: subject, at: request.at, reason };
    const version = denial.version + 1;
    const sentWork = (balance.openWork ?? []).map((each) =>
      each === work ? { ...each, isSent: true as const } : each,
    );
    const after = withOpenWork(balance, sentWork);
    return ok({
      body: denialView({ ...denial, sent, resolution, version }, after),
      version,
      writes: [denialSentWrite(tenantId, denial, sent, resolution), balanceWrite(tenantId, balance, after)],
      audit: { action: 'denial-answered', entityId: denial.id, facts: { by } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },

  moveDenial: (request, deps) => settle(request, deps, request.body.to),

  writeOffDenial: (request, deps) => settle(request, deps, 'write-off'),
};

/** Writes off a denied amount, or moves it to somebody else, with an entry. The denial closes when nothing of it is left. */
async function settle(
  request: SettleRequest,
  deps: DenialsDeps,
  as: Settlement,
): Promise<Result<Change<Answer>, Failure>> {
  const found = await openDenial(request, deps);
  if (!found.ok) return found;
  const { denial, balance, work } = found.value;
  const { tenantId, subject } = request.principal;
  const { cents, reason } = request.body;
  const today = await request.today();
  const newEntryId = () => request.newId('ledgerEntry');
  const rebooking = { tenant: tenantId, subject, at: request.at, today, reason, newEntryId };
  const order = { as, cents, remittanceId: denial.remittanceId };
  const settled = bookSettlement(balance, work, order, rebooking);
  if (!settled.ok) return settled;
  const { left, ledgerEntryId, over, after } = settled.value;
  const isOver = left.cents === 0;
  const outcome: DenialOutcome = as === 'write-off' ? 'write-off' : 'moved';
  const resolution = { kind: outcome, by: subject, at: request.at, reason };
  const version = denial.version + 1;
  const changed = { ...denial, openCents: left.cents, version, resolution };
  const now: Denial = isOver ? { ...changed, state: 'closed', outcome } : changed;
  return ok({
    body: { denial: denialView(now, after), ledgerEntryId, cents: settled.value.cents },
    version,
    writes: [
      ...settled.value.writes,
      ...workWrites(tenantId, { over, changed: [], outcome, at: request.at }),
      isOver
        ? denialDecidedWrite(tenantId, denial, outcome, resolution)
        : denialReducedWrite(tenantId, denial, left.cents, resolution),
    ],
    audit: {
      action: as === 'write-off' ? 'denial-written-off' : 'denial-moved',
      entityId: denial.id,
      facts: { ledgerEntryId, cents: settled.value.cents },
    },
    due: [deadlinesEnded(tenantId, request.at)],
  });
}

/** An open denial, with the balance of its claim and its item in the claim's open work. */
interface OpenDenial {
  readonly denial: Denial;
  readonly balance: ClaimBalance;
  readonly work: OpenWork;
}

async function openDenial(
  request: Pick<SettleRequest, 'principal' | 'params' | 'expectedVersion'>,
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
  return ok({ denial, balance, work });
}
