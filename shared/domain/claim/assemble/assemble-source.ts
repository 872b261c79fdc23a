import { isSelf } from '../../practice/coverage.ts';
import { present } from '../../present.ts';
import { fail, invariant, ok, type Result } from '../../result.ts';
import type { Claim } from '../claim.ts';
import type { LineAdjudication } from '../claim-detail.ts';
import type { ClaimSource } from '../claim-source.ts';
import { withChangeReason } from '../correction/change-reason.ts';
import { frequencyCodes } from '../filing.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { PriorFault } from '../next-payer/prior-balance.ts';
import { linesOfClaim } from '../next-payer/sent-lines.ts';
import { writtenFrequency } from '../notice.ts';
import { billingProviderReasons, memberReasons } from './hold-claim.ts';
import { type BilledCoverage, billedCoverage, type CommonInput } from './input.ts';
import { toldByValues } from './institutional/medicare-secondary.ts';
import { withNumbersOfSource } from './numbers-of-source.ts';
import { type CoverageInput, lineAdjudications, otherCoverages, placeOf, priorReasons } from './other-coverages.ts';
import { consentsOf, dependentParty, payerParty, subscriberParty } from './parties.ts';

/** The sources of a filing of another system's claim. */
export interface SourceInput
  extends Omit<CommonInput, 'claimId' | 'serviceFrom' | 'facility' | 'lineFacilities' | 'providers'> {
  readonly source: ClaimSource;
  /** The number by which payers know the claim: the other system's if that system has sent it, otherwise ours. */
  readonly controlNumber: string;
}

type Reasons = readonly (HoldReason | PriorFault)[];

/**
 * Makes a filing of another system's claim. For the payer that the claim was made for, it has the other system's
 * content. For another payer, the parties come from our records, and the earlier payers' answers are added; everything
 * else stays.
 */
export function assembleSource(input: SourceInput): Result<Claim, Reasons> {
  const { source, payerPosition, controlNumber } = input;
  const { coverage, payer } = billedCoverage(input);
  const isOwn = payerPosition === source.share;
  const reasons: Reasons = [
    ...(input.patient === undefined ? (['patient-missing'] as const) : []),
    ...(payer === undefined ? (['payer-missing'] as const) : []),
    ...(coverage === undefined ? (['coverage-missing'] as const) : []),
    ...billingProviderReasons(input, payer),
    ...(isOwn ? [] : redirectionReasons(input)),
  ];
  if (reasons.length > 0) return fail([...new Set(reasons)]);
  const claim = isOwn ? source.claim : redirected(input);
  const { payerClaimControlNumber: former, ...rest } = claim;
  // A new claim does not name what a former correction replaced.
  const isNamed = isOwn && (input.frequency !== 'original' || !corrections.has(source.claim.frequency));
  const number = input.payerClaimNumber ?? (isNamed ? former : undefined);
  const made = {
    ...rest,
    patientControlNumber: controlNumber,
    frequency: frequencyOf(input),
    ...present({ payerClaimControlNumber: number }),
  } as Claim;
  const told = withChangeReason(made, input.changeReason);
  return ok(told.kind === 'institutional' ? toldByValues(told) : told);
}

/** Frequencies of late charges, replacements and voids. */
const corrections: ReadonlySet<string> = new Set(['5', '7', '8']);

/** A new claim keeps its place in a series (a facility's interim bills); a correction states that it is one. */
function frequencyOf({ source, frequency }: SourceInput): string {
  const { frequency: stated } = source.claim;
  return corrections.has(stated) ? frequencyCodes[frequency] : writtenFrequency(stated, frequency);
}

function redirectionReasons(input: SourceInput): Reasons {
  const { coverages } = input;
  const isKnown = coverages.every(({ coverage, payer, isPassedOver }) => {
    return isPassedOver === true || (coverage !== undefined && payer !== undefined);
  });
  return [
    ...(isKnown ? [] : (['other-coverage-missing'] as const)),
    ...coverages.flatMap(({ coverage }) => (coverage === undefined ? [] : memberReasons(coverage))),
    ...priorReasons(coverageInputOf(input)),
  ];
}

const responsibilities = ['P', 'S', 'T'] as const;

/** The claim's statements about earlier payers, with their decisions. */
function withTold({ source, coverages }: SourceInput): readonly BilledCoverage[] {
  return coverages.map((coverage, share): BilledCoverage => {
    const told =
      share < source.share
        ? source.claim.otherCoverages?.find(
            ({ payerResponsibility }) => payerResponsibility === responsibilities[share],
          )
        : undefined;
    return { ...coverage, ...present({ told }) };
  });
}

function coverageInputOf(input: SourceInput): CoverageInput {
  const { source, patient, payerPosition, priorAnswers, chargeCents } = input;
  const { claim } = source;
  return {
    ...{ patient, payerPosition, chargeCents, form: claim.kind, sent: linesOfClaim(claim) },
    coverages: withTold(input),
    ...present({ priorAnswers }),
  };
}

/** The claim for another of its payers. Numbers that a payer gave, such as an authorisation, stay with that payer. */
function redirected(input: SourceInput): Claim {
  const { source, patient, billingProvider } = input;
  const { coverage, payer } = billedCoverage(input);
  invariant(
    patient !== undefined && coverage !== undefined && payer !== undefined && billingProvider !== undefined,
    'what has no reason to be held has its parties',
  );
  const { dependent: _dependent, otherCoverages: _others, ...claim } = source.claim;
  const told = coverageInputOf(input);
  const made = {
    ...claim,
    subscriber: subscriberParty(placeOf(told, input.payerPosition), { patient, coverage, payer }),
    payer: payerParty(payer, billingProvider),
    ...(isSelf(coverage) ? {} : { dependent: dependentParty(patient, coverage) }),
    ...consentsOf(coverage),
    ...otherCoverages(told),
    serviceLines: claim.serviceLines.map((line, index) => ({ ...line, ...adjudicationsOf(told, line, index + 1) })),
  } as Claim;
  return withNumbersOfSource(made, source.claim);
}

/** Earlier payers' decisions on a line: those in the claim first, then their answers here. */
function adjudicationsOf(
  told: CoverageInput,
  line: Claim['serviceLines'][number],
  number: number,
): { readonly adjudications?: readonly LineAdjudication[] } {
  const here = lineAdjudications(told, number).adjudications ?? [];
  const all = [...(line.adjudications ?? []), ...here.map((decided) => ofLine(decided, line))];
  return all.length === 0 ? {} : { adjudications: all };
}

/** A facility's line has its revenue code, and no procedure where it has none. */
function ofLine(decided: LineAdjudication, line: Claim['serviceLines'][number]): LineAdjudication {
  if (!('revenueCode' in line)) return decided;
  const { procedureKind: _kind, procedure: _code, modifiers: _modifiers, ...uncoded } = decided;
  return { ...(line.procedure === undefined ? uncoded : decided), revenueCode: line.revenueCode };
}
