import type { Contact, Demographics, PostalAddress } from '../../domain/claim/party.ts';
import type { Cents } from '../../domain/money/cents.ts';
import type {
  InquiryDate,
  InquiryDelivery,
  InquiryDiagnosis,
  InquiryHeader,
  InquiryInsured,
  InquiryParty,
  InquiryProcedure,
  InquiryProviderInformation,
  InquiryReference,
  InquiryRejection,
  InquiryTrace,
} from '../inquiry/inquiry-parts.ts';

/* The content of 270 and 271 (005010X279A1). The 271 repeats the question and adds the payer's answer. */

/** The party that asks, or that is asked about. */
interface EligibilityParty extends InquiryParty {
  readonly references?: readonly InquiryReference[];
  readonly address?: PostalAddress;
  readonly providerInformation?: InquiryProviderInformation;
}

/** A member: the subscriber or a dependent. */
interface EligibilityMember extends EligibilityParty {
  readonly traces?: readonly InquiryTrace[];
  readonly demographics?: Demographics;
  readonly insured?: InquiryInsured;
  readonly diagnoses?: readonly InquiryDiagnosis[];
  readonly dates?: readonly InquiryDate[];
}

/** The service types or the procedure of a question. */
export interface EligibilityQuestion {
  /** `30` the plan as a whole, `98` office visit, `48` hospital inpatient, `AL` vision, `MH` mental health, ... */
  readonly serviceTypes?: readonly string[];
  readonly procedure?: InquiryProcedure;
  /** `IND` individual, `FAM` family, ... */
  readonly coverageLevel?: string;
  readonly diagnosisPointers?: readonly number[];
  readonly amounts?: readonly { readonly kind: string; readonly cents: Cents }[];
  readonly settings?: readonly EligibilityCircumstance[];
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
}

/** A place of service, diagnosis or other circumstance: `ZZ` place of service, `ABK` diagnosis, ... */
export interface EligibilityCircumstance {
  readonly codeList?: string;
  readonly code?: string;
  readonly category?: string;
  readonly text?: string;
}

export interface InquiredDependent extends EligibilityMember {
  readonly questions?: readonly EligibilityQuestion[];
}

export interface InquiredSubscriber extends EligibilityMember {
  readonly questions?: readonly EligibilityQuestion[];
  readonly dependents?: readonly InquiredDependent[];
}

/** A 270: sources (payers), receivers (providers) and subscribers, each below the one before. */
export interface EligibilityInquiry extends InquiryHeader {
  readonly sources: readonly (InquiryParty & {
    readonly receivers?: readonly (EligibilityParty & { readonly subscribers?: readonly InquiredSubscriber[] })[];
  })[];
}

/** A party in a benefit: another payer, a primary care provider, a plan sponsor, a utilisation manager, ... */
export interface BenefitEntity extends InquiryParty {
  readonly address?: PostalAddress;
  readonly contacts?: readonly Contact[];
  readonly providerInformation?: InquiryProviderInformation;
}

/** One EB with all its segments. */
export interface EligibilityBenefit {
  /** `1`-`5` active, `6`-`8` inactive, `A` coinsurance, `B` copay, `C` deductible, `G` out of pocket, `F` limit, `I` not covered, `R` other payer, ... */
  readonly information: string;
  readonly coverageLevel?: string;
  readonly serviceTypes?: readonly string[];
  /** `HM` HMO, `MC` Medicaid, `MA`/`MB` Medicare, `QM` qualified Medicare beneficiary, `HN` Medicare Advantage HMO, ... */
  readonly insuranceType?: string;
  readonly plan?: string;
  /** `23` calendar year, `27` visit, `29` remaining, `32` lifetime, `7` day, ... */
  readonly period?: string;
  readonly amountCents?: Cents;
  /** As a fraction: `.2` is 20 percent. */
  readonly percent?: string;
  readonly quantityKind?: string;
  readonly quantity?: string;
  /** `Y`, `N`, `U` unknown. */
  readonly authorizationRequired?: string;
  /** `Y`, `N`, `U` unknown, `W` both. */
  readonly inNetwork?: string;
  readonly procedure?: InquiryProcedure;
  readonly diagnosisPointers?: readonly number[];
  readonly deliveries?: readonly InquiryDelivery[];
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
  readonly rejections?: readonly InquiryRejection[];
  readonly messages?: readonly string[];
  readonly circumstances?: readonly EligibilityCircumstance[];
  readonly entities?: readonly BenefitEntity[];
}

/** Facts of a member of the armed forces. */
export interface MilitaryInformation {
  readonly status: string;
  readonly employment: string;
  readonly affiliation: string;
  readonly description?: string;
  readonly rank?: string;
  readonly on?: string;
  readonly until?: string;
}

export interface AnsweredMember extends EligibilityMember {
  readonly rejections?: readonly InquiryRejection[];
  readonly military?: MilitaryInformation;
  readonly benefits?: readonly EligibilityBenefit[];
}

export interface AnsweredSubscriber extends AnsweredMember {
  readonly dependents?: readonly AnsweredMember[];
}

export interface AnsweredReceiver extends EligibilityParty {
  readonly rejections?: readonly InquiryRejection[];
  readonly subscribers?: readonly AnsweredSubscriber[];
}

export interface AnsweringSource extends InquiryParty {
  /**
   * Why no question about this source's members could be answered. The rejections come before and after the source's
   * name.
   */
  readonly systemRejections?: readonly InquiryRejection[];
  readonly contacts?: readonly Contact[];
  readonly rejections?: readonly InquiryRejection[];
  readonly receivers?: readonly AnsweredReceiver[];
}

/** A 271. */
export interface EligibilityAnswer extends InquiryHeader {
  readonly sources: readonly AnsweringSource[];
}
