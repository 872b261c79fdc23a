import * as z from 'zod';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { CoreChannel, InquiryChannel, PracticeChannel } from '../../shared/domain/inquiry/channel.ts';
import type { Inquiry } from '../../shared/domain/inquiry/inquiry.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { clockIn, dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, type Delivery } from '../../shared/runtime/queue-handler.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey } from '../../shared/store/files.ts';
import {
  askMessage,
  firstState,
  inquiryWrite,
  queuedWrite,
  readChannel,
  readInquiry,
} from '../../shared/store/inquiries.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import { answerBytes, applyDecision } from './apply-answers.ts';
import { askByFhir } from './ask-by-fhir.ts';
import type { AskDeps } from './context.ts';
import { coreAnswer, coreRequest } from './core-envelope.ts';
import { envelopeOf, identifiersOf, nextControlNumber } from './envelope.ts';
import { type Fault, failed } from './fail-inquiry.ts';
import { answerOverHttp, faultOfStatus } from './http-answer.ts';
import { leaveLine, type TakenLine, takeLine } from './lines.ts';
import { questionOf, transactions, writeQuestions } from './questions.ts';

/** After this many attempts a payer that does not answer is not asked again automatically. */
const attempts = 3;

/** A question is put off for at most so long while its receiver answers nobody; then a person is told. */
const putOffMilliseconds = 30 * 60_000;

type AskMessage = Extract<MessageOf<'ask-payers'>, { readonly work: 'ask' }>;

/** Sends one inquiry: in real time; or, when its day has come, through the next file. */
export async function askNow(
  tenant: TenantId,
  message: AskMessage,
  { receiveCount }: Pick<Delivery, 'receiveCount'>,
  deps: AskDeps,
): Promise<void> {
  const inquiry = await readInquiry(deps.table, tenant, message.inquiryId);
  if (inquiry === undefined || (inquiry.state.kind !== 'planned' && inquiry.state.kind !== 'asking')) return;
  // A message that puts a question off is received from 1 again.
  const attempt = (message.wait?.tried ?? 0) + receiveCount;
  if (attempt > attemptsBeforeEnd) return failed(tenant, inquiry, { fault: 'broke-off' }, deps);
  const channel = await readChannel(deps.table, tenant, inquiry.receiverId);
  if (channel === undefined) return failed(tenant, inquiry, { fault: 'channel-missing' }, deps);
  const isByFhir = inquiry.kind === 'prior-authorization' && channel.priorAuthorization !== undefined;
  if (channel.via.kind === 'file' && !isByFhir) return queue(tenant, inquiry, channel, deps);
  const taken = await takeLine(tenant, inquiry.receiverId, inquiry.id, deps);
  if (taken.kind !== 'taken') return putOff(tenant, inquiry, { message, tried: attempt - 1, taken }, deps);
  let isAnswered = false;
  try {
    const fault = await askOnce(tenant, inquiry, channel, deps);
    isAnswered = fault?.fault !== 'payer-unreachable';
    if (fault === undefined) return;
    // A payer that does not answer is asked again when the message is redelivered.
    if (!isAnswered && attempt < attempts) throw new Error('payer-unreachable');
    await failed(tenant, inquiry, fault, deps);
  } finally {
    await leaveLine(tenant, taken.line, isAnswered, deps);
  }
}

/** Asks, and stores the answer. @returns why there is none */
async function askOnce(
  tenant: TenantId,
  inquiry: Inquiry,
  channel: InquiryChannel,
  deps: AskDeps,
): Promise<Fault | undefined> {
  const fhir = channel.priorAuthorization;
  if (inquiry.kind === 'prior-authorization' && fhir !== undefined) {
    const decision = await askByFhir(tenant, inquiry, fhir, deps);
    if (!decision.ok) return decision.failure;
    await applyDecision(tenant, inquiry, decision.value, deps);
    return undefined;
  }
  const { via } = channel;
  invariant(via.kind !== 'file', 'a question for a file is queued');
  const asked = await ask(tenant, inquiry, { channel, via }, deps);
  if (!asked.ok) return asked.failure;
  await answerBytes(tenant, asked.value, { only: inquiry }, deps);
  return undefined;
}

/**
 * Asks later, because no line of the receiver is free: after 2, 4, 8 … at most 30 seconds while others are asked, or
 * when the first line has rested. It fails when the receiver has answered nobody for too long.
 */
async function putOff(
  tenant: TenantId,
  inquiry: Inquiry,
  { message, tried, taken }: { message: AskMessage; tried: number; taken: Exclude<TakenLine, { kind: 'taken' }> },
  deps: AskDeps,
): Promise<void> {
  const at = deps.now().toISOString();
  const { since = at, times = 0 } = message.wait ?? {};
  if (taken.kind === 'resting' && isSilent(taken.answeredAt, since, at))
    return failed(tenant, inquiry, { fault: 'payer-unreachable', places: ['others'] }, deps);
  const soon = new Date(Date.parse(at) + Math.min(30, 2 ** (times + 1)) * 1000).toISOString();
  const body: AskMessage = { ...message, wait: { since, times: times + 1, tried } };
  const id = `ask-${inquiry.id}-${inquiry.state.kind}-${tried}-${times + 1}`;
  const dueAt = taken.kind === 'resting' ? taken.until : soon;
  await deps.table.transact([dueWrite(at, { queue: 'ask-payers', id, body, dueAt })]);
}

