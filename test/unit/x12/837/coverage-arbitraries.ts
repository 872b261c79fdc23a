import fc, { type Arbitrary } from 'fast-check';
import type {
  LineAdjudication,
  OtherCoverage,
  OtherPayer,
  OtherSubscriber,
  PriorAdjustment,
  PriorOutpatientAdjudication,
} from '../../../../shared/domain/claim/claim-detail.ts';
import type { CommonClaim } from '../../../../shared/domain/claim/common-claim.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import { amount, code, day, decimal, list, objects, partyName, text } from './party-arbitraries.ts';

/*
 * Other payers of claims, some of which have decided: on the claim as a whole, or line by line. Their decisions add up.
 */

const adjustment = objects<PriorAdjustment>(
  {
    group: code('CO', 'PR', 'OA'),
    carc: text(5),
    cents: fc.integer({ min: -9_999, max: 99_999 }).map(cents),
    quantity: decimal,
  },
  ['group', 'carc', 'cents'],
);

/** At most five runs of one group, because a loop has at most five CAS. */
const adjustments = list(adjustment, 5);

const manyOfOneGroup = list(
  adjustment.map((each) => ({ ...each, group: 'CO' })),
  20,
);

const outpatient = objects<PriorOutpatientAdjudication, 'payableCents'>(
  {
    reimbursementRate: decimal,
    remarkCodes: list(text(50), 5),
    endStageRenalCents: amount,
    nonPayableProfessionalCents: amount,
  },
  [],
  ['payableCents'],
);

const outpatientAdjudication = fc.tuple(outpatient, amount).map(([told, payableCents]) => ({ ...told, payableCents }));

const facts = objects<
  OtherCoverage,
  | ('payerResponsibility' | 'adjustments' | 'paidCents' | 'subscriber' | 'payer' | 'inpatientAdjudication')
  | ('outpatientAdjudication' | 'otherAmounts' | 'patientIds' | 'referringProviders' | 'renderingProvider')
  | ('serviceFacility' | 'supervisingProvider' | 'billingProvider' | 'attendingProvider' | 'operatingProvider')
  | ('otherOperatingProvider' | 'assistantSurgeon' | 'remainingPatientLiabilityCents')
  | ('benefitsAssignment' | 'releaseOfInformation')
>(
  {
    relationship: code('18', '01', '19', 'G8'),
    groupNumber: text(50),
    groupName: text(60),
    medicareSecondaryType: code('12', '47'),
    filingIndicator: code('MB', 'MC', 'CI'),
    nonCoveredCents: amount,
    demographics: fc.record({ birthDate: day, gender: code('F', 'M') }),
    patientSignatureSource: code('P'),
  },
  [],
  [
    ...(['adjustments', 'paidCents', 'subscriber', 'payer', 'inpatientAdjudication'] as const),
    ...(['outpatientAdjudication', 'otherAmounts', 'patientIds', 'referringProviders', 'renderingProvider'] as const),
    ...([
      'serviceFacility',
      'supervisingProvider',
      'billingProvider',
      'attendingProvider',
      'operatingProvider',
    ] as const),
    ...(['otherOperatingProvider', 'assistantSurgeon', 'remainingPatientLiabilityCents'] as const),
    ...(['payerResponsibility', 'benefitsAssignment', 'releaseOfInformation'] as const),
  ],
);

const consents = fc.record({ benefitsAssignment: code('Y', 'N', 'W'), releaseOfInformation: code('Y', 'I') });

const subscriber = objects<OtherSubscriber, 'address' | 'secondaryIds'>(
  { name: partyName, idKind: code('MI'), memberId: text(80) },
  ['name'],
  ['address', 'secondaryIds'],
);

const payer = objects<OtherPayer, 'id' | 'address' | 'secondaryIds' | 'decidedOn' | 'predeterminationNumber'>(
  {
    name: partyName,
    idKind: code('PI', 'XV'),
    priorAuthorizationNumber: text(50),
    referralNumber: text(50),
    claimAdjustmentIndicator: code('Y'),
    claimControlNumber: text(50),
  },
  ['name'],
  ['id', 'address', 'secondaryIds', 'decidedOn', 'predeterminationNumber'],
);

