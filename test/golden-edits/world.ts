import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type RowsRelease, referencesOfRows } from '../support/references-of-rows.ts';

/**
 * The official tables of the golden edits, as small as possible. Diagnoses are ICD-10-CM codes (public) with the notes
 * of the tabular list; which of them are in a release is made up, to test dates. Procedures that begin with X9 are made
 * up and mean nothing to any payer, and so are their NCCI edits, fees and articles. `world.md` describes the same in
 * words.
 */

const day = (text: string) => text as LocalDate;

const diagnoses: Readonly<Record<string, string>> = {
  J200: 'Acute bronchitis due to Mycoplasma pneumoniae',
  J209: 'Acute bronchitis, unspecified',
  J40: 'Bronchitis, not specified as acute or chronic',
  I10: 'Essential (primary) hypertension',
  O139: 'Gestational hypertension without significant proteinuria, unspecified trimester',
  W19XXXA: 'Unspecified fall, initial encounter',
  Y92009: 'Unspecified place in unspecified non-institutional residence as the place of occurrence',
  S60221A: 'Contusion of right hand, initial encounter',
  S60222A: 'Contusion of left hand, initial encounter',
  S60229A: 'Contusion of unspecified hand, initial encounter',
  M25561: 'Pain in right knee',
  M25562: 'Pain in left knee',
  M25569: 'Pain in unspecified knee',
  M170: 'Bilateral primary osteoarthritis of knee',
  G309: 'Alzheimer disease, unspecified',
  F0280: 'Dementia in other diseases classified elsewhere, without disturbance',
  E119: 'Type 2 diabetes mellitus without complications',
  E109: 'Type 1 diabetes mellitus without complications',
  E1122: 'Type 2 diabetes mellitus with diabetic chronic kidney disease',
  N184: 'Chronic kidney disease, stage 4 (severe)',
  N400: 'Benign prostatic hyperplasia without lower urinary tract symptoms',
  O80: 'Encounter for full-term uncomplicated delivery',
  P0730: 'Preterm newborn, unspecified weeks of gestation',
  Z370: 'Single live birth',
};

const icd = (codes: Readonly<Record<string, string>>, headers: readonly string[]) => [
  ...Object.entries(codes).map(([code, longDescription]) => ({
    code,
    billable: true,
    shortDescription: longDescription,
    longDescription,
  })),
  ...headers.map((code) => ({ code, billable: false, shortDescription: 'Header', longDescription: 'Header' })),
];

const notes = {
  inclusionTerms: [],
  includes: [],
  excludes1: [],
  excludes2: [],
  codeFirst: [],
  useAdditional: [],
  codeAlso: [],
};
const noted = (code: string, parent: string | undefined, more: object) => ({
  ...notes,
  notes: [],
  seventhCharacters: [],
  code,
  parent,
  description: 'Made up',
  ...more,
});

const procedures: Readonly<Record<string, string>> = {
  X9003: 'Visit',
  X9004: 'Visit, longer',
  X9010: 'Small procedure',
  X9011: 'Large procedure',
  X9012: 'Small procedure on both sides',
  X9020: 'Picture',
  '71999': 'Picture in the section of radiology',
  '88899': 'Test in the section of laboratories',
  '93999': 'Recording outside of it',
  '00999': 'Anesthesia, in its section',
  '01996': 'A day in the section of anesthesia',
  '36999': 'Puncture, outside of the sections of visits',
  '99299': 'Visit in the section of evaluation and management',
  X9021: 'Quick test, waived with QW',
  X9022: 'Quick test, waived',
  X9030: 'Addition to the large procedure',
  X9031: 'Addition, primary codes by contractor',
  X9032: 'Addition to the small procedure or others',
  X9040: 'Unlisted procedure',
  X9050: 'Strip, each',
  X9051: 'Whole body, once',
  X9052: 'Quarter hour',
  X9060: 'Screening',
  J1885: 'Injection, drug one, per 15 mg',
  J3301: 'Injection, drug two, not otherwise specified, 10 mg',
  J3490: 'Unclassified drugs',
  J0881: 'Injection, for red blood cells',
  J0882: 'Injection, for red blood cells, on dialysis',
  J1745: 'Injection, always from a single-dose container',
  J1746: 'Injection, from a single-dose container until 19 November',
  L8699: 'Prosthetic implant, not otherwise specified',
  E0100: 'Cane',
  A0427: 'Transport, made up',
  A0425: 'Mile, made up',
  A0888: 'Mile beyond the nearest facility, made up',
  '98940': 'Manipulation, made up',
  Q5001: 'Care at home, made up',
  D9003: 'Service of a dentist, made up',
  G0556: 'Care of a month, made up',
  G2025: 'Telehealth of a clinic, made up',
};

