import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../shared/domain/claim/claim.ts';
import type { DentalClaim } from '../../../../shared/domain/claim/dental-claim.ts';
import type { DentalService } from '../../../../shared/domain/claim/dental-line.ts';
import type { InstitutionalClaim } from '../../../../shared/domain/claim/institutional-claim.ts';
import type { InstitutionalService } from '../../../../shared/domain/claim/institutional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import { day } from './sample-claim.ts';
import {
  readBack,
  sampleBill,
  sampleDentalClaim,
  sampleService,
  sampleTreatment,
  segmentsWith,
} from './sample-forms.ts';

/*
 * How each field of institutional and dental claims is written in X12, worked out by hand from the guides' element
 * lists, separately from the product's own rules.
 */

const name = { kind: 'person', last: 'ROE', first: 'ANN' } as const;
const npi = '1234567893';
const on = day('2026-09-08');
const ten = (code: string) => ({ codeSet: 'icd-10-cm' as const, code });
const nine = (code: string) => ({ codeSet: 'icd-9-cm' as const, code });
const lab = {
  name: { kind: 'organization', name: 'LAB' },
  address: { line1: '3 ELM ST', city: 'DAYTON', state: 'OH', postalCode: '45402' },
} as const;

type Row<Of> = readonly [Partial<Of>, readonly string[]];

