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

/** The separator characters of a file, one each. */
export interface PartnerSeparators {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly segment: string;
}

/** The submitter of files to a partner, the same in each (loop 1000A). */
export interface PartnerSubmitter {
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
}

/** How files are delivered. */
export type PartnerDelivery =
  /** People fetch them from here. */
  | { readonly kind: 'by-hand' }
  /** Into a directory of the host of an SFTP connection. */
  | { readonly kind: 'sftp'; readonly connectionId: string; readonly directory: string; readonly fileName: string }
  /** Into a folder of the office in the bucket of files, which the receiver reads. */
  | { readonly kind: 's3-drop'; readonly folder: string; readonly fileName: string };

/** Within how many hours acknowledgements are expected; without a number, none counts as missing. */
export interface ExpectedAnswers {
  /** For the file: TA1, 997 or 999. */
  readonly fileHours?: number;
  /** For each of its claims: 277CA, or a payer’s answer. */
  readonly claimHours?: number;
}

/** What a submission keeps of its partner, as of its start: a retry must write the same bytes. */
export interface PartnerTerms {
  readonly envelope: PartnerEnvelope;
  readonly separators?: PartnerSeparators;
  readonly lineEnds?: true;
  readonly submitter?: PartnerSubmitter;
  /** Whether the files are tests in production, too. */
  readonly usage: 'production' | 'test';
  readonly claimsPerFile?: number;
  /** Further identifiers by which the partner identifies itself as sender. */
  readonly answersFrom?: readonly string[];
  readonly expects?: ExpectedAnswers;
  readonly delivery: PartnerDelivery;
}

/** A partner in the exchange of files: a clearinghouse or a payer. */
export interface TradingPartner extends PartnerTerms {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** The id by which payers name it as their receiver. An office has one partner with each id. */
  readonly receiverId: string;
}

/** The envelope of a file to a receiver without a partner record. */
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

/** Sender and addressee of an acknowledgement, by every identifier in its envelopes. */
export interface AnsweringEnvelope {
  readonly senderIds: readonly string[];
  readonly receiverIds: readonly string[];
}

/**
 * Whether an acknowledgement answers a file with this envelope: it is addressed to the file's sender, and comes from
 * its receiver. One matching identifier on each side is enough, because clearinghouses keep only one of the two levels.
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

/** Whether a file is a test: always, unless this is production and its receiver accepts real claims. */
export function usageWith(partner: Pick<PartnerTerms, 'usage'> | undefined, usage: 'P' | 'T'): 'P' | 'T' {
  return partner?.usage === 'test' ? 'T' : usage;
}
