import type { ClaimPurpose } from '../claim-intake/claim-intake.ts';
import type { Instant } from '../time/local-date.ts';

/** What happens to the file on the payer's host after the download. */
export type AfterDownload =
  | { readonly kind: 'leave' }
  | { readonly kind: 'delete' }
  /** Moved to this directory: below the listed one, unless it begins with a slash. */
  | { readonly kind: 'archive'; readonly directory: string };

/** A directory of a payer's or clearinghouse's SFTP host. */
export interface SftpOrigin {
  readonly kind: 'sftp';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The host's keys as `ssh-keygen -l` shows them (`SHA256:…`): a host with another key is refused. */
  readonly hostKeyFingerprints: readonly string[];
  /** The name of the secret with the password or private key; the secret itself is never here. */
  readonly secretName: string;
  readonly directory: string;
  readonly pattern: string;
  readonly afterDownload: AfterDownload;
}

/** A folder of the office in the bucket of files, which somebody else writes to. */
export interface DropOrigin {
  readonly kind: 's3-drop';
  readonly folder: string;
  readonly pattern: string;
}

/** When a connection runs: five cron fields, read in a time zone. */
export interface ConnectionSchedule {
  readonly cron: string;
  readonly timeZone: string;
}

/** A place from which files are fetched on a schedule. */
export interface Connection {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly isOn: boolean;
  readonly origin: SftpOrigin | DropOrigin;
  readonly schedule: ConnectionSchedule;
  /** The purpose of claim files (837) that arrive this way; absent when it takes none. */
  readonly claimFiles?: ClaimPurpose;
  /** How the connection’s PDF and TIFF files are recorded while they wait to be filed; absent when it takes none. */
  readonly documents?: 'fax' | 'letter';
  /** After this many hours without a new file an exception opens. */
  readonly quietAfterHours?: number;
}

/** What a file of a connection turned out to be. */
export type FileOutcome =
  /** A new file of remittances, answers to inquiries or claims, which is imported. */
  | 'imported'
  /** Bytes that were received before, perhaps under another name. */
  | 'duplicate'
  /** An acknowledgement (TA1, 999, 277CA), which is applied, or a report in a payer's own form. */
  | 'set-aside'
  /** A kind of file that is not read here. It stays where it is. */
  | 'unrecognised'
  /** It ended before its last trailer, so it may still be written: the next run takes it as it is if it has not changed. */
  | 'incomplete';

/** How a run ended, or that it still runs. */
export type RunState = 'running' | 'done' | 'failed';

/** What one run of a connection found. */
export interface RunCounts {
  /** How many listed files fit the pattern. */
  readonly listed: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly setAside: number;
  readonly unrecognised: number;
  /** Still being written: looked at again in the next run. */
  readonly growing: number;
  readonly failed: number;
}

export const noCounts: RunCounts = {
  listed: 0,
  imported: 0,
  duplicates: 0,
  setAside: 0,
  unrecognised: 0,
  growing: 0,
  failed: 0,
};

/** The time since which a connection has brought nothing new, if that is too long; undefined otherwise. */
export function quietSince(
  quietAfterHours: number | undefined,
  lastNewsAt: Instant,
  now: Instant,
): Instant | undefined {
  if (quietAfterHours === undefined) return undefined;
  return Date.parse(now) - Date.parse(lastNewsAt) >= quietAfterHours * 3_600_000 ? lastNewsAt : undefined;
}

/** Names of files that a program is still writing. */
const unfinishedName = /^\.|\.(?:part|partial|tmp|temp|filepart|crdownload)$/i;

/**
 * Whether a file's name fits a pattern in which `*` stands for any characters and `?` for one, ignoring case. Names of
 * unfinished files (`.x`, `x.part`, `x.tmp`) never fit, nor do names that could leave the directory.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  if (unfinishedName.test(name) || /[/\\\p{Cc}]/u.test(name) || name === '') return false;
  return fits(pattern.toLowerCase(), name.toLowerCase());
}

/** It goes back to the last `*` only, so that it takes at most (length of pattern) x (length of name) steps. */
function fits(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < name.length) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at;
      mark = from;
      at += 1;
    } else if (wanted !== undefined && (wanted === '?' || wanted === name[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      mark += 1;
      from = mark;
      at = star + 1;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
