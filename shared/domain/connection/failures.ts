import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about connections. */
export const connectionFailures = {
  'connection-off': {
    status: 409,
    title: 'The connection is switched off',
    detail: 'Switch it on, then start the run.',
    retryable: false,
  },
  'connection-running': {
    status: 409,
    title: 'The connection is already running',
    detail: 'A connection has one run at a time. Wait until this one ends; the list of runs shows its result.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;

/** Why a run failed, in words for a person. The words never name a host, a user or a file. */
export const runFailures = {
  'host-unreachable':
    'The host cannot be reached. Check its name and port, and whether its firewall allows this address.',
  'host-timeout': 'The host accepted the connection but did not answer in time.',
  'host-key-changed':
    'The host’s key is not one of the pinned keys, so nothing was sent. Ask the payer by phone whether the key has changed before you pin the new one.',
  'sign-in-refused': 'The host refused this user with this password or key.',
  'secret-missing': 'Your office has no secret with this name.',
  'secret-malformed':
    'The secret must be an object with `password`, or with `privateKey` and, if it has one, `passphrase`.',
  'directory-missing': 'The directory does not exist, or this user may not list it.',
  'listing-too-long':
    'The directory has more entries than one run can list, or listing takes too long. The files found were taken. Have taken files archived or deleted, or use a directory for this connection alone.',
  'run-broken':
    'The run failed repeatedly because of a software fault. Files that could be taken were taken; the next run continues. Tell whoever runs Superbill: the log says more.',
  'connection-lost': 'The host closed the connection repeatedly. The next run continues where this one stopped.',
} as const;

export type RunFailure = keyof typeof runFailures;

/** Why one file could not be taken; the rest of the run goes on. */
export const fileFailures = {
  'file-unreadable': 'This user may not read the file.',
  'file-too-large': 'The file is larger than 5,000,000,000 bytes, the most that a remittance file may have.',
  'archive-failed': 'The file was taken, but could not be moved or deleted at the host. The next run tries again.',
} as const;

export type FileFailure = keyof typeof fileFailures;

/** Why a file of a connection is not read. */
export const unrecognisedReasons = {
  'file-empty': 'The file is empty.',
  'no-x12': 'The file is not X12. It may be encrypted, compressed, a report, or in another format.',
  'claims-not-expected':
    'The file has claims (837), and the connection does not say what the office wants with them. Set its `claimFiles`, then put the file there under another name, or upload it.',
  'other-transaction': 'The file has X12 transactions of a kind that connections do not read.',
} as const;

export type UnrecognisedReason = keyof typeof unrecognisedReasons;

/** Failures that waiting cannot cure open an exception at once. The others do after the third in a row. */
const personNeeded: ReadonlySet<RunFailure> = new Set<RunFailure>([
  'host-key-changed',
  'sign-in-refused',
  'secret-missing',
  'secret-malformed',
  'directory-missing',
  'listing-too-long',
  'run-broken',
]);

const failuresBorne = 3;

/** Whether a failure opens an exception. `inARow` includes it. */
export function needsPerson(failure: RunFailure, inARow: number): boolean {
  return personNeeded.has(failure) || inARow >= failuresBorne;
}