const billFields: readonly Row<InstitutionalClaim>[] = [
  [{ statementTo: day('2026-10-04') }, ['DTP*434*RD8*20261001-20261004']],
  [{ admissionDate: on }, ['DTP*435*D8*20260908']],
  [{ admissionDate: on, admissionTime: '1430' }, ['DTP*435*DT*202609081430']],
  [{ dischargeTime: '0905' }, ['DTP*096*TM*0905']],
  [{ admissionType: '1', admissionSource: '4', dischargeStatus: '30' }, ['CL1*1*4*30']],
  [{ repricerReceivedDate: on }, ['DTP*050*D8*20260908']],
  [{ attachments: [{ reportType: 'OZ', transmission: 'EL', controlNumber: 'DOC1' }] }, ['PWK*OZ*EL***AC*DOC1']],
  [{ contract: { type: '02', amountCents: cents(55_000) } }, ['CN1*02*550']],
  [{ estimatedPatientDueCents: cents(2_550) }, ['AMT*F3*25.5']],
  [{ serviceAuthorizationException: '3' }, ['REF*4N*3']],
  [{ referralNumber: 'R1' }, ['REF*9F*R1']],
  [{ priorAuthorizationNumber: 'A1' }, ['REF*G1*A1']],
  [{ payerClaimControlNumber: 'ICN1' }, ['REF*F8*ICN1']],
  [{ repricedClaimNumber: 'RP1', adjustedRepricedClaimNumber: 'RP2' }, ['REF*9A*RP1', 'REF*9C*RP2']],
  [{ investigationalDeviceExemptions: ['G1', 'G2'] }, ['REF*LX*G1', 'REF*LX*G2']],
  [{ clearinghouseTraceNumber: 'T1' }, ['REF*D9*T1']],
  [{ autoAccidentState: 'OH' }, ['REF*LU*OH']],
  [{ medicalRecordNumber: 'MR1' }, ['REF*EA*MR1']],
  [{ demonstrationProject: '38' }, ['REF*P4*38']],
  [{ peerReviewNumber: 'PRO1' }, ['REF*G4*PRO1']],
  [{ fileInformation: ['STATE DATA'] }, ['K3*STATE DATA']],
  [{ notes: [{ kind: 'NTR', text: 'LOW SALT' }] }, ['NTE*NTR*LOW SALT']],
  [{ epsdtConditions: { applies: true, codes: ['AV'] } }, ['CRC*ZZ*Y*AV']],
  [{ diagnoses: [ten('J209'), { ...ten('I10'), presentOnAdmission: 'N' }] }, ['HI*ABF:I10:::::::N']],
  [{ admittingDiagnosis: ten('R05') }, ['HI*ABJ:R05']],
  [{ reasonsForVisit: [ten('R05'), ten('R52')] }, ['HI*APR:R05*APR:R52']],
  [{ externalCauses: [{ ...ten('W19XXXA'), presentOnAdmission: 'Y' }] }, ['HI*ABN:W19XXXA:::::::Y']],
  [{ diagnoses: [nine('4659'), nine('25000')] }, ['HI*BK:4659', 'HI*BF:25000']],
  [{ admittingDiagnosis: nine('4659'), reasonsForVisit: [nine('4659')] }, ['HI*BJ:4659', 'HI*PR:4659']],
  [{ drg: '470' }, ['HI*DR:470']],
  [
    {
      procedures: [
        { codeSet: 'icd-10-pcs', code: '0DTJ4ZZ', performedOn: on },
        { codeSet: 'icd-10-pcs', code: '0DT80ZZ' },
      ],
    },
    ['HI*BBR:0DTJ4ZZ:D8:20260908', 'HI*BBQ:0DT80ZZ'],
  ],
  [{ procedures: [{ codeSet: 'icd-9-cm', code: '4701', performedOn: on }] }, ['HI*BR:4701:D8:20260908']],
  [{ procedures: [{ codeSet: 'abc', code: 'AB123' }] }, ['HI*CAH:AB123']],
  [{ occurrenceSpans: [{ code: '74', from: on, to: day('2026-09-10') }] }, ['HI*BI:74:RD8:20260908-20260910']],
  [{ occurrences: [{ code: '11', on }] }, ['HI*BH:11:D8:20260908']],
  [{ values: [{ code: 'A2', value: '15.31' }] }, ['HI*BE:A2:::15.31']],
  [{ conditionCodes: ['09', '17'] }, ['HI*BG:09*BG:17']],
  [{ treatmentCodes: ['A1'] }, ['HI*TC:A1']],
  [
    { conditionCodes: Array.from({ length: 13 }, (_, index) => `${10 + index}`) },
    [
      'HI*BG:10*BG:11*BG:12*BG:13*BG:14*BG:15*BG:16*BG:17*BG:18*BG:19*BG:20*BG:21',
      // The thirteenth begins another segment.
      'HI*BG:22',
    ],
  ],
  [{ repricing: { methodology: '03', allowedCents: cents(100) } }, ['HCP*03*1']],
  [{ attendingProvider: { name, npi, taxonomy: '207R00000X' } }, ['PRV*AT*PXC*207R00000X']],
  [{ operatingProvider: { name, npi } }, ['NM1*72*1*ROE*ANN****XX*1234567893']],
  [{ otherOperatingProvider: { name, npi } }, ['NM1*ZZ*1*ROE*ANN****XX*1234567893']],
  [{ renderingProvider: { name, npi } }, ['NM1*82*1*ROE*ANN****XX*1234567893']],
  [{ serviceFacility: lab }, ['NM1*77*2*LAB', 'N3*3 ELM ST', 'N4*DAYTON*OH*45402']],
  [{ referringProvider: { name, npi } }, ['NM1*DN*1*ROE*ANN****XX*1234567893']],
];

