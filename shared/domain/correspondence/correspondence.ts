import type { ContactChannel, ContactPurpose } from '../contact/may-contact.ts';
import type { Instant } from '../time/local-date.ts';
import type { AnsweredQuestion } from './script.ts';

/** Something said or written between the office and another party about a claim or an account. */
export interface Correspondence {
  readonly id: string;
  readonly version: number;
  readonly channel: ContactChannel;
  readonly direction: 'in' | 'out';
  readonly with: CorrespondenceParty;
  readonly about: CorrespondenceAbout;
  /** When it was said, or is to be sent. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** The person spoken to, or the signatory. */
  readonly person?: string;
  /** The other party's reference number. */
  readonly referenceNumber?: string;
  readonly summary: string;
  readonly outcome?: CorrespondenceOutcome;
  /** The questions of a script, with the answers. */
  readonly script?: { readonly name: string; readonly version: number; readonly answers: readonly AnsweredQuestion[] };
  readonly template?: { readonly name: string; readonly version: number };
  readonly file?: CorrespondenceFile;
  /** The received document that was filed as this. */
  readonly receivedDocumentId?: string;
  /** For what the office wrote: its delivery state. */
  readonly sending?: Sending;
  /** The consent that the guarantor gave or revoked. */
  readonly consent?: { readonly to: ConsentedChannel; readonly isGiven: boolean };
  /** For what the office said: the contact rule that it broke, as of that moment. */
  readonly against?: string;
  /** Later remarks, the oldest first. */
  readonly notes: readonly CorrespondenceNote[];
  /** It was entered by mistake. */
  readonly struck?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

export type CorrespondenceParty =
  | { readonly kind: 'payer'; readonly payerId: string }
  /** The patient, or the guarantor; an employer or a facility that has an account. */
  | { readonly kind: 'guarantor' }
  | { readonly kind: 'physician'; readonly providerId: string }
  | { readonly kind: 'facility'; readonly facilityId: string };

/** The subject: always the account, and a claim where one is meant. */
export interface CorrespondenceAbout {
  readonly accountId: string;
  readonly patientId?: string;
  readonly claimId?: string;
}

export interface CorrespondenceFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: 'application/pdf' | 'image/tiff';
}

export interface CorrespondenceNote {
  readonly at: Instant;
  readonly by: string;
  readonly text?: string;
  readonly outcome?: CorrespondenceOutcome;
  readonly referenceNumber?: string;
}

/** Still under way: messages to be sent, and faxes whose outcome nobody has recorded. */
export const underwayStates = ['waiting', 'handed-over'] as const;
export type UnderwayState = (typeof underwayStates)[number];

/** `waiting`: for its time, or for a person who mails or faxes it. `handed-over`: to the fax service. */
export interface Sending {
  readonly state: 'waiting' | 'handed-over' | 'sent' | 'not-sent' | 'returned';
  readonly purpose: ContactPurpose;
  readonly at: Instant;
  readonly by?: string;
  /** The number or address. */
  readonly to?: string;
  /** For an e-mail or a text: when it is sent. */
  readonly dueAt?: Instant;
  readonly subject?: string;
  /** Why it was not sent. */
  readonly because?: string;
  readonly fileKey?: string;
}

/** How a contact ended. */
export const correspondenceOutcomes = {
  answered: 'The question was answered.',
  'information-given': 'The office told what was asked.',
  promised: 'A payment or an answer was promised.',
  disputed: 'What is asked for is disputed.',
  refused: 'It was refused.',
  transferred: 'Somebody else has to be asked.',
  'message-left': 'A message was left.',
  'no-answer': 'Nobody answered.',
  'wrong-number': 'The number or address is somebody else’s.',
} as const;

export type CorrespondenceOutcome = keyof typeof correspondenceOutcomes;

/** Channels that need consent, which can be revoked at any time. */
export const consentedChannels = ['text', 'email', 'autodialled-call'] as const;
export type ConsentedChannel = (typeof consentedChannels)[number];

/** At most this many notes per record. */
export const mostCorrespondenceNotes = 50;

/** A text that is one of these words revokes the consent to texts, whatever else is agreed (47 CFR 64.1200(a)(10)). */
const stopWords = new Set(['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe']);

export function isStopWord(text: string): boolean {
  return stopWords.has(
    text
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, ' ')
      .trim(),
  );
}

const channelWords: Readonly<Record<ContactChannel, string>> = {
  call: 'call',
  'autodialled-call': 'call by machine',
  text: 'text',
  email: 'e-mail',
  letter: 'letter',
  fax: 'fax',
  portal: 'message in the portal',
};

/** What happened, in a few plain words. */
export function correspondenceWords(
  { channel, direction, sending, referenceNumber }: Correspondence,
  name: string,
): string {
  const isPlanned = sending !== undefined && sending.state !== 'sent' && sending.state !== 'returned';
  const article = channel === 'email' ? 'An' : 'A';
  const way = direction === 'in' ? 'from' : 'to';
  const state = isPlanned ? `, ${sending.state === 'not-sent' ? 'which was not sent' : 'on its way'}` : '';
  const returned = sending?.state === 'returned' ? ', which came back' : '';
  const reference = referenceNumber === undefined ? '' : ` Their reference: ${referenceNumber}.`;
  return `${article} ${channelWords[channel]} ${way} ${name}${state}${returned}.${reference}`;
}
