import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { codeEditorText } from './code-editor-text.ts';
import { coverageTable, coverageTables } from './coverage-database.ts';
import { ndcCrosswalk, waivedTests } from './drugs-and-tests.ts';
import { type SyntheticFile, syntheticFiles } from './generators.ts';
import {
  anesthesiaBaseUnits,
  anesthesiaFactors,
  costIndices,
  relativeValues,
  zipLocalities,
  zipPlusFours,
} from './medicare-prices.ts';
import { addOns, mue, ncciPtp, ptpParts } from './ncci-edits.ts';

/** A synthetic file and the set that it belongs to; it may be only a part of the set. */
export interface SampleFile extends SyntheticFile {
  readonly kind: CodeSetKind;
}

const single = (Object.entries(syntheticFiles) as [CodeSetKind, SyntheticFile][]).map(
  ([kind, file]): SampleFile => ({ kind, ...file }),
);

/** Every part of an official release has rows. */
const fewestPairs = 40;

const pairs = (['ncci-ptp-practitioner', 'ncci-ptp-outpatient'] as const).flatMap((kind) =>
  ptpParts.map((part): SampleFile => {
    const fileName = `${kind === 'ncci-ptp-practitioner' ? 'ccipra' : 'ccioph'}-v323r0-f${part}.txt`;
    return { kind, fileName, text: (size) => ncciPtp({ ...size, rows: Math.max(size.rows ?? 0, fewestPairs), part }) };
  }),
);

const units = (
  [
    ['mue-practitioner', 'practitioner', 'PractitionerServices'],
    ['mue-outpatient', 'outpatient', 'OutpatientHospitalServices'],
    ['mue-dme', 'equipment', 'DMESupplierServices'],
  ] as const
).map(([kind, setting, name]): SampleFile => {
  const fileName = `MCR_MUE_${name}_Eff_10-01-2026.csv`;
  return { kind, fileName, text: (size) => mue({ ...size, setting }) };
});

const prices: readonly SampleFile[] = [
  {
    kind: 'mpfs',
    fileName: 'PPRRVU2026_Oct_nonQPP.csv',
    text: (size) => relativeValues({ ...size, year: 2026, qualifying: false }),
  },
  {
    kind: 'mpfs',
    fileName: 'PPRRVU2026_Oct_QPP.csv',
    text: (size) => relativeValues({ ...size, year: 2026, qualifying: true }),
  },
  { kind: 'gpci', fileName: 'GPCI2026.csv', text: costIndices },
  { kind: 'zip-locality', fileName: 'ZIP5_OCT2026.txt', text: zipLocalities },
  { kind: 'zip-locality', fileName: 'ZIP9_OCT2026.txt', text: zipPlusFours },
  { kind: 'anesthesia-units', fileName: 'anesthesia-base-units-2026.csv', text: anesthesiaBaseUnits },
  { kind: 'anesthesia-units', fileName: 'ANES2026.csv', text: anesthesiaFactors },
];

const coverage = coverageTables.map(
  (table): SampleFile => ({
    kind: 'coverage-articles',
    fileName: `${table}.csv`,
    text: (size) => coverageTable({ ...size, table }),
  }),
);

/** A synthetic file of every layout: together they make a release of every set. */
export const sampleFiles: readonly SampleFile[] = [
  ...single,
  ...pairs,
  ...units,
  { kind: 'ncci-add-on', fileName: 'AOC_V2026Q4-MCR.txt', text: (size) => addOns({ ...size, layout: 'table' }) },
  ...prices,
  { kind: 'code-editor', fileName: 'definitions-of-medicare-code-edits-v44.txt', text: codeEditorText },
  ...coverage,
  { kind: 'ndc-hcpcs', fileName: 'October 2026 ASP NDC-HCPCS Crosswalk.csv', text: ndcCrosswalk },
  { kind: 'clia-waived', fileName: 'waived-tests.csv', text: waivedTests },
];
