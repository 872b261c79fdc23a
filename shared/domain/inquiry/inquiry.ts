import type { AuthorizationDecision } from '../authorization/authorization.ts';
import type { Filing } from '../claim/filing.ts';
import type { EligibilityResult } from '../eligibility/benefits.ts';
import type { EligibilityChange } from '../eligibility/changed.ts';
import { holdsOn } from '../eligibility/in-force.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { PayerStatus } from './payer-status.ts';

/** Why an inquiry failed, in codes with their words. */
export const inquiryFaults = {
  'file-rejected':
    'The receiver rejected the file with the question (999 or TA1). Correct what its codes name, then ask again.',
  'payer-unreachable':
    'The payer’s system did not answer, several times; with `others` in `places`, it answered none of the questions before this one for half an hour. Ask again later.',
  'sign-in-refused':
    'The receiver refused the user name, password or token of the channel’s secret. Ask the receiver, store the right one, then ask again.',
  'question-refused':
    'The receiver refused the question before it read it. Ask it what its code in `places` means, correct that, then ask again.',
  'answer-unreadable': 'What came back is no answer to the question. Ask the receiver what it sent.',
  'broke-off': 'Superbill broke off each time that it asked. Tell your operator, and ask again later.',
  'channel-missing': 'The payer’s receiver has no channel for inquiries any more. Set one up, then ask again.',
  'secret-missing': 'The channel’s secret is not there, or is not what it must be. Store it, then ask again.',
  'practice-payer-missing':
    'The channel asks the simulated payer, and none runs here. Name the receiver’s own way, then ask again.',
  'attestation-missing':
    'Medicare answers only providers whose NPI has an attestation. Record it with the provider’s enrolment, then ask again.',
  'record-missing':
    'The patient, coverage, payer, provider or claim is no longer on file, so that nothing can be asked.',
  'not-writable':
    'The question cannot carry a value of the patient, the provider or the payer: it is too long, or has a character that X12 does not allow. Correct it, then ask again.',
} as const;

export type InquiryFault = keyof typeof inquiryFaults;

/** The state of an inquiry. An answered one stays answered: another question is another inquiry. */
export type InquiryState =
  /** Will be asked on its day. */
  | { readonly kind: 'planned'; readonly askAt: Instant }
  /** Is being asked in real time. */
  | { readonly kind: 'asking' }
  /** Waits for the receiver's next file. */
  | { readonly kind: 'queued' }
  /** Is in a file. */
  | { readonly kind: 'sent'; readonly sentAt: Instant; readonly fileId: string }
  | { readonly kind: 'answered'; readonly answeredAt: Instant }
  | {
      readonly kind: 'failed';
      readonly failedAt: Instant;
      readonly fault: InquiryFault;
      readonly places?: readonly string[];
    }
  | { readonly kind: 'cancelled'; readonly cancelledAt: Instant };

/** The state of an inquiry that is asked at once, and cannot be taken back. */
export type AskedState = Exclude<InquiryState, { readonly kind: 'planned' | 'cancelled' }>;

interface AnyInquiry {
  readonly id: string;
  readonly version: number;
  /** The trading partner that is asked, for the payer. */
  readonly receiverId: string;
  readonly payerId: string;
  readonly providerId: string;
  readonly requestedAt: Instant;
  /** A person, or `schedule`. */
  readonly requestedBy: string;
  readonly state: InquiryState;
  /** Who dismissed it, and why: since then it needs nobody's attention. */
  readonly dismissed?: Dismissal;
}

