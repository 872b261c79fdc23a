import { type AuthorizationDecision, decided } from '../../shared/domain/authorization/authorization.ts';
import type { EligibilityResult } from '../../shared/domain/eligibility/benefits.ts';
import { changesBetween, type EligibilityChange } from '../../shared/domain/eligibility/changed.ts';
import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import {
  type AuthorizationRequest,
  attentionFrom,
  type EligibilityCheck,
  type Inquiry,
  isOpen,
  isPutOff,
} from '../../shared/domain/inquiry/inquiry.ts';
import { furthest, type PayerStatus } from '../../shared/domain/inquiry/payer-status.ts';
import type { Coverage } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { authorizationWrites, readAuthorization } from '../../shared/store/authorizations.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import {
  inquiryWrite,
  lastCheckWrite,
  readInquiry,
  readInquiryFile,
  readLastCheck,
} from '../../shared/store/inquiries.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Write } from '../../shared/store/table.ts';
import { readEligibilityAnswers } from '../../shared/x12/270/plain-answer.ts';
import { readStatusAnswers } from '../../shared/x12/276/plain-status.ts';
import { readReviewAnswers } from '../../shared/x12/278/plain-review.ts';
import { rejectionCodes } from '../../shared/x12/acknowledgement/rejection-codes.ts';
import type { LoopFinding } from '../../shared/x12/loops/loop-finding.ts';
import type { Answered, AskDeps } from './context.ts';
import { failed } from './fail-inquiry.ts';
import { predeterminationReviewed, type Review } from './predetermination-reviewed.ts';
import { statusAnswered } from './status-answered.ts';

/** One answer, with the traces that identify its question. */
type Answer = { readonly traces: readonly string[] } & (
  | { readonly kind: 'eligibility'; readonly result: EligibilityResult; readonly planDay?: LocalDate }
  | { readonly kind: 'claim-status'; readonly result: PayerStatus }
  | {
      readonly kind: 'prior-authorization';
      readonly result: AuthorizationDecision;
      /** The numbers by which it may name a claim, and who decided. */
      readonly about?: Omit<Review, 'decision'>;
    }
);

/** The outcome of the answers in some bytes. */
export interface Applied {
  readonly answered: number;
  /** Answers to no question of this office, or to one that already has an answer. */
  readonly unmatched: number;
  readonly findings: readonly LoopFinding[];
}

/**
 * Stores the answers to inquiries. An answer returns the trace of its question. When a payer rejected the question
 * before it reached any patient, the question is found by the file's reference, or it is the `only` one.
 */
export async function answerBytes(
  tenant: TenantId,
  bytes: Uint8Array,
  { only }: { readonly only?: Inquiry },
  deps: AskDeps,
): Promise<void> {
  const { answered } = await applyAnswers(tenant, bytes, only, deps);
  if (only === undefined || answered > 0) return;
  // In real time, a question that is not valid is answered by a TA1 or 999 instead.
  const codes = rejectionCodes(bytes);
  const fault = codes.length === 0 ? 'answer-unreadable' : 'file-rejected';
  await failed(
    tenant,
    only,
    { fault, ...present({ places: codes.length === 0 ? undefined : codes.slice(0, 5) }) },
    deps,
  );
}

export async function applyAnswers(
  tenant: TenantId,
  bytes: Uint8Array,
  only: Inquiry | undefined,
  deps: AskDeps,
): Promise<Applied> {
  let [answered, unmatched] = [0, 0];
  const { answers, findings } = await answersIn(tenant, bytes, only, deps);
  for (const answer of answers) {
    const questions = await questionsOf(tenant, answer, only, deps);
    if (questions.length === 0) {
      if (only === undefined && (await isOfPredetermination(tenant, answer, deps))) answered += 1;
      else unmatched += 1;
    }
    for (const question of questions) {
      if (await applyOne(tenant, question, answer, deps)) answered += 1;
      else unmatched += 1;
    }
  }
  return { answered, unmatched, findings };
}

/** Whether an answer to none of our requests is about a predetermination, which then keeps it. */
async function isOfPredetermination(tenant: TenantId, answer: Answer, deps: AskDeps): Promise<boolean> {
  if (answer.kind !== 'prior-authorization' || answer.about === undefined) return false;
  return predeterminationReviewed(tenant, { ...answer.about, decision: answer.result }, deps);
}

