import type { DentalClaim } from '../../../../shared/domain/claim/dental-claim.ts';
import type { InstitutionalClaim } from '../../../../shared/domain/claim/institutional-claim.ts';
import type { ProfessionalClaim } from '../../../../shared/domain/claim/professional-claim.ts';
import type { ServiceLine } from '../../../../shared/domain/claim/professional-line.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';

/** Claims that fill their forms. All data is synthetic. */

const day = (text: string) => text as LocalDate;

const biller = {
  name: { kind: 'organization', name: 'Example Family Clinic, P.C.' },
  npi: '1234567893',
  taxonomy: '207Q00000X',
  taxId: { kind: 'ein', id: '123456789' },
  address: { line1: '100 N. Main St.', line2: '#101', city: 'Columbus', state: 'OH', postalCode: '432150001' },
  contacts: [{ name: 'Office', numbers: [{ kind: 'TE', value: '6145550100' }] }],
} as const;

const payer = {
  name: { kind: 'organization', name: 'Example Health Plan' },
  idKind: 'PI',
  id: '99999',
  address: { line1: 'P.O. Box 1234', city: 'Dayton', state: 'OH', postalCode: '45401' },
} as const;

const subscriber = {
  name: { kind: 'person', last: 'O’Brien-Łukasz', first: 'Zoë', middle: 'Anne', suffix: 'Jr.' },
  payerResponsibility: 'S',
  groupNumber: 'GRP-0042',
  groupName: 'Example Employer',
  filingIndicator: 'CI',
  idKind: 'MI',
  memberId: 'M 000-123',
  address: { line1: '2 Oak St., Apt 3', city: 'Columbus', state: 'OH', postalCode: '43215' },
  demographics: { birthDate: day('1980-01-31'), gender: 'F' },
} as const;

const dependent = {
  name: { kind: 'person', last: 'O’Brien-Łukasz', first: 'Max' },
  relationship: '19',
  address: { line1: '2 Oak St., Apt 3', city: 'Columbus', state: 'OH', postalCode: '43215' },
  demographics: { birthDate: day('2015-06-09'), gender: 'M' },
} as const;

/** What the earlier payer decided: 100.00 charged, 60.00 paid, 20.00 by contract, 20.00 left to the patient. */
const primary = {
  payerResponsibility: 'P',
  relationship: '19',
  groupNumber: 'P-77',
  filingIndicator: 'BL',
  paidCents: cents(6000),
  releaseOfInformation: 'Y',
  benefitsAssignment: 'Y',
  demographics: { birthDate: day('1979-12-01'), gender: 'M' },
  subscriber: { name: { kind: 'person', last: 'Brien', first: 'Paul' }, idKind: 'MI', memberId: 'P555' },
  payer: {
    name: { kind: 'organization', name: 'First Example Plan' },
    idKind: 'PI',
    id: '11111',
    decidedOn: day('2026-10-20'),
    claimControlNumber: 'ICN1',
  },
} as const;

const service = (number: number): ServiceLine => ({
  procedureKind: 'HC',
  procedure: '99213',
  modifiers: ['25', '59'],
  chargeCents: cents(10_000 + number),
  unit: 'UN',
  quantity: '1',
  diagnosisPointers: [1, 12],
  serviceFrom: day('2026-10-01'),
  controlNumber: `L${number}`,
});

