import type {
  LineAdjudication,
  OtherCoverage,
  OtherPayer,
  OtherSubscriber,
  PriorInpatientAdjudication,
  PriorOutpatientAdjudication,
} from '../../../domain/claim/claim-detail.ts';
import { type ElementRule, type Fields, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, type LoopSlot, loop, qualified, type SegmentSlot, segment } from '../../loops/loop-rules.ts';
import { providerLoop } from '../parties/party-loops.ts';
import { address, demographics, partyName, secondaryIds } from '../parties/party-segments.ts';
import { adjustments } from './adjustments.ts';

/* Other payers of a claim and their decisions (loops 2320, 2330, 2430). */

const coverage = rulesFor<OtherCoverage>();
const inpatient = rulesFor<PriorInpatientAdjudication>();
const outpatient = rulesFor<PriorOutpatientAdjudication>();
const subscriber = rulesFor<OtherSubscriber>();
const payer = rulesFor<OtherPayer>();
const adjudication = rulesFor<LineAdjudication>();
const amount = rulesFor<NonNullable<OtherCoverage['otherAmounts']>[number]>();

const legacyAmountKinds = [
  ...['B6', 'F2', 'AU', 'D8', 'DY', 'F5', 'T', 'T2', 'T3', 'ZZ', 'AAE', 'KF', 'PG', 'AA', 'B1', 'C4'],
  ...['A1', 'B7', 'C1', 'N1'],
];

const otherAmounts: SegmentSlot = {
  kind: 'segment',
  into: 'otherAmounts',
  many: true,
  limit: 15,
  segment: {
    id: 'AMT',
    qualifier: { at: 1, codes: legacyAmountKinds },
    elements: [amount.oneOf(1, 'kind', legacyAmountKinds), amount.money(2, 'cents', { required: true })],
  },
};

const payerIds = ['2U', 'EI', 'FY', 'NF', 'TJ'];

const otherPayerLoop: LoopRule = {
  name: 'other payer',
  slots: [
    qualified('NM1', 'PR', [partyName({ required: true }), payer.text(8, 'idKind', 2), payer.text(9, 'id', 80)]),
    ...address(false),
    qualified('DTP', '573', [payer.dated(2, 'decidedOn')]),
    secondaryIds('secondaryIds', payerIds, 3),
    qualified('REF', 'G1', [payer.text(2, 'priorAuthorizationNumber', 50)]),
    qualified('REF', '9F', [payer.text(2, 'referralNumber', 50)]),
    qualified('REF', 'T4', [payer.text(2, 'claimAdjustmentIndicator', 50)]),
    qualified('REF', 'G3', [payer.text(2, 'predeterminationNumber', 50)]),
    qualified('REF', 'F8', [payer.text(2, 'claimControlNumber', 50)]),
  ],
};

const otherSubscriberLoop: LoopRule = {
  name: 'other subscriber',
  slots: [
    qualified('NM1', 'IL', [
      partyName({ required: true }),
      subscriber.text(8, 'idKind', 2),
      subscriber.text(9, 'memberId', 80),
    ]),
    ...address(false),
    secondaryIds('secondaryIds', ['SY', '1W', '23', 'IG'], 3),
  ],
};

const insurance = segment('SBR', [
  coverage.text(1, 'payerResponsibility', 1, { required: true }),
  coverage.text(2, 'relationship', 2),
  coverage.text(3, 'groupNumber', 50),
  coverage.text(4, 'groupName', 60),
  coverage.text(5, 'medicareSecondaryType', 3),
  coverage.text(9, 'filingIndicator', 2),
]);

const paid = qualified('AMT', 'D', [coverage.money(2, 'paidCents')]);
const nonCovered = qualified('AMT', 'A8', [coverage.money(2, 'nonCoveredCents')]);
const remaining = qualified('AMT', 'EAF', [coverage.money(2, 'remainingPatientLiabilityCents')]);

/** The amounts of another payer's decision in the order of the professional guide. */
export const professionalAmounts: readonly SegmentSlot[] = [paid, nonCovered, remaining];
/** These amounts in the order of the institutional and the dental guide. */
export const otherFormsAmounts: readonly SegmentSlot[] = [paid, remaining, nonCovered];

/** MOA. */
export const outpatientAdjudication = segment(
  'MOA',
  [
    outpatient.decimal(1, 'reimbursementRate'),
    outpatient.money(2, 'payableCents'),
    outpatient.list(3, 'remarkCodes', { first: 3, count: 5, across: true, max: 50, optional: true }),
    outpatient.money(8, 'endStageRenalCents'),
    outpatient.money(9, 'nonPayableProfessionalCents'),
  ],
  { into: 'outpatientAdjudication' },
);

