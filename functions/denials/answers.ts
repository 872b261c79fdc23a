import { present } from '../../shared/domain/present.ts';
import { type Appeal, nextLevelOf } from '../../shared/domain/remittance/denial/appeals.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { appealsWrite } from '../../shared/store/denials.ts';
import type { DenialsOperations } from './context.ts';
import { noteSent } from './note-sent.ts';
import { openDenial } from './open-denial.ts';
import { letterOf, wrongSending } from './sending.ts';
import { denialView } from './views.ts';

/** Records of what was sent to payers about denials. */
export const answerOperations: DenialsOperations<'answerDenial' | 'recordAppealSending'> = {
  answerDenial: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, guide } = found.value;
    const { tenantId, subject } = request.principal;
    const { letter: _digest, ...body } = request.body;
    const today = await request.today();
    const sentOn = body.sentOn ?? today;
    if (body.followUpOn !== undefined && body.followUpOn < today) return invalid('/followUpOn', 'has passed');
    const about = { since: nextLevelOf(denial).noticeOn, claimId: denial.claimId, patientId: balance.patientId };
    const wrong = await wrongSending({ ...body, sentOn }, about, { ...deps, tenantId, today });
    if (wrong !== undefined) return wrong;
    if (body.by === 'corrected-claim' && body.proof !== undefined)
      return invalid('/proof', 'is given with an appeal only');
    const letter = await letterOf(request, deps);
    if (letter?.sizeBytes === 0) return invalid('/letter', 'is not the digest of a letter of this office');
    const order = { ...body, sentOn, ...present({ letter }) };
    const noted = noteSent(found.value, { order, by: subject, at: request.at, today, newId: request.newId });
    if (!noted.ok) return noted;
    const { denial: now, balance: after, write, audit } = noted.value;
    return ok({
      body: denialView(now, after, guide),
      version: now.version,
      writes: [write(tenantId), balanceWrite(tenantId, balance, after)],
      audit,
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },

  recordAppealSending: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, guide } = found.value;
    const { tenantId } = request.principal;
    const before = denial.appeals?.find(({ id }) => id === request.params.appealId);
    if (before === undefined) return fail({ kind: 'not-found' });
    const { sentOn = before.sentOn, via = before.via, proof = before.proof, reason } = request.body;
    const today = await request.today();
    const earlier = (denial.appeals ?? []).slice(0, denial.appeals?.indexOf(before));
    const since = nextLevelOf({ ...denial, appeals: earlier }).noticeOn;
    const about = { since, claimId: denial.claimId, patientId: balance.patientId };
    const wrong = await wrongSending({ sentOn, ...present({ proof }) }, about, { ...deps, tenantId, today });
    if (wrong !== undefined) return wrong;
    if (before.outcome !== undefined && sentOn > before.outcome.noticeOn)
      return invalid('/sentOn', 'is after the payer’s decision');
    const after: Appeal = { ...before, sentOn, ...present({ via, proof }) };
    const appeals = (denial.appeals ?? []).map((each) => (each === before ? after : each));
    const resolution = { kind: 'appeal-sending', by: request.principal.subject, at: request.at, reason };
    // The last appeal is the one that the payer has.
    const isLast = denial.sent?.by === 'appeal' && appeals.at(-1) === after;
    const sent = denial.sent && isLast ? { ...denial.sent, on: sentOn } : denial.sent;
    const version = denial.version + 1;
    const now = { ...denial, appeals, resolution, ...present({ sent }) };
    return ok({
      body: denialView({ ...now, version }, balance, guide),
      version,
      writes: [appealsWrite(tenantId, now)],
      audit: { action: 'appeal-sending-recorded', entityId: denial.id, facts: { level: after.level } },
    });
  },
};
