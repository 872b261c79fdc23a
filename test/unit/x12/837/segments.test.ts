import { describe, expect, it } from 'vitest';
import type { ProfessionalClaim } from '../../../../shared/domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import { professionalForm } from '../../../../shared/x12/837/professional/professional-form.ts';
import { readClaimFile } from '../../../../shared/x12/837/read-file.ts';
import { day, fileOf, sampleClaim, sampleDependent, sampleLine, segmentsOf } from './sample-claim.ts';

/*
 * How each field is written in X12, worked out by hand from the published guide's element lists, separately from the
 * product's own rules.
 */

const name = { kind: 'person', last: 'ROE', first: 'ANN' } as const;
const clinic = { kind: 'organization', name: 'LAB' } as const;
const address = { line1: '3 ELM ST', line2: 'STE 4', city: 'DAYTON', state: 'OH', postalCode: '45402' };
const npi = '1234567893';
const on = day('2026-09-08');

const claimFields: readonly [Partial<ProfessionalClaim>, readonly string[]][] = [
  [{ onsetDate: on }, ['DTP*431*D8*20260908']],
  [{ initialTreatmentDate: on }, ['DTP*454*D8*20260908']],
  [{ lastSeenDate: on }, ['DTP*304*D8*20260908']],
  [{ acuteManifestationDate: on }, ['DTP*453*D8*20260908']],
  [{ accidentDate: on }, ['DTP*439*D8*20260908']],
  [{ lastMenstrualPeriodDate: on }, ['DTP*484*D8*20260908']],
  [{ lastXrayDate: on }, ['DTP*455*D8*20260908']],
  [{ hearingVisionPrescriptionDate: on }, ['DTP*471*D8*20260908']],
  [{ disabilityBegin: on, disabilityEnd: day('2026-09-20') }, ['DTP*314*RD8*20260908-20260920']],
  [{ disabilityBegin: on }, ['DTP*360*D8*20260908']],
  [{ disabilityEnd: on }, ['DTP*361*D8*20260908']],
  [{ lastWorkedDate: on }, ['DTP*297*D8*20260908']],
  [{ returnToWorkDate: on }, ['DTP*296*D8*20260908']],
  [{ admissionDate: on }, ['DTP*435*D8*20260908']],
  [{ dischargeDate: on }, ['DTP*096*D8*20260908']],
  [{ assumedCareDate: on }, ['DTP*090*D8*20260908']],
  [{ relinquishedCareDate: on }, ['DTP*091*D8*20260908']],
  [{ firstContactDate: on }, ['DTP*444*D8*20260908']],
  [{ repricerReceivedDate: on }, ['DTP*050*D8*20260908']],
  [{ attachments: [{ reportType: 'OZ', transmission: 'EL', controlNumber: 'DOC1' }] }, ['PWK*OZ*EL***AC*DOC1']],
  [{ attachments: [{ reportType: '03', transmission: 'AA' }] }, ['PWK*03*AA']],
  [{ contract: { type: '02', amountCents: cents(55_000), percent: '12.5' } }, ['CN1*02*550*12.5']],
  [{ patientPaidCents: cents(5) }, ['AMT*F5*.05']],
  [{ serviceAuthorizationException: '3' }, ['REF*4N*3']],
  [{ medicareSection4081: 'N' }, ['REF*F5*N']],
  [{ mammographyCertification: 'M1' }, ['REF*EW*M1']],
  [{ referralNumber: 'R1' }, ['REF*9F*R1']],
  [{ priorAuthorizationNumber: 'A1' }, ['REF*G1*A1']],
  [{ payerClaimControlNumber: 'ICN1' }, ['REF*F8*ICN1']],
  [{ cliaNumber: '12D4567890' }, ['REF*X4*12D4567890']],
  [{ repricedClaimNumber: 'RP1' }, ['REF*9A*RP1']],
  [{ adjustedRepricedClaimNumber: 'RP2' }, ['REF*9C*RP2']],
  [{ investigationalDeviceExemption: 'IDE1' }, ['REF*LX*IDE1']],
  [{ clearinghouseTraceNumber: 'T1' }, ['REF*D9*T1']],
  [{ medicalRecordNumber: 'MR1' }, ['REF*EA*MR1']],
  [{ demonstrationProject: 'DP1' }, ['REF*P4*DP1']],
  [{ carePlanOversight: 'CP1' }, ['REF*1J*CP1']],
  [{ fileInformation: ['STATE DATA'] }, ['K3*STATE DATA']],
  [{ notes: [{ kind: 'ADD', text: 'SEE CHART' }] }, ['NTE*ADD*SEE CHART']],
  [
    { ambulanceTransport: { patientWeightPounds: '140', reason: 'A', miles: '12', stretcherPurpose: 'UNCONSCIOUS' } },
    ['CR1*LB*140**A*DH*12****UNCONSCIOUS'],
  ],
  [{ spinalManipulation: { condition: 'M', description: 'X' } }, ['CR2********M**X']],
  [{ ambulanceConditions: [{ applies: true, codes: ['01', '06'] }] }, ['CRC*07*Y*01*06']],
  [{ visionConditions: [{ kind: 'E1', applies: true, codes: ['L1'] }] }, ['CRC*E1*Y*L1']],
  [{ homeboundConditions: { applies: true, codes: ['IH'] } }, ['CRC*75*Y*IH']],
  [{ epsdtConditions: { applies: false, codes: ['NU'] } }, ['CRC*ZZ*N*NU']],
  [{ anesthesiaProcedures: ['33414', '33416'] }, ['HI*BP:33414*BO:33416']],
  [{ conditionCodes: ['17', '67'] }, ['HI*BG:17*BG:67']],
  [
    { repricing: { methodology: '03', allowedCents: cents(10_000), savingsCents: cents(2_550), repricerId: 'R9' } },
    ['HCP*03*100*25.5*R9'],
  ],
  [{ referringProvider: { name, npi } }, ['NM1*DN*1*ROE*ANN****XX*1234567893']],
  [{ referringPrimaryCareProvider: { name, npi } }, ['NM1*P3*1*ROE*ANN****XX*1234567893']],
  [
    { renderingProvider: { name, npi, taxonomy: '207Q00000X', secondaryIds: [{ kind: 'G2', id: 'P1' }] } },
    ['NM1*82*1*ROE*ANN****XX*1234567893', 'PRV*PE*PXC*207Q00000X', 'REF*G2*P1'],
  ],
  [
    {
      serviceFacility: { name: clinic, npi, address, contact: { name: 'AL', numbers: [{ kind: 'TE', value: '1' }] } },
    },
    ['NM1*77*2*LAB*****XX*1234567893', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402', 'PER*IC*AL*TE*1'],
  ],
  [{ supervisingProvider: { name, npi } }, ['NM1*DQ*1*ROE*ANN****XX*1234567893']],
  [{ ambulancePickUp: { address } }, ['NM1*PW*2', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402']],
  [{ ambulanceDropOff: { name: clinic, address } }, ['NM1*45*2*LAB', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402']],
];

const claimSegments: readonly [Partial<ProfessionalClaim>, string][] = [
  [{}, 'CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y'],
  [{ patientSignatureSource: 'P' }, 'CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y*P'],
  [
    { relatedCauses: ['AA', 'EM'], autoAccidentState: 'OH', autoAccidentCountry: 'CA' },
    'CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y**AA:EM::OH:CA',
  ],
  [
    { specialProgram: '05', delayReason: '11', benefitsAssignment: 'W', providerSignatureOnFile: false },
    'CLM*PCN0000000000001*125.5***11:B:1*N*A*W*Y***05********11',
  ],
];

const lineFields: readonly [Partial<ServiceLine>, readonly string[]][] = [
  [{ prescriptionDate: on }, ['DTP*471*D8*20260908']],
  [{ certificationRevisionDate: on }, ['DTP*607*D8*20260908']],
  [{ therapyBeginDate: on }, ['DTP*463*D8*20260908']],
  [{ lastCertificationDate: on }, ['DTP*461*D8*20260908']],
  [{ lastSeenDate: on }, ['DTP*304*D8*20260908']],
  [{ hemoglobinTestDate: on }, ['DTP*738*D8*20260908']],
  [{ creatinineTestDate: on }, ['DTP*739*D8*20260908']],
  [{ shippedDate: on }, ['DTP*011*D8*20260908']],
  [{ lastXrayDate: on }, ['DTP*455*D8*20260908']],
  [{ initialTreatmentDate: on }, ['DTP*454*D8*20260908']],
  [
    {
      equipment: {
        procedureKind: 'HC',
        procedure: 'A4631',
        days: '30',
        rentalPriceCents: cents(5_000),
        purchasePriceCents: cents(500_000),
        rentalUnit: '4',
      },
    },
    ['SV5*HC:A4631*DA*30*50*5000*4'],
  ],
  [{ attachments: [{ reportType: 'CT', transmission: 'AD' }] }, ['PWK*CT*AD']],
  [{ ambulanceTransport: { reason: 'A', miles: '12' } }, ['CR1****A*DH*12']],
  [{ equipmentCertification: { kind: 'I', months: '6' } }, ['CR3*I*MO*6']],
  [{ ambulanceConditions: [{ applies: true, codes: ['12'] }] }, ['CRC*07*Y*12']],
  [{ hospiceConditions: { applies: true, codes: ['65'] } }, ['CRC*70*Y*65']],
  [{ equipmentConditions: [{ applies: true, codes: ['38'] }] }, ['CRC*09*Y*38']],
  [{ ambulancePatientCount: '2' }, ['QTY*PT*2']],
  [{ obstetricAdditionalUnits: '3' }, ['QTY*FL*3']],
  [{ measurements: [{ reference: 'TR', kind: 'R1', value: '113.4' }] }, ['MEA*TR*R1*113.4']],
  [{ contract: { type: '04', code: 'AB202' } }, ['CN1*04***AB202']],
  [{ repricedLineNumber: 'RL1' }, ['REF*9B*RL1']],
  [{ adjustedRepricedLineNumber: 'RL2' }, ['REF*9D*RL2']],
  [{ priorAuthorizations: [{ number: 'A1' }, { number: 'A2', payerId: 'P2' }] }, ['REF*G1*A1', 'REF*G1*A2**2U:P2']],
  [{ controlNumber: 'L1' }, ['REF*6R*L1']],
  [{ mammographyCertification: 'M1' }, ['REF*EW*M1']],
  [{ cliaNumber: '12D4567890' }, ['REF*X4*12D4567890']],
  [{ referringCliaNumber: '34D4567890' }, ['REF*F4*34D4567890']],
  [{ immunizationBatchNumber: 'B1' }, ['REF*BT*B1']],
  [{ referrals: [{ number: 'R1' }] }, ['REF*9F*R1']],
  [{ salesTaxCents: cents(337) }, ['AMT*T*3.37']],
  [{ postageCents: cents(50) }, ['AMT*F4*.5']],
  [{ fileInformation: ['X'] }, ['K3*X']],
  [{ notes: [{ kind: 'DCP', text: 'GOALS' }] }, ['NTE*DCP*GOALS']],
  [{ purchasedService: { providerId: 'PN1', chargeCents: cents(11_000) } }, ['PS1*PN1*110']],
  [
    {
      repricing: {
        methodology: '03',
        allowedCents: cents(10_000),
        approvedProcedureKind: 'HC',
        approvedProcedure: '99212',
        approvedUnit: 'UN',
        approvedQuantity: '1',
      },
    },
    ['HCP*03*100*******HC*99212*UN*1'],
  ],
  [
    { drug: { kind: 'N4', code: '01234567891', quantity: '2', unit: 'UN', prescriptionNumber: 'RX1' } },
    ['LIN**N4*01234567891', 'CTP****2*UN', 'REF*XZ*RX1'],
  ],
  [{ drug: { kind: 'N4', code: '01234567891', linkNumber: 'LK1' } }, ['LIN**N4*01234567891', 'REF*VY*LK1']],
  [{ renderingProvider: { name, npi, taxonomy: 'T1' } }, ['NM1*82*1*ROE*ANN****XX*1234567893', 'PRV*PE*PXC*T1']],
  [{ purchasedServiceProvider: { npi } }, ['NM1*QB*2******XX*1234567893']],
  [
    { serviceFacility: { name: clinic, address, secondaryIds: [{ kind: 'G2', id: 'F1', payerId: 'P9' }] } },
    ['NM1*77*2*LAB', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402', 'REF*G2*F1**2U:P9'],
  ],
  [{ supervisingProvider: { name, npi } }, ['NM1*DQ*1*ROE*ANN****XX*1234567893']],
  [
    { orderingProvider: { name, npi, address, contact: { numbers: [{ kind: 'EM', value: 'a@b.example' }] } } },
    [...['NM1*DK*1*ROE*ANN****XX*1234567893', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402'], 'PER*IC**EM*a@b.example'],
  ],
  [{ referringProvider: { name, npi } }, ['NM1*DN*1*ROE*ANN****XX*1234567893']],
  [{ referringPrimaryCareProvider: { name } }, ['NM1*P3*1*ROE*ANN']],
  [{ ambulancePickUp: { address } }, ['NM1*PW*2', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402']],
  [{ ambulanceDropOff: { address } }, ['NM1*45*2', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402']],
  [
    {
      forms: [
        {
          list: 'UT',
          form: '04.03',
          answers: [
            { question: '1A', text: '056' },
            { question: '4', yesNo: 'Y' },
          ],
        },
        {
          list: 'UT',
          form: '01.02',
          answers: [
            { question: '2', date: on },
            { question: '3', percent: '33.3' },
          ],
        },
      ],
    },
    ['LQ*UT*04.03', 'FRM*1A**056', 'FRM*4*Y', 'LQ*UT*01.02', 'FRM*2***20260908', 'FRM*3****33.3'],
  ],
];

const serviceSegments: readonly [Partial<ServiceLine>, string][] = [
  [{}, 'SV1*HC:99213*125.5*UN*1***1'],
  [
    {
      modifiers: ['25', 'GT', 'Q6', '59'],
      description: 'OFFICE VISIT',
      placeOfService: '12',
      unit: 'MJ',
      quantity: '61.5',
    },
    'SV1*HC:99213:25:GT:Q6:59:OFFICE VISIT*125.5*MJ*61.5*12**1',
  ],
  [{ description: 'OTHER' }, 'SV1*HC:99213:::::OTHER*125.5*UN*1***1'],
  [
    { emergency: true, epsdt: true, familyPlanning: true, copayExempt: true },
    'SV1*HC:99213*125.5*UN*1***1**Y**Y*Y***0',
  ],
];

const base = segmentsOf(fileOf(sampleClaim));

/** The segments that a file has in addition to those of the sample, in order; without SE, which counts them. */
function added(segments: readonly string[]): string[] {
  const left = new Set(base);
  return segments.filter((text) => !left.has(text) && !text.startsWith('SE*'));
}

function roundTrip(claim: ProfessionalClaim) {
  const read = readClaimFile(new TextEncoder().encode(`${segmentsOf(fileOf(claim)).join('~')}~`), professionalForm);
  if (!read.ok) throw new Error(read.failure.kind);
  const transaction = read.value.interchanges[0]?.transactions[0];
  expect(transaction?.findings).toEqual([]);
  return transaction?.file?.claims[0];
}

const nameOf = (patch: object) => Object.keys(patch).join(', ');

describe('a field of a claim', () => {
  it.each(claimFields.map(([patch, segments]) => ({ title: nameOf(patch), patch, segments })))(
    'is the right segments: $title',
    ({ patch, segments }) => {
      const claim = { ...sampleClaim, ...patch };
      expect(added(segmentsOf(fileOf(claim)))).toEqual(segments);
      expect(roundTrip(claim)).toEqual(claim);
    },
  );

  it.each(claimSegments.map(([patch, segment]) => ({ title: nameOf(patch), patch, segment })))(
    'is the right element of CLM: $title',
    ({ patch, segment }) => {
      expect(segmentsOf(fileOf({ ...sampleClaim, ...patch }))).toContain(segment);
    },
  );
});

describe('a field of a service line', () => {
  it.each(lineFields.map(([patch, segments]) => ({ title: nameOf(patch), patch, segments })))(
    'is the right segments: $title',
    ({ patch, segments }) => {
      const claim = { ...sampleClaim, serviceLines: [{ ...sampleLine, ...patch }] };
      expect(added(segmentsOf(fileOf(claim)))).toEqual(segments);
      expect(roundTrip(claim)).toEqual(claim);
    },
  );

  it.each(serviceSegments.map(([patch, segment]) => ({ title: nameOf(patch), patch, segment })))(
    'is the right element of SV1: $title',
    ({ patch, segment }) => {
      const claim = { ...sampleClaim, serviceLines: [{ ...sampleLine, ...patch }] };
      expect(segmentsOf(fileOf(claim))).toContain(segment);
      expect(roundTrip(claim)).toEqual(claim);
    },
  );

  it('is one service date, or a span of dates', () => {
    expect(base).toContain('DTP*472*D8*20261001');
    const line = { ...sampleLine, serviceTo: day('2026-10-03') };
    expect(segmentsOf(fileOf({ ...sampleClaim, serviceLines: [line] }))).toContain('DTP*472*RD8*20261001-20261003');
  });
});

describe('diagnoses', () => {
  it('are one segment, the principal one first, each with its code set', () => {
    const ten = ['J209', 'I10', 'E119'].map((code) => ({ codeSet: 'icd-10-cm' as const, code }));
    expect(segmentsOf(fileOf({ ...sampleClaim, diagnoses: ten }))).toContain('HI*ABK:J209*ABF:I10*ABF:E119');
    const nine = ['4659', '25000'].map((code) => ({ codeSet: 'icd-9-cm' as const, code }));
    expect(segmentsOf(fileOf({ ...sampleClaim, diagnoses: nine }))).toContain('HI*BK:4659*BF:25000');
  });
});

describe('those who bill, pay and are treated', () => {
  it('are written in full', () => {
    const contacts = [
      {
        name: 'BO',
        numbers: [
          { kind: 'TE', value: '1' },
          { kind: 'EX', value: '2' },
        ],
      },
    ];
    const claim: ProfessionalClaim = {
      ...sampleClaim,
      billingProvider: {
        ...sampleClaim.billingProvider,
        taxonomy: '208D00000X',
        currency: 'CAD',
        taxId: { kind: 'ssn', id: '000112222' },
        secondaryIds: [{ kind: '0B', id: 'LIC1' }],
        contacts,
        payTo: { kind: 'organization', address },
        payToPlan: { name: clinic, idKind: 'PI', id: 'PLAN1', address, taxId: '987654321' },
      },
      subscriber: {
        ...sampleClaim.subscriber,
        groupNumber: 'G1',
        medicareSecondaryType: '12',
        asPatient: { weightPounds: '155', pregnant: true },
        ssn: '000113333',
        propertyCasualtyClaimNumber: 'PC1',
        propertyCasualtyContact: { numbers: [{ kind: 'TE', value: '5' }] },
      },
      payer: {
        ...sampleClaim.payer,
        address,
        secondaryIds: [{ kind: 'NF', id: 'N1' }],
        billingProviderIds: [{ kind: 'G2', id: 'B1' }],
      },
    };
    expect(added(segmentsOf(fileOf(claim)))).toEqual([
      ...['PRV*BI*PXC*208D00000X', 'CUR*85*CAD', 'REF*SY*000112222', 'REF*0B*LIC1', 'PER*IC*BO*TE*1*EX*2'],
      ...['NM1*87*2', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402'],
      ...['NM1*PE*2*LAB*****PI*PLAN1', 'N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402', 'REF*EI*987654321'],
      ...['SBR*P*18*G1**12****CI', 'PAT*******01*155*Y'],
      ...['REF*SY*000113333', 'REF*Y4*PC1', 'PER*IC**TE*5'],
      ...['N3*3 ELM ST*STE 4', 'N4*DAYTON*OH*45402', 'REF*NF*N1', 'REF*G2*B1'],
    ]);
    expect(roundTrip(claim)).toEqual(claim);
  });

  it('include a dependent patient with a level of their own', () => {
    const claim: ProfessionalClaim = {
      ...sampleClaim,
      dependent: { ...sampleDependent, deathDate: on, weightPounds: '60.5', propertyCasualtyClaimNumber: 'PC2' },
    };
    expect(added(segmentsOf(fileOf(claim)))).toEqual([
      ...['HL*2*1*22*1', 'SBR*P********CI'],
      ...['HL*3*2*23*0', 'PAT*19****D8*20260908*01*60.5', 'NM1*QC*1*SAMPLE*TIM', 'DMG*D8*20150630*M', 'REF*Y4*PC2'],
    ]);
    expect(roundTrip(claim)).toEqual(claim);
  });
});

it('is written without the accents of its letters', () => {
  const claim = { ...sampleClaim, notes: [{ kind: 'ADD' as const, text: 'SEÑORA D’ÁVILA' }] };
  expect(segmentsOf(fileOf(claim))).toContain("NTE*ADD*SENORA D'AVILA");
});
