import { describe, expect, it } from 'vitest';
import type { LineAdjudication, OtherCoverage } from '../../../../shared/domain/claim/claim-detail.ts';
import type { DentalClaim } from '../../../../shared/domain/claim/dental-claim.ts';
import type { InstitutionalClaim } from '../../../../shared/domain/claim/institutional-claim.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import { day, sampleClaim, sampleDependent, sampleLine } from './sample-claim.ts';
import {
  problemsWith,
  sampleBill,
  sampleDentalClaim,
  sampleService,
  sampleTreatment,
  segmentsWith,
} from './sample-forms.ts';

const without = <Of extends object>(of: Of, ...names: readonly (keyof Of & string)[]): Of =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name as keyof Of & string))) as Of;

describe('the writer refuses an institutional claim', () => {
  const line = (patch: object) => ({ serviceLines: [{ ...sampleService, ...patch }] });
  const rows: readonly [string, InstitutionalClaim | Partial<InstitutionalClaim>, string][] = [
    [
      'without the period of its statement',
      without(sampleBill, 'statementTo'),
      'statement-period-missing /claims/0/statementTo',
    ],
    [
      'without a discharge status',
      without(sampleBill, 'dischargeStatus'),
      'discharge-status-missing /claims/0/dischargeStatus',
    ],
    ['without a diagnosis', { diagnoses: [] }, 'diagnosis-missing /claims/0/diagnoses'],
    ['of a stay without its admission', { facilityType: '11' }, 'admission-date-missing /claims/0/admissionDate'],
    [
      'of a stay without the type of admission',
      { facilityType: '11' },
      'admission-type-missing /claims/0/admissionType',
    ],
    [
      'that a person bills',
      { billingProvider: { ...sampleBill.billingProvider, name: { kind: 'person', last: 'ROE' } } },
      'billing-provider-is-a-person /claims/0/billingProvider/name',
    ],
    [
      'with the signature of version 4010',
      { providerSignatureOnFile: true },
      'element-of-version-4010 /claims/0/providerSignatureOnFile',
    ],
    [
      'that tells of its patient’s death',
      { dependent: { ...sampleDependent, deathDate: day('2026-10-02') } },
      'patient-detail-not-allowed /claims/0/dependent/deathDate',
    ],
    [
      'with a point in a cause',
      { externalCauses: [{ codeSet: 'icd-10-cm', code: 'W19.XXXA' }] },
      'diagnosis-code-has-point /claims/0/externalCauses/0/code',
    ],
    [
      'with a revenue code of three digits',
      line({ revenueCode: '510' }),
      'revenue-code-not-four-digits /claims/0/serviceLines/0/revenueCode',
    ],
    [
      'with more that is not covered than is charged',
      line({ nonCoveredCents: cents(99_999) }),
      'non-covered-beyond-charge /claims/0/serviceLines/0/nonCoveredCents',
    ],
    [
      'with a procedure of no code list',
      { serviceLines: [without(sampleService, 'procedureKind')] },
      'procedure-kind-missing /claims/0/serviceLines/0/procedureKind',
    ],
    ['with no units', line({ quantity: '0' }), 'quantity-not-positive /claims/0/serviceLines/0/quantity'],
  ];

  it.each(rows)('%s, unless it is told to be lenient', (_title, patch, problem) => {
    const claim = { ...('kind' in patch ? {} : sampleBill), ...patch } as InstitutionalClaim;
    expect(problemsWith(claim)).toContain(problem);
    expect(problemsWith(claim, false)).toEqual([]);
  });

  it.each([
    ['an hour of admission alone', { admissionTime: '1430' }, 'missing /claims/0/admissionDate'],
    [
      'an hour that is none',
      { admissionDate: day('2026-10-01'), admissionTime: '2460' },
      'date-invalid /claims/0/admissionTime',
    ],
    [
      'a span that ends before it begins',
      { occurrenceSpans: [{ code: '74', from: day('2026-10-02'), to: day('2026-10-01') }] },
      'date-range-reversed /claims/0/occurrenceSpans/0/to',
    ],
    [
      'a value that is no number',
      { values: [{ code: '01', value: 'TWO' }] },
      'decimal-malformed /claims/0/values/0/value',
    ],
    [
      'a day that does not exist',
      { occurrences: [{ code: '11', on: day('2026-02-30') }] },
      'date-invalid /claims/0/occurrences/0/on',
    ],
    [
      'more than 24 other procedures',
      { procedures: Array(26).fill({ codeSet: 'icd-10-pcs', code: '0DTJ4ZZ' }) },
      'too-many /claims/0/procedures',
    ],
    [
      'more than three reasons for the visit',
      { reasonsForVisit: Array(4).fill({ codeSet: 'icd-10-cm', code: 'R05' }) },
      'too-many /claims/0/reasonsForVisit',
    ],
    [
      'a second procedure of a list for principal ones',
      { procedures: Array(2).fill({ codeSet: 'abc', code: 'AB1' }) },
      'code-not-allowed /claims/0/procedures/1/codeSet',
    ],
  ] as const)('with %s, strict or not', (_title, patch, problem) => {
    for (const strict of [true, false])
      expect(problemsWith({ ...sampleBill, ...patch } as InstitutionalClaim, strict)).toContain(problem);
  });
});

