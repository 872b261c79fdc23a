import type { Address } from '../practice/address.ts';
import type { Quantity } from './quantity.ts';

/** The reasons for an ambulance transport, by the claim's own code. */
export const transportReasons = {
  A: 'to the nearest facility for the care of symptoms, complaints, or both',
  B: 'for the benefit of a preferred physician',
  C: 'to be near family members',
  D: 'for the care of a specialist or for availability of specialised equipment',
  E: 'to a rehabilitation facility',
} as const;

/** The conditions of a transported patient, by the claim's own code. */
export const transportConditions = {
  '01': 'was admitted to a hospital',
  '04': 'was moved by stretcher',
  '05': 'was unconscious or in shock',
  '06': 'was transported in an emergency',
  '07': 'had to be physically restrained',
  '08': 'had visible haemorrhaging',
  '09': 'the ambulance service was medically necessary',
  '12': 'was confined to a bed or chair',
} as const;

/** A transport by ambulance. */
export interface AmbulanceTransport {
  readonly reason: keyof typeof transportReasons;
  readonly miles: Quantity;
  readonly patientWeightPounds?: Quantity;
  readonly roundTripPurpose?: string;
  readonly stretcherPurpose?: string;
  /** The conditions; up to five. */
  readonly conditions?: readonly (keyof typeof transportConditions)[];
  readonly pickUp: { readonly address: Address };
  readonly dropOff: { readonly name?: string; readonly address: Address };
  /** How many patients were transported together; one when absent. */
  readonly patientCount?: number;
}

/** Whether a facility's revenue code is of transport by ambulance, which nobody attends (837I, loop 2310A). */
export function isTransportRevenue(revenueCode: string | undefined): boolean {
  return revenueCode !== undefined && /^054\d$/.test(revenueCode);
}
