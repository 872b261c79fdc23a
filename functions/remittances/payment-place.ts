import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { fileKey } from '../../shared/store/files.ts';
import { remittanceFileKey, remittanceKey } from '../../shared/store/keys.ts';
import { type ManifestPayment, parseManifest, remittanceObjectName } from '../../shared/store/manifest.ts';
import { bodyOfItem, type Remittance, type RemittanceFile } from '../../shared/store/remittances.ts';
import type { ByteRange } from '../../shared/x12/scanned-claim.ts';
import type { RemittanceDeps } from './files.ts';

/** Where a payment stands in its raw file. */
export interface PaymentPlace {
  readonly remittance: Remittance;
  /** The raw file in the bucket. */
  readonly objectKey: string;
  readonly payment: ManifestPayment;
  /** From ST on to the next payment, or to the file's end: what follows the trailer is not the payment's. */
  readonly range: ByteRange;
}

/** Finds a payment in its raw file, posted or not. Undefined when there is no such remittance. */
export async function findPayment(
  tenant: TenantId,
  remittanceId: string,
  { table, files }: RemittanceDeps,
): Promise<PaymentPlace | undefined> {
  const item = await table.get(remittanceKey(tenant, remittanceId));
  if (item === undefined) return undefined;
  const remittance = bodyOfItem<Remittance>(item);
  const fileItem = await table.get(remittanceFileKey(tenant, remittance.fileId));
  const file = fileItem === undefined ? undefined : bodyOfItem<RemittanceFile>(fileItem);
  invariant(file?.manifestKey !== undefined, 'a remittance is admitted from a file that has its manifest');
  const manifest = parseManifest(await files.get(file.manifestKey));
  const payment = manifest.payments[remittance.paymentIndex];
  invariant(payment !== undefined, 'a manifest has every payment of its file');
  const { byteOffset } = payment.header;
  const end = manifest.payments[remittance.paymentIndex + 1]?.header.byteOffset ?? manifest.sizeBytes;
  const objectKey = fileKey(tenant, 'remittance', remittanceObjectName(remittance.fileSha256));
  return { remittance, objectKey, payment, range: { byteOffset, byteLength: end - byteOffset } };
}
