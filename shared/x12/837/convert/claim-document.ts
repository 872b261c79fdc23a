import type { ClaimKind } from '../../../domain/claim/claim.ts';
import type { ClaimFile, CommonClaim } from '../../../domain/claim/common-claim.ts';
import type { ClaimParties } from '../all-forms/claim-tree.ts';

/*
 * The JSON of a claim file: `{ interchanges: [{ …, groups: [{ …, transactions: [{ …, claims: [ … ] }] }] }] }`. Claims
 * are those of the domain. The envelope is kept unchanged, so that the same file can be written again.
 */

/** The header of an interchange (ISA), without its version's and delimiters' own elements. */
export interface DocumentInterchange {
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  /** Nine digits. */
  readonly controlNumber: string;
  /** `YYMMDD` and `HHMM`, as the header has them. */
  readonly date: string;
  readonly time: string;
  /** `00501`. */
  readonly version: string;
  /** `P` production, `T` test. */
  readonly usage: string;
  readonly acknowledgmentRequested: boolean;
  /** Present only if the sender states a password or something similar. */
  readonly authorization?: { readonly qualifier: string; readonly text: string };
  readonly security?: { readonly qualifier: string; readonly text: string };
  readonly delimiters: {
    readonly element: string;
    readonly component: string;
    readonly repetition: string;
    readonly segment: string;
  };
}

/** The header of a functional group (GS). */
export interface DocumentGroup {
  readonly applicationSender: string;
  readonly applicationReceiver: string;
  /** `CCYYMMDD` and `HHMM` or longer. */
  readonly date: string;
  readonly time: string;
  readonly controlNumber: string;
  /** GS08. */
  readonly version: string;
}

/** A transaction (ST to SE) up to its first claim. */
export interface DocumentTransaction extends Omit<ClaimFile<CommonClaim>, 'claims'> {
  readonly kind: ClaimKind;
  readonly controlNumber: string;
  /** The guide: ST03, or GS08 where ST has none. */
  readonly guide: string;
}

/** The fields of a claim besides its parties, by the names of the domain's claims. */
export type ClaimFields = Readonly<Record<string, unknown>>;

/** Receives a file of claims part by part, in file order. A part ends when the next one of its kind begins. */
export interface ClaimSink extends TransactionSink {
  interchange(header: DocumentInterchange): void;
  group(header: DocumentGroup): void;
  end(): void;
}

/** Receives transactions and their claims. */
export interface TransactionSink {
  transaction(header: DocumentTransaction): void;
  /** Parties that two claims share are one object, or equal ones. */
  claim(parties: ClaimParties, fields: ClaimFields): void;
}
