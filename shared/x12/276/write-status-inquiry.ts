import type { PartyName } from '../../domain/claim/party.ts';
import type { Cents } from '../../domain/money/cents.ts';
import { present } from '../../domain/present.ts';
import type { Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { EligibilityQuestionOf, InquiryFile } from '../270/write-inquiry.ts';
import { type TransactionUnwritable, writeByGuide } from '../loops/write-guide.ts';
import { claimStatusInquiryGuide } from './claim-status-loops.ts';
import type { ClaimStatusInquiry, InquiredClaim, InquiredMember } from './claim-status-parts.ts';

/** A question about one claim. */
export interface StatusQuestionOf
  extends Pick<EligibilityQuestionOf, 'trace' | 'payer' | 'provider' | 'subscriber' | 'dependent'> {
  /** The party that asks, for the provider. */
  readonly receiver: { readonly name: PartyName; readonly id: string };
  readonly claim: {
    readonly patientControlNumber: string;
    /** The payer's own number, where it is known. */
    readonly payerClaimNumber?: string;
    /** Of a facility's claim: the kind of facility and the frequency, such as `131`. */
    readonly typeOfBill?: string;
    readonly chargeCents: Cents;
    readonly from: LocalDate;
    readonly until?: LocalDate;
  };
}

/** Writes questions as one 276. */
export function writeStatusInquiry(
  questions: readonly StatusQuestionOf[],
  { envelope, ...header }: InquiryFile,
): Result<string, TransactionUnwritable> {
  const inquiry: ClaimStatusInquiry = { purpose: '13', ...header, payers: questions.map(payerOf) };
  return writeByGuide(inquiry, claimStatusInquiryGuide, { envelope });
}

function payerOf(question: StatusQuestionOf): ClaimStatusInquiry['payers'][number] {
  const { payer, receiver, provider } = question;
  return {
    role: 'PR',
    kind: 'organization',
    name: { kind: 'organization', name: payer.name },
    idKind: 'PI',
    id: payer.id,
    receivers: [
      {
        ...{ role: '41', kind: receiver.name.kind, name: receiver.name, idKind: '46', id: receiver.id },
        providers: [
          {
            ...{ role: '1P', kind: provider.name.kind, name: provider.name, idKind: provider.idKind, id: provider.id },
            members: [memberOf(question)],
          },
        ],
      },
    ],
  };
}

function memberOf(question: StatusQuestionOf): InquiredMember {
  const { subscriber, dependent } = question;
  const claims = [claimOf(question)];
  const who = { role: 'IL', kind: subscriber.name.kind, name: subscriber.name, idKind: 'MI', id: subscriber.memberId };
  if (dependent === undefined) return { ...who, ...present({ demographics: subscriber.demographics }), claims };
  const { name, demographics } = dependent;
  return { ...who, dependents: [{ role: 'QC', kind: name.kind, name, ...present({ demographics }), claims }] };
}

function claimOf({ trace, claim }: StatusQuestionOf): InquiredClaim {
  const { patientControlNumber, payerClaimNumber, typeOfBill, chargeCents, from, until } = claim;
  return {
    kind: '1',
    number: trace,
    references: [
      ...(payerClaimNumber === undefined ? [] : [{ kind: '1K', id: payerClaimNumber }]),
      ...(typeOfBill === undefined ? [] : [{ kind: 'BLT', id: typeOfBill }]),
      { kind: 'EJ', id: patientControlNumber },
    ],
    chargeCents,
    dates: [{ kind: '472', on: from, until: until ?? from }],
  };
}