describe('the writer of JSON from elsewhere', () => {
  it.each([
    ['admittingDiagnosis', null],
    ['drg', null],
    ['values', '01'],
    ['procedures', [null]],
    ['occurrences', { code: '11' }],
    ['treatmentCodes', 7],
  ])('reports that %s is missing where %j is in its place', (field, value) => {
    const claim = { ...sampleBill, [field]: value } as unknown as InstitutionalClaim;
    expect(problemsWith(claim, false)).toEqual([`missing /claims/0/${field}`]);
  });
});

describe('the writer refuses a dental claim', () => {
  const line = (patch: object) => ({ serviceLines: [{ ...sampleTreatment, ...patch }] });
  const rows: readonly [string, Partial<DentalClaim>, string][] = [
    [
      'with a service without a day',
      { serviceLines: [without(sampleTreatment, 'serviceFrom')] },
      'service-date-missing /claims/0/serviceLines/0/serviceFrom',
    ],
    [
      'with a replacement of nothing',
      line({ prosthesis: 'R' }),
      'prior-placement-missing /claims/0/serviceLines/0/priorPlacementOn',
    ],
    [
      'with a prosthesis of an unknown kind',
      line({ prosthesis: 'X' }),
      'prosthesis-unknown /claims/0/serviceLines/0/prosthesis',
    ],
    [
      'with a surface that teeth do not have',
      line({ teeth: [{ tooth: '3', surfaces: ['Q'] }] }),
      'surface-unknown /claims/0/serviceLines/0/teeth/0/surfaces',
    ],
    [
      'with a pointer to no diagnosis',
      line({ diagnosisPointers: [1] }),
      'pointer-unknown /claims/0/serviceLines/0/diagnosisPointers/0',
    ],
    [
      'as a predetermination of another kind',
      { submissionReason: '08' },
      'submission-reason-not-allowed /claims/0/submissionReason',
    ],
  ];

  it.each(rows)('%s, unless it is told to be lenient', (_title, patch, problem) => {
    const claim = { ...sampleDentalClaim, ...patch };
    expect(problemsWith(claim)).toEqual([problem]);
    expect(problemsWith(claim, false)).toEqual([]);
  });

  it('with more than four diagnoses, strict or not', () => {
    const claim = { ...sampleDentalClaim, diagnoses: Array(5).fill({ codeSet: 'icd-10-cm', code: 'K0261' }) };
    for (const strict of [true, false]) expect(problemsWith(claim, strict)).toEqual(['too-many /claims/0/diagnoses']);
  });

  it('but not one that has the claim’s day, or a predetermination without a day', () => {
    const serviceLines = [without(sampleTreatment, 'serviceFrom')];
    expect(problemsWith({ ...sampleDentalClaim, serviceLines, serviceFrom: day('2026-10-01') })).toEqual([]);
    expect(problemsWith({ ...sampleDentalClaim, serviceLines, submissionReason: 'PB' })).toEqual([]);
  });
});

