import { traceText } from '../domain/deposit/deposit.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Cents } from '../domain/money/cents.ts';
import type { EnteredChannel } from '../domain/remittance/entered.ts';
import type { QuarantineReason, RefusalReason } from '../domain/remittance/post/quarantine.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { ByteRange } from './byte-range.ts';
import { digestOf } from './digest.ts';
import { withoutStoreAttributes } from './entity-items.ts';
import type { FileOnRecord } from './file-on-record.ts';
import { monthIndex } from './keys/entity.ts';
import { paymentChannelKey, plannedKey, remittanceFileKey, remittanceKey } from './keys/remittance.ts';
import type { Key } from './keys/table.ts';
import type { Resolution } from './resolution.ts';
import type { Condition, Item, Table, Write } from './table.ts';

/** The parties of an entered remittance, in the office's own ids. */
export interface EnteredParties {
  readonly channel: EnteredChannel;
  readonly payerId: string;
  readonly entityId: string;
}

/** One remittance file, stored once under the digest of its bytes. */
export interface RemittanceFile extends FileOnRecord {
  /** Set when a person entered the remittance: the file is then an 835 that we wrote. */
  readonly entered?: EnteredParties;
  readonly state: 'received' | 'posting' | 'done' | 'refused';
  readonly refusal?: RefusalReason;
  /**
   * The manifest of its payments in the bucket. `fileSha256` names the bytes that its places refer to: the file's own, or, for a file that
   * is folded into lines, those of its copy without line ends.
   */
  readonly manifest?: { readonly key: string; readonly sizeBytes: number; readonly fileSha256: string };
  /** Payments (ST) in the file, and how many of them are done. */
  readonly payments?: number;
  readonly paymentsDone?: number;
  readonly claims?: number;
  /** Payments that the payer marked as tests. */
  readonly testPayments?: number;
  /** Set when acknowledgements came in it, too. */
  readonly acknowledgementFileId?: string;
  readonly findings?: readonly { readonly code: string; readonly message: string; readonly byteOffset: number }[];
}

export type RemittanceState =
  /** Admitted but not booked: a person has to approve its posting plan first. */
  | 'planned'
  /** Admitted; its claims are being posted. */
  | 'posting'
  /** Every claim is booked, and clearing is zero. */
  | 'posted'
  /** The same payment was admitted before: it is not posted again. */
  | 'already-posted'
  /** Another payment with the same identity was admitted before, or it is a test: a person decides. */
  | 'held'
  /** A person decided that it is a separate payment, or that the test is to post. It will be admitted. */
  | 'admitting'
  /** It does not add up or cannot be read: it is not posted. */
  | 'quarantined'
  /** A person decided that it must not post. */
  | 'rejected'
  /** A person entered it by mistake and took it out of the books. */
  | 'voided'
  /** Every claim is done but clearing is not zero: a software fault that must be looked at. */
  | 'clearing-open';

/** One payment (ST) of a file. */
export interface Remittance {
  readonly id: string;
  readonly fileId: string;
  readonly fileSha256: string;
  readonly paymentIndex: number;
  /** The place of its line in the file's manifest. */
  readonly manifestPlace: ByteRange;
  /** Digest of the payment's identity; a part of every entry's key. */
  readonly identityDigest: string;
  readonly receivedAt: Instant;
  readonly state: RemittanceState;
  readonly reason?: QuarantineReason;
  /** The payer marked its interchange as a test. */
  readonly isTest?: true;
  /** The earlier remittance under which the same payment was admitted. */
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
  /** The amount that its entry books to deposits in transit: the payment with its sign. */
  readonly transitCents: Cents;
  readonly claimPaidCents: Cents;
  readonly providerAdjustmentCents: Cents;
  readonly claims: number;
  readonly chunks: number;
  readonly postedOn: LocalDate;
  /** The revision of the office's posting rules by which it posts; only the default rules when it is 0 or absent. */
  readonly rulesRevision?: number;
  /** The hash of its posting plan, once a person has approved the plan. */
  readonly planHash?: string;
  /** The file with the digests of the approved bookings, claim by claim in the order of the manifest. */
  readonly planKey?: string;
  /** Whether the payment itself (deposit and provider-level adjustments) was booked after approval. */
  readonly paymentBooked?: true;
  /** While an approved plan is checked: how many of its claims have been found unchanged so far. Absent before and after the check. */
  readonly claimsChecked?: number;
  /** Set when the plan had changed after its approval. */
  readonly planChangedAt?: Instant;
  /** The sums of the chunks booked so far; each completed chunk adds to them. */
  readonly chunksDone: number;
  readonly claimsDone: number;
  readonly paidCentsDone: Cents;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
  /** The number of denials opened. */
  readonly denials?: number;
  /** The decision of a person about it. */
  readonly resolution?: Resolution;
  /** Rises with each decision, and when a decision has been carried out; 1 when absent. Posting does not change it. */
  readonly version?: number;
}

