import type { TransactionKind } from './envelope.ts';
import type { LoopRule } from './loop-rules.ts';

/** A guide as data: how one kind of transaction is read and written. `Content` is the typed object that its loops make. */
export interface Guide<Content> extends TransactionKind {
  /** Matches the versions that are read by it, such as `005010X279A1`. */
  readonly versions: RegExp;
  /** The whole transaction; its first slot is ST. */
  readonly loop: LoopRule;
  /** Only for the compiler: the type that the loops make. */
  readonly content?: Content;
}