/* 125.50 charged: 80.00 paid, 40.00 reduced by contract, 5.50 left to the patient. */
const decided: LineAdjudication = {
  payerId: 'PAYER1',
  paidCents: cents(8_000),
  adjustments: [
    { group: 'CO', carc: '45', cents: cents(4_000) },
    { group: 'PR', carc: '1', cents: cents(550) },
  ],
  decidedOn: day('2026-10-20'),
};

const first: OtherCoverage = {
  payerResponsibility: 'P',
  relationship: '18',
  paidCents: cents(8_000),
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  subscriber: { name: { kind: 'person', last: 'SAMPLE', first: 'JANE' }, idKind: 'MI', memberId: 'X1' },
  payer: { name: { kind: 'organization', name: 'OTHER HEALTH' }, idKind: 'PI', id: 'PAYER1' },
};

const secondary = {
  ...sampleClaim,
  subscriber: { ...sampleClaim.subscriber, payerResponsibility: 'S' },
  otherCoverages: [first],
  serviceLines: [{ ...sampleLine, adjudications: [decided] }],
};

const asAWhole = {
  ...secondary,
  serviceLines: [sampleLine],
  otherCoverages: [
    { ...first, adjustments: decided.adjustments ?? [], payer: { ...first.payer, decidedOn: day('2026-10-20') } },
  ],
} as typeof secondary;