const hcpcs = [
  ...Object.entries(procedures).map(([code, words]) => ({
    code,
    words,
    from: '2020-01-01',
    to: undefined,
    coverage: 'C',
  })),
  { code: 'X9070', words: 'Never covered', from: '2020-01-01', to: undefined, coverage: 'S' },
  { code: 'X9090', words: 'Ended', from: '2020-01-01', to: '2026-11-19', coverage: 'C' },
  { code: 'X9091', words: 'New', from: '2026-11-20', to: undefined, coverage: 'C' },
].map(({ words, ...row }) => ({
  ...row,
  shortDescription: words,
  longDescription: words,
  from: day(row.from),
  to: row.to as LocalDate | undefined,
}));

/** Two relative value units, or 1.60 at a hospital: 65.49 and 52.39 dollars. */
const paid = { work: 100, nonFacilityExpense: 80, facilityExpense: 40, malpractice: 20, conversionFactor: 327_442 };
const surgery = (globalDays: string, indicators: string) => {
  const [bilateral = '0', assistant = '0', coSurgeon = '0', team = '0'] = indicators;
  return { globalDays, bilateral, assistant, coSurgeon, team, professionalTechnical: '0' };
};
const mpfs = (code: string, more: object, modifier?: string) => ({
  ...paid,
  ...surgery('XXX', '0000'),
  code,
  modifier,
  description: 'Made up',
  status: 'A',
  multipleProcedure: '0',
  ...more,
});

const ncci = (
  column1: string,
  column2: string,
  modifierIndicator: '0' | '1' | '9',
  to?: string,
  from = '2020-01-01',
) => ({
  column1,
  column2,
  modifierIndicator,
  from: day(from),
  to: to as LocalDate | undefined,
  rationale: 'Made up',
});
const mue = (code: string, units: number, adjudication: 1 | 2 | 3) => ({
  code,
  units,
  adjudication,
  rationale: 'Made up',
});
const addOn = (code: string, type: 1 | 2 | 3, primary?: string) => ({
  addOn: code,
  type,
  primary,
  from: day('2020-01-01'),
  to: undefined,
});
const listed = (code: string, from?: string, to?: string) => ({
  code,
  description: 'Made up',
  from: from as LocalDate | undefined,
  to: to as LocalDate | undefined,
});
const taxonomy = (code: string) => ({
  code,
  grouping: '',
  classification: 'Made up',
  specialization: '',
  displayName: 'Made up',
  section: 'Individual',
});
const editor = (system: 'icd-10-cm' | 'icd-10-pcs', code: string, edit: object) => ({ system, code, edit });

const fromFiscal2026 = { release: 'FY2026', effectiveFrom: '2025-10-01' };
const inForce = { release: '2026', effectiveFrom: '2026-01-01' };
const always = { release: '2020', effectiveFrom: '2020-01-01' };

const modifiers =
  '22 24 25 26 27 50 51 52 53 54 55 57 58 59 62 66 73 74 76 77 78 79 80 81 82 91 93 95 AA AS AT CG E1 E3 EA EC F5 FA GA GO GP GT GV GW GX GY GZ JW JZ KH KI KX LT NU QK QM QN QW QX QZ RR RT TC UE XE XP XS XU';