const serviceFields: readonly Row<InstitutionalService>[] = [
  [{ serviceTo: day('2026-10-03') }, ['DTP*472*RD8*20261001-20261003']],
  [
    { controlNumber: 'L1', repricedLineNumber: 'R1', adjustedRepricedLineNumber: 'R2' },
    ['REF*6R*L1', 'REF*9B*R1', 'REF*9D*R2'],
  ],
  [{ serviceTaxCents: cents(100), facilityTaxCents: cents(205) }, ['AMT*GT*1', 'AMT*N8*2.05']],
  [{ notes: [{ kind: 'TPO', text: 'SEEN' }] }, ['NTE*TPO*SEEN']],
  [{ attachments: [{ reportType: '03', transmission: 'AA' }] }, ['PWK*03*AA']],
  [{ repricing: { methodology: '00', allowedCents: cents(0), rejectReason: 'T1' } }, ['HCP*00*0***********T1']],
  [
    { drug: { kind: 'N4', code: '00003049420', quantity: '2', unit: 'ML', prescriptionNumber: 'RX' } },
    ['LIN**N4*00003049420', 'CTP****2*ML', 'REF*XZ*RX'],
  ],
  [{ operatingProvider: { name, npi } }, ['NM1*72*1*ROE*ANN****XX*1234567893']],
  [{ otherOperatingProvider: { name, npi } }, ['NM1*ZZ*1*ROE*ANN****XX*1234567893']],
  [{ renderingProvider: { name, npi } }, ['NM1*82*1*ROE*ANN****XX*1234567893']],
  [{ referringProvider: { name, npi } }, ['NM1*DN*1*ROE*ANN****XX*1234567893']],
  [{ modifiers: ['25', '59'], description: 'VISIT' }, ['SV2*0510*HC:99213:25:59:::VISIT*125.5*UN*1']],
  [{ unit: 'DA', quantity: '3', nonCoveredCents: cents(500) }, ['SV2*0510*HC:99213*125.5*DA*3**5']],
];

const dentalFields: readonly Row<DentalClaim>[] = [
  [
    { relatedCauses: ['AA'], autoAccidentState: 'OH', accidentDate: on, specialProgram: '02' },
    ['CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y**AA:::OH*02', 'DTP*439*D8*20260908'],
  ],
  [{ delayReason: '1' }, ['CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y***********1']],
  [{ submissionReason: 'PB' }, ['CLM*PCN0000000000001*125.5***11:B:1*Y*A*Y*Y**********PB']],
  [{ appliancePlacedOn: on }, ['DTP*452*D8*20260908']],
  [{ serviceFrom: on, serviceTo: day('2026-09-10') }, ['DTP*472*RD8*20260908-20260910']],
  [{ repricerReceivedDate: on }, ['DTP*050*D8*20260908']],
  [{ orthodontics: { totalMonths: '24', remainingMonths: '20' } }, ['DN1*24*20']],
  [{ orthodontics: { indicator: 'Y' } }, ['DN1****Y']],
  [{ toothStatuses: [{ tooth: '2', status: 'M' }] }, ['DN2*2*M****JP']],
  [{ patientPaidCents: cents(1_000) }, ['AMT*F5*10']],
  [{ predeterminationNumber: 'PD1' }, ['REF*G3*PD1']],
  [{ payerClaimControlNumber: 'ICN1', referralNumber: 'R1' }, ['REF*F8*ICN1', 'REF*9F*R1']],
  [{ diagnoses: [ten('K0261'), ten('K0262')] }, ['HI*ABK:K0261*ABF:K0262']],
  [
    { referringProvider: { name, npi, taxonomy: '1223X0400X' } },
    ['NM1*DN*1*ROE*ANN****XX*1234567893', 'PRV*RF*PXC*1223X0400X'],
  ],
  [{ referringPrimaryCareProvider: { name, npi } }, ['NM1*P3*1*ROE*ANN****XX*1234567893']],
  [
    { renderingProvider: { name, npi, taxonomy: '1223G0001X' } },
    ['NM1*82*1*ROE*ANN****XX*1234567893', 'PRV*PE*PXC*1223G0001X'],
  ],
  [{ serviceFacility: lab }, ['NM1*77*2*LAB', 'N3*3 ELM ST', 'N4*DAYTON*OH*45402']],
  [
    { assistantSurgeon: { name, npi, taxonomy: '1223S0112X' } },
    ['NM1*DD*1*ROE*ANN****XX*1234567893', 'PRV*AS*PXC*1223S0112X'],
  ],
  [{ supervisingProvider: { name, npi } }, ['NM1*DQ*1*ROE*ANN****XX*1234567893']],
];

