import type { Fields } from '../loops/element-rules.ts';
import type { LoopRule } from '../loops/loop-rules.ts';
import type { ClaimFindingCode } from './claim-finding.ts';

/** How transactions of a guide are read. */
interface ReadGuide {
  /** Matches the guide's version, such as `005010X222A1`. */
  readonly version: RegExp;
  /** The finding about a file with this guide. */
  readonly finding?: ClaimFindingCode;
}

/** A claim as it was read from its place in a transaction. */
export interface ClaimRead {
  /** The object of the claim's loop, by which the reader finds its place in the file. */
  readonly node: object;
  readonly findings: readonly ClaimFindingCode[];
}

/** The claims of a file. */
export type ClaimOf<File> = File extends { readonly claims: readonly (infer Form)[] } ? Form : never;

/** The loops of a transaction one by one, to write a claim at a time. */
export interface ClaimLevels {
  /** The part before the first billing provider. */
  readonly header: LoopRule;
  readonly billingProvider: LoopRule;
  readonly subscriber: LoopRule;
  readonly dependent: LoopRule;
  readonly claim: LoopRule;
}

/**
 * A form of claims (professional, institutional, dental) as data. The engine that reads and writes 837 files gets it as an argument and
 * has no other knowledge of forms.
 */
export interface ClaimForm<File, Kind extends string = string> {
  /** The guide by which files are written. */
  readonly writtenGuide: string;
  /** Guides that are read; the first match counts. */
  readonly guides: readonly ReadGuide[];
  /** Guides of the other forms, which are not read. */
  readonly otherGuides: RegExp;
  readonly transactionLoop: LoopRule;
  readonly levels: ClaimLevels;
  /** Makes the domain's claims from the loops of a transaction, with one entry for each. */
  readonly fromTree: (tree: Fields) => { readonly file: File; readonly claims: readonly ClaimRead[] };
  /**
   * Reports content that the guide forbids, though X12 could carry it. Places are JSON pointers that begin with `at`.
   */
  readonly checkClaim: (claim: ClaimOf<File>, at: string, note: (kind: Kind, place: string) => void) => void;
}
