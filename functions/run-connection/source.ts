import type { RunFailure } from '../../shared/domain/connection/failures.ts';
import type { RemoteFileName } from '../../shared/store/keys/connection.ts';

/** The other side of a connection ended or refused what we do: the run stops with this code. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
  readonly code: RunFailure;
  constructor(code: RunFailure) {
    super(code);
    this.code = code;
  }
}

/** One file cannot be read; the rest of the run goes on. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/** A place with files to take: an SFTP directory, or a folder of the bucket. */
export interface RemoteSource {
  /** Whether a file may be listed while it is still written. */
  readonly canGrow: boolean;
  /** Whether reading again costs nothing: then no part of a large file is kept on the way. */
  readonly isNear: boolean;
  /** Regular files, in pages of a hundred or so, in the host's order. @throws SourceFailed */
  list(): AsyncIterable<readonly RemoteFileName[]>;
  /** How the file is now; undefined when it is gone. @throws SourceFailed */
  look(name: string): Promise<RemoteFileName | undefined>;
  /**
   * So many bytes from an offset; fewer only where the file ends. After a break the next call opens a new connection.
   * @throws SourceFailed, FileUnreadable
   */
  read(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Does what the connection says is to be done with a file that was taken. False: it could not. @throws SourceFailed */
  putAway(name: string): Promise<boolean>;
  close(): Promise<void>;
}