/** Seven services, so two pages: 7 x 100.00 and 0.01 to 0.07. */
export const professional: ProfessionalClaim = {
  kind: 'professional',
  billingProvider: biller,
  subscriber,
  dependent,
  payer,
  patientControlNumber: 'S0123456789ABCDE',
  chargeCents: cents(70_028),
  placeOfService: '11',
  frequency: '7',
  payerClaimControlNumber: 'ICN-9',
  priorAuthorizationNumber: 'AUTH 1',
  referralNumber: 'REF2',
  providerSignatureOnFile: true,
  assignment: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  relatedCauses: ['AA'],
  autoAccidentState: 'OH',
  accidentDate: day('2026-09-30'),
  onsetDate: day('2026-09-29'),
  disabilityBegin: day('2026-10-01'),
  disabilityEnd: day('2026-10-08'),
  admissionDate: day('2026-10-02'),
  dischargeDate: day('2026-10-03'),
  conditionCodes: ['AB', 'AC'],
  patientPaidCents: cents(500),
  notes: [{ kind: 'ADD', text: 'See the report; a long story about what was done and why.' }],
  diagnoses: ['J209', 'E119', 'I10', 'M545', 'R05', 'R51', 'Z0000', 'K219', 'F419', 'N390', 'L309', 'S61001A'].map(
    (code) => ({ codeSet: 'icd-10-cm', code }) as const,
  ),
  referringProvider: {
    name: { kind: 'person', last: 'Welby', first: 'Marcus', middle: 'Q', suffix: 'III' },
    npi: '1245319599',
    secondaryIds: [{ kind: 'G2', id: 'R-100' }],
  },
  renderingProvider: {
    name: { kind: 'person', last: 'House', first: 'Greta' },
    npi: '1356453675',
    secondaryIds: [{ kind: 'G2', id: 'H 200' }],
  },
  serviceFacility: {
    name: { kind: 'organization', name: 'Example Hospital & Medical Center' },
    npi: '1093817465',
    address: { line1: '5 Hill Rd', city: 'Westerville', state: 'OH', postalCode: '43081' },
  },
  otherCoverages: [primary],
  serviceLines: [
    {
      ...service(1),
      emergency: true,
      epsdt: true,
      drug: { kind: 'N4', code: '00001-0002-03', unit: 'ML', quantity: '1.50' },
      notes: [{ kind: 'ADD', text: 'Unlisted: a made-up service' }],
    },
    ...[2, 3, 4, 5, 6].map(service),
    { ...service(7), serviceTo: day('2026-10-02'), quantity: '2', placeOfService: '22' },
  ],
};

/** 23 services of 10.00, so two pages; one is not covered. */
export const institutional: InstitutionalClaim = {
  kind: 'institutional',
  billingProvider: {
    ...biller,
    name: { kind: 'organization', name: 'Example Hospital and Medical Center' },
    payTo: { kind: 'organization', address: { line1: 'PO Box 9', city: 'Columbus', state: 'OH', postalCode: '43216' } },
  },
  subscriber,
  payer,
  patientControlNumber: 'S0123456789ABCDE',
  chargeCents: cents(23_000),
  facilityType: '11',
  frequency: '1',
  assignment: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  priorAuthorizationNumber: 'AUTH1',
  statementFrom: day('2026-10-01'),
  statementTo: day('2026-10-05'),
  admissionDate: day('2026-10-01'),
  admissionTime: '1430',
  dischargeTime: '0900',
  admissionType: '1',
  admissionSource: '7',
  dischargeStatus: '01',
  estimatedPatientDueCents: cents(2500),
  autoAccidentState: 'OH',
  medicalRecordNumber: 'MR-77',
  diagnoses: Array.from({ length: 18 }, (_, index) => ({
    codeSet: 'icd-10-cm',
    code: index === 0 ? 'S72001A' : `E11${index}`,
    presentOnAdmission: 'Y',
  })),
  admittingDiagnosis: { codeSet: 'icd-10-cm', code: 'R079' },
  reasonsForVisit: [{ codeSet: 'icd-10-cm', code: 'R0602' }],
  externalCauses: [{ codeSet: 'icd-10-cm', code: 'W010XXA', presentOnAdmission: 'Y' }],
  drg: '482',
  procedures: ['0QS604Z', '0QH634Z', '3E0234Z', '30233N1', 'B210YZZ', '5A1221Z', '02HV33Z'].map((code, index) => ({
    codeSet: 'icd-10-pcs',
    code,
    performedOn: day(`2026-10-0${Math.min(index + 1, 5)}`),
  })),
  occurrenceSpans: [{ code: '74', from: day('2026-10-02'), to: day('2026-10-03') }],
  occurrences: ['01', '05', '11', '18', '24'].map((code) => ({ code, on: day('2026-09-30') })),
  values: [
    { code: '01', value: '1250.5' },
    { code: '80', value: '4' },
    { code: '81', value: '0' },
    { code: '45', value: '14' },
  ],
  conditionCodes: ['02', '17', '40', 'C1'],
  attendingProvider: {
    name: { kind: 'person', last: 'House', first: 'Greta' },
    npi: '1356453675',
    secondaryIds: [{ kind: 'G2', id: 'H200' }],
  },
  operatingProvider: { name: { kind: 'person', last: 'Cutter', first: 'Ann' }, npi: '1245319599' },
  referringProvider: { name: { kind: 'person', last: 'Welby', first: 'Marcus' }, npi: '1093817465' },
  notes: [{ kind: 'ADD', text: 'Admitted after a fall on ice; the hip was mended on the first day.' }],
  otherCoverages: [{ ...primary, relationship: '18' }],
  serviceLines: Array.from({ length: 23 }, (_, index) =>
    index === 0
      ? {
          revenueCode: '0120',
          chargeCents: cents(1000),
          unit: 'DA',
          quantity: '4',
          unitRate: '2.5',
          nonCoveredCents: cents(200),
        }
      : {
          revenueCode: index === 1 ? '0636' : '0300',
          procedureKind: 'HC',
          procedure: index === 1 ? 'J1885' : '80053',
          modifiers: ['59', 'LT'],
          description: 'Made-up laboratory test, long words',
          chargeCents: cents(1000),
          unit: 'UN',
          quantity: '1',
          serviceFrom: day('2026-10-02'),
          ...(index === 1 ? { drug: { kind: 'N4', code: '00001000203', unit: 'ML', quantity: '1.5' } } : {}),
        },
  ),
};

