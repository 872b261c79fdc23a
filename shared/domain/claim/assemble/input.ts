import type { Authorization } from '../../authorization/authorization.ts';
import type { EncounterOfForm } from '../../encounter/encounter.ts';
import type { ClaimFormName } from '../../encounter/kinds.ts';
import type { ClaimId } from '../../identity/ids.ts';
import type { Cents } from '../../money/cents.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../practice/practice.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { OtherCoverage } from '../claim-detail.ts';
import type { ChangeReason } from '../correction/change-reason.ts';
import type { Frequency } from '../filing.ts';
import type { StatedAnswer } from '../next-payer/prior-answer.ts';

/** A facility that an encounter may name: not named, named and on file, or named but missing. */
export type Named<Found> = Found | 'not-named' | 'missing';

/** A coverage of the claim with its payer, from the records. */
export interface BilledCoverage {
  readonly coverage: Coverage | undefined;
  readonly payer: Payer | undefined;
  /** The office decided not to bill it: other payers are not told of it. */
  readonly isPassedOver?: boolean;
  /** For another system's claim: what it stated about this coverage, with its payer's decision. */
  readonly told?: OtherCoverage;
}

/** What a claim of any form is made from, besides its encounter. */
export interface CommonInput {
  readonly claimId: ClaimId;
  /** The legal entity whose books hold the claim. */
  readonly entityId: string;
  readonly chargeCents: Cents;
  readonly serviceFrom: LocalDate;
  /** The office's day of the assembly. */
  readonly today: LocalDate;
  /** The position of the share that this filing bills, 0 for the primary. */
  readonly payerPosition: number;
  readonly frequency: Frequency;
  /** The payer's own number of the claim that this one replaces, voids or adds to. */
  readonly payerClaimNumber?: string;
  /** Why a facility replaces or voids it. */
  readonly changeReason?: ChangeReason;
  readonly patient: Patient | undefined;
  /** All coverages that the claim is billed to, in order; the filing's own is at `payerPosition`. */
  readonly coverages: readonly BilledCoverage[];
  /** By position: the answers in force of the payers that were billed before this one, the oldest first. */
  readonly priorAnswers?: ReadonlyMap<number, readonly StatedAnswer[]>;
  /** The patient's prior authorisations: each payer is told its own number. */
  readonly authorizations?: readonly Authorization[];
  readonly billingProvider: Provider | undefined;
  /** By id: the providers on file whom the encounter or a line names. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facility: Named<Facility>;
  /** By id: the facilities on file that lines name. */
  readonly lineFacilities: ReadonlyMap<string, Facility>;
}

/** What a claim of one form is made from. */
interface InputOf<Form extends ClaimFormName> extends CommonInput {
  readonly form: Form;
  readonly encounter: EncounterOfForm[Form];
  /** This claim's share of the encounter's lines, in order. */
  readonly lines: EncounterOfForm[Form]['lines'];
}

export type ProfessionalInput = InputOf<'professional'>;
export type InstitutionalInput = InputOf<'institutional'>;
export type DentalInput = InputOf<'dental'>;

/** The encounter and lines of a claim, by its form. */
export type ServicesOfClaim = {
  readonly [Form in ClaimFormName]: Omit<InputOf<Form>, keyof CommonInput>;
}[ClaimFormName];

/** Everything that a claim is made from. A missing record is undefined: assembly reports it and does not throw. */
export type AssemblyInput = ProfessionalInput | InstitutionalInput | DentalInput;

/** The coverage and payer that the filing goes to. */
export function billedCoverage({
  coverages,
  payerPosition,
}: Pick<CommonInput, 'coverages' | 'payerPosition'>): BilledCoverage {
  return coverages[payerPosition] ?? { coverage: undefined, payer: undefined };
}
