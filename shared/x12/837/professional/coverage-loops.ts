import type {
  LineAdjudication,
  OtherCoverage,
  OtherPayer,
  OtherSubscriber,
  PriorAdjustment,
  PriorOutpatientAdjudication,
} from '../../../domain/claim/claim-detail.ts';
import { parseCents } from '../../../domain/money/cents.ts';
import { type Fields, type ReadCells, rulesFor } from '../../loops/element-rules.ts';
import { type LoopRule, loop, qualified, type SegmentSlot, type SpecialSlot, segment } from '../../loops/loop-rules.ts';
import { providerLoop } from '../parties/party-loops.ts';
import { address, demographics, partyName, secondaryIds } from '../parties/party-segments.ts';

/* Other payers of a claim (loops 2320, 2330, 2430). What they decided is only read: the writer refuses claims that have it. */

interface Adjusted {
  adjustments?: PriorAdjustment[];
}

/** CAS: a group, then up to six triples of reason, amount and quantity. */
const adjustments: SpecialSlot = {
  kind: 'special',
  id: 'CAS',
  read(cells: ReadCells, fields: Fields) {
    const into = fields as Adjusted;
    const group = cells.element(1);
    for (let at = 2; at <= 17; at += 3) {
      const [carc, amount, quantity] = [cells.element(at), cells.element(at + 1), cells.element(at + 2)];
      if (carc === '' && amount === '') continue;
      const parsed = parseCents(amount);
      if (!parsed.ok) {
        cells.remark('element-unreadable', String(at + 1));
        continue;
      }
      into.adjustments ??= [];
      into.adjustments.push({ group, carc, cents: parsed.value, ...(quantity === '' ? {} : { quantity }) });
    }
  },
  write: () => {},
};

const coverage = rulesFor<OtherCoverage>();
const outpatient = rulesFor<PriorOutpatientAdjudication>();
const subscriber = rulesFor<OtherSubscriber>();
const payer = rulesFor<OtherPayer>();
const adjudication = rulesFor<LineAdjudication>();
const amount = rulesFor<NonNullable<OtherCoverage['otherAmounts']>[number]>();

const legacyAmountKinds = ['B6', 'F2', 'AU', 'D8', 'DY', 'F5', 'T', 'T2', 'T3', 'ZZ', 'AAE', 'KF', 'PG', 'AA', 'B1'];

const otherAmounts: SegmentSlot = {
  kind: 'segment',
  into: 'otherAmounts',
  many: true,
  limit: 15,
  segment: {
    id: 'AMT',
    qualifier: { at: 1, codes: legacyAmountKinds },
    elements: [amount.text(1, 'kind', 3), amount.money(2, 'cents', { required: true })],
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

export const otherCoverageLoop: LoopRule = {
  name: 'other coverage',
  slots: [
    segment('SBR', [
      coverage.text(1, 'payerResponsibility', 1, { required: true }),
      coverage.text(2, 'relationship', 2),
      coverage.text(3, 'groupNumber', 50),
      coverage.text(4, 'groupName', 60),
      coverage.text(5, 'medicareSecondaryType', 3),
      coverage.text(9, 'filingIndicator', 2),
    ]),
    adjustments,
    qualified('AMT', 'D', [coverage.money(2, 'paidCents')]),
    qualified('AMT', 'A8', [coverage.money(2, 'nonCoveredCents')]),
    qualified('AMT', 'EAF', [coverage.money(2, 'remainingPatientLiabilityCents')]),
    otherAmounts,
    demographics(),
    segment('OI', [
      coverage.text(3, 'benefitsAssignment', 1),
      coverage.text(4, 'patientSignatureSource', 1),
      coverage.text(6, 'releaseOfInformation', 1),
    ]),
    segment(
      'MOA',
      [
        outpatient.decimal(1, 'reimbursementRate'),
        outpatient.money(2, 'payableCents'),
        outpatient.list(3, 'remarkCodes', { first: 3, count: 5, across: true, max: 50, optional: true }),
        outpatient.money(8, 'endStageRenalCents'),
        outpatient.money(9, 'nonPayableProfessionalCents'),
      ],
      { into: 'outpatientAdjudication' },
    ),
    loop('subscriber', otherSubscriberLoop),
    loop('payer', otherPayerLoop),
    loop('patientIds', providerLoop('other payer patient', 'QC')),
    loop('referringProviders', providerLoop('other payer referring provider', 'DN'), { limit: 2 }),
    loop('renderingProvider', providerLoop('other payer rendering provider', '82')),
    loop('serviceFacility', providerLoop('other payer facility', '77')),
    loop('supervisingProvider', providerLoop('other payer supervising provider', 'DQ')),
    loop('billingProvider', providerLoop('other payer billing provider', '85')),
  ],
};

export const lineAdjudicationLoop: LoopRule = {
  name: 'line adjudication',
  slots: [
    segment('SVD', [
      adjudication.text(1, 'payerId', 80, { required: true }),
      adjudication.money(2, 'paidCents', { required: true }),
      adjudication.text(3, 'procedureKind', 2, { component: 1 }),
      adjudication.text(3, 'procedure', 48, { component: 2 }),
      adjudication.list(3, 'modifiers', { first: 3, count: 4, max: 2, optional: true }),
      adjudication.text(3, 'description', 80, { component: 7 }),
      adjudication.decimal(5, 'quantity'),
      adjudication.text(6, 'bundledLine', 6),
    ]),
    adjustments,
    qualified('DTP', '573', [adjudication.dated(2, 'decidedOn')]),
    qualified('AMT', 'EAF', [adjudication.money(2, 'remainingPatientLiabilityCents')]),
  ],
};
