import type { ProfessionalInput } from './input.ts';

/** Facts that a claim states once, and a line only if it differs. */
const liftable = [
  ...(['placeOfService', 'renderingProviderId', 'facilityId'] as const),
  ...(['referringProviderId', 'primaryCareProviderId', 'supervisingProviderId'] as const),
] as const;

/**
 * Numbers of the place that made a test or picture. The claim states them even if only some of its lines are tests, and a
 * line states another one (005010X222A1, REF of loops 2300 and 2400).
 */
const certificates = ['cliaNumber', 'mammographyCertification'] as const;

/**
 * Moves facts that all lines of this claim share to the claim: claims of one encounter may differ in them
 * (005010X222A1: loop 2310 applies to every line that states nothing else).
 */
export function withLiftedFacts(input: ProfessionalInput): ProfessionalInput {
  const { encounter, lines, lineFacilities } = input;
  const common = Object.fromEntries(
    liftable.flatMap((field) => {
      const [first, ...others] = lines.map((line) => line[field]);
      return first !== undefined && others.every((each) => each === first) ? [[field, first]] : [];
    }),
  ) as Partial<ProfessionalInput['encounter']>;
  const certified = Object.fromEntries(
    certificates.flatMap((field) => {
      const [only, ...others] = new Set(lines.flatMap((line) => line[field] ?? []));
      return encounter[field] === undefined && only !== undefined && others.length === 0 ? [[field, only]] : [];
    }),
  ) as Partial<ProfessionalInput['encounter']>;
  const { facilityId } = common;
  const place = facilityId === undefined ? {} : { facility: lineFacilities.get(facilityId) ?? ('missing' as const) };
  return { ...input, encounter: { ...encounter, ...common, ...certified }, ...place };
}
