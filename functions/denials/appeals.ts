import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { withAppeals, withOpenWork } from '../../shared/domain/claim/open-work.ts';
import { appealAt } from '../../shared/domain/deadline/appeal-levels.ts';
import type { PayerTerms } from '../../shared/domain/deadline/payer-terms.ts';
import { present } from '../../shared/domain/present.ts';
import { type Appeal, type AppealOutcome, nextLevelOf } from '../../shared/domain/remittance/denial/appeals.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { appealDecidedWrite, type Denial } from '../../shared/store/denials.ts';
import type { DenialsOperations, DenialsRequest } from './context.ts';
import { openDenial } from './open-denial.ts';
import { denialView } from './views.ts';

/** After an appeal is won, the payer is asked about the payment in this many days, when a request names no day. */
const daysToPayment = 30;

export const appealOperations: DenialsOperations<'decideAppeal'> = {
  decideAppeal: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, work, guide } = found.value;
    const terms = guide.terms.get(denial.payerId) ?? {};
    const { tenantId, subject } = request.principal;
    const last = denial.appeals?.at(-1);
    if (!denial.appeals?.some(({ id }) => id === request.params.appealId)) return fail({ kind: 'not-found' });
    if (last === undefined || last.id !== request.params.appealId) return fail({ kind: 'appeal-followed' });
    const on = await request.today();
    const wrong = wrongDecision(request.body, last, on);
    if (wrong !== undefined) return wrong;
    const { result, noticeOn, allowedCents, reason, followUpOn } = request.body;
    const outcome: AppealOutcome = {
      ...{ result, noticeOn, at: request.at, by: subject, reason },
      ...present({ allowedCents }),
    };
    const resolution = { kind: `appeal-${result}`, by: subject, at: request.at, reason };
    const decided = decidedDenial(denial, { ...last, outcome }, terms);
    const payment = { by: 'appeal', on: last.sentOn, followUpOn: followUpOn ?? addDays(on, daysToPayment) } as const;
    const changed: Denial = { ...decided, resolution, ...(result === 'won' ? { sent: payment } : {}) };
    const after = afterDecision(balance, work, result);
    const version = denial.version + 1;
    return ok({
      body: denialView({ ...changed, version }, after, guide),
      version,
      writes: [appealDecidedWrite(tenantId, changed), balanceWrite(tenantId, balance, after)],
      audit: { action: 'appeal-decided', entityId: denial.id, facts: { result, level: last.level } },
      due: [deadlinesEnded(tenantId, request.at)],
    });
  },
};

/**
 * The claim's balance after an appeal is decided. A refusal stays recorded: if the payer's next answer in the books
 * refuses again, its denial starts at the next level.
 */
function afterDecision(balance: ClaimBalance, work: OpenWork, result: AppealOutcome['result']): ClaimBalance {
  const openWork = (balance.openWork ?? []).map((each) => {
    if (each !== work) return each;
    const { isSent: _sent, ...rest } = each;
    return result === 'won' ? { ...rest, isSent: true as const } : rest;
  });
  const after = withOpenWork(balance, openWork);
  if (result !== 'withdrawn') return after;
  return withAppeals(
    after,
    (balance.appeals ?? []).filter(({ denialId }) => denialId !== work.id),
  );
}

/** The denial after its last appeal was decided: open again, with the deadline of the next level. */
function decidedDenial(denial: Denial, decided: Appeal, terms: PayerTerms): Denial {
  const { sent: _sent, ...rest } = denial;
  const now = { ...rest, appeals: [...(denial.appeals ?? []).slice(0, -1), decided] };
  const { level, noticeOn } = nextLevelOf(now);
  const clock = appealAt(terms, noticeOn, level);
  // Without a further level, a person must decide at once.
  const appealBy = clock === undefined ? { ...denial.appealBy, on: noticeOn } : { on: clock.on, basis: clock.basis };
  return { ...now, appealBy };
}

function wrongDecision(
  { result, noticeOn, allowedCents, followUpOn }: DenialsRequest<'decideAppeal'>['body'],
  appeal: Appeal,
  today: LocalDate,
): Result<never, Failure> | undefined {
  if (noticeOn > today) return invalid('/noticeOn', 'is in the future');
  if (noticeOn < appeal.sentOn) return invalid('/noticeOn', 'is before the day on which the appeal was sent');
  if (followUpOn !== undefined && followUpOn < today) return invalid('/followUpOn', 'has passed');
  if ((result === 'won-in-part') !== (allowedCents !== undefined)) {
    return invalid('/allowedCents', 'is given when the appeal is won in part, and only then');
  }
  if (allowedCents !== undefined && allowedCents >= appeal.cents) {
    return invalid('/allowedCents', 'is all that was appealed: the appeal is won');
  }
  return undefined;
}
