import type { ProfessionalDates } from '../claim/professional-dates.ts';
import type { Accident, CommonLine, LineDrug } from './common-encounter.ts';
import type { EquipmentSupply } from './equipment.ts';
import type { KindOfForm } from './kinds.ts';
import type { EncounterProviders, LineProviders } from './party-roles.ts';
import type { AmbulanceTransport } from './transport.ts';

/** One service of a practitioner, a transport, or a supply. */
export interface ProfessionalLine extends CommonLine, LineProviders<'professional'> {
  /** A HCPCS or CPT code. */
  readonly procedure: string;
  /** Positions in the encounter's diagnoses, 1 for the first; the first pointer is the primary one. */
  readonly diagnosisPointers: readonly number[];
  /** `MJ`: the units are minutes, as anesthesia is billed. Units of service when absent. */
  readonly unit?: 'UN' | 'MJ';
  readonly placeOfService?: string;
  readonly emergency?: true;
  /** The service follows from a screening of a child (EPSDT). */
  readonly epsdt?: true;
  readonly familyPlanning?: true;
  readonly copayExempt?: true;
  /** The laboratory's CLIA number, where it differs from the encounter's. */
  readonly cliaNumber?: string;
  readonly priorAuthorizationNumber?: string;
  readonly drug?: LineDrug;
  readonly equipment?: EquipmentSupply;
  readonly note?: string;
}

/** What came of a screening of a child: `AV` refused, `NU` not used, `S2` under treatment, `ST` new services asked for. */
export const epsdtReferrals = ['AV', 'NU', 'S2', 'ST'] as const;

/** What a professional encounter says besides {@link CommonFields}. */
export interface ProfessionalFields extends ProfessionalDates, EncounterProviders<'professional'> {
  readonly kind: KindOfForm<'professional'>;
  readonly placeOfService: string;
  /** ICD-10-CM codes without the dot, the principal one first; up to 12. */
  readonly diagnoses: readonly string[];
  readonly accident?: Accident;
  readonly conditionCodes?: readonly string[];
  /** The surgical procedures for which anesthesia was given: the principal one and at most one more. */
  readonly anesthesiaProcedures?: readonly string[];
  readonly cliaNumber?: string;
  readonly homebound?: true;
  readonly epsdtReferrals?: readonly (typeof epsdtReferrals)[number][];
  /** Only of kind `ambulance`. */
  readonly transport?: AmbulanceTransport;
}
