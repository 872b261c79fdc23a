import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { codeEditorText } from '../../simulator/code-sets/code-editor-text.ts';
import { coverageTable, coverageTables } from '../../simulator/code-sets/coverage-database.ts';
import { ndcCrosswalk, waivedTests } from '../../simulator/code-sets/drugs-and-tests.ts';
import {
  anesthesiaBaseUnits,
  anesthesiaFactors,
  costIndices,
  relativeValues,
  zipLocalities,
  zipPlusFours,
} from '../../simulator/code-sets/medicare-prices.ts';
import { addOns, mue, ncciPtp, ptpParts } from '../../simulator/code-sets/ncci-edits.ts';
import type { GeneratedSize } from '../../simulator/code-sets/options.ts';

/** A synthetic file of edits or prices, with its first rows. */
export interface EditFile {
  readonly kind: CodeSetKind;
  readonly name: string;
  readonly generate: (size: GeneratedSize) => Iterable<string>;
  /** The line of the first row in a file of the demonstration's size. */
  readonly firstRow: number;
  /** Some of its rows, worked out by hand from its lines. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const pairs = [
  {
    line: 7,
    column1: 'X9010',
    column2: 'X9002',
    from: '2020-01-01',
    to: undefined,
    modifierIndicator: '1',
    rationale: 'Misuse of Column Two code with Column One code',
  },
  {
    line: 12,
    column1: 'X9012',
    column2: 'X9013',
    from: '2018-01-01',
    to: '2025-12-31',
    modifierIndicator: '1',
    rationale: 'Mutually exclusive procedures',
  },
];

const settings = [
  ['mue-practitioner', 'practitioner', 'PractitionerServices'],
  ['mue-outpatient', 'outpatient', 'OutpatientHospitalServices'],
  ['mue-dme', 'equipment', 'DMESupplierServices'],
] as const;

const coverageRows: Partial<Record<(typeof coverageTables)[number], readonly Readonly<Record<string, unknown>>[]>> = {
  article: [
    {
      table: 'articles',
      line: 2,
      article: '900001',
      version: 3,
      name: 'A900001',
      title: 'Billing and Coding: Synthetic Breathing Tests, with <b>marks</b>',
      // The revision began later than the article itself.
      from: '2024-10-01',
      to: undefined,
    },
  ],
  article_x_icd10_covered: [
    { table: 'diagnoses', line: 3, article: '900001', version: 3, diagnosis: 'J45901', supports: true },
  ],
  article_x_icd10_noncovered: [
    { table: 'diagnoses', line: 2, article: '900001', version: 3, diagnosis: 'Z0000', supports: false },
  ],
  contractor_jurisdiction: [
    {
      table: 'jurisdictions',
      line: 3,
      contractor: '500',
      contractorType: '8',
      contractorVersion: '1',
      state: '18',
      from: '2012-01-01',
      to: '2019-12-31',
    },
  ],
};

/** Every layout of the files of edits and prices. */
export const editFiles: readonly EditFile[] = [
  ...ptpParts.slice(3).flatMap((part): EditFile[] => [
    {
      kind: 'ncci-ptp-practitioner',
      name: `ccipra-v323r0-f${part}.TXT`,
      generate: (size) => ncciPtp({ ...size, part }),
      firstRow: 7,
      rows: pairs,
    },
    {
      kind: 'ncci-ptp-outpatient',
      name: `ccioph-v323r0-f${part}.txt`,
      generate: (size) => ncciPtp({ ...size, part }),
      firstRow: 7,
      rows: pairs,
    },
  ]),
  ...settings.map(
    ([kind, setting, name]): EditFile => ({
      kind,
      name: `MCR_MUE_${name}_Eff_10-01-2026.csv`,
      generate: (size) => mue({ ...size, setting }),
      // The notice takes four lines and one more line end, the headings two.
      firstRow: 7,
      rows: [
        { line: 7, code: 'X9001', units: 1, adjudication: 2, rationale: 'Nature of service, made up' },
        { line: 12, code: 'X9010', units: 3, adjudication: 3, rationale: 'Nature of service, made up' },
      ],
    }),
  ),
  {
    kind: 'ncci-add-on',
    name: 'AOC_V2026Q4-F-MCR.txt',
    generate: (size) => addOns({ ...size, layout: 'fixed' }),
    firstRow: 1,
    rows: [
      { line: 1, addOn: 'X9032', type: 1, primary: 'X9031', from: '2020-01-01', to: undefined },
      // 2024 is a leap year: its day 366 is its last.
      { line: 2, addOn: 'X9032', type: 1, primary: 'X9033', from: '2020-01-01', to: '2024-12-31' },
      { line: 3, addOn: 'X9091', type: 2, primary: undefined, from: '2026-01-01', to: undefined },
    ],
  },
  {
    kind: 'ncci-add-on',
    name: 'AOC_V2026Q4-MCR.txt',
    generate: (size) => addOns({ ...size, layout: 'table' }),
    firstRow: 3,
    rows: [
      { line: 4, addOn: 'X9032', type: 1, primary: 'X9033', from: '2020-01-01', to: '2024-12-31' },
      { line: 6, addOn: 'X9024', type: 3, primary: 'X9023', from: '2015-01-01', to: undefined },
    ],
  },
  ...[false, true].map(
    (qualifying): EditFile => ({
      kind: 'mpfs',
      name: `PPRRVU2026_Oct_${qualifying ? 'QPP' : 'nonQPP'}.csv`,
      generate: (size) => relativeValues({ ...size, qualifying }),
      firstRow: 7,
      rows: [
        {
          line: 9,
          code: 'X9003',
          modifier: undefined,
          qualifying,
          description: 'Synthetic service',
          status: 'A',
          work: 192,
          nonFacilityExpense: 184,
          facilityExpense: 82,
          malpractice: 14,
          professionalTechnical: '0',
          globalDays: 'XXX',
          multipleProcedure: '0',
          bilateral: '0',
          assistant: '0',
          coSurgeon: '0',
          team: '0',
          conversionFactor: qualifying ? 335_700 : 334_000,
        },
      ],
    }),
  ),
  {
    kind: 'gpci',
    name: 'GPCI2026.csv',
    generate: costIndices,
    firstRow: 4,
    rows: [
      {
        line: 4,
        contractor: '15202',
        locality: '00',
        state: 'OH',
        localityName: 'OHIO',
        work: 1000,
        expense: 925,
        malpractice: 989,
      },
      {
        line: 7,
        contractor: '02102',
        locality: '01',
        state: 'AK',
        localityName: 'ALASKA',
        work: 1500,
        expense: 1120,
        malpractice: 700,
      },
    ],
  },
  {
    kind: 'zip-locality',
    name: 'ZIP5_OCT2026.txt',
    generate: zipLocalities,
    firstRow: 1,
    rows: [
      { line: 3, zip: '45761', state: 'OH', carrier: '15202', locality: '00', rural: 'R', needsPlusFour: false },
      { line: 4, zip: '94608', state: 'CA', carrier: '01112', locality: '05', rural: '', needsPlusFour: true },
    ],
  },
  {
    kind: 'zip-locality',
    name: 'ZIP9_OCT2026.txt',
    generate: zipPlusFours,
    firstRow: 1,
    rows: [
      {
        line: 2,
        zip: '94608',
        plusFour: '0002',
        state: 'NY',
        carrier: '13202',
        locality: '01',
        rural: '',
        needsPlusFour: false,
      },
    ],
  },
  {
    kind: 'anesthesia-units',
    name: 'anesthesia-base-units-2026.csv',
    generate: anesthesiaBaseUnits,
    firstRow: 3,
    rows: [{ line: 3, code: 'X8900', baseUnits: 5 }],
  },
  {
    kind: 'anesthesia-units',
    name: 'ANES2026.csv',
    generate: anesthesiaFactors,
    firstRow: 2,
    rows: [
      {
        line: 2,
        contractor: '15202',
        locality: '00',
        localityName: 'OHIO',
        conversionFactor: 201_000,
        qualifyingConversionFactor: 202_000,
      },
    ],
  },
  {
    kind: 'code-editor',
    name: 'definitions-of-medicare-code-edits-v44.txt',
    generate: codeEditorText,
    firstRow: 14,
    rows: [
      { line: 14, code: 'A33', system: 'icd-10-cm', edit: { kind: 'age', group: 'newborn', fromYears: 0, toYears: 0 } },
      {
        line: 19,
        code: 'O0990',
        system: 'icd-10-cm',
        edit: { kind: 'age', group: 'maternity', fromYears: 9, toYears: 64 },
      },
      { line: 25, code: 'N760', system: 'icd-10-cm', edit: { kind: 'sex', sex: 'F' } },
      { line: 33, code: '0VT00ZZ', system: 'icd-10-pcs', edit: { kind: 'sex', sex: 'M' } },
      { line: 36, code: 'D631', system: 'icd-10-cm', edit: { kind: 'manifestation' } },
      {
        line: 42,
        code: 'Z5189',
        system: 'icd-10-cm',
        edit: { kind: 'unacceptable-principal', acceptableWithSecondary: true },
      },
      { line: 44, code: 'B950', system: 'icd-10-cm', edit: { kind: 'unacceptable-principal' } },
    ],
  },
  ...coverageTables.map(
    (table): EditFile => ({
      kind: 'coverage-articles',
      name: `${table}.csv`,
      generate: (size) => coverageTable({ ...size, table }),
      firstRow: 2,
      rows: coverageRows[table] ?? [],
    }),
  ),
  {
    kind: 'ndc-hcpcs',
    name: 'October 2026 ASP NDC-HCPCS Crosswalk.csv',
    generate: ndcCrosswalk,
    firstRow: 4,
    rows: [
      {
        line: 4,
        ndc: '99999010101',
        code: 'J1885',
        drugName: 'Ketorolac (synthetic package)',
        labeler: 'Synthetic Labs, Inc.',
        billUnits: '2',
        billUnitsPerPackage: '50',
      },
      {
        line: 7,
        ndc: '899999000001',
        code: 'J7331',
        drugName: 'Hyaluronan (synthetic device)',
        labeler: 'Synthetic Labs, Inc.',
        billUnits: '20.5',
        billUnitsPerPackage: '20.5',
      },
    ],
  },
  {
    kind: 'clia-waived',
    name: 'waived-tests.csv',
    generate: waivedTests,
    firstRow: 3,
    rows: [
      { line: 3, code: 'X9021', needsQw: false, description: 'Synthetic urine dipstick: Screening of urine' },
      { line: 5, code: 'X9022', needsQw: true, description: 'Synthetic analyzer: Whole blood' },
      { line: 5, code: 'X9025', needsQw: true, description: 'Synthetic analyzer: Whole blood' },
    ],
  },
];