const releases = [
  { set: 'icd-10-cm', ...fromFiscal2026, rows: icd({ ...diagnoses, M545: 'Low back pain' }, ['J20', 'M54']) },
  {
    set: 'icd-10-cm',
    release: 'FY2027',
    effectiveFrom: '2026-10-01',
    effectiveTo: '2027-09-30',
    rows: icd({ ...diagnoses, M5450: 'Low back pain, unspecified', M5459: 'Other low back pain' }, ['J20', 'M54']),
  },
  {
    set: 'icd-10-cm-conversion',
    ...inForce,
    rows: ['M5450', 'M5459'].map((code) => ({ code, previousCode: 'M545', effectiveFrom: day('2026-10-01') })),
  },
  {
    set: 'icd-10-cm-tabular',
    ...fromFiscal2026,
    rows: [
      noted('J40-J47', undefined, {}),
      noted('J40', 'J40-J47', { excludes1: ['acute bronchitis (J20.-)'] }),
      noted('J20', undefined, {}),
      noted('I10-I1A', undefined, { excludes1: ['primary pulmonary hypertension (I27.0)'] }),
      noted('I10', 'I10-I1A', { excludes1: ['hypertensive disease complicating pregnancy (O10-O11, O13-O16)'] }),
      noted('E11', undefined, { excludes1: ['type 1 diabetes mellitus (E10.-)'] }),
      noted('E1122', 'E11', { useAdditional: ['code to identify stage of chronic kidney disease (N18.1-N18.6)'] }),
      noted('N18', undefined, {
        codeFirst: ['any associated diabetic chronic kidney disease (E08.22, E09.22, E10.22, E11.22, E13.22)'],
      }),
      noted('F02', undefined, {
        codeFirst: [
          'the underlying physiological condition, such as:',
          'Alzheimer’s (G30.-)',
          'Parkinson’s disease (G20.-)',
        ],
      }),
    ],
  },
  { set: 'icd-10-cm-poa-exempt', ...fromFiscal2026, rows: [{ code: 'Z370' }, { code: 'Y92009' }] },
  {
    set: 'icd-10-pcs',
    ...fromFiscal2026,
    rows: icd({ '0VT00ZZ': 'Resection of prostate', '10E0XZZ': 'Delivery of products of conception' }, []),
  },
  {
    set: 'code-editor',
    ...fromFiscal2026,
    rows: [
      editor('icd-10-cm', 'N400', { kind: 'sex', sex: 'M' }),
      editor('icd-10-cm', 'O80', { kind: 'sex', sex: 'F' }),
      editor('icd-10-cm', 'O80', { kind: 'age', group: 'Maternity', fromYears: 9, toYears: 64 }),
      editor('icd-10-cm', 'P0730', { kind: 'age', group: 'Newborn', fromYears: 0, toYears: 0 }),
      editor('icd-10-cm', 'F0280', { kind: 'manifestation' }),
      editor('icd-10-cm', 'Z370', { kind: 'unacceptable-principal' }),
      editor('icd-10-pcs', '0VT00ZZ', { kind: 'sex', sex: 'M' }),
      editor('icd-10-pcs', '10E0XZZ', { kind: 'sex', sex: 'F' }),
    ],
  },
  { set: 'hcpcs', ...always, rows: hcpcs },
  { set: 'cpt', ...always, rows: [] },
  { set: 'cdt', ...always, rows: hcpcs.filter(({ code }) => code.startsWith('D')) },
  {
    set: 'modifiers',
    ...always,
    rows: [
      ...modifiers.split(' ').map((modifier) => ({ modifier, from: undefined, to: undefined })),
      { modifier: 'Q9', from: day('2020-01-01'), to: day('2026-11-19') },
    ].map((row) => ({ ...row, description: 'Made up' })),
  },
  {
    set: 'ncci-ptp-practitioner',
    ...inForce,
    rows: [
      ncci('X9011', 'X9003', '1'),
      ncci('X9012', 'X9003', '1'),
      ncci('X9010', 'X9012', '0'),
      ncci('X9010', 'X9011', '1'),
      ncci('X9020', 'X9003', '9'),
      ncci('X9020', 'X9010', '1', '2026-11-19'),
      ncci('X9020', 'X9011', '1', undefined, '2026-11-20'),
    ],
  },
  { set: 'ncci-ptp-outpatient', ...inForce, rows: [ncci('X9020', 'X9003', '0')] },
  { set: 'mue-practitioner', ...inForce, rows: [mue('X9050', 2, 1), mue('X9051', 1, 2), mue('X9052', 4, 3)] },
  { set: 'mue-outpatient', ...inForce, rows: [mue('X9052', 2, 3)] },
  { set: 'mue-dme', ...inForce, rows: [mue('E0100', 1, 2)] },
  {
    set: 'ncci-add-on',
    ...inForce,
    rows: [addOn('X9030', 1, 'X9011'), addOn('X9031', 2), addOn('X9032', 3, 'X9010')],
  },
  {
    set: 'mpfs',
    ...inForce,
    rows: [
      ...['X9003', 'X9004', 'X9050', 'X9051', 'X9052'].map((code) => mpfs(code, {})),
      mpfs('X9010', surgery('010', '1010')),
      mpfs('X9011', surgery('090', '0211')),
      mpfs('X9012', surgery('000', '2192')),
      mpfs('X9020', { professionalTechnical: '1', bilateral: '3' }),
      mpfs('X9020', { professionalTechnical: '1', bilateral: '3', nonFacilityExpense: 20, facilityExpense: 20 }, '26'),
      mpfs('X9020', { professionalTechnical: '1', bilateral: '3', work: 0 }, 'TC'),
      mpfs('71999', { professionalTechnical: '1' }),
      mpfs('93999', { professionalTechnical: '1' }),
      ...['36999', '99299'].map((code) => mpfs(code, {})),
      mpfs('X9070', { status: 'N', work: 0, nonFacilityExpense: 0, facilityExpense: 0, malpractice: 0 }),
    ],
  },
  {
    set: 'place-of-service',
    ...always,
    rows: [...'02 10 11 12 19 21 22 23 31 51 81'.split(' ').map((code) => listed(code)), listed('27', '2026-11-20')],
  },
  { set: 'single-dose-drugs', ...always, rows: [listed('J1745'), listed('J1746', undefined, '2026-11-19')] },
  {
    set: 'coverage-articles',
    ...always,
    rows: [
      {
        article: 'A90001',
        title: 'Made up',
        contractor: '90001 Made up',
        state: 'OH',
        procedure: 'X9060',
        from: day('2026-11-01'),
        to: undefined,
        diagnoses: [
          { diagnosis: 'I10', supports: true },
          { diagnosis: 'J209', supports: false },
        ],
      },
    ],
  },
  { set: 'taxonomy', ...always, rows: [taxonomy('207Q00000X'), taxonomy('261QM1300X'), taxonomy('363L00000X')] },
  {
    set: 'ndc-hcpcs',
    ...inForce,
    rows: [
      ['99999000101', 'J1885'],
      ['99999000102', 'J3301'],
    ].map(([ndc = '', code = '']) => ({
      ndc,
      code,
      drugName: 'Made up',
      labeler: 'Made up',
      billUnits: '1',
      billUnitsPerPackage: '1',
    })),
  },
  {
    set: 'clia-waived',
    ...inForce,
    rows: [
      { code: 'X9021', needsQw: true, description: 'Made up' },
      { code: 'X9022', needsQw: false, description: 'Made up' },
    ],
  },
] as unknown as readonly RowsRelease[];

export const worldReferences = referencesOfRows(releases);
