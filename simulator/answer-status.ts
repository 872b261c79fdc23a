import { present } from '../shared/domain/present.ts';
import type { LocalDate } from '../shared/domain/time/local-date.ts';
import { claimStatusAnswerGuide, claimStatusInquiryGuide } from '../shared/x12/276/claim-status-loops.ts';
import type {
  AnsweredClaim,
  ClaimStatusAnswer,
  ClaimStatusInquiry,
  InquiredClaim,
  StatusInformation,
} from '../shared/x12/276/claim-status-parts.ts';
import { answerTotals } from './adjudicate.ts';
import { answerFile } from './inquiry-envelope.ts';
import { type PayerMemory, standingOf, type TakenClaim } from './payer-memory.ts';

interface Asked {
  readonly memory: PayerMemory;
}

/**
 * Answers a file of 276s with 277s, from the claims that the payer has accepted and paid by the day of the question.
 * Undefined when the file cannot be answered.
 */
export function answerStatus(bytes: Uint8Array, asked: Asked): string | undefined {
  return answerFile(bytes, [claimStatusInquiryGuide, claimStatusAnswerGuide], (inquiry) => answerTo(inquiry, asked));
}

function answerTo(inquiry: ClaimStatusInquiry, { memory }: Asked): ClaimStatusAnswer {
  const { createdOn, reference, payers = [] } = inquiry;
  const answered = ({ claims = [] }: { readonly claims?: readonly InquiredClaim[] }) => ({
    claims: claims.map((claim) => claimAnswer(claim, createdOn, memory)),
  });
  return {
    purpose: '08',
    createdOn,
    createdTime: '0900',
    transactionType: 'DG',
    ...present({ reference }),
    payers: payers.map(({ receivers = [], ...payer }) => ({
      ...payer,
      receivers: receivers.map(({ providers = [], ...receiver }) => ({
        ...receiver,
        providers: providers.map(({ members = [], ...provider }) => ({
          ...provider,
          members: members.map(({ dependents, demographics: _, claims, ...member }) => ({
            ...member,
            ...(claims === undefined ? {} : answered({ claims })),
            ...(dependents === undefined
              ? {}
              : { dependents: dependents.map(({ demographics: __, ...each }) => ({ ...each, ...answered(each) })) }),
          })),
        })),
      })),
    })),
  };
}

function claimAnswer(asked: InquiredClaim, on: LocalDate, memory: PayerMemory): AnsweredClaim {
  const { number, references = [], dates } = asked;
  const referenceOf = (kind: string) => references.find((reference) => reference.kind === kind)?.id;
  const names = [referenceOf('1K'), referenceOf('EJ')].flatMap((name) => name ?? []);
  const found = names.flatMap((name) => memory.claimsOf(name)).at(-1);
  const own = found === undefined ? [] : [{ kind: '1K', id: found.payerClaimNumber }];
  return {
    kind: '2',
    number,
    information: [informationOf(found, on)],
    references: [...own, ...references.filter(({ kind }) => kind === 'EJ')],
    ...present({ dates }),
  };
}

/** Not found; or waiting, for documents or not, paid, denied, or processed without a payment. */
function informationOf(found: TakenClaim | undefined, on: LocalDate): StatusInformation {
  if (found === undefined) return { statuses: [{ category: 'A4', code: '35' }], on };
  const { chargeCents } = found.claim;
  const standing = standingOf(found.answers.filter(({ paidOn }) => paidOn <= on));
  if (standing === undefined && found.isWaiting === true) {
    return { statuses: [{ category: 'P3', code: '294' }], on: found.receivedOn, chargeCents };
  }
  if (standing === undefined) {
    return { statuses: [{ category: 'P1', code: '20' }], on: found.receivedOn, chargeCents };
  }
  const { answer, paidOn, traceNumber } = standing;
  const { paidCents } = answerTotals(answer);
  const decided = { on: paidOn, chargeCents, paidCents, decidedOn: paidOn };
  if (paidCents > 0) {
    const paid = { paymentMethod: 'ACH', paidOn, paymentNumber: traceNumber };
    return { statuses: [{ category: 'F1', code: '65' }], ...decided, ...paid };
  }
  const isDenied = answer.statusCode === '4';
  return { statuses: [isDenied ? { category: 'F2', code: '585' } : { category: 'F3', code: '107' }], ...decided };
}
