import type { Contact, Demographics, PostalAddress } from '../../domain/claim/party.ts';
import type { Cents } from '../../domain/money/cents.ts';
import type {
  InquiryDate,
  InquiryDelivery,
  InquiryDiagnosis,
  InquiryDocument,
  InquiryHeader,
  InquiryInsured,
  InquiryParty,
  InquiryProcedure,
  InquiryProviderInformation,
  InquiryReference,
  InquiryRejection,
  InquiryTrace,
} from '../inquiry/inquiry-parts.ts';

/* The content of a request for a review of services (prior authorisation) and its answer: 278, 005010X217. */

/** A party with all its facts. */
export interface ReviewParty extends InquiryParty {
  readonly references?: readonly InquiryReference[];
  readonly address?: PostalAddress;
  readonly contacts?: readonly Contact[];
  readonly providerInformation?: InquiryProviderInformation;
  /** Only in an answer. */
  readonly rejections?: readonly InquiryRejection[];
}

/** The request. */
export interface ReviewRequest {
  /** `HS` health services, `AR` admission, `SC` specialty care, `IN` individual. */
  readonly category: string;
  /** Why the request is made: `I` first request, `R` renewal, `S` revised, `3` cancelled, `4` extension, ... */
  readonly certification?: string;
  /** The service type, as in eligibility. */
  readonly serviceType?: string;
  /** The place of the service, and its code list (`B` place of service, `A` type of bill). */
  readonly place?: string;
  readonly placeKind?: string;
  readonly relatedCauses?: readonly string[];
  /** `03` emergency, `E` elective, `U` urgent. */
  readonly levelOfService?: string;
  readonly currentHealth?: string;
  readonly prognosis?: string;
  readonly releaseOfInformation?: string;
  readonly delayReason?: string;
}

/** The payer's decision. */
export interface ReviewDecision {
  /** `A1` certified in total, `A2` partly, `A3` not certified, `A4` pended, `A6` modified, `C` cancelled, `CT` contact payer, `NA` no action required. */
  readonly action: string;
  /** The authorisation's number. */
  readonly number?: string;
  /** The reasons: industry codes such as `0W`. */
  readonly reasons?: readonly string[];
  readonly secondSurgicalOpinion?: string;
}

interface Reviewed {
  readonly traces?: readonly InquiryTrace[];
  readonly rejections?: readonly InquiryRejection[];
  readonly request?: ReviewRequest;
  readonly decision?: ReviewDecision;
  readonly references?: readonly InquiryReference[];
  readonly dates?: readonly InquiryDate[];
  readonly deliveries?: readonly InquiryDelivery[];
  readonly documents?: readonly InquiryDocument[];
  readonly messages?: readonly string[];
  readonly providers?: readonly ReviewParty[];
}

/** One service: professional with `procedure`, institutional with a revenue code too, dental with its own segment. */
export interface ReviewedService extends Reviewed {
  readonly professional?: ReviewedProcedure;
  readonly institutional?: ReviewedProcedure & { readonly revenueCode?: string };
  readonly dental?: ReviewedProcedure;
}

export interface ReviewedProcedure {
  readonly procedure?: InquiryProcedure;
  readonly amountCents?: Cents;
  /** `UN` units, `MJ` minutes, `F2` international units, `DA` days. */
  readonly unit?: string;
  readonly quantity?: string;
}

/** A patient event: an admission, a course of treatment, with its services. */
export interface ReviewedEvent extends Reviewed {
  readonly diagnoses?: readonly InquiryDiagnosis[];
  readonly services?: readonly ReviewedService[];
}

export interface ReviewedDependent extends ReviewParty {
  readonly demographics?: Demographics;
  readonly insured?: InquiryInsured;
  readonly events?: readonly ReviewedEvent[];
}

export interface ReviewedSubscriber extends ReviewedDependent {
  readonly dependents?: readonly ReviewedDependent[];
}

/** A 278: reviewer, requester, patient, and services. */
export interface ServicesReview extends InquiryHeader {
  readonly reviewers: readonly (ReviewParty & {
    readonly systemRejections?: readonly InquiryRejection[];
    readonly requesters?: readonly (ReviewParty & { readonly subscribers?: readonly ReviewedSubscriber[] })[];
  })[];
}
