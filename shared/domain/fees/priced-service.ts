import type { Quantity } from '../encounter/quantity.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The parts of a service that decide its price. */
export interface PricedService {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  /** `MJ`: the units are minutes of anesthesia. */
  readonly unit?: 'UN' | 'MJ';
  readonly serviceOn: LocalDate;
  /** The primary payer; self-pay when absent. */
  readonly payerId?: string;
  /** Who renders the service. */
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly placeOfService?: string;
}