/** A person, or the worker that answered a later check of the same coverage. */
export interface Dismissal {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** Asks whether a patient's coverage is in force on a day, and what it pays. */
export interface EligibilityCheck extends AnyInquiry {
  readonly kind: 'eligibility';
  readonly patientId: string;
  readonly coverageId: string;
  readonly serviceOn: LocalDate;
  readonly serviceTypes: readonly string[];
  /** When it was to be asked, if that was planned: it is listed in that month. */
  readonly plannedFor?: Instant;
  readonly result?: EligibilityResult;
  /** The differences from the previous answer. */
  readonly changes?: readonly EligibilityChange[];
}

/** Asks for the status of a claim. */
export interface StatusInquiry extends AnyInquiry {
  readonly kind: 'claim-status';
  readonly state: AskedState;
  readonly claimId: ClaimId;
  /** The position of the payer's share of the claim. */
  readonly share: number;
  /** The number of the filing that the payer had then; absent for questions before it was kept. */
  readonly filing?: number;
  readonly result?: PayerStatus;
}

/** Asks a payer for a prior authorisation. */
export interface AuthorizationRequest extends AnyInquiry {
  readonly kind: 'prior-authorization';
  readonly state: AskedState;
  readonly patientId: string;
  readonly authorizationId: string;
  readonly result?: AuthorizationDecision;
}

export type Inquiry = EligibilityCheck | StatusInquiry | AuthorizationRequest;

/** Whether an answer still finds the inquiry open. */
export function isOpen({ state }: Pick<Inquiry, 'state'>): boolean {
  return ['planned', 'asking', 'queued', 'sent'].includes(state.kind);
}

/**
 * Whether a question about a claim is on its way, so that asking again would say nothing new. After some days without an
 * answer it may be asked again, as when a person has dismissed it.
 */
export function isUnderway(inquiry: StatusInquiry, at: Instant): boolean {
  const from = lateFrom(inquiry);
  return from !== undefined && inquiry.dismissed === undefined && from >= at;
}

/** Whether a question is about a filing of its claim; one that names none is about its share. */
export function isOfFiling({ share, filing }: StatusInquiry, asked: Pick<Filing, 'share' | 'number'>): boolean {
  return share === asked.share && (filing ?? asked.number) === asked.number;
}

/** Whether a payer has pended its decision, so that a further answer is to come. */
export function isPutOff(inquiry: Inquiry): boolean {
  return (
    inquiry.kind === 'prior-authorization' && inquiry.state.kind === 'answered' && inquiry.result?.status === 'pended'
  );
}

/**
 * After this many days without an answer a person looks at an inquiry. Answers to a batch come by the next business day
 * (CAQH CORE Eligibility & Benefits Infrastructure Rule); a long weekend may lie between. One that was not sent by then
 * is late as well: what was to send it has failed for good.
 */
const answeredWithinDays = 4;

/** From when on an inquiry without an answer is late; undefined once it has ended. */
function lateFrom(inquiry: Inquiry): Instant | undefined {
  const asked = askedAt(inquiry);
  return asked && new Date(Date.parse(asked) + answeredWithinDays * 86_400_000).toISOString();
}

/** When an inquiry went out, or else should have. */
function askedAt(inquiry: Inquiry): Instant | undefined {
  const { state, requestedAt } = inquiry;
  switch (state.kind) {
    case 'planned':
      return state.askAt;
    case 'asking':
    case 'queued':
      return (inquiry.kind === 'eligibility' ? inquiry.plannedFor : undefined) ?? requestedAt;
    case 'sent':
      return state.sentAt;
    default:
      return undefined;
  }
}

/** Whether a payer should have answered a question, or a question should have left. */
export function isLate(inquiry: Inquiry, at: Instant): boolean {
  const from = lateFrom(inquiry);
  return from !== undefined && from < at;
}

/**
 * From when on a person should look at a question: it failed, or nobody answered or even asked, or the coverage is not simply in force
 * as before. Undefined when nobody has to, or a person has looked. An answer about a claim that asks for a deed is an
 * exception.
 */
export function attentionFrom(inquiry: EligibilityCheck | StatusInquiry): Instant | undefined {
  const { state } = inquiry;
  if (inquiry.dismissed !== undefined) return undefined;
  switch (state.kind) {
    case 'failed':
      return state.failedAt;
    case 'answered':
      return inquiry.kind === 'claim-status' || isSimplyInForce(inquiry) ? undefined : state.answeredAt;
    default:
      return lateFrom(inquiry);
  }
}

/** Whether a person should look at a question now. */
export function needsAttention(inquiry: EligibilityCheck | StatusInquiry, at: Instant): boolean {
  const from = attentionFrom(inquiry);
  return from !== undefined && from <= at;
}

function isSimplyInForce({
  result,
  changes = [],
  serviceOn,
}: Pick<EligibilityCheck, 'result' | 'changes' | 'serviceOn'>): boolean {
  if (result === undefined) return true;
  const { planFrom = serviceOn, planUntil = serviceOn } = result;
  return (
    result.status === 'active' &&
    serviceOn >= planFrom &&
    serviceOn <= planUntil &&
    holdsOn(result, serviceOn) &&
    changes.length === 0 &&
    result.contradictions.length === 0 &&
    result.managedCare.length === 0 &&
    result.otherPayers.length === 0
  );
}
