import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readPlannedRemittance } from '../../shared/posting/remittance-source.ts';
import { fileKey } from '../../shared/store/files.ts';
import { type ManifestPayment, remittanceObjectName } from '../../shared/store/manifest.ts';
import type { Remittance } from '../../shared/store/remittances.ts';
import type { ByteRange } from '../../shared/x12/835/scanned-claim.ts';
import type { RemittancesDeps } from './context.ts';

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
  deps: RemittancesDeps,
): Promise<PaymentPlace | undefined> {
  const found = await readPlannedRemittance(tenant, remittanceId, deps);
  if (found === undefined) return undefined;
  const { remittance, planned: payment, manifest } = found;
  const { byteOffset } = payment.header;
  const end = manifest.payments[remittance.paymentIndex + 1]?.header.byteOffset ?? manifest.sizeBytes;
  const objectKey = fileKey(tenant, 'remittance', remittanceObjectName(remittance.fileSha256));
  return { remittance, objectKey, payment, range: { byteOffset, byteLength: end - byteOffset } };
}
