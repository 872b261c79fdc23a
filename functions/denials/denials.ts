import type { Settlement } from '../../shared/domain/claim/settled-amounts.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookSettlement } from '../../shared/posting/settling.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import {
  type Denial,
  type DenialOutcome,
  denialDecidedWrite,
  denialReducedWrite,
  readDenial,
} from '../../shared/store/denials.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import type { denialsApi } from './api.ts';
import type { DenialsDeps, DenialsOperations, DenialsRequest } from './context.ts';
import { openDenial } from './open-denial.ts';
import { denialView, readGuide } from './views.ts';

type SettleRequest = DenialsRequest<'writeOffDenial'> | DenialsRequest<'moveDenial'>;

type Answer = AnswerOf<(typeof denialsApi)['moveDenial']>;

export const denialOperations: DenialsOperations<'getDenial' | 'moveDenial' | 'writeOffDenial'> = {
  getDenial: async (request, deps) => {
    const { tenantId } = request.principal;
    const denial = await readDenial(deps.table, tenantId, request.params.denialId);
    if (denial === undefined) return fail({ kind: 'not-found' });
    const [balance] = await readBalances(deps.table, tenantId, [denial.claimId]);
    // Reads of denials are audited.
    const audit = { action: 'denial-read', entityId: denial.claimId, facts: { denialId: denial.id } } as const;
    const guide = await readGuide(deps.table, tenantId, [denial.payerId]);
    return ok({ body: denialView(denial, balance, guide), version: denial.version, writes: [], audit });
  },

  moveDenial: (request, deps) => settle(request, deps, request.body.to),

  writeOffDenial: (request, deps) => settle(request, deps, 'write-off'),
};

/**
 * Writes off a denied amount, or moves it to another payer or the patient, with an entry. The denial closes when
 * nothing of it is left.
 */
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
  const { left, ledgerEntryId, over, changed: others, after } = settled.value;
  const isOver = left.cents === 0;
  const outcome: DenialOutcome = as === 'write-off' ? 'write-off' : 'moved';
  const resolution = { kind: outcome, by: subject, at: request.at, reason };
  const version = denial.version + 1;
  const changed = { ...denial, openCents: left.cents, version, resolution };
  const now: Denial = isOver ? { ...changed, state: 'closed', outcome } : changed;
  return ok({
    body: { denial: denialView(now, after, found.value.guide), ledgerEntryId, cents: settled.value.cents },
    version,
    writes: [
      ...settled.value.writes,
      ...workWrites(tenantId, { over, changed: others, outcome, at: request.at }),
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
