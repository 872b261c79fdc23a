import type { CorrespondenceFile } from '../correspondence/correspondence.ts';
import type { Instant } from '../time/local-date.ts';

/** A received fax or letter, which a person files under a claim or an account, or discards with a reason. */
export interface ReceivedDocument {
  /** Made from the bytes, so that the same document has one id however often it arrives. */
  readonly id: string;
  readonly version: number;
  readonly state: 'waiting' | 'filed' | 'discarded';
  readonly channel: 'fax' | 'letter';
  readonly receivedAt: Instant;
  /** The connection that received it, or the person who uploaded it. */
  readonly from: { readonly connectionId: string } | { readonly by: string };
  /** Its name on arrival. */
  readonly name?: string;
  readonly file: CorrespondenceFile;
  readonly filed?: { readonly at: Instant; readonly by: string; readonly correspondenceId: string };
  readonly discarded?: { readonly at: Instant; readonly by: string; readonly reason: string };
}

/** Reopens it: its filing was struck, or it was discarded by mistake. */
export function waitingAgain(before: ReceivedDocument): ReceivedDocument {
  const { filed: _filed, discarded: _discarded, ...rest } = before;
  return { ...rest, version: before.version + 1, state: 'waiting' };
}

/** The document type by a file's first bytes; undefined for anything but the formats of faxes and scans. */
export function documentTypeOf(beginning: Uint8Array): CorrespondenceFile['mediaType'] | undefined {
  const text = String.fromCharCode(...beginning.subarray(0, 5));
  if (text === '%PDF-') return 'application/pdf';
  return text.startsWith('II*\0') || text.startsWith('MM\0*') ? 'image/tiff' : undefined;
}

export const documentExtensions = { 'application/pdf': 'pdf', 'image/tiff': 'tiff' } as const;