async function answersIn(
  tenant: TenantId,
  bytes: Uint8Array,
  only: Inquiry | undefined,
  deps: AskDeps,
): Promise<{ readonly answers: readonly Answer[]; readonly findings: readonly LoopFinding[] }> {
  const eligibility = readEligibilityAnswers(bytes);
  const statuses = readStatusAnswers(bytes);
  const { timeZone } = await readOffice(deps.table, tenant);
  const reviews = readReviewAnswers(bytes, dayIn(timeZone, deps.now().toISOString()));
  const askedIn = async (references: readonly string[]): Promise<readonly string[]> => {
    const files = await Promise.all(
      references.filter((id) => isId('inquiryFile', id)).map((id) => readInquiryFile(deps.table, tenant, id)),
    );
    return [...references.filter((id) => isId('inquiry', id)), ...files.flatMap((file) => file?.inquiryIds ?? [])];
  };
  const whole = only === undefined ? await askedIn(eligibility.references) : [only.id];
  const ofAll = await Promise.all(
    statuses.ofAll.map(async ({ trace, status }) => ({
      traces: only === undefined ? await askedIn([trace]) : [only.id],
      result: status,
    })),
  );
  const reviewsOfAll = await Promise.all(
    reviews.ofAll.map(async ({ reference, decision }) => ({
      traces: only === undefined ? await askedIn([reference]) : [only.id],
      result: decision,
    })),
  );
  const answers: readonly Answer[] = [
    ...eligibility.patients.map(({ traces, result, planDay }) => ({
      kind: 'eligibility' as const,
      traces: traces.length === 0 ? whole : traces,
      result,
      ...present({ planDay }),
    })),
    ...[...Map.groupBy(statuses.claims, ({ trace }) => trace)].map(([trace, told]) => ({
      kind: 'claim-status' as const,
      traces: [trace],
      result: mostAdvanced(told.map(({ status }) => status)),
    })),
    ...ofAll.map((answer) => ({ kind: 'claim-status' as const, ...answer })),
    ...reviews.answers.map(({ trace, accountNumber = '', reviewerId, decision }) => ({
      kind: 'prior-authorization' as const,
      traces: [trace],
      result: decision,
      about: { numbers: [trace, accountNumber], reviewerId },
    })),
    ...reviewsOfAll.map((answer) => ({ kind: 'prior-authorization' as const, ...answer })),
  ];
  // Each of the three readers reports the transactions of the other two as unknown.
  const all = [...eligibility.findings, ...statuses.findings, ...reviews.findings].filter(
    ({ code }) => code !== 'transaction-of-another-type',
  );
  const findings = [...new Map(all.map((finding) => [`${finding.code} ${finding.byteOffset}`, finding])).values()];
  return { answers, findings };
}

/**
 * What a payer says of a question in several claims that it found: the claim that has come the furthest. A payer may have
 * a duplicate that it rejected, and decide the other one.
 */
function mostAdvanced(found: readonly PayerStatus[]): PayerStatus {
  return found.reduce((first, next) => (furthest([first.standing, next.standing]) === first.standing ? first : next));
}

async function questionsOf(
  tenant: TenantId,
  { kind, traces }: Answer,
  only: Inquiry | undefined,
  { table }: AskDeps,
): Promise<readonly Inquiry[]> {
  const ids = [...new Set(traces.filter((trace) => isId('inquiry', trace)))];
  const found = await Promise.all(ids.map((id) => (id === only?.id ? only : readInquiry(table, tenant, id))));
  return found.flatMap((inquiry) => (inquiry !== undefined && inquiry.kind === kind ? [inquiry] : []));
}

/** How often an answer is tried while others change its claim. */
const attempts = 5;

/** @returns whether the inquiry was waiting for this answer and now has it */
async function applyOne(tenant: TenantId, first: Inquiry, answer: Answer, deps: AskDeps): Promise<boolean> {
  let question: Inquiry | undefined = first;
  for (let attempt = 1; question !== undefined && attempt <= attempts; attempt += 1) {
    const outcome = await tryOne(tenant, question, answer, deps);
    if (outcome !== 'overtaken') return outcome === 'applied';
    question = await readInquiry(deps.table, tenant, first.id);
  }
  throw new Error('other writers came first too often: the message will be worked off again');
}

async function tryOne(
  tenant: TenantId,
  question: Inquiry,
  answer: Answer,
  deps: AskDeps,
): Promise<'applied' | 'not-awaited' | 'overtaken'> {
  const { table, now } = deps;
  if (!isOpen(question) && !(isPutOff(question) && isOtherThan(question, answer))) return 'not-awaited';
  const at = now().toISOString();
  const state = { kind: 'answered', answeredAt: at } as const;
  const audit = workerAudit('ask-payers', tenant, at, { action: 'inquiry-answered', entityId: question.id });
  // A dismissed question needs attention again: whoever dismissed it has not seen the answer.
  const { dismissed: _, ...asked } = question;
  const more = await answeredBy(tenant, { ...asked, state } as Inquiry & { state: Answered }, answer, deps);
  const written = await table.transact([inquiryWrite(tenant, question, more.after), audit, ...more.writes]);
  if (written.ok && more.superseded !== undefined) await supersede(tenant, more.superseded, at, deps);
  return written.ok ? 'applied' : 'overtaken';
}