describe('what another payer decided', () => {
  it('is written when it adds up, by line or for the claim as a whole', () => {
    expect(segmentsWith(secondary).slice(-7, -3)).toEqual([
      'SVD*PAYER1*80',
      'CAS*CO*45*40',
      'CAS*PR*1*5.5',
      'DTP*573*D8*20261020',
    ]);
    expect(problemsWith(asAWhole)).toEqual([]);
  });

  it('has six reductions of one group in a segment, each with its amount, and the seventh in another', () => {
    const adjustments = Array.from({ length: 7 }, (_, index) => ({
      group: 'CO',
      carc: `${45 + index}`,
      cents: cents(650),
    }));
    const claim = { ...secondary, serviceLines: [{ ...sampleLine, adjudications: [{ ...decided, adjustments }] }] };
    expect(segmentsWith(claim).filter((text) => text.startsWith('CAS'))).toEqual([
      'CAS*CO*45*6.5**46*6.5**47*6.5**48*6.5**49*6.5**50*6.5',
      'CAS*CO*51*6.5',
    ]);
  });

  const line = (patch: Partial<LineAdjudication>) => ({
    serviceLines: [{ ...sampleLine, adjudications: [{ ...decided, ...patch }] }],
  });
  const coverage = (patch: Partial<OtherCoverage>) => ({ otherCoverages: [{ ...first, ...patch }] });

  it.each([
    [
      'a line that does not add up',
      line({ adjustments: [] }),
      'line-decision-unbalanced /claims/0/serviceLines/0/adjudications',
    ],
    [
      'a claim that does not add up',
      coverage({ paidCents: cents(7_999) }),
      'claim-decision-unbalanced /claims/0/otherCoverages/0/paidCents',
    ],
    [
      'no amount that was paid',
      { otherCoverages: [without(first, 'paidCents')] },
      'paid-amount-missing /claims/0/otherCoverages/0/paidCents',
    ],
    [
      'a line without its day',
      { serviceLines: [{ ...sampleLine, adjudications: [without(decided, 'decidedOn')] }] },
      'decision-date-missing /claims/0/serviceLines/0/adjudications/0/decidedOn',
    ],
    [
      'the day at the claim and at a line',
      coverage({ payer: { ...first.payer, decidedOn: day('2026-10-20') } as NonNullable<OtherCoverage['payer']> }),
      'decision-date-twice /claims/0/otherCoverages/0/payer/decidedOn',
    ],
    [
      'a payer that the claim does not name',
      line({ payerId: 'PAYER2' }),
      'adjudication-payer-unknown /claims/0/serviceLines/0/adjudications/0/payerId',
    ],
    [
      'a group that is none',
      line({ adjustments: [{ group: 'XX', carc: '45', cents: cents(4_550) }] }),
      'adjustment-group-unknown /claims/0/serviceLines/0/adjudications/0/adjustments/0/group',
    ],
    [
      'a line that was not decided beside one that was',
      { chargeCents: cents(25_100), serviceLines: [...secondary.serviceLines, sampleLine] },
      'line-decision-missing /claims/0/serviceLines/1/adjudications',
    ],
    [
      'two payers in one place',
      coverage({ payerResponsibility: 'S' }),
      'responsibility-repeated /claims/0/otherCoverages/0/payerResponsibility',
    ],
    [
      'nobody who is insured',
      { otherCoverages: [without(first, 'subscriber')] },
      'other-subscriber-missing /claims/0/otherCoverages/0/subscriber',
    ],
    [
      'no payer',
      { otherCoverages: [without(first, 'payer')] },
      'other-payer-missing /claims/0/otherCoverages/0/payer/id',
    ],
    [
      'no consents',
      { otherCoverages: [without(first, 'releaseOfInformation')] },
      'other-consent-missing /claims/0/otherCoverages/0/releaseOfInformation',
    ],
    [
      'what is left to the patient twice',
      {
        ...coverage({ remainingPatientLiabilityCents: cents(550) }),
        ...line({ remainingPatientLiabilityCents: cents(550) }),
      },
      'remaining-liability-twice /claims/0/otherCoverages/0/remainingPatientLiabilityCents',
    ],
  ] as const)('is refused with %s, unless the writer is lenient', (_title, patch, problem) => {
    const claim = { ...secondary, ...patch };
    expect(problemsWith(claim)).toContain(problem);
    expect(problemsWith(claim, false)).toEqual([]);
  });

  it('is refused without a day, when it was for the claim as a whole', () => {
    const [whole] = asAWhole.otherCoverages;
    const claim = { ...asAWhole, otherCoverages: [{ ...whole, payer: first.payer }] } as typeof secondary;
    expect(problemsWith(claim)).toEqual(['decision-date-missing /claims/0/otherCoverages/0/payer/decidedOn']);
  });

  it('adds up over the parts of a line that the payer unbundled', () => {
    const parts = [
      { ...decided, paidCents: cents(5_000), adjustments: [{ group: 'CO', carc: '45', cents: cents(4_000) }] },
      { ...decided, paidCents: cents(3_000), adjustments: [{ group: 'PR', carc: '1', cents: cents(550) }] },
    ];
    expect(problemsWith({ ...secondary, serviceLines: [{ ...sampleLine, adjudications: parts }] })).toEqual([]);
  });

  it('adds up together for two coverages of one payer, which lines cannot distinguish', () => {
    const second = { ...first, payerResponsibility: 'T', paidCents: cents(550) };
    const rest = {
      ...decided,
      paidCents: cents(550),
      adjustments: [{ group: 'OA', carc: '23', cents: cents(12_000) }],
    };
    const claim = {
      ...secondary,
      otherCoverages: [first, second],
      serviceLines: [{ ...sampleLine, adjudications: [decided, rest] }],
    };
    expect(problemsWith(claim)).toEqual([]);
  });

  it('has at most five segments of reductions, strict or not', () => {
    const groups = ['CO', 'PR', 'CO', 'PR', 'CO', 'PR'];
    const adjustments = groups.map((group) => ({ group, carc: '45', cents: cents(0) }));
    for (const strict of [true, false]) {
      expect(problemsWith({ ...secondary, ...line({ adjustments }) }, strict)).toContain(
        'too-many /claims/0/serviceLines/0/adjudications/0/adjustments',
      );
    }
  });
});