/** The version that people see, and name when they decide. */
export function remittanceVersion({ version = 1 }: Pick<Remittance, 'version'>): number {
  return version;
}

/** The condition that nobody has decided about a remittance since it was read. */
export function asDecided({ state, version }: Pick<Remittance, 'state' | 'version'>): Condition {
  return version === undefined ? { equals: { state }, without: ['version'] } : { equals: { state, version } };
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

/** Puts a payment on the list of those whose plan waits for approval. */
export function plannedWrite(tenant: TenantId, remittanceId: string): Write<never> {
  return { put: { ...plannedKey(tenant, remittanceId), type: 'planned-payment', schemaVersion: 1 } };
}

/** A held or quarantined payment has one exception, for its reason. */
export function quarantineExceptionId(tenant: TenantId, remittanceId: string, reason: QuarantineReason): string {
  return idFromDigest('exception', digestOf('exception', tenant, remittanceId, reason));
}

/** An item without the attributes that only the table needs. */
export function bodyOfItem<Body>(item: Item): Body {
  return withoutStoreAttributes(item) as Body;
}

/** The key under which a payment's first source is recorded: its payer, number and amount. */
export function channelKeyOf(tenant: TenantId, { payerId, payerName, traceNumber, paymentCents }: Remittance): Key {
  return paymentChannelKey(tenant, payerId ?? payerName.toUpperCase(), traceText(traceNumber), paymentCents);
}

/**
 * The packed keys of a chunk's entries: the part of each partition key after the tenant, and the entry's id. 250 entries take at most about
 * 15 KB, and the entries of a remittance are found without an index.
 */
export function packEntryKeys(keys: readonly Key[]): string[] {
  return keys.map((key) => `${key.pk.slice(key.pk.indexOf('#') + 1)} ${key.sk}`);
}

/** The keys in a completed chunk. */
export function unpackEntryKeys(tenant: TenantId, chunk: Item): Key[] {
  return ((chunk.entries as string[] | undefined) ?? []).map((packed) => {
    const [partition = '', sk = ''] = packed.split(' ');
    return { pk: `${tenant}#${partition}`, sk };
  });
}

/** Counts payments of a file as done, in the transaction that settles them. */
export function paymentsDoneWrite(tenant: TenantId, fileId: string, payments = 1): Write {
  return { update: remittanceFileKey(tenant, fileId), add: { paymentsDone: payments } };
}

/** Opens a file again when a person decides to admit one of its payments, so that the import finds it. */
export function paymentReopenedWrite(tenant: TenantId, fileId: string): Write<never> {
  return { update: remittanceFileKey(tenant, fileId), set: { state: 'posting' }, add: { paymentsDone: -1 } };
}

/** Marks a file as done once all of its payments are done. Can be repeated. */
export async function finishFile(table: Table, tenant: TenantId, fileId: string): Promise<void> {
  const key = remittanceFileKey(tenant, fileId);
  const item = await table.get(key);
  if (item === undefined || item.state !== 'posting' || item.paymentsDone !== item.payments) return;
  const { paymentsDone } = item;
  await table.transact([
    { update: key, set: { state: 'done' }, condition: { equals: { state: 'posting', paymentsDone } } },
  ]);
}