/** Dismisses the earlier check of the same day. If a person dismisses it at this moment, nothing is lost. */
async function supersede(tenant: TenantId, before: EligibilityCheck, at: Instant, { table }: AskDeps): Promise<void> {
  const dismissed = { by: 'ask-payers', at, reason: 'A later check of the same day was answered.' };
  await table.transact([inquiryWrite(tenant, before, { ...before, dismissed })]);
}

/** Whether an answer differs from the known one, apart from the day on which it came. */
function isOtherThan({ result }: Inquiry, answer: Answer): boolean {
  const said = (told: unknown) => JSON.stringify({ ...(told as object), decidedOn: '' });
  return said(result) !== said(answer.result);
}

/** Gives a request the payer's decision. */
export async function applyDecision(
  tenant: TenantId,
  request: AuthorizationRequest,
  result: AuthorizationDecision,
  deps: AskDeps,
): Promise<void> {
  await applyOne(tenant, request, { kind: 'prior-authorization', traces: [request.id], result }, deps);
}

/** The changes that an answer makes. Question and answer have the same kinds. */
function answeredBy(
  tenant: TenantId,
  question: Inquiry & { readonly state: Answered },
  answer: Answer,
  deps: AskDeps,
): Promise<AnsweredInquiry> {
  switch (question.kind) {
    case 'eligibility':
      return eligibilityAnswered(tenant, question, resultFor(question, answer as AboutCoverage), deps);
    case 'claim-status':
      return statusAnswered(tenant, question, answer.result as PayerStatus, deps);
    case 'prior-authorization':
      return authorizationAnswered(tenant, question, answer.result as AuthorizationDecision, deps);
  }
}

/**
 * The answer about a coverage. Some payers return the day that was asked about as the start of the plan. That says
 * nothing about the plan, so it is left out.
 */
function resultFor({ serviceOn }: EligibilityCheck, { result, planDay }: AboutCoverage): EligibilityResult {
  return planDay === undefined || planDay === serviceOn ? result : { ...result, planFrom: planDay };
}

type AboutCoverage = Extract<Answer, { kind: 'eligibility' }>;

/** The authorisation takes the payer's decision, unless a person has decided otherwise since the question. */
async function authorizationAnswered(
  tenant: TenantId,
  request: AuthorizationRequest & { readonly state: Answered },
  result: AuthorizationDecision,
  { table }: AskDeps,
): Promise<AnsweredInquiry> {
  const before = await readAuthorization(table, tenant, request.patientId, request.authorizationId);
  const after = { ...request, result };
  const isWaiting = before?.status === 'requested' || before?.status === 'pended';
  return {
    after,
    writes: before === undefined || !isWaiting ? [] : authorizationWrites(tenant, before, decided(before, result)),
  };
}

interface AnsweredInquiry {
  readonly after: Inquiry;
  /** The earlier check that this one replaces. */
  readonly superseded?: EligibilityCheck | undefined;
  readonly writes: readonly Write[];
}

async function eligibilityAnswered(
  tenant: TenantId,
  check: EligibilityCheck & { readonly state: Answered },
  result: EligibilityResult,
  { table }: AskDeps,
): Promise<AnsweredInquiry> {
  const last = await readLastCheck(table, tenant, check.coverageId);
  const before = last === undefined ? undefined : await readInquiry(table, tenant, last.inquiryId);
  const known = before?.kind === 'eligibility' ? before.result : undefined;
  const changes =
    known === undefined ? await differsFromFile(tenant, check, result, table) : changesBetween(known, result);
  const isOfSameDay = before?.kind === 'eligibility' && before.serviceOn === check.serviceOn;
  return {
    after: { ...check, result, changes },
    superseded: isOfSameDay && attentionFrom(before) !== undefined && result.status !== 'rejected' ? before : undefined,
    // An answer that rejects the question says nothing about the coverage, so it is not kept for comparison: the next
    // answer is compared with the one before it.
    writes:
      result.status === 'rejected'
        ? []
        : [lastCheckWrite(tenant, check.coverageId, { inquiryId: check.id, answeredAt: check.state.answeredAt })],
  };
}

/** For the first answer: whether the payer knows the patient by another number than the office. */
async function differsFromFile(
  tenant: TenantId,
  { patientId, coverageId }: EligibilityCheck,
  { memberId }: EligibilityResult,
  table: AskDeps['table'],
): Promise<readonly EligibilityChange[]> {
  const item = await table.get(coverageKey(tenant, patientId, coverageId));
  const onFile = item === undefined ? undefined : documentOfItem<Coverage>(item).memberId;
  if (memberId === undefined || onFile === undefined || memberId === onFile) return [];
  return [{ field: 'memberId', before: onFile, after: memberId }];
}
