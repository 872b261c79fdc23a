import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { EnteredChannel } from '../domain/remittance/entered.ts';
import type { QuarantineReason, RefusalReason } from '../domain/remittance/post/quarantine.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { ByteRange } from './byte-range.ts';
import { digestOf } from './digest.ts';
import { monthIndex } from './keys/entity.ts';
import { plannedKey, remittanceFileKey, remittanceKey } from './keys/remittance.ts';
import type { Key } from './keys/table.ts';
import type { Resolution } from './resolution.ts';
import type { Item, Table, Write } from './table.ts';

/** What a person who enters a remittance knows of its parties, in the office's own ids. */
export interface EnteredParties {
  readonly channel: EnteredChannel;
  readonly payerId: string;
  readonly entityId: string;
}

/** One remittance file, claimed once under the digest of its bytes. */
export interface RemittanceFile {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Instant;
  /** What it was called where it came from. */
  readonly name?: string;
  /** Set when a person entered the remittance: the file is then our own rendering of it. */
  readonly entered?: EnteredParties;
  readonly state: 'received' | 'posting' | 'done' | 'refused';
  readonly refusal?: RefusalReason;
  /**
   * The plan of its payments in the bucket. `fileSha256` names the bytes in which it places them: the file's own, or, of a file that is
   * folded into lines, those of its copy without line ends.
   */
  readonly manifest?: { readonly key: string; readonly sizeBytes: number; readonly fileSha256: string };
  /** Payments (ST) in the file, and those of which nothing is left to do. */
  readonly payments?: number;
  readonly paymentsDone?: number;
  readonly claims?: number;
  /** Payments of which the interchange says that they are tests. */
  readonly testPayments?: number;
  readonly findings?: readonly { readonly code: string; readonly message: string; readonly byteOffset: number }[];
}

export type RemittanceState =
  /** Admitted, and nothing of it is in the books: a person is to look at its posting plan first. */
  | 'planned'
  /** Admitted; its claims are being posted. */
  | 'posting'
  /** Every claim is booked, and clearing is zero. */
  | 'posted'
  /** The same payment was admitted before: nothing posts again. */
  | 'already-posted'
  /** Another payment with the same identity was admitted before, or it is a test: a person decides. */
  | 'held'
  /** A person says that it is another payment, or that the test is to post; it is about to be admitted. */
  | 'admitting'
  /** It does not add up or cannot be read: nothing posts. */
  | 'quarantined'
  /** A person says that it is not to post. */
  | 'rejected'
  /** Every claim is done and clearing is not zero: a fault of ours, which nobody may overlook. */
  | 'clearing-open';

/** One payment (ST) of a file. */
export interface Remittance {
  readonly id: string;
  readonly fileId: string;
  readonly fileSha256: string;
  readonly paymentIndex: number;
  /** Where its line stands in the file's manifest. */
  readonly manifestPlace: ByteRange;
  /** Digest of the payment's identity; part of every entry's key. */
  readonly identityDigest: string;
  readonly receivedAt: Instant;
  readonly state: RemittanceState;
  readonly reason?: QuarantineReason;
  /** Its interchange says that it is a test. */
  readonly isTest?: true;
  /** The remittance under which the same payment was admitted before. */
  readonly sameAs?: string;
  /** Set when a person entered it. */
  readonly channel?: EnteredChannel;
  readonly payerName: string;
  /** The payer, when its identities name exactly one. */
  readonly payerId?: string;
  /** Every payer that its identities name. */
  readonly payerIds: readonly string[];
  readonly payeeName: string;
  readonly entityId: string;
  readonly traceNumber: string;
  readonly traceOriginator?: string;
  readonly method: string;
  readonly paymentDate?: LocalDate;
  readonly paymentCents: Cents;
  /** What its entry books to deposits in transit: the payment with its sign. */
  readonly transitCents: Cents;
  readonly claimPaidCents: Cents;
  readonly providerAdjustmentCents: Cents;
  readonly claims: number;
  readonly chunks: number;
  readonly postedOn: LocalDate;
  /** The revision of the office's posting rules by which all of it posts; shipped rules only when it is 0 or absent. */
  readonly rulesRevision?: number;
  /** Set once a person has approved its posting plan: the plan's hash. */
  readonly planHash?: string;
  /** The file of digests of what was approved, claim by claim in the order of the manifest. */
  readonly planKey?: string;
  /** Whether the payment itself (deposit and provider-level adjustments) was booked after approval. */
  readonly paymentBooked?: true;
  /** Of an approved plan: how many of its claims were found to be as approved so far; absent before and after that is looked at. */
  readonly claimsChecked?: number;
  /** Set when what a person approved was no longer what would have been booked. */
  readonly planChangedAt?: Instant;
  /** What the chunks have booked so far; completion adds to these. */
  readonly chunksDone: number;
  readonly claimsDone: number;
  readonly paidCentsDone: Cents;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
  /** Denials opened; absent on remittances of before they were counted. */
  readonly denials?: number;
  /** What a person decided about it. */
  readonly resolution?: Resolution;
}

