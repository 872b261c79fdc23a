import type { Claim, ClaimKind } from '../../../domain/claim/claim.ts';
import type { FilingContent } from '../../../domain/claim/filing-document.ts';
import { present } from '../../../domain/present.ts';
import { claimWriteProblems } from '../submission-file.ts';
import { checkWritten, type StructureProblem } from './check-structure.ts';
import { checkDentalClaim, checkInstitutionalClaim } from './form-situations.ts';
import { type PlaceInFile, placeInFile } from './place-in-file.ts';
import { type ScrubKind, type SnipLevel, scrubRules } from './scrub-rules.ts';
import { checkEveryClaim, checkInsuranceType, checkProfessionalClaim, type NoteSituation } from './situations.ts';

/**
 * A reason to hold a claim: the rule, the place in the file, the place in the claim, and an explanation. Never a value.
 */
export interface ScrubFinding extends Partial<PlaceInFile> {
  readonly kind: ScrubKind;
  readonly snip: SnipLevel;
  /** JSON pointer into the claim. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * Scrubs a claim as if it were alone in a file. Finds what the writer would refuse, and what can be written but payers
 * would refuse.
 */
export function scrubClaim(content: FilingContent): readonly ScrubFinding[] {
  const { kind } = content.claim;
  const unfit = claimWriteProblems(content, 'syntax');
  // Only if nothing is missing can the values be checked.
  if (unfit.some((each) => unfitKinds.has(each.kind))) return findingsOf(kind, unfit);
  const checked = checkWritten(content);
  const broken = [...(checked.ok ? [] : checked.failure), ...situationsOf(content.claim)];
  return checked.ok && broken.length === 0 ? checked.value.map(ofStructure) : findingsOf(kind, broken);
}

/** The findings of the guides' tables in a claim that the writer accepts. */
export function structureFindings(
  content: FilingContent,
  partner?: Parameters<typeof checkWritten>[1],
): readonly ScrubFinding[] {
  const checked = checkWritten(content, partner);
  return checked.ok ? checked.value.map(ofStructure) : [];
}

const ofStructure = (problem: StructureProblem): ScrubFinding => ({ ...problem, ...scrubRules[problem.kind] });

/** Values that are missing, or not what they should be. */
const unfitKinds: ReadonlySet<string> = new Set([
  ...(['missing', 'not-text', 'number-invalid', 'boolean-invalid', 'amount-invalid'] satisfies ScrubKind[]),
  ...(['decimal-malformed', 'date-invalid', 'placeholder-text'] satisfies ScrubKind[]),
]);

interface Broken {
  readonly kind: string;
  readonly place: string;
}

function situationsOf(claim: Claim): readonly Broken[] {
  const found: Broken[] = [];
  const note: NoteSituation = (kind, place) => found.push({ kind, place });
  checkEveryClaim(claim, note);
  if (claim.kind !== 'institutional') checkInsuranceType(claim, note);
  if (claim.kind === 'professional') checkProfessionalClaim(claim, note);
  if (claim.kind === 'institutional') checkInstitutionalClaim(claim, note);
  if (claim.kind === 'dental') checkDentalClaim(claim, note);
  return found;
}

/** Each broken rule once at each place. */
function findingsOf(claimKind: ClaimKind, broken: readonly Broken[]): ScrubFinding[] {
  const distinct = new Map(broken.map((each) => [`${each.kind} ${each.place}`, each]));
  return [...distinct.values()].map((each) => findingAt(claimKind, each.kind as ScrubKind, each.place));
}

function findingAt(claimKind: ClaimKind, kind: ScrubKind, pointer: string): ScrubFinding {
  const { snip, message } = scrubRules[kind];
  return { kind, snip, ...placeInFile(claimKind, pointer), pointer, message };
}

/** A finding in the form of a hold reason: `text-too-long /notes/0/text 2300 NTE 2`. */
export function reasonOfFinding({ kind, pointer, loop, segment, element }: ScrubFinding): string {
  return [kind, pointer, loop, segment, element].filter((part) => part !== undefined).join(' ');
}

/** The finding for a reason that the scrub knows; undefined for any other. */
export function findingOfReason(reason: string): ScrubFinding | undefined {
  const [kind = '', pointer = '', loop, segment, element] = reason.split(' ');
  if (!Object.hasOwn(scrubRules, kind) || !pointer.startsWith('/')) return undefined;
  const { snip, message } = scrubRules[kind as ScrubKind];
  return { kind: kind as ScrubKind, snip, ...present({ loop, segment, element }), pointer, message };
}
