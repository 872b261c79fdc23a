import type { RemittanceClaim, RemittancePayment } from '../remittance.ts';

/** A remittance as it was read, to be shown. A part that could not be read says why. */
export interface ShownRemittance {
  readonly payment: RemittancePayment | { readonly problem: string };
  readonly claims: readonly (RemittanceClaim | { readonly problem: string })[];
  /** The findings from reading the file. */
  readonly remarks: readonly string[];
}