/** Whether a receiver has answered nobody for so long that a question which waits for it fails. */
function isSilent(answeredAt: Instant | undefined, since: Instant, at: Instant): boolean {
  const from = answeredAt !== undefined && answeredAt > since ? answeredAt : since;
  return Date.parse(at) - Date.parse(from) >= putOffMilliseconds;
}

/** Puts an inquiry whose day has come, or whose channel has changed, into its receiver's queue. */
async function queue(
  tenant: TenantId,
  before: Inquiry,
  channel: InquiryChannel,
  { table, now }: AskDeps,
): Promise<void> {
  const at = now().toISOString();
  const after = { ...before, state: firstState(channel, before.kind) };
  const message = askMessage(tenant, { ...after, requestedAt: at }, channel);
  await table.transact([inquiryWrite(tenant, before, after), queuedWrite(tenant, after), dueWrite(at, message)]);
}

const secretSchema = z.object({ user: z.string().min(1), password: z.string().min(1) });

async function ask(
  tenant: TenantId,
  inquiry: Inquiry,
  { channel, via }: { readonly channel: InquiryChannel; readonly via: CoreChannel | PracticeChannel },
  deps: AskDeps,
): Promise<Result<Uint8Array, Fault>> {
  const { table, files, now, usage } = deps;
  const at = now().toISOString();
  const { timeZone } = await readOffice(table, tenant);
  const today = dayIn(timeZone, at);
  const question = await questionOf(tenant, inquiry, table, today);
  if (!question.ok) return fail({ fault: question.failure });
  const system = await systemOf(tenant, via, deps);
  if (!system.ok) return system;
  const partner = await readPartnerTerms(table, tenant, channel.receiverId);
  const { submitterId } = question.value;
  const { senderId, receiverId } = identifiersOf({ channel, partner }, submitterId);
  const controlNumber = await nextControlNumber(tenant, table);
  const [createdOn, createdTime] = [today, clockIn(timeZone, at)];
  const numbered = { submitterId, controlNumber, createdOn, createdTime, usage };
  const envelope = envelopeOf({ channel, partner, ...numbered });
  const written = writeQuestions([question.value], { reference: inquiry.id, createdOn, createdTime, envelope });
  if (!written.ok)
    return fail({
      fault: 'not-writable',
      places: written.failure.problems.slice(0, 5).map(({ kind, place }) => `${kind} ${place}`),
    });
  const { type, answer, payloadType } = transactions[inquiry.kind];
  await files.put(
    fileKey(tenant, 'inquiry', `${inquiry.id}-${controlNumber}.${type}`),
    Buffer.from(written.value),
    'application/edi-x12',
  );
  const request = {
    ...{ payloadType, payloadId: payloadIdOf(inquiry.id, controlNumber), at, senderId, receiverId },
    ...{ user: system.value.user, password: system.value.password, payload: written.value },
  };
  const payload = await send(system.value, request, deps);
  if (!payload.ok) return payload;
  // The envelope may carry any character. The reader takes UTF-8; in Latin-1 some would become separators.
  const bytes = Buffer.from(payload.value);
  await files.put(fileKey(tenant, 'inquiry', `${inquiry.id}-${controlNumber}.${answer}`), bytes, 'application/edi-x12');
  return ok(bytes);
}

/** A receiver's system for questions in real time. */
interface CoreSystem extends Pick<CoreChannel, 'url' | 'envelope'> {
  readonly user: string;
  readonly password: string;
}

async function systemOf(
  tenant: TenantId,
  via: CoreChannel | PracticeChannel,
  deps: AskDeps,
): Promise<Result<CoreSystem, Fault>> {
  if (via.kind === 'practice') {
    const { practicePayer: url } = deps;
    if (url === undefined) return fail({ fault: 'practice-payer-missing' });
    return ok({ url, envelope: 'soap', user: 'practice', password: 'practice' });
  }
  const secret = await readSecret(tenant, via.secretName, deps);
  return secret === undefined ? fail({ fault: 'secret-missing' }) : ok({ ...via, ...secret });
}

async function readSecret(tenant: TenantId, name: string, { secrets }: AskDeps) {
  const text = await secrets.get(tenant, name);
  if (text === undefined) return undefined;
  try {
    return secretSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function send(
  { url, envelope }: CoreSystem,
  request: Parameters<typeof coreRequest>[1],
  { fetch, logger }: AskDeps,
): Promise<Result<string, Fault>> {
  const answer = await answerOverHttp(fetch, url, coreRequest(envelope, request), logger);
  if (!answer.ok) return answer;
  const { payload, errorCode, isReceivers = false } = await coreAnswer(answer.value);
  if (payload !== undefined) return ok(payload);
  if (errorCode === undefined) return fail(faultOfStatus(answer.value.status));
  const places = [errorCode];
  if (signInCodes.has(errorCode)) return fail({ fault: 'sign-in-refused', places });
  return fail({ fault: isReceivers ? 'payer-unreachable' : 'question-refused', places });
}

/** What receivers call a wrong user or password: CORE, and WS-Security as a fault of SOAP. */
const signInCodes: ReadonlySet<string> = new Set([
  ...['UnAuthorized', 'FailedAuthentication', 'InvalidSecurity', 'InvalidSecurityToken', 'FailedCheck'],
]);

/** The id of an attempt as the rule wants it, in the form of a UUID (RFC 9562). */
function payloadIdOf(inquiryId: string, controlNumber: string): string {
  const hex = digestOf('payload-id', inquiryId, controlNumber).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
