import type { RemittanceClaim, RemittancePayment } from '../remittance.ts';

/** A remittance as it was read, for showing. What could not be read says why. */
export interface ShownRemittance {
  readonly payment: RemittancePayment | { readonly problem: string };
  readonly claims: readonly (RemittanceClaim | { readonly problem: string })[];
  /** What was remarked when the file was read. */
  readonly remarks: readonly string[];
}
