import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about connections. */
export const connectionFailures = {
  'connection-off': {
    status: 409,
    title: 'The connection is switched off',
    detail: 'Switch it on first; a run looks at the connection as it is then.',
    retryable: false,
  },
  'connection-running': {
    status: 409,
    title: 'The connection is at work',
    detail: 'One run of a connection at a time. Wait until this one has ended; it shows what it finds.',
    retryable: true,
  },
} as const satisfies Record<string, FailureMeaning>;

/** Why a run failed, in words for a person. The words never name a host, a user or a file. */
export const runFailures = {
  'host-unreachable': 'The host cannot be reached: see its name, its port, and whether it lets this address in.',
  'host-timeout': 'The host took the connection and then said nothing for too long.',
  'host-key-changed':
    'The host showed another key than the ones that are pinned, so nothing was sent to it. Ask the payer whether they changed it, over another channel, before you pin the new one.',
  'sign-in-refused': 'The host refused the user with this password or key.',
  'secret-missing': 'There is no secret of this name for your office.',
  'secret-malformed': 'The secret is not an object with `password`, or with `privateKey` and perhaps `passphrase`.',
  'directory-missing': 'The directory is not there, or this user may not list it.',
  'listing-too-long':
    'The directory has more entries than one run lists, or takes too long to list. What was found was taken. Archive or delete taken files, or set a directory of its own up.',
  'run-broken':
    'The run met a fault of ours, again and again. What could be taken was taken; the next run goes on. Tell whoever runs Superbill: its log says more.',
  'connection-lost': 'The host ended the connection again and again. The next run goes on where this one stopped.',
} as const;

export type RunFailure = keyof typeof runFailures;

/** Why one file could not be taken; the rest of the run goes on. */
export const fileFailures = {
  'file-unreadable': 'This user may not read the file.',
  'file-too-large': 'The file has more than 5,000,000,000 bytes, which is more than one remittance file may have.',
  'archive-failed':
    'The file was taken, and could then not be moved or deleted at the host. The next run tries that again.',
} as const;

export type FileFailure = keyof typeof fileFailures;

/** Why a file of a connection is not read. */
export const unrecognisedReasons = {
  'file-empty': 'The file is empty.',
  'no-x12':
    'No X12 interchange can be read from the file: perhaps it is encrypted, compressed, a report, or in another format.',
  'other-transaction': 'The file holds X12 transactions of a kind that is not read from a connection.',
} as const;

export type UnrecognisedReason = keyof typeof unrecognisedReasons;

/** Failures that waiting does not mend open an exception at once. The others do after the third in a row. */
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
