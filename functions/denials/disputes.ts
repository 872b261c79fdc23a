import { type Dispute, disputeClock, disputeObstacles } from '../../shared/domain/remittance/denial/dispute.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type Failure, invalid } from '../../shared/http/problem.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { denialDisputedWrite } from '../../shared/store/denials.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';
import { openDenial } from './open-denial.ts';
import { denialView } from './views.ts';

type Step = DenialsRequest<'disputeDenial'>['body'];

/** Records a denial's federal dispute resolution. It changes no balance: the payment that follows does. */
export const disputeOperations: DenialsOperations<'disputeDenial'> = {
  disputeDenial: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, guide } = found.value;
    const today = await request.today();
    const { body: step } = request;
    if (step.on > today) return invalid('/on', 'is in the future');
    if (step.do === 'send-notice') {
      const isProtected = balance.payers[denial.share]?.patientProtection === 'no-surprises';
      const obstacles = disputeObstacles(guide.terms.get(denial.payerId) ?? {}, denial.remarkCodes, isProtected);
      const told = step.isEligibilityChecked ? obstacles.filter((each) => each !== 'not-said-by-the-payer') : obstacles;
      if (told.length > 0) return fail({ kind: 'dispute-not-eligible', facts: { obstacles: told.join(', ') } });
    }
    const next = stepped(denial.dispute, step, denial.noticeOn);
    if (!next.ok) return next;
    const dispute = next.value;
    const { tenantId, subject } = request.principal;
    const resolution = { kind: `dispute-${step.do}`, by: subject, at: request.at, reason: step.reason };
    const version = denial.version + 1;
    return ok({
      body: denialView({ ...denial, dispute, resolution, version }, balance, guide),
      version,
      writes: [denialDisputedWrite(tenantId, denial, dispute, resolution)],
      audit: { action: 'denial-answered', entityId: denial.id, facts: { by: 'dispute', step: step.do } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },
};

/** A dispute after a step; a step out of order is refused. */
function stepped(dispute: Dispute | undefined, step: Step, deniedOn: LocalDate): Result<Dispute, Failure> {
  const { do: deed, on } = step;
  const outOfOrder: Result<never, Failure> = fail({ kind: 'dispute-step-out-of-order' });
  if (deed === 'send-notice') {
    if (dispute !== undefined && dispute.end?.result !== 'withdrawn') return outOfOrder;
    return on < deniedOn ? invalid('/on', 'is before the denial') : ok({ noticeOn: on });
  }
  if (dispute === undefined || dispute.end !== undefined) return outOfOrder;
  const last = dispute.initiatedOn ?? dispute.answeredOn ?? dispute.noticeOn;
  if (on < last) return invalid('/on', 'is before the step that came before');
  if (deed === 'payer-answered')
    return dispute.initiatedOn === undefined ? ok({ ...dispute, answeredOn: on }) : outOfOrder;
  if (deed === 'initiate') {
    const clock = disputeClock(deniedOn, dispute);
    if (clock === undefined) return outOfOrder;
    if (on < clock.from) return invalid('/on', `the open negotiation lasts until then: initiate from ${clock.from} on`);
    return ok({ ...dispute, initiatedOn: on });
  }
  const { result, cents } = step;
  if (result === undefined) return invalid('/result', 'is missing');
  const isDecision = result === 'our-offer' || result === 'their-offer';
  if (isDecision && dispute.initiatedOn === undefined) return outOfOrder;
  return ok({ ...dispute, end: { on, result, ...(cents === undefined ? {} : { cents }) } });
}
