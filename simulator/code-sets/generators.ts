import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { cdtCsv } from './cdt-csv.ts';
import { cptCsv } from './cpt-csv.ts';
import { hccCsv } from './hcc-csv.ts';
import { hcpcsAnweb } from './hcpcs-anweb.ts';
import { icd10CmIndex } from './icd-10-cm-index.ts';
import { conversionTable, poaExemptList } from './icd-10-cm-lists.ts';
import { icd10CmOrder } from './icd-10-cm-order.ts';
import { icd10CmTabular } from './icd-10-cm-tabular.ts';
import { icd10PcsOrder } from './icd-10-pcs-order.ts';
import {
  carcCsv,
  modifiersCsv,
  placeOfServiceCsv,
  rarcCsv,
  revenueCodesCsv,
  singleDoseDrugsCsv,
} from './listed-codes-csv.ts';
import type { GeneratedSize } from './options.ts';
import { taxonomyCsv } from './taxonomy-csv.ts';

/** A synthetic file in the layout of an official one: the name that the publisher gives such a file, and its text in pieces. */
export interface SyntheticFile {
  readonly fileName: string;
  readonly text: (size: GeneratedSize) => Iterable<string>;
}

/** The synthetic file of each code set that consists of a single file. */
export const syntheticFiles = {
  'icd-10-cm': { fileName: 'icd10cm_order_2027.txt', text: icd10CmOrder },
  'icd-10-cm-tabular': { fileName: 'icd10cm_tabular_2027.xml', text: icd10CmTabular },
  'icd-10-cm-index': { fileName: 'icd10cm_index_2027.xml', text: icd10CmIndex },
  'icd-10-cm-poa-exempt': { fileName: 'POAexemptCodesFY27.txt', text: poaExemptList },
  'icd-10-cm-conversion': { fileName: 'icd10cm_conversion_table_2027.txt', text: conversionTable },
  'icd-10-pcs': { fileName: 'icd10pcs_order_2027.txt', text: icd10PcsOrder },
  hcpcs: { fileName: 'HCPC2026_OCT_ANWEB.txt', text: hcpcsAnweb },
  cpt: { fileName: 'cpt.csv', text: cptCsv },
  cdt: { fileName: 'cdt.csv', text: cdtCsv },
  hcc: { fileName: '2027 Initial ICD-10-CM Mappings.csv', text: hccCsv },
  taxonomy: { fileName: 'nucc_taxonomy_261.csv', text: taxonomyCsv },
  carc: { fileName: 'carc.csv', text: carcCsv },
  rarc: { fileName: 'rarc.csv', text: rarcCsv },
  'place-of-service': { fileName: 'place-of-service.csv', text: placeOfServiceCsv },
  modifiers: { fileName: 'modifiers.csv', text: modifiersCsv },
  'revenue-codes': { fileName: 'revenue-codes.csv', text: revenueCodesCsv },
  'single-dose-drugs': { fileName: 'single-dose-drugs.csv', text: singleDoseDrugsCsv },
} as const satisfies Partial<Record<CodeSetKind, SyntheticFile>>;
