/*
 * The resources of Da Vinci's Prior Authorization Support (PAS) on FHIR R4 that this product writes and reads. X12's
 * codes are in them under their own systems.
 */

export interface Coding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

export interface Reference {
  readonly reference: string;
}

export interface Identifier {
  readonly type?: CodeableConcept;
  readonly system?: string;
  readonly value: string;
}

export interface Period {
  readonly start?: string;
  readonly end?: string;
}

export interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
  readonly valueCodeableConcept?: CodeableConcept;
  readonly valueString?: string;
}

export interface HumanName {
  readonly family: string;
  readonly given?: readonly string[];
}

export interface PatientResource {
  readonly resourceType: 'Patient';
  /** The member number. */
  readonly identifier: readonly Identifier[];
  readonly name: readonly HumanName[];
  readonly gender?: string;
  readonly birthDate?: string;
}

export interface OrganizationResource {
  readonly resourceType: 'Organization';
  readonly identifier: readonly Identifier[];
  readonly active: true;
  readonly name: string;
}

export interface PractitionerResource {
  readonly resourceType: 'Practitioner';
  readonly identifier: readonly Identifier[];
  readonly name: readonly HumanName[];
}

export interface CoverageResource {
  readonly resourceType: 'Coverage';
  readonly status: 'active';
  readonly subscriberId: string;
  readonly subscriber: Reference;
  readonly beneficiary: Reference;
  readonly relationship: CodeableConcept;
  readonly payor: readonly Reference[];
}

export interface ClaimItem {
  readonly sequence: number;
  readonly extension: readonly Extension[];
  readonly careTeamSequence?: readonly number[];
  readonly diagnosisSequence?: readonly number[];
  readonly productOrService: CodeableConcept;
  readonly servicedPeriod: Period;
  readonly locationCodeableConcept?: CodeableConcept;
  readonly quantity?: { readonly value: number };
}

/** A claim for preauthorisation. */
export interface ClaimResource {
  readonly resourceType: 'Claim';
  readonly identifier: readonly Identifier[];
  readonly status: 'active';
  readonly type: CodeableConcept;
  readonly use: 'preauthorization';
  readonly patient: Reference;
  readonly created: string;
  readonly insurer: Reference;
  readonly provider: Reference;
  readonly priority: CodeableConcept;
  readonly careTeam?: readonly { readonly sequence: number; readonly provider: Reference }[];
  readonly supportingInfo?: readonly {
    readonly sequence: number;
    readonly category: CodeableConcept;
    readonly valueString: string;
  }[];
  readonly diagnosis?: readonly { readonly sequence: number; readonly diagnosisCodeableConcept: CodeableConcept }[];
  readonly insurance: readonly { readonly sequence: number; readonly focal: boolean; readonly coverage: Reference }[];
  readonly item: readonly ClaimItem[];
}

export type PasResource =
  | ClaimResource
  | PatientResource
  | OrganizationResource
  | PractitionerResource
  | CoverageResource;

export interface PasBundle {
  readonly resourceType: 'Bundle';
  readonly meta: { readonly profile: readonly string[] };
  readonly identifier: Identifier;
  readonly type: 'collection';
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: PasResource & { readonly id: string } }[];
}

/** The parts of a payer's answer that are read. Every field may be missing. */
export interface ClaimResponseResource {
  readonly resourceType: 'ClaimResponse';
  readonly identifier?: readonly Identifier[];
  readonly outcome?: string;
  readonly created?: string;
  readonly disposition?: string;
  readonly preAuthRef?: string;
  readonly preAuthPeriod?: Period;
  readonly item?: readonly {
    readonly itemSequence?: number;
    readonly extension?: readonly Extension[];
    readonly adjudication?: readonly {
      readonly category?: CodeableConcept;
      readonly extension?: readonly Extension[];
      readonly value?: number;
    }[];
  }[];
  readonly processNote?: readonly { readonly text?: string }[];
  readonly error?: readonly { readonly code?: CodeableConcept }[];
}

/** Why a server did not do what it was asked. Every field may be missing. */
export interface OperationOutcomeResource {
  readonly resourceType: 'OperationOutcome';
  readonly issue?: readonly {
    readonly severity?: string;
    readonly code?: string;
    readonly details?: CodeableConcept;
    readonly diagnostics?: string;
  }[];
}

const structure = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';

/** The names of profiles and extensions, and the systems of codes. */
export const pasNames = {
  requestBundle: `${structure}/profile-pas-request-bundle`,
  serviceItemRequestType: `${structure}/extension-serviceItemRequestType`,
  certificationType: `${structure}/extension-certificationType`,
  reviewAction: `${structure}/extension-reviewAction`,
  reviewActionCode: `${structure}/extension-reviewActionCode`,
  itemPreAuthPeriod: `${structure}/extension-itemPreAuthPeriod`,
} as const;

export const codeSystems = {
  claimType: 'http://terminology.hl7.org/CodeSystem/claim-type',
  priority: 'http://terminology.hl7.org/CodeSystem/processpriority',
  relationship: 'http://terminology.hl7.org/CodeSystem/subscriber-relationship',
  information: 'http://terminology.hl7.org/CodeSystem/claiminformationcategory',
  requestCategory: 'https://codesystem.x12.org/005010/1525',
  certification: 'https://codesystem.x12.org/005010/1322',
  reviewAction: 'https://codesystem.x12.org/005010/306',
  placeOfService: 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
  diagnosis: 'http://hl7.org/fhir/sid/icd-10-cm',
  cpt: 'http://www.ama-assn.org/go/cpt',
  cdt: 'http://www.ada.org/cdt',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  npi: 'http://hl7.org/fhir/sid/us-npi',
  taxId: 'urn:oid:2.16.840.1.113883.4.4',
} as const;
