import type { RunFailure } from '../../shared/domain/connection/failures.ts';
import type { RemoteFileName } from '../../shared/store/keys/connection.ts';

/** The host ended the connection or refused a request: the run stops with this code. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
  readonly code: RunFailure;
  constructor(code: RunFailure) {
    super(code);
    this.code = code;
  }
}

/** One file cannot be read; the run continues with the others. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/** A place with files to take: an SFTP directory, or a folder of the bucket. */
export interface RemoteSource {
  /** Whether a file may be listed while it is still being written. */
  readonly canGrow: boolean;
  /** Whether reading again costs nothing, so that parts of large files need not be kept. */
  readonly isNear: boolean;
  /** Regular files, in pages of a hundred or so, in the host's order. @throws SourceFailed */
  list(): AsyncIterable<readonly RemoteFileName[]>;
  /** The file's current state; undefined when it is gone. @throws SourceFailed */
  look(name: string): Promise<RemoteFileName | undefined>;
  /**
   * Reads bytes from an offset; fewer than requested only at the end of the file. After a break the next call opens a new connection.
   * @throws SourceFailed, FileUnreadable
   */
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Archives, deletes or leaves a file that was taken, as the connection says. False: that failed. @throws SourceFailed */
  putAway(name: string): Promise<boolean>;
  close(): Promise<void>;
}