export function fileItem(tenant: TenantId, file: RemittanceFile): Item {
  return {
    ...remittanceFileKey(tenant, file.id),
    ...monthIndex(tenant, 'REMITTANCE-FILE', file.receivedAt, file.id),
    type: 'remittance-file',
    schemaVersion: 1,
    ...file,
  };
}

export function remittanceItem(tenant: TenantId, remittance: Remittance): Item {
  return {
    ...remittanceKey(tenant, remittance.id),
    ...monthIndex(tenant, 'REMITTANCE', remittance.receivedAt, remittance.id),
    type: 'remittance',
    schemaVersion: 1,
    ...remittance,
  };
}

/** Puts a payment onto the list of those whose plan a person is to look at. */
export function plannedWrite(tenant: TenantId, remittanceId: string): Write<never> {
  return { put: { ...plannedKey(tenant, remittanceId), type: 'planned-payment', schemaVersion: 1 } };
}

/** A held or quarantined payment has one exception, by its reason. */
export function quarantineExceptionId(tenant: TenantId, remittanceId: string, reason: QuarantineReason): string {
  return idFromDigest('exception', digestOf('exception', tenant, remittanceId, reason));
}

/** An item without what only the table needs. */
export function bodyOfItem<Body>(item: Item): Body {
  const { pk: _pk, sk: _sk, g1pk: _g1pk, g1sk: _g1sk, type: _type, schemaVersion: _schemaVersion, ...body } = item;
  return body as Body;
}

/**
 * The keys of a chunk's entries, packed: what stands behind the tenant in each partition, and the entry's id. 250 entries stay
 * within some 15 KB, and the entries of a remittance are found without an index.
 */
export function packEntryKeys(keys: readonly Key[]): string[] {
  return keys.map((key) => `${key.pk.slice(key.pk.indexOf('#') + 1)} ${key.sk}`);
}

/** The keys that a completed chunk lists. */
export function unpackEntryKeys(tenant: TenantId, chunk: Item): Key[] {
  return ((chunk.entries as string[] | undefined) ?? []).map((packed) => {
    const [partition = '', sk = ''] = packed.split(' ');
    return { pk: `${tenant}#${partition}`, sk };
  });
}

/** Counts payments of a file as done; in the transaction that settles them. */
export function paymentsDoneWrite(tenant: TenantId, fileId: string, payments = 1): Write {
  return { update: remittanceFileKey(tenant, fileId), add: { paymentsDone: payments } };
}

/** Opens a file again for a payment of it that a person decided to admit after all; the import finds it then. */
export function paymentReopenedWrite(tenant: TenantId, fileId: string): Write<never> {
  return { update: remittanceFileKey(tenant, fileId), set: { state: 'posting' }, add: { paymentsDone: -1 } };
}

/** Marks a file done once nothing is left to do for any of its payments. Safe to repeat. */
export async function finishFile(table: Table, tenant: TenantId, fileId: string): Promise<void> {
  const key = remittanceFileKey(tenant, fileId);
  const item = await table.get(key);
  if (item === undefined || item.state !== 'posting' || item.paymentsDone !== item.payments) return;
  const { paymentsDone } = item;
  await table.transact([
    { update: key, set: { state: 'done' }, condition: { equals: { state: 'posting', paymentsDone } } },
  ]);
}
