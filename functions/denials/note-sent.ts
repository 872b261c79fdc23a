import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { withAppeals, withOpenWork } from '../../shared/domain/claim/open-work.ts';
import { appealAt, appealLevels } from '../../shared/domain/deadline/appeal-levels.ts';
import type { PayerTerms } from '../../shared/domain/deadline/payer-terms.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import {
  type Appeal,
  type AppealProof,
  type AppealWay,
  isAppealStanding,
  nextLevelOf,
} from '../../shared/domain/remittance/denial/appeals.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type Instant, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { type Denial, denialAppealedWrite, denialSentWrite } from '../../shared/store/denials.ts';
import type { Write } from '../../shared/store/table.ts';
import type { DenialsRequest } from './context.ts';
import type { OpenDenial } from './open-denial.ts';

/** After a corrected claim, the payer is asked in this many days, when a request names no day. */
const daysToFollowUp = 45;

/** A submission to the payer about a denial. */
interface SentOrder {
  readonly by: 'corrected-claim' | 'appeal';
  readonly sentOn: LocalDate;
  readonly followUpOn?: LocalDate | undefined;
  readonly via?: AppealWay | undefined;
  readonly proof?: AppealProof | undefined;
  readonly letter?: Appeal['letter'];
  readonly isAggregated?: boolean | undefined;
  readonly reason: string;
}

/** What is recorded, by whom and when. */
export interface Noting {
  readonly order: SentOrder;
  readonly by: string;
  readonly at: Instant;
  readonly today: LocalDate;
  readonly newId: DenialsRequest<'answerDenial'>['newId'];
}

/** A denial with a submission to the payer: it stays open, and comes up again on the follow-up day. */
interface NotedDenial {
  readonly denial: Denial;
  readonly balance: ClaimBalance;
  readonly write: (tenant: TenantId) => Write<Failure>;
  readonly audit: AuditFact;
}

/** Records a submission about a denial, if that is allowed. */
export function noteSent({ denial, balance, work, guide }: OpenDenial, noting: Noting): Result<NotedDenial, Failure> {
  const { order, by: subject, at, today } = noting;
  const { by, sentOn: on, reason } = order;
  const level = by === 'appeal' ? levelToFile(denial, guide.terms.get(denial.payerId) ?? {}, noting) : undefined;
  if (level?.ok === false) return level;
  const filed = level?.value.filed;
  const usual = addDays(on, level?.value.answerDays ?? daysToFollowUp);
  const isOver = usual < today;
  const sent = { by, on, followUpOn: order.followUpOn ?? (isOver ? today : usual) };
  const resolution = { kind: by, by: subject, at, reason };
  const appeals = [...(denial.appeals ?? []), ...(filed === undefined ? [] : [filed])];
  const version = denial.version + 1;
  return ok({
    denial: { ...denial, sent, resolution, version, ...(appeals.length === 0 ? {} : { appeals }) },
    balance: standing(balance, work, filed && { level: filed.level, denial }),
    write: (tenant) =>
      filed === undefined
        ? denialSentWrite(tenant, denial, sent, resolution)
        : denialAppealedWrite(tenant, { denial, appeal: filed, sent, resolution }),
    audit: {
      ...({ action: 'denial-answered', entityId: denial.id } as const),
      facts: { by, ...(filed === undefined ? {} : { level: filed.level }) },
    },
  });
}

interface LevelToFile {
  readonly filed: Appeal;
  readonly answerDays: number;
}

/** The appeal level to file at, if the payer has a further level and the amount is large enough. */
function levelToFile(
  denial: Denial,
  terms: PayerTerms,
  { order, by, at, newId }: Noting,
): Result<LevelToFile, Failure> {
  if (isAppealStanding(denial)) return fail({ kind: 'appeal-standing' });
  const { level, noticeOn } = nextLevelOf(denial);
  const found = appealLevels(terms, order.sentOn)[level - 1];
  const clock = appealAt(terms, noticeOn, level);
  if (found === undefined || clock === undefined) return fail({ kind: 'appeal-levels-used' });
  const { sentOn, via, proof, letter, isAggregated, reason } = order;
  if (denial.openCents < (found.minimumCents ?? 0) && isAggregated !== true)
    return fail({ kind: 'appeal-below-minimum' });
  const filed = {
    ...{ id: newId('appeal'), level, title: found.title, sentOn, cents: denial.openCents },
    ...{ by: { on: clock.on, basis: clock.basis }, notedAt: at, notedBy: by, reason },
    ...present({ via, proof, letter }),
  };
  return ok({ filed, answerDays: found.answerDays });
}

/** The claim's balance after a submission about a denial; an appeal is pending until the payer's answer. */
function standing(
  balance: ClaimBalance,
  work: OpenWork,
  appeal: { readonly level: number; readonly denial: Denial } | undefined,
): ClaimBalance {
  const sentWork = (balance.openWork ?? []).map((each) => (each === work ? { ...each, isSent: true as const } : each));
  const after = withOpenWork(balance, sentWork);
  if (appeal === undefined) return after;
  const { level, denial } = appeal;
  const { id: denialId, share, openCents: cents, lines } = denial;
  const others = (balance.appeals ?? []).filter((each) => each.denialId !== denialId);
  const own = { denialId, share, level, cents, ...(lines.length === 0 ? {} : { lines }) };
  return withAppeals(after, [...others, own]);
}
