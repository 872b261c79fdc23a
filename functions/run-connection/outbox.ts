import type { DeliveryFailure } from '../../shared/domain/delivery/delivery.ts';

/** An attempt to deliver a file failed with this code. Another attempt may succeed. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly code: DeliveryFailure;
  constructor(code: DeliveryFailure) {
    super(code);
    this.code = code;
  }
}

/** A directory of a host that files are written into. */
export interface Outbox {
  /** Writes a whole file under this name, over what an earlier attempt left there. @throws DeliveryFailed, SourceFailed */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Renames a file. False when the host refuses, for example because the name is taken. @throws SourceFailed */
  rename(from: string, to: string): Promise<boolean>;
  /** The size of a file; undefined when it is not there. @throws SourceFailed */
  sizeOf(name: string): Promise<number | undefined>;
  /** All bytes of a file; undefined when this user may not read it. @throws SourceFailed */
  read(name: string, sizeBytes: number): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}