/** The remarks of MIA, whose elements are not adjacent. */
const inpatientRemarks: ElementRule = {
  covers: ['5', '20', '21', '22', '23'],
  fields: ['remarkCodes'],
  required: false,
  read(cells, into) {
    const codes = [5, 20, 21, 22, 23].map((at) => cells.element(at)).filter((code) => code !== '');
    if (codes.length > 0) into.remarkCodes = codes;
  },
  write(from: Fields, cells) {
    const codes = from.remarkCodes;
    if (codes === undefined) return;
    if (!Array.isArray(codes)) return cells.remark('missing', 'remarkCodes');
    if (codes.length > 5) return cells.remark('too-many', 'remarkCodes');
    for (const [index, code] of codes.entries()) {
      cells.put(index === 0 ? 5 : 19 + index, code, `remarkCodes/${index}`, { max: 50 });
    }
  },
  blank: () => {},
};

/** MIA. */
export const inpatientAdjudication = segment(
  'MIA',
  [
    inpatient.decimal(1, 'coveredDays'),
    inpatient.decimal(3, 'lifetimePsychiatricDays'),
    inpatient.money(4, 'groupCents'),
    inpatientRemarks,
    inpatient.money(6, 'disproportionateShareCents'),
    inpatient.money(7, 'passThroughCents'),
    inpatient.money(8, 'capitalCents'),
    inpatient.money(9, 'capitalFederalGroupCents'),
    inpatient.money(10, 'capitalHospitalGroupCents'),
    inpatient.money(11, 'capitalDisproportionateShareCents'),
    inpatient.money(12, 'oldCapitalCents'),
    inpatient.money(13, 'capitalTeachingCents'),
    inpatient.money(14, 'operatingHospitalGroupCents'),
    inpatient.decimal(15, 'costReportDays'),
    inpatient.money(16, 'operatingFederalGroupCents'),
    inpatient.money(17, 'capitalOutlierCents'),
    inpatient.money(18, 'teachingCents'),
    inpatient.money(19, 'nonPayableProfessionalCents'),
    inpatient.money(24, 'capitalExceptionCents'),
  ],
  { into: 'inpatientAdjudication' },
);

/** A provider by the numbers that another payer has for them. */
export function otherPayersProvider(field: keyof OtherCoverage & string, code: string, limit?: number): LoopSlot {
  return loop(field, providerLoop(`other payer provider ${code}`, code), limit === undefined ? {} : { limit });
}

/** The parts of another payer's coverage that depend on the form. */
interface CoverageParts {
  readonly amounts: readonly SegmentSlot[];
  /** MIA and MOA, where the form has them. */
  readonly adjudication: readonly SegmentSlot[];
  readonly providers: readonly LoopSlot[];
}

/** Another payer (2320, 2330). */
export function otherCoverageLoop({ amounts, adjudication: decided, providers }: CoverageParts): LoopRule {
  return {
    name: 'other coverage',
    slots: [
      insurance,
      adjustments,
      ...amounts,
      otherAmounts,
      demographics(),
      segment('OI', [
        coverage.text(3, 'benefitsAssignment', 1),
        coverage.text(4, 'patientSignatureSource', 1),
        coverage.text(6, 'releaseOfInformation', 1),
      ]),
      ...decided,
      loop('subscriber', otherSubscriberLoop),
      loop('payer', otherPayerLoop),
      loop('patientIds', providerLoop('other payer patient', 'QC')),
      ...providers,
    ],
  };
}

/** Another payer's decision on a line (2430). Only institutional lines state the revenue code. */
export function lineAdjudicationLoop(more: 'with-revenue-code' | 'without-revenue-code'): LoopRule {
  return {
    name: 'line adjudication',
    slots: [
      segment('SVD', [
        adjudication.text(1, 'payerId', 80, { required: true }),
        adjudication.money(2, 'paidCents', { required: true }),
        adjudication.text(3, 'procedureKind', 2, { component: 1 }),
        adjudication.text(3, 'procedure', 48, { component: 2 }),
        adjudication.list(3, 'modifiers', { first: 3, count: 4, max: 2, optional: true }),
        adjudication.text(3, 'description', 80, { component: 7 }),
        ...(more === 'with-revenue-code' ? [adjudication.text(4, 'revenueCode', 48)] : []),
        adjudication.decimal(5, 'quantity'),
        adjudication.text(6, 'bundledLine', 6),
      ]),
      adjustments,
      qualified('DTP', '573', [adjudication.dated(2, 'decidedOn')]),
      qualified('AMT', 'EAF', [adjudication.money(2, 'remainingPatientLiabilityCents')]),
    ],
  };
}
