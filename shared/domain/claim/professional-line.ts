import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type {
  Attachment,
  ConditionSet,
  Contract,
  Drug,
  LineAdjudication,
  Note,
  PayerNumber,
  Repricing,
} from './claim-detail.ts';
import type { AmbulanceLocation, ClaimProvider, OrderingProvider, ServiceFacility } from './party.ts';
import type {
  AmbulanceTransport,
  DurableMedicalEquipment,
  EquipmentCertification,
  Measurement,
  MedicalForm,
  PurchasedService,
} from './professional-detail.ts';

/** One service on a professional claim. */
export interface ServiceLine {
  /** `HC` HCPCS and CPT, `ER` jurisdiction specific, `IV` home infusion, `WK` advanced billing concepts. */
  readonly procedureKind: string;
  readonly procedure: string;
  /** Up to four, in order. */
  readonly modifiers: readonly string[];
  readonly description?: string;
  readonly chargeCents: Cents;
  /** `UN` units, `MJ` minutes (anaesthesia). */
  readonly unit: string;
  /** How many units or minutes, a decimal. */
  readonly quantity: string;
  /** Only when the line differs from its claim. */
  readonly placeOfService?: string;
  /** One to four of the claim's diagnoses by number, counted from 1, the line's main diagnosis first. */
  readonly diagnosisPointers: readonly number[];
  readonly emergency?: boolean;
  readonly epsdt?: boolean;
  readonly familyPlanning?: boolean;
  readonly copayExempt?: true;
  readonly equipment?: DurableMedicalEquipment;
  readonly attachments?: readonly Attachment[];
  readonly ambulanceTransport?: AmbulanceTransport;
  readonly equipmentCertification?: EquipmentCertification;
  readonly ambulanceConditions?: readonly ConditionSet[];
  readonly hospiceConditions?: ConditionSet;
  readonly equipmentConditions?: readonly ConditionSet[];

  /** The first day of service; `serviceTo` only for a span (which may be of one day). */
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;
  readonly prescriptionDate?: LocalDate;
  readonly certificationRevisionDate?: LocalDate;
  readonly therapyBeginDate?: LocalDate;
  readonly lastCertificationDate?: LocalDate;
  readonly lastSeenDate?: LocalDate;
  readonly hemoglobinTestDate?: LocalDate;
  readonly creatinineTestDate?: LocalDate;
  readonly shippedDate?: LocalDate;
  readonly lastXrayDate?: LocalDate;
  readonly initialTreatmentDate?: LocalDate;

  /** Decimals. */
  readonly ambulancePatientCount?: string;
  readonly obstetricAdditionalUnits?: string;
  readonly measurements?: readonly Measurement[];
  readonly contract?: Contract;

  readonly repricedLineNumber?: string;
  readonly adjustedRepricedLineNumber?: string;
  readonly priorAuthorizations?: readonly PayerNumber[];
  /** The payer returns it in the remittance; unique within the claim. */
  readonly controlNumber?: string;
  readonly mammographyCertification?: string;
  readonly cliaNumber?: string;
  readonly referringCliaNumber?: string;
  readonly immunizationBatchNumber?: string;
  readonly referrals?: readonly PayerNumber[];

  readonly salesTaxCents?: Cents;
  readonly postageCents?: Cents;
  /** Version 4010's approved amount. */
  readonly approvedCents?: Cents;
  readonly fileInformation?: readonly string[];
  readonly notes?: readonly Note[];
  readonly purchasedService?: PurchasedService;
  readonly repricing?: Repricing;
  readonly drug?: Drug;

  readonly renderingProvider?: ClaimProvider;
  readonly purchasedServiceProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly supervisingProvider?: ClaimProvider;
  readonly orderingProvider?: OrderingProvider;
  readonly referringProvider?: ClaimProvider;
  readonly referringPrimaryCareProvider?: ClaimProvider;
  readonly ambulancePickUp?: AmbulanceLocation;
  readonly ambulanceDropOff?: AmbulanceLocation;
  readonly adjudications?: readonly LineAdjudication[];
  readonly forms?: readonly MedicalForm[];
}
