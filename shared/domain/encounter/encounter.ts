import type { Cents } from '../money/cents.ts';
import type { Instant } from '../time/local-date.ts';
import type { CommonFields } from './common-encounter.ts';
import type { DentalFields, DentalLine } from './dental-encounter.ts';
import type { InstitutionalFields, InstitutionalLine } from './institutional-encounter.ts';
import { type ClaimFormName, formOfKind, linesPerClaim } from './kinds.ts';
import type { PricesOfLines } from './prices-of-lines.ts';
import type { ProfessionalFields, ProfessionalLine } from './professional-encounter.ts';

/** An encounter's charges are posted, and its claims made. */
export interface FinalState {
  readonly kind: 'final';
  readonly finalizedAt: Instant;
  readonly claimIds: readonly string[];
}

/** People work on it. A draft may be incomplete. */
export interface DraftState {
  readonly kind: 'draft';
  /** It was final before: when and why it was reopened, since when it had been final, and its claims at that time. */
  readonly reopened?: {
    readonly at: Instant;
    readonly reason: string;
    readonly claimIds: readonly string[];
    readonly codedAt: Instant;
    /**
     * A payer has one of the claims: they are kept, and corrected when the draft is finalised. Otherwise they were
     * cancelled.
     */
    readonly keepsClaims?: true;
  };
}

/** The encounter does not count: it was entered by mistake, or did not happen. */
export interface VoidState {
  readonly kind: 'void';
  readonly voidedAt: Instant;
  readonly reason: string;
  /** The claims that were cancelled or voided with it; none for a draft. */
  readonly claimIds: readonly string[];
}

/** A final encounter is what was billed. */
export type EncounterState = DraftState | FinalState;

interface Coded<Line> extends CommonFields {
  readonly state: EncounterState;
  /** The schedules that priced lines without an entered charge; for a final encounter. */
  readonly prices?: readonly PricesOfLines[];
  readonly lines: readonly Line[];
}

export type ProfessionalEncounter = Coded<ProfessionalLine> & ProfessionalFields;
export type InstitutionalEncounter = Coded<InstitutionalLine> & InstitutionalFields;
export type DentalEncounter = Coded<DentalLine> & DentalFields;

/** The encounters of each form of claim. */
export interface EncounterOfForm {
  readonly professional: ProfessionalEncounter;
  readonly institutional: InstitutionalEncounter;
  readonly dental: DentalEncounter;
}

/**
 * A visit, stay, transport or order as coded. Its `kind` decides its fields. Documentation is stored separately
 * (`documentation.ts`).
 */
export type Encounter = EncounterOfForm[ClaimFormName];

/** One coded service. */
export type EncounterLine = Encounter['lines'][number];

/** A service of a draft: without a charge, the fee schedule's current price is used at finalisation. */
export type DraftOf<Line> = Line extends unknown ? Omit<Line, 'chargeCents'> & { readonly chargeCents?: Cents } : never;
export type DraftLine = DraftOf<EncounterLine>;

/** The drafts of each form of claim. */
export type DraftOfForm = {
  readonly [Form in ClaimFormName]: Omit<EncounterOfForm[Form], 'state' | 'lines'> & {
    readonly state: DraftState;
    readonly lines: readonly DraftOf<EncounterOfForm[Form]['lines'][number]>[];
  };
};

/** An encounter on which people still work. */
export type DraftEncounter = DraftOfForm[ClaimFormName];

/** An encounter that does not count, as it was when it was voided. */
export type VoidEncounter = {
  readonly [Form in ClaimFormName]: Omit<DraftOfForm[Form], 'state'> & { readonly state: VoidState };
}[ClaimFormName];

/** Whether an encounter becomes a claim of a form; the compiler then knows its fields. */
export function isDraftOf<Form extends ClaimFormName>(
  form: Form,
  encounter: DraftEncounter,
): encounter is DraftOfForm[Form] {
  return formOfKind(encounter.kind) === form;
}

/**
 * Splits an encounter's lines into claims of a form, in order: each group with a separate claim, the lines without a
 * group first, over as many claims as needed.
 */
export function splitIntoClaims<Line extends { readonly claimGroup?: number }>(
  lines: readonly Line[],
  form: ClaimFormName,
): readonly (readonly Line[])[] {
  const groups = Map.groupBy(lines, ({ claimGroup = 0 }) => claimGroup);
  return [...groups]
    .sort(([left], [right]) => left - right)
    .flatMap(([, group]) => chunksOf(group, linesPerClaim[form]));
}

function chunksOf<Line>(lines: readonly Line[], most: number): readonly (readonly Line[])[] {
  const chunks: Line[][] = [];
  for (let start = 0; start < lines.length; start += most) chunks.push(lines.slice(start, start + most));
  return chunks;
}
