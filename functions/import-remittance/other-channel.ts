import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { RemittanceClaim } from '../../shared/domain/remittance/remittance.ts';
import { type PaymentDifference, paymentDifference } from '../../shared/domain/remittance/shown/payment-difference.ts';
import { invariant } from '../../shared/domain/result.ts';
import { type Files, fileKey } from '../../shared/store/files.ts';
import { remittanceFileKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import {
  type ManifestPayment,
  type PlannedPayment,
  readPlannedPayment,
  remittanceObjectName,
} from '../../shared/store/manifest.ts';
import { bodyOfItem, channelKeyOf, type Remittance, type RemittanceFile } from '../../shared/store/remittances.ts';
import type { Item, Table, Write } from '../../shared/store/table.ts';
import { claimSlices } from '../../shared/x12/835/claim-slices.ts';
import { readRemittanceClaim } from '../../shared/x12/835/remittance-claim.ts';

/** The same payment from another source: its remittance, and how the two differ. */
export interface OtherChannel {
  readonly sameAs: string;
  /** Undefined when both are the same for every claim. */
  readonly difference: PaymentDifference | undefined;
}

/**
 * At most this many claims are compared: a remittance entered by hand never has more, so one with more differs anyway.
 */
const mostComparedClaims = 500;

interface ChannelItem {
  readonly remittanceId: string;
  readonly channel: string;
}

const channelOf = (remittance: Remittance): string => remittance.channel ?? 'era';

/** The known sources of each payer's check or EFT number and amount. */
export function readChannels(
  table: Table,
  tenant: TenantId,
  remittances: readonly Remittance[],
): Promise<(Item | undefined)[]> {
  return table.batchGet(remittances.map((remittance) => channelKeyOf(tenant, remittance)));
}

/** Notes the first source of a payment, in the transaction that admits it. */
export function channelWrite(tenant: TenantId, remittance: Remittance): Write {
  return {
    put: {
      ...channelKeyOf(tenant, remittance),
      type: 'payment-channel',
      schemaVersion: 1,
      remittanceId: remittance.id,
      channel: channelOf(remittance),
    },
    condition: { absent: true },
  };
}

/** An incoming payment, with its place in the manifest. */
interface IncomingPayment {
  readonly remittance: Remittance;
  readonly planned: ManifestPayment;
  readonly manifest: RemittanceFile['manifest'];
}

/**
 * Whether the payment has already come from another source, so that it is one payment and not two. Payers reuse trace
 * numbers, so two ERAs are the same payment only if their identity is the same. When a person entered one of the two,
 * payer, number and amount decide.
 */
export async function otherChannel(
  tenant: TenantId,
  { remittance, planned, manifest }: IncomingPayment,
  known: Item | undefined,
  { table, files }: { readonly table: Table; readonly files: Files },
): Promise<OtherChannel | undefined> {
  if (known === undefined) return undefined;
  const { remittanceId, channel } = bodyOfItem<ChannelItem>(known);
  if (remittanceId === remittance.id || (channel === 'era' && remittance.channel === undefined)) return undefined;
  const item = await table.get(remittanceKey(tenant, remittanceId));
  invariant(item !== undefined, 'a payment is noted with its remittance');
  const first = bodyOfItem<Remittance>(item);
  const comparable = first.claims === planned.claims && planned.claims <= mostComparedClaims;
  const mine = comparable
    ? await claimsOf(tenant, remittance, await ownPlan(remittance, manifest, files), files)
    : undefined;
  const theirs = comparable
    ? await claimsOf(tenant, first, await plannedOf(tenant, first, table, files), files)
    : undefined;
  if (mine === undefined || theirs === undefined) {
    const claims = { agreeing: 0, differing: Math.max(first.claims, planned.claims) };
    return { sameAs: remittanceId, difference: { ...claims, chargeCents: 0, paidCents: 0 } };
  }
  return { sameAs: remittanceId, difference: paymentDifference(theirs, mine) };
}

function ownPlan(
  { manifestPlace }: Remittance,
  manifest: RemittanceFile['manifest'],
  files: Files,
): Promise<PlannedPayment> {
  invariant(manifest !== undefined, 'a file is planned before its payments are admitted');
  return readPlannedPayment(files, manifest.key, manifestPlace);
}

async function plannedOf(tenant: TenantId, first: Remittance, table: Table, files: Files): Promise<PlannedPayment> {
  const item = await table.get(remittanceFileKey(tenant, first.fileId));
  const manifest = item === undefined ? undefined : bodyOfItem<RemittanceFile>(item).manifest;
  invariant(manifest !== undefined, 'an admitted payment has a manifest');
  return readPlannedPayment(files, manifest.key, first.manifestPlace);
}

/** A payment's claims; undefined when one of them cannot be read in full. */
async function claimsOf(
  tenant: TenantId,
  { fileSha256 }: Remittance,
  { chunks, delimiters }: PlannedPayment,
  files: Files,
): Promise<RemittanceClaim[] | undefined> {
  const object = fileKey(tenant, 'remittance', remittanceObjectName(fileSha256));
  const claims: RemittanceClaim[] = [];
  for (const { byteOffset, byteLength } of chunks.flatMap((chunk) => chunk.ranges)) {
    const bytes = await files.getRange(object, byteOffset, byteLength);
    for (const { start, end } of claimSlices(bytes, delimiters)) {
      const read = readRemittanceClaim(bytes.subarray(start, end), delimiters, byteOffset + start);
      if (!read.ok) return undefined;
      claims.push(read.value);
    }
  }
  return claims;
}
