import type { ProfessionalDates } from '../claim/professional-dates.ts';
import type { ClaimDetails, LineDetails } from '../claim/stated-details.ts';
import type { Cents } from '../money/cents.ts';
import type { AnesthesiaPeriod } from './anesthesia-times.ts';
import type { Accident, ClaimAttachment, CommonLine, LineDrug } from './common-encounter.ts';
import type { EquipmentSupply } from './equipment.ts';
import type { KindOfForm } from './kinds.ts';
import type { EncounterProviders, LineProviders } from './party-roles.ts';
import type { AmbulanceTransport } from './transport.ts';

/** One service of a practitioner, a transport, or a supply. */
export interface ProfessionalLine extends CommonLine, LineProviders<'professional'>, LineDetails {
  /** A HCPCS or CPT code. */
  readonly procedure: string;
  /** Positions in the encounter's diagnoses, 1 for the first; the first pointer is the primary one. */
  readonly diagnosisPointers: readonly number[];
  /** `MJ`: the units are minutes, as anesthesia is billed. Units of service when absent. */
  readonly unit?: 'UN' | 'MJ';
  /** When anesthesia began and ended; up to three periods, in order. Their minutes are the line's units. */
  readonly anesthesiaTimes?: readonly AnesthesiaPeriod[];
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
  /** The place of this service, if it differs from the encounter's. */
  readonly facilityId?: string;
  readonly referralNumber?: string;
  /** Documents that go with this line; up to ten. */
  readonly attachments?: readonly ClaimAttachment[];
  readonly note?: string;
  /** The kind of note; additional information when absent. */
  readonly noteKind?: keyof typeof lineNoteKinds;
  /** A note for the third party that processes the claim for the payer. */
  readonly thirdPartyNote?: string;
  /** The billing provider's purchase price of the service. */
  readonly purchasedCents?: Cents;
  readonly salesTaxCents?: Cents;
  readonly postageCents?: Cents;
  /** The provider is employed by the patient's hospice. */
  readonly hospiceEmployed?: boolean;
}

/** The kinds of line notes. */
export const lineNoteKinds = { ADD: 'additional information', DCP: 'goals, rehabilitation, discharge plans' } as const;

/** The kinds of claim notes. */
export const claimNoteKinds = {
  ...lineNoteKinds,
  CER: 'certification narrative',
  DGN: 'diagnosis description',
  TPO: 'for a third party who processes the claim',
} as const;

/**
 * The result of a child's screening: `AV` refused, `NU` not used, `S2` under treatment, `ST` new services requested.
 */
export const epsdtReferrals = ['AV', 'NU', 'S2', 'ST'] as const;

/** The fields of a professional encounter besides {@link CommonFields}. */
export interface ProfessionalFields extends ProfessionalDates, EncounterProviders<'professional'>, ClaimDetails {
  readonly kind: KindOfForm<'professional'>;
  readonly placeOfService: string;
  /** ICD-10-CM codes without the dot, the principal one first; up to 12. */
  readonly diagnoses: readonly string[];
  readonly accident?: Accident;
  readonly conditionCodes?: readonly string[];
  /** The surgical procedures for which anesthesia was given: the principal one and at most one more. */
  readonly anesthesiaProcedures?: readonly string[];
  readonly cliaNumber?: string;
  /** The kind of the claim's note; additional information when absent. */
  readonly claimNoteKind?: keyof typeof claimNoteKinds;
  readonly homebound?: true;
  readonly pregnant?: true;
  readonly epsdtReferrals?: readonly (typeof epsdtReferrals)[number][];
  /** Only of kind `ambulance`. */
  readonly transport?: AmbulanceTransport;
}
