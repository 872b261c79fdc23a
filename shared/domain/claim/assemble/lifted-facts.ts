import type { ProfessionalInput } from './input.ts';

/** Facts that a claim states once, and a line only if it differs. */
const liftable = [
  ...(['placeOfService', 'renderingProviderId', 'facilityId'] as const),
  ...(['referringProviderId', 'primaryCareProviderId', 'supervisingProviderId'] as const),
] as const;

/**
 * Moves facts that all lines of this claim share to the claim: claims of one encounter may differ in them
 * (005010X222A1: loop 2310 applies to every line that states nothing else).
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
