import type { PartyName } from '../claim/party.ts';
import type { LocalDate } from '../time/local-date.ts';

/** A provider as a payer knows it. */
export interface IdentifiedProvider {
  readonly name: PartyName;
  /** `XX` NPI, `FI` tax id. */
  readonly idKind: string;
  readonly id: string;
}

/** The services that a payer is asked to authorise, by a 278 or by FHIR. */
export interface AskedServices {
  readonly isReferral?: true;
  /** The provider who will give the services, if not the one who asks. */
  readonly servicing?: IdentifiedProvider;
  readonly diagnoses: readonly string[];
  readonly placeOfService?: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly services: readonly { readonly procedures: readonly string[]; readonly units?: string }[];
  readonly note?: string;
}

/** Whether a code is one of the dentists' (CDT): D and four digits. */
export function isDental(code: string): boolean {
  return /^D\d{4}$/.test(code);
}
