import type { Address } from '../practice/address.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A person or an organisation, by name. */
export type PartyName =
  | {
      readonly kind: 'person';
      readonly last: string;
      readonly first?: string;
      readonly middle?: string;
      readonly suffix?: string;
    }
  | { readonly kind: 'organization'; readonly name: string };

/** A postal address as a claim says it: `state` is the two-letter code; `postalCode` has digits only (nine for a billing provider). */
export type PostalAddress = Address;

/** A way to reach a contact: `TE` telephone, `EX` extension (after its telephone), `FX` fax, `EM` e-mail. */
export interface ContactNumber {
  readonly kind: string;
  readonly value: string;
}

/** Whom to ask; up to three numbers. */
export interface Contact {
  readonly name?: string;
  readonly numbers: readonly ContactNumber[];
}

/** An identifier with its kind: `G2` provider's number with the payer, `LU` location, `0B` state licence, `1G` UPIN, `2U` payer, ... */
export interface SecondaryId {
  readonly kind: string;
  readonly id: string;
  /** The payer to which the identifier belongs, when it is not the claim's own payer. */
  readonly payerId?: string;
}

/** An identifier that version 4010 put next to a provider's name: `24` employer's number, `34` social security number. */
export interface LegacyProviderId {
  readonly kind: string;
  readonly id: string;
}

export interface TaxId {
  /** Employer identification number or social security number. */
  readonly kind: 'ein' | 'ssn';
  readonly id: string;
}

/** Who made the file. */
export interface Submitter {
  readonly name: PartyName;
  /** Electronic transmitter identification number, agreed with the receiver. */
  readonly id: string;
  /** One or two. */
  readonly contacts: readonly Contact[];
}

/** For whom the file is. */
export interface Receiver {
  readonly name: PartyName;
  readonly id: string;
}

/** Where payment goes when that is not the billing provider's address. Version 5010 has no name here; version 4010 had one. */
export interface PayToProvider {
  readonly kind: 'person' | 'organization';
  readonly address: PostalAddress;
  readonly name?: PartyName;
  readonly npi?: string;
  readonly legacyId?: LegacyProviderId;
  readonly secondaryIds?: readonly SecondaryId[];
}

/** A health plan that takes over the billing provider's payment (subrogation). */
export interface PayToPlan {
  readonly name: PartyName;
  readonly idKind: string;
  readonly id: string;
  readonly address: PostalAddress;
  readonly secondaryIds?: readonly SecondaryId[];
  readonly taxId?: string;
}

/** Who bills and is paid. `npi` is plain text because files hold numbers that are not NPIs; the writer checks it. */
export interface BillingProvider {
  readonly name: PartyName;
  readonly npi?: string;
  readonly legacyId?: LegacyProviderId;
  readonly taxonomy?: string;
  /** A taxonomy code list other than the national one, as some files name it. */
  readonly taxonomyKind?: string;
  /** ISO 4217, absent for US dollars. */
  readonly currency?: string;
  readonly address: PostalAddress;
  readonly taxId?: TaxId;
  readonly secondaryIds?: readonly SecondaryId[];
  readonly contacts?: readonly Contact[];
  readonly payTo?: PayToProvider;
  readonly payToPlan?: PayToPlan;
}

/** What a claim can say about its patient besides demographics. */
export interface PatientDetails {
  readonly deathDate?: LocalDate;
  /** Pounds, as a decimal: needed for some drugs and equipment. */
  readonly weightPounds?: string;
  readonly pregnant?: boolean;
}

/** Birth date and gender (`F`, `M`, `U`). */
export interface Demographics {
  readonly birthDate?: LocalDate;
  readonly gender?: string;
}

/** The insured person. Address and demographics are needed when the subscriber is the patient. */
export interface Subscriber {
  readonly name: PartyName;
  /** The order of payers: `P` primary, `S` secondary, `T` tertiary, `A`-`H` further, `U` unknown. */
  readonly payerResponsibility: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** Why Medicare is secondary: `12`, `13`, `14`, `15`, `16`, `41`, `42`, `43`, `47`. */
  readonly medicareSecondaryType?: string;
  /** `MB` Medicare B, `MC` Medicaid, `CI` commercial, `BL` Blue, `HM`, `12`, `13`, `WC`, `CH`, ... */
  readonly filingIndicator?: string;
  /** `MI` member number, `II` standard unique health identifier. */
  readonly idKind?: string;
  readonly memberId?: string;
  readonly address?: PostalAddress;
  readonly demographics?: Demographics;
  /** Only when the subscriber is the patient. */
  readonly asPatient?: PatientDetails;
  readonly ssn?: string;
  readonly propertyCasualtyClaimNumber?: string;
  readonly propertyCasualtyContact?: Contact;
}

/** A patient who is not the subscriber and has no member number of their own. */
export interface Dependent extends PatientDetails {
  readonly name: PartyName;
  /** To the subscriber: `01` spouse, `19` child, `20` employee, `21` unknown, `39`, `40`, `53`, `G8` other. */
  readonly relationship: string;
  /** Version 4010 allowed a member number here. */
  readonly idKind?: string;
  readonly memberId?: string;
  readonly address?: PostalAddress;
  readonly demographics?: Demographics;
  readonly propertyCasualtyClaimNumber?: string;
  /** `SY` social security number, `1W` member number: for property and casualty only. */
  readonly propertyCasualtyIds?: readonly SecondaryId[];
  readonly propertyCasualtyContact?: Contact;
}

/** The payer that a claim is for. */
export interface Payer {
  readonly name: PartyName;
  /** `PI` payer's number, `XV` national plan identifier. */
  readonly idKind: string;
  readonly id: string;
  readonly address?: PostalAddress;
  /** `2U`, `EI`, `FY`, `NF`. */
  readonly secondaryIds?: readonly SecondaryId[];
  /** This payer's identifiers for the billing provider: `G2`, `LU`. */
  readonly billingProviderIds?: readonly SecondaryId[];
}

/** A provider named on a claim or line. */
export interface ClaimProvider {
  readonly name?: PartyName;
  readonly npi?: string;
  readonly legacyId?: LegacyProviderId;
  /** For rendering providers. */
  readonly taxonomy?: string;
  readonly taxonomyKind?: string;
  readonly secondaryIds?: readonly SecondaryId[];
}

/** Who ordered a supply, with address and contact for certificates of medical necessity. */
export interface OrderingProvider extends ClaimProvider {
  readonly address?: PostalAddress;
  readonly contact?: Contact;
}

/** Where the service was given, when not at the billing provider's address. */
export interface ServiceFacility extends ClaimProvider {
  /** Version 4010's code for the facility of an institutional claim. */
  readonly legacyCode?: 'FA';
  readonly address?: PostalAddress;
  readonly contact?: Contact;
}

/** Where an ambulance picked the patient up or dropped them off. */
export interface AmbulanceLocation {
  readonly name?: PartyName;
  readonly address?: PostalAddress;
}
