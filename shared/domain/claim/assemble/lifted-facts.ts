import type { ProfessionalInput } from './input.ts';

/** Facts that a claim states once, and a line only where it differs. */
const liftable = [
  ...(['placeOfService', 'renderingProviderId', 'facilityId'] as const),
  ...(['referringProviderId', 'primaryCareProviderId', 'supervisingProviderId'] as const),
] as const;

/**
 * The same input with those facts on the claim that all of its lines state alike: an encounter's claims may differ in what the encounter as a
 * whole does not (005010X222A1: loop 2310 holds for every line that says nothing else).
 */
export function withLiftedFacts(input: ProfessionalInput): ProfessionalInput {
  const { lines, lineFacilities } = input;
  const common = Object.fromEntries(
    liftable.flatMap((field) => {
      const [first, ...others] = lines.map((line) => line[field]);
      return first !== undefined && others.every((each) => each === first) ? [[field, first]] : [];
    }),
  ) as Partial<ProfessionalInput['encounter']>;
  const { facilityId } = common;
  const place = facilityId === undefined ? {} : { facility: lineFacilities.get(facilityId) ?? ('missing' as const) };
  return { ...input, encounter: { ...input.encounter, ...common }, ...place };
}
