import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { readPlannedRemittance } from '../../shared/posting/remittance-source.ts';
import { fileKey } from '../../shared/store/files.ts';
import { type ManifestPayment, remittanceObjectName } from '../../shared/store/manifest.ts';
import type { Remittance } from '../../shared/store/remittances.ts';
import type { RemittancesDeps } from './context.ts';

/** The place of a payment in its raw file. */
export interface PaymentPlace {
  readonly remittance: Remittance;
  /** The raw file in the bucket. */
  readonly objectKey: string;
  readonly payment: ManifestPayment;
}

/** Finds a payment in its raw file, posted or not. Undefined when there is no such remittance. */
export async function findPayment(
  tenant: TenantId,
  remittanceId: string,
  deps: RemittancesDeps,
): Promise<PaymentPlace | undefined> {
  const found = await readPlannedRemittance(tenant, remittanceId, deps);
  if (found === undefined) return undefined;
  const { remittance, planned: payment } = found;
  const objectKey = fileKey(tenant, 'remittance', remittanceObjectName(remittance.fileSha256));
  return { remittance, objectKey, payment };
}