const treatmentFields: readonly Row<DentalService>[] = [
  [{ modifiers: ['22'], description: 'CROWN' }, ['SV3*AD:D9003:22::::CROWN*125.5']],
  [{ placeOfService: '22', oralCavity: ['10', '20'] }, ['SV3*AD:D9003*125.5*22*10:20']],
  [{ prosthesis: 'I', quantity: '2' }, ['SV3*AD:D9003*125.5***I*2']],
  [{ teeth: [{ tooth: '12', surfaces: ['M', 'O'] }, { tooth: '5' }] }, ['TOO*JP*12*M:O', 'TOO*JP*5']],
  [{ prosthesis: 'R', priorPlacementOn: on }, ['SV3*AD:D9003*125.5***R', 'DTP*441*D8*20260908']],
  [{ prosthesis: 'R', estimatedPriorPlacementOn: on }, ['SV3*AD:D9003*125.5***R', 'DTP*139*D8*20260908']],
  [{ appliancePlacedOn: on, replacedOn: on }, ['DTP*452*D8*20260908', 'DTP*446*D8*20260908']],
  [{ treatmentBeganOn: on, treatmentEndedOn: on }, ['DTP*196*D8*20260908', 'DTP*198*D8*20260908']],
  [{ predeterminations: [{ number: 'P1', payerId: 'X' }] }, ['REF*G3*P1**2U:X']],
  [{ priorAuthorizations: [{ number: 'A1' }], referrals: [{ number: 'R1' }] }, ['REF*G1*A1', 'REF*9F*R1']],
  [{ controlNumber: 'L1', salesTaxCents: cents(55) }, ['REF*6R*L1', 'AMT*T*.55']],
  [{ assistantSurgeon: { name, npi } }, ['NM1*DD*1*ROE*ANN****XX*1234567893']],
];

/** The segments of a claim's file that the sample's file does not have. */
function added(claim: Claim, sample: Claim): string[] {
  const base = segmentsWith(sample);
  return segmentsWith(claim).filter((text) => !base.includes(text) && !/^(?:SE|CLM\*)/.test(text));
}

const titled = <Of extends object>(rows: readonly Row<Of>[]) =>
  rows.map(([patch, segments]) => ({ title: Object.keys(patch).join(', '), patch, segments }));

function expectSegments(claim: Claim, sample: Claim, segments: readonly string[]): void {
  const clm = segments.filter((text) => text.startsWith('CLM*'));
  expect(added(claim, sample)).toEqual(segments.filter((text) => !text.startsWith('CLM*')));
  for (const segment of clm) expect(segmentsWith(claim)).toContain(segment);
  expect(readBack(claim)).toEqual(claim);
}

describe('a field of an institutional claim', () => {
  it.each(titled(billFields))('is the right segments: $title', ({ patch, segments }) => {
    expectSegments({ ...sampleBill, ...patch }, sampleBill, segments);
  });

  it.each(titled(serviceFields))('is the right segments of a line: $title', ({ patch, segments }) => {
    expectSegments({ ...sampleBill, serviceLines: [{ ...sampleService, ...patch }] }, sampleBill, segments);
  });

  it('leaves the procedure out where the revenue code is enough', () => {
    const { procedureKind: _kind, procedure: _procedure, ...room } = sampleService;
    const claim = { ...sampleBill, serviceLines: [{ ...room, revenueCode: '0120', unit: 'DA', quantity: '2' }] };
    expectSegments(claim, sampleBill, ['SV2*0120**125.5*DA*2']);
  });

  it('is the type of bill in CLM, with the letter of institutional claims', () => {
    const claim = { ...sampleBill, facilityType: '32', frequency: '9' };
    expect(segmentsWith(claim)).toContain('CLM*PCN0000000000001*125.5***32:A:9**A*Y*Y');
  });
});

describe('a field of a dental claim', () => {
  it.each(titled(dentalFields))('is the right segments: $title', ({ patch, segments }) => {
    expectSegments({ ...sampleDentalClaim, ...patch }, sampleDentalClaim, segments);
  });

  it.each(titled(treatmentFields))('is the right segments of a line: $title', ({ patch, segments }) => {
    const serviceLines = [{ ...sampleTreatment, ...patch }];
    expectSegments({ ...sampleDentalClaim, serviceLines }, sampleDentalClaim, segments);
  });
});
