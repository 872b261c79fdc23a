import type { DentalDetails, DentalLineDetails } from '../claim/form-details.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Accident, CommonLine } from './common-encounter.ts';
import type { KindOfForm } from './kinds.ts';
import type { EncounterProviders, LineProviders } from './party-roles.ts';

/** A part of the mouth: the whole, upper, lower, the four quadrants (10 to 40), left, right. */
export const oralCavityAreas = ['00', '01', '02', '10', '20', '30', '40', 'L', 'R'] as const;
export type OralCavityArea = (typeof oralCavityAreas)[number];

/** A surface of a tooth: buccal, distal, facial, incisal, lingual, mesial, occlusal. */
export const toothSurfaces = ['B', 'D', 'F', 'I', 'L', 'M', 'O'] as const;
export type ToothSurface = (typeof toothSurfaces)[number];

/** A tooth: `1` to `32`, primary teeth `A` to `T`, a supernumerary one 50 higher or with `S`. */
export interface Tooth {
  readonly tooth: string;
  /** Up to five. */
  readonly surfaces?: readonly ToothSurface[];
}

/** A crown, bridge or denture: the first one, or a replacement of one that was placed before. */
export interface Prosthesis {
  readonly kind: 'initial' | 'replacement';
  readonly priorPlacementOn?: LocalDate;
}

/** The state of a tooth that the payer must know: to be extracted, or missing. */
export interface ToothStatus {
  readonly tooth: string;
  readonly status: 'to-be-extracted' | 'missing';
}

/** Orthodontic treatment: its total months and the remaining ones. */
export interface Orthodontics {
  readonly totalMonths: number;
  readonly remainingMonths?: number;
  readonly appliancePlacedOn?: LocalDate;
}

/** One service of a dentist. */
export interface DentalLine extends CommonLine, LineProviders<'dental'>, DentalLineDetails {
  /** A CDT code. */
  readonly procedure: string;
  /** Positions in the encounter's diagnoses; often none. */
  readonly diagnosisPointers: readonly number[];
  readonly placeOfService?: string;
  /** Up to five. */
  readonly oralCavity?: readonly OralCavityArea[];
  /** Up to 32. */
  readonly teeth?: readonly Tooth[];
  readonly prosthesis?: Prosthesis;
  readonly note?: string;
}

/** The fields of a dental encounter besides the common ones. */
export interface DentalFields extends EncounterProviders<'dental'>, DentalDetails {
  readonly kind: KindOfForm<'dental'>;
  readonly placeOfService: string;
  /** ICD-10-CM codes without the dot; up to 4, often none. */
  readonly diagnoses: readonly string[];
  readonly accident?: Accident;
  readonly toothStatus?: readonly ToothStatus[];
  readonly orthodontics?: Orthodontics;
  /** It asks the payers what they would pay: nothing was done yet, nothing is charged, and the lines' days are planned. */
  readonly predetermination?: true;
}