/** Nine services, one of them on two teeth with different surfaces: ten rows, one page. 9 x 85.00. */
export const dental: DentalClaim = {
  kind: 'dental',
  billingProvider: { ...biller, secondaryIds: [{ kind: '0B', id: 'OH-12345' }] },
  subscriber,
  dependent,
  payer,
  patientControlNumber: 'S0123456789ABCDE',
  chargeCents: cents(76_500),
  placeOfService: '11',
  frequency: '1',
  providerSignatureOnFile: true,
  assignment: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  serviceFrom: day('2026-10-01'),
  appliancePlacedOn: day('2026-01-15'),
  relatedCauses: ['OA'],
  accidentDate: day('2026-09-30'),
  orthodontics: { totalMonths: '24', remainingMonths: '15' },
  toothStatuses: [
    { tooth: '1', status: 'M' },
    { tooth: '32', status: 'M' },
    { tooth: '16', status: 'E' },
  ],
  patientPaidCents: cents(2000),
  attachments: [{ reportType: 'RB', transmission: 'BM', controlNumber: 'X9' }],
  diagnoses: [{ codeSet: 'icd-10-cm', code: 'K0262' }],
  renderingProvider: {
    name: { kind: 'person', last: 'Molar', first: 'Mia' },
    npi: '1356453675',
    taxonomy: '1223G0001X',
    secondaryIds: [{ kind: '0B', id: 'OH 777' }],
  },
  otherCoverages: [primary],
  serviceLines: Array.from({ length: 9 }, (_, index) => ({
    procedureKind: 'AD',
    procedure: 'D2391',
    description: 'Made-up filling of one surface, at the back',
    chargeCents: cents(8500),
    ...(index === 0
      ? {
          teeth: [
            { tooth: '3', surfaces: ['M', 'O'] },
            { tooth: '14', surfaces: ['D'] },
          ],
          diagnosisPointers: [1],
        }
      : index === 1
        ? { oralCavity: ['10'], prosthesis: 'R', priorPlacementOn: day('2019-03-04'), quantity: '2' }
        : { teeth: [{ tooth: '19', surfaces: ['O'] }] }),
  })),
};
