import type { Fields } from '../loops/element-rules.ts';
import type { LoopRule } from '../loops/loop-rules.ts';
import type { ClaimFindingCode } from './claim-finding.ts';

/** How transactions of a guide are read. */
interface ReadGuide {
  /** Matches the guide's version, such as `005010X222A1`. */
  readonly version: RegExp;
  /** The finding about a file that follows it. */
  readonly finding?: ClaimFindingCode;
}

/** A claim as it was read from its place in a transaction. */
export interface ClaimRead {
  /** The object of the claim's loop, by which the reader finds its place in the file. */
  readonly node: object;
  readonly findings: readonly ClaimFindingCode[];
}

/** What a claim's content lacks or must not have, with its place: a JSON pointer into the file. */
interface ContentProblem<Kind extends string> {
  readonly kind: Kind;
  readonly place: string;
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
  /** Makes the domain's claims from the loops of a transaction, with one entry for each. */
  readonly fromTree: (tree: Fields) => { readonly file: File; readonly claims: readonly ClaimRead[] };
  /** Makes the loops of a transaction from the domain's claims; `places` says where each node's values are in the given file. */
  readonly toTree: (file: File) => { readonly tree: Fields; readonly places: Map<object, string> };
  /** What the guide forbids in the content, though X12 could carry it. */
  readonly checkContent: (file: File) => readonly ContentProblem<Kind>[];
}
