import type { Quantity } from '../encounter/quantity.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A service of another final encounter of the patient, with the facts that edits compare. */
export interface PastService {
  readonly encounterId: string;
  readonly billingProviderId: string;
  readonly renderingProviderId?: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
  /** The number of the prior authorisation under which it was billed. */
  readonly authorization?: string;
}
