import type { RunFailure } from '../connection/failures.ts';
import type { Instant } from '../time/local-date.ts';

/** The state of a file's delivery to its receiver. */
export type DeliveryState =
  /** The first attempt, or the next one, is due. */
  | 'waiting'
  /** The connection is switched off: no attempt is made until it is on. */
  | 'held'
  /** Its bytes are being written under a name that the receiver ignores. */
  | 'sending'
  /** All bytes are there; the file is being renamed to the name by which the receiver takes it. */
  | 'placing'
  | 'sent'
  /** It was given up: a person sends it again once the cause is corrected. */
  | 'failed'
  /**
   * An interruption came during the rename, and the file is not there now: it was taken, or it is lost. A person asks
   * the receiver.
   */
  | 'uncertain';

/** Why an attempt failed: the reasons of connections, and those of writing. */
export const deliveryFailures = {
  'answered-meanwhile':
    'The receiver answered about the file while it waited to be sent again, so it has it. This copy was not sent.',
  'connection-missing': 'The SFTP connection of the trading partner is no longer there. Name another one.',
  'connection-off':
    'The SFTP connection is switched off. The file waits, and goes within minutes once the connection is on again.',
  'delivery-broken':
    'A fault of Superbill kept the file from leaving. After five such attempts it is given up: tell whoever runs Superbill, then send it again.',
  'directory-refused': 'The directory does not exist, or this user may not write into it.',
  'name-taken': 'A file with this name and other content is there already.',
  'rename-refused':
    'The host does not let this user rename a file, so that it cannot be written whole before it is taken. Ask the host’s owner for that right.',
  stopped: 'A person stopped it before it left.',
  'write-broken': 'The host did not keep all bytes of the file.',
} as const;

export type DeliveryFailure = RunFailure | keyof typeof deliveryFailures;

/** One file on its way to one receiver: what was sent, where to, when, and the receiver's answer. */
export interface Delivery {
  /** From 1, in the order of requests. */
  readonly number: number;
  /** The submission; or the batch of claims on paper, the file of inquiries, or the sending of documents. */
  readonly submissionId: string;
  /** The receiver, so that the file can be sent again under current terms. A submission states its own receiver. */
  readonly receiverId?: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  /** Why it is sent again. */
  readonly reason?: string;
  readonly method: 'sftp' | 's3-drop';
  readonly connectionId?: string;
  /** The directory at the host, or the folder in the bucket. */
  readonly place: string;
  readonly fileName: string;
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** How many of the attempts failed by a fault of our own. */
  readonly faults?: number;
  /** Until then the current attempt owns the file. */
  readonly leaseUntil?: Instant;
  readonly nextAttemptAt?: Instant;
  readonly lastFailure?: DeliveryFailure;
  /** Who stopped it before it left, and why. */
  readonly stopped?: { readonly by: string; readonly at: Instant; readonly reason: string };
  /** When the receiver had it, and its host's answer. */
  readonly sentAt?: Instant;
  readonly answer?: string;
  /** The host that has it. */
  readonly host?: string;
}

/** At most this many attempts: about two days. */
export const attemptsAtMost = 40;

/** At most this many attempts that fail by a fault of our own, which rarely goes away. */
export const faultsAtMost = 5;

/** How often a held delivery checks whether its connection is on. */
export const heldMilliseconds = 5 * 60_000;

/** How long to wait after the n-th failure. */
export function backoffMilliseconds(attempts: number): number {
  const minutes = [1, 2, 5, 10, 20, 40][attempts - 1] ?? 60;
  return minutes * 60_000;
}

/** After this many failures in a row a person is notified, while attempts go on. */
export const failuresUntold = 3;

/**
 * The name of a file at its receiver: the partner’s pattern with the control number, the date and the submission filled
 * in. A repeated delivery gets another name, because a host may still have the first file.
 */
export function fileNameOf(
  form: string,
  { controlNumber, day, submissionId }: { controlNumber: string; day: string; submissionId: string },
  number: number,
): string {
  const name = form
    .replaceAll('{control}', controlNumber)
    .replaceAll('{date}', day.replaceAll('-', ''))
    .replaceAll('{submission}', submissionId);
  return number === 1 ? name : repeatedFileName(name, number);
}

/** The file name of a repeated delivery. */
export function repeatedFileName(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name}-${number}` : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}
