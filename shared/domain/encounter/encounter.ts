import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** One coded service. */
export interface EncounterLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  /** Positions in the encounter's diagnoses, 1 for the first; the first pointer is the primary one. */
  readonly diagnosisPointers: readonly number[];
  /** Whole units, 1 to 9999. */
  readonly units: number;
  /** The line's charge in all, not per unit. */
  readonly chargeCents: Cents;
  readonly serviceOn: LocalDate;
  readonly serviceTo?: LocalDate;
  readonly placeOfService?: string;
  readonly note?: string;
}

/** A service of a draft: without a charge, the fee schedule's price of the day is taken when the encounter is finalised. */
export type DraftLine = Omit<EncounterLine, 'chargeCents'> & { readonly chargeCents?: Cents };

/** A visit as documented and coded. A draft may be incomplete; a final one is what was billed. */
export interface Encounter {
  readonly id: string;
  readonly externalId?: string;
  readonly version: number;
  readonly state:
    | { readonly kind: 'draft' }
    | { readonly kind: 'final'; readonly finalizedAt: Instant; readonly claimIds: readonly string[] };
  readonly patientId: string;
  readonly billingProviderId: string;
  readonly renderingProviderId?: string;
  readonly referringProviderId?: string;
  readonly facilityId?: string;
  readonly placeOfService: string;
  readonly documentation: readonly { readonly kind: string; readonly text: string }[];
  /** ICD-10-CM codes without the dot, the principal one first; up to 12. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly EncounterLine[];
  readonly priorAuthorizationNumber?: string;
  readonly claimNote?: string;
  /** The patient pays and no payer is told, whatever coverage there is (a right under 45 CFR 164.522(a)). */
  readonly selfPay?: true;
}

/** An encounter on which people still work. */
export type DraftEncounter = Omit<Encounter, 'state' | 'lines'> & {
  readonly state: { readonly kind: 'draft' };
  readonly lines: readonly DraftLine[];
};

/** A claim carries at most fifty service lines (837P, loop 2400). */
export const linesPerClaim = 50;

/** Splits an encounter's lines over claims, in order: as many claims as needed, with at most fifty lines each. */
export function splitIntoClaims<Line>(lines: readonly Line[]): readonly (readonly Line[])[] {
  const claims: Line[][] = [];
  for (let start = 0; start < lines.length; start += linesPerClaim) {
    claims.push(lines.slice(start, start + linesPerClaim));
  }
  return claims;
}