const total = (all: readonly PriorAdjustment[] = []): number => all.reduce((sum, each) => sum + each.cents, 0);

interface DecidedLine {
  readonly chargeCents: number;
}

/** What a payer decided about a line with this charge. */
function lineDecision(payerId: string, { chargeCents }: DecidedLine): Arbitrary<LineAdjudication[]> {
  return fc
    .record(
      {
        adjustments: fc.oneof(adjustments, manyOfOneGroup),
        decidedOn: day,
        quantity: decimal,
        procedureKind: code('HC'),
        procedure: text(48),
        remainingPatientLiabilityCents: amount,
        bundledLine: code('1'),
      },
      { requiredKeys: ['decidedOn'] },
    )
    .chain((found) =>
      fc.boolean().map((isSplit) => {
        const paid = chargeCents - total(found.adjustments);
        const whole: LineAdjudication = { payerId, paidCents: cents(paid), ...found };
        // A payer that unbundled a line answers it in several parts, which add up together.
        return isSplit
          ? [
              { ...whole, paidCents: cents(paid - 7) },
              { payerId, paidCents: cents(7), decidedOn: found.decidedOn },
            ]
          : [whole];
      }),
    );
}

interface Decision {
  readonly coverage: OtherCoverage;
  readonly lines: readonly (readonly LineAdjudication[])[];
}

function decision(index: number, lines: readonly DecidedLine[]): Arbitrary<Decision> {
  const id = `PAYER${index}`;
  const payerResponsibility = ['A', 'B', 'C'][index] as string;
  const known = fc.tuple(facts, consents, subscriber, payer).map(([told, consent, who, paying]) => ({
    ...{ ...told, ...consent, payerResponsibility, subscriber: who },
    payer: { ...paying, id },
  }));
  const charge = lines.reduce((sum, line) => sum + line.chargeCents, 0);
  const undecided = known.map((coverage) => ({ coverage, lines: lines.map(() => []) }));
  const asAWhole = fc
    .tuple(known, adjustments, day, fc.option(outpatientAdjudication))
    .map(([coverage, reductions, decidedOn, remarks]) => ({
      coverage: {
        ...coverage,
        payer: { ...coverage.payer, decidedOn },
        adjustments: reductions,
        paidCents: cents(charge - total(reductions)),
        ...(remarks === null ? {} : { outpatientAdjudication: remarks }),
      },
      lines: lines.map(() => []),
    }));
  const byLine = fc
    .tuple(known, fc.tuple(...lines.map((line) => lineDecision(id, line))), fc.option(adjustments))
    .map(([coverage, decided, reductions]) => {
      const paid = decided.flat().reduce((sum, each) => sum + each.paidCents, 0);
      const own = reductions === null ? {} : { adjustments: reductions };
      return { coverage: { ...coverage, ...own, paidCents: cents(paid - total(reductions ?? [])) }, lines: decided };
    });
  return fc.oneof(undecided, asAWhole, byLine);
}

/** A claim with up to three other payers. */
export function decidedCoverages<Form extends CommonClaim & { readonly serviceLines: readonly DecidedLine[] }>(
  claim: Form,
): Arbitrary<Form> {
  return fc.integer({ min: 0, max: 3 }).chain((count) => {
    if (count === 0) return fc.constant(claim);
    const decisions = Array.from({ length: count }, (_, index) => decision(index, claim.serviceLines));
    return fc.tuple(...decisions).map((made) => ({
      ...claim,
      otherCoverages: made.map(({ coverage }) => coverage),
      serviceLines: claim.serviceLines.map((line, index) => {
        const adjudications = made.flatMap(({ lines }) => lines[index] ?? []);
        return adjudications.length === 0 ? line : { ...line, adjudications };
      }),
    }));
  });
}
