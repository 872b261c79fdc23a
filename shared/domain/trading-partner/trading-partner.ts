/** The identifiers of a file’s envelope, as sender and receiver have agreed on them. */
export interface PartnerEnvelope {
  /** The kind of an identifier: `ZZ` mutually defined, `30` tax id, `01` D-U-N-S, ... */
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  readonly applicationSender: string;
  readonly applicationReceiver: string;
}

/** The characters that separate what a file says: one each. */
export interface PartnerSeparators {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
}

/** Who sends files to a partner, the same in each (loop 1000A). */
export interface PartnerSubmitter {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
}

/** How files leave. */
export type PartnerDelivery =
  /** People fetch them from here. */
  | { readonly kind: 'by-hand' }
  /** Into a directory of the host of an SFTP connection. */
  | { readonly kind: 'sftp'; readonly connectionId: string; readonly directory: string; readonly fileName: string }
  /** Into a folder of the office in the bucket of files, which somebody else reads. */
  | { readonly kind: 's3-drop'; readonly folder: string; readonly fileName: string };

/** Within how many hours acknowledgements are expected; without a number none is missed. */
export interface ExpectedAnswers {
  /** For the file: TA1, 997 or 999. */
  readonly fileHours?: number;
  /** For each of its claims: 277CA, or a payer’s answer. */
  readonly claimHours?: number;
}

/** What a submission keeps of its partner, as it was when the submission began: a retry must write the same bytes. */
export interface PartnerTerms {
  readonly envelope: PartnerEnvelope;
  readonly separators?: PartnerSeparators;
  readonly lineEnds?: true;
  readonly submitter?: PartnerSubmitter;
  /** Whether the files are tests in production, too. */
  readonly usage: 'production' | 'test';
  readonly claimsPerFile?: number;
  /** Further identifiers by which the partner signs what it sends. */
  readonly answersFrom?: readonly string[];
  readonly expects?: ExpectedAnswers;
  readonly delivery: PartnerDelivery;
}

/** Somebody with whom the office exchanges files: a clearinghouse or a payer. */
export interface TradingPartner extends PartnerTerms {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** By which payers name it as their receiver. An office has one partner of each. */
  readonly receiverId: string;
}

/** The envelope by which a file goes to a receiver that is no partner on record. */
export function plainEnvelope(senderId: string, receiverId: string): PartnerEnvelope {
  return {
    senderQualifier: 'ZZ',
    senderId,
    receiverQualifier: 'ZZ',
    receiverId,
    applicationSender: senderId,
    applicationReceiver: receiverId,
  };
}

/** From whom an acknowledgement comes and to whom it is addressed, by every identifier that its envelopes have. */
export interface AnsweringEnvelope {
  readonly senderIds: readonly string[];
  readonly receiverIds: readonly string[];
}

/**
 * Whether an acknowledgement answers a file with this envelope: it is addressed to who sent the file, and comes from who got it. One
 * identifier on each side is enough, because clearinghouses keep only one of the two levels.
 */
export function answersEnvelope(
  answer: AnsweringEnvelope,
  sent: PartnerEnvelope,
  answersFrom: readonly string[] = [],
): 'yes' | 'other-office' | 'other-sender' {
  const ours = [sent.senderId, sent.applicationSender];
  const theirs = [sent.receiverId, sent.applicationReceiver, ...answersFrom];
  if (!answer.receiverIds.some((id) => ours.includes(id))) return 'other-office';
  return answer.senderIds.some((id) => theirs.includes(id)) ? 'yes' : 'other-sender';
}

/** Whether a file is a test: always, unless this is production and its receiver takes real claims. */
export function usageWith(partner: Pick<PartnerTerms, 'usage'> | undefined, usage: 'P' | 'T'): 'P' | 'T' {
  return partner?.usage === 'test' ? 'T' : usage;
}
