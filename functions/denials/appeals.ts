import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import { withAppeals, withOpenWork } from '../../shared/domain/claim/open-work.ts';
import { appealAt, appealLevels } from '../../shared/domain/deadline/appeal-levels.ts';
import type { PayerTerms } from '../../shared/domain/deadline/payer-terms.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import {
  type Appeal,
  type AppealOutcome,
  isAppealStanding,
  nextLevelOf,
} from '../../shared/domain/remittance/denial/appeals.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import { readCorrespondence } from '../../shared/store/correspondence.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import {
  appealDecidedWrite,
  appealsWrite,
  type Denial,
  denialAppealedWrite,
  denialSentWrite,
} from '../../shared/store/denials.ts';
import type { DenialsDeps, DenialsOperations, DenialsRequest } from './context.ts';
import { letterKey } from './letters.ts';
import { openDenial } from './open-denial.ts';
import { denialView } from './views.ts';

/** The days until the payer is asked about a corrected claim, or about the payment after an appeal that is won, when a request names no day. */
const daysToFollowUp = 45;
const daysToPayment = 30;

export const appealOperations: DenialsOperations<'answerDenial' | 'recordAppealSending' | 'decideAppeal'> = {
  answerDenial: async (request, deps) => {
    const found = await openDenial(request, deps);
    if (!found.ok) return found;
    const { denial, balance, work, guide } = found.value;
    const terms = guide.terms.get(denial.payerId) ?? {};
    const { tenantId, subject } = request.principal;
    const { by, reason } = request.body;
    const today = await request.today();
    const on = request.body.sentOn ?? today;
    if (request.body.followUpOn !== undefined && request.body.followUpOn < today)
      return invalid('/followUpOn', 'has passed');
    const about = { since: nextLevelOf(denial).noticeOn, claimId: denial.claimId, patientId: balance.patientId };
    const wrong = await wrongSending({ ...request.body, sentOn: on }, about, { ...deps, tenantId, today });
    if (wrong !== undefined) return wrong;
    if (by === 'corrected-claim' && request.body.proof !== undefined) return invalid('/proof', 'is of an appeal');
    const level = by === 'appeal' ? levelToFile(denial, terms, request, on) : undefined;
    if (level?.ok === false) return level;
    const letter = await letterOf(request, deps);
    if (letter?.sizeBytes === 0) return invalid('/letter', 'is the digest of no letter of this office');
    const appeal = level?.value && { ...level.value, filed: { ...level.value.filed, ...present({ letter }) } };
    const usual = addDays(on, appeal?.answerDays ?? daysToFollowUp);
    const isOver = usual < today;
    const followUpOn = request.body.followUpOn ?? (isOver ? today : usual);
    const sent = { by, on, followUpOn };
    const resolution = { kind: by, by: subject, at: request.at, reason };
    const version = denial.version + 1;
    const after = standing(balance, work, appeal && { level: appeal.filed.level, denial });
    const appeals = [...(denial.appeals ?? []), ...(appeal === undefined ? [] : [appeal.filed])];
    const now = { ...denial, sent, resolution, version, ...(appeals.length === 0 ? {} : { appeals }) };
    const write =
      appeal === undefined
        ? denialSentWrite(tenantId, denial, sent, resolution)
        : denialAppealedWrite(tenantId, { denial, appeal: appeal.filed, sent, resolution });
    return ok({
      body: denialView(now, after, guide),
      version,
      writes: [write, balanceWrite(tenantId, balance, after)],
      audit: {
        action: 'denial-answered',
        entityId: denial.id,
        facts: { by, ...(appeal === undefined ? {} : { level: appeal.filed.level }) },
      },
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
    const about = { since: denial.noticeOn, claimId: denial.claimId, patientId: balance.patientId };
    const wrong = await wrongSending({ sentOn, ...present({ proof }) }, about, { ...deps, tenantId, today });
    if (wrong !== undefined) return wrong;
    if (before.outcome !== undefined && sentOn > before.outcome.noticeOn)
      return invalid('/sentOn', 'is after the payer’s decision');
    const after: Appeal = { ...before, sentOn, ...present({ via, proof }) };
    const appeals = (denial.appeals ?? []).map((each) => (each === before ? after : each));
    const resolution = { kind: 'appeal-sending', by: request.principal.subject, at: request.at, reason };
    const version = denial.version + 1;
    return ok({
      body: denialView({ ...denial, appeals, resolution, version }, balance, guide),
      version,
      writes: [appealsWrite(tenantId, { ...denial, appeals, resolution })],
      audit: { action: 'appeal-sending-recorded', entityId: denial.id, facts: { level: after.level } },
    });
  },

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
      ...(allowedCents === undefined ? {} : { allowedCents }),
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

interface SendingDeps extends Pick<DenialsDeps, 'table'> {
  readonly tenantId: TenantId;
  readonly today: LocalDate;
}

/** Which claim it is about, and the notice that it answers. */
interface SentAbout {
  readonly since: LocalDate;
  readonly claimId: string;
  readonly patientId: string;
}

/** What cannot be true of how something was sent about a denial. */
async function wrongSending(
  { sentOn, proof }: Pick<DenialsRequest<'recordAppealSending'>['body'], 'sentOn' | 'proof'>,
  { since, claimId, patientId }: SentAbout,
  { table, tenantId, today }: SendingDeps,
): Promise<Result<never, Failure> | undefined> {
  const { receivedOn, correspondenceId } = proof ?? {};
  if (sentOn !== undefined && sentOn > today) return invalid('/sentOn', 'is in the future');
  if (sentOn !== undefined && sentOn < since) return invalid('/sentOn', 'is before the notice that it answers');
  if (receivedOn !== undefined && receivedOn > today) return invalid('/proof/receivedOn', 'is in the future');
  if (receivedOn !== undefined && receivedOn < (sentOn ?? since))
    return invalid('/proof/receivedOn', 'is before the day on which it left');
  if (correspondenceId === undefined) return undefined;
  const record = await readCorrespondence(table, tenantId, correspondenceId);
  const { about } = record ?? {};
  const isOwn = about?.claimId === undefined ? about?.patientId === patientId : about.claimId === claimId;
  return about === undefined || !isOwn
    ? invalid('/proof/correspondenceId', 'is no correspondence about this claim')
    : undefined;
}

/** The letter that a request names; of size zero when there is none. */
async function letterOf(
  { principal, body: { letter: sha256 } }: Pick<DenialsRequest<'answerDenial'>, 'body' | 'principal'>,
  { files }: Pick<DenialsDeps, 'files'>,
): Promise<Appeal['letter']> {
  if (sha256 === undefined) return undefined;
  return { sha256, sizeBytes: (await files.head(letterKey(principal.tenantId, sha256))) ?? 0 };
}

function invalid(pointer: string, detail: string): Result<never, Failure> {
  return fail({ kind: 'request-invalid', errors: [{ pointer, detail }] });
}

interface LevelToFile {
  readonly filed: Appeal;
  readonly answerDays: number;
}

/** The appeal that is filed, if the payer has a further level and enough is at stake. */
function levelToFile(
  denial: Denial,
  terms: PayerTerms,
  request: Pick<DenialsRequest<'answerDenial'>, 'body' | 'principal' | 'newId' | 'at'>,
  on: LocalDate,
): Result<LevelToFile, Failure> {
  if (isAppealStanding(denial)) return fail({ kind: 'appeal-standing' });
  const { level, noticeOn } = nextLevelOf(denial);
  const found = appealLevels(terms, on)[level - 1];
  const clock = appealAt(terms, noticeOn, level);
  if (found === undefined || clock === undefined) return fail({ kind: 'appeal-levels-used' });
  const { via, proof, isAggregated, reason } = request.body;
  if (denial.openCents < (found.minimumCents ?? 0) && isAggregated !== true)
    return fail({ kind: 'appeal-below-minimum' });
  const filed = {
    ...{ id: request.newId('appeal'), level, title: found.title, sentOn: on, cents: denial.openCents },
    ...{ by: { on: clock.on, basis: clock.basis }, notedAt: request.at, notedBy: request.principal.subject, reason },
    ...present({ via, proof }),
  };
  return ok({ filed, answerDays: found.answerDays });
}

/** The claim's balance once something was sent about a denial; an appeal stands until the payer's answer. */
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

/**
 * The claim's balance once an appeal is decided. A refusal stays there: if the payer's next answer in the books refuses again, its denial has the
 * level after this one.
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

/** The denial with its last appeal decided: work again, by the deadline of the level that is open now. */
function decidedDenial(denial: Denial, decided: Appeal, terms: PayerTerms): Denial {
  const { sent: _sent, ...rest } = denial;
  const now = { ...rest, appeals: [...(denial.appeals ?? []).slice(0, -1), decided] };
  const { level, noticeOn } = nextLevelOf(now);
  const clock = appealAt(terms, noticeOn, level);
  // Where there is no further level, somebody has to decide at once.
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
  if ((result === 'part') !== (allowedCents !== undefined)) {
    return invalid('/allowedCents', 'is given when the appeal is won in part, and only then');
  }
  if (allowedCents !== undefined && allowedCents >= appeal.cents) {
    return invalid('/allowedCents', 'is all that was appealed: the appeal is won');
  }
  return undefined;
}
