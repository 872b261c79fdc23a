import type { CorrespondenceFile } from '../correspondence/correspondence.ts';
import type { Instant } from '../time/local-date.ts';

/** A fax or a letter that came and that somebody files to a claim or an account, or throws away with a reason. */
export interface ReceivedDocument {
  /** It follows from the bytes: the same document is one, however often it comes. */
  readonly id: string;
  readonly version: number;
  readonly state: 'waiting' | 'filed' | 'discarded';
  readonly channel: 'fax' | 'letter';
  readonly receivedAt: Instant;
  /** The connection over which it came, or who uploaded it. */
  readonly from: { readonly connectionId: string } | { readonly by: string };
  /** The name under which it came. */
  readonly name?: string;
  readonly file: CorrespondenceFile;
  readonly filed?: { readonly at: Instant; readonly by: string; readonly correspondenceId: string };
  readonly discarded?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

/** It waits again: its filing was struck out, or it was thrown away by mistake. */
export function waitingAgain(before: ReceivedDocument): ReceivedDocument {
  const { filed: _filed, discarded: _discarded, ...rest } = before;
  return { ...rest, version: before.version + 1, state: 'waiting' };
}

/** What a file's first bytes say that it is; undefined for anything but the forms of faxes and scans. */
export function documentTypeOf(beginning: Uint8Array): CorrespondenceFile['mediaType'] | undefined {
  const text = String.fromCharCode(...beginning.subarray(0, 5));
  if (text === '%PDF-') return 'application/pdf';
  return text.startsWith('II*\0') || text.startsWith('MM\0*') ? 'image/tiff' : undefined;
}

export const documentExtensions = { 'application/pdf': 'pdf', 'image/tiff': 'tiff' } as const;
