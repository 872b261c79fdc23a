/**
 * The official sets of codes and edits that can be loaded. `owner`: the installation, for every office to use, or one
 * office, because its licence is its own (CPT, CDT) or the list is agreed between the office and its payers.
 */
export const codeSets = {
  'icd-10-cm': { owner: 'installation', title: 'ICD-10-CM, order file' },
  'icd-10-cm-tabular': { owner: 'installation', title: 'ICD-10-CM, tabular list with its notes' },
  'icd-10-cm-index': { owner: 'installation', title: 'ICD-10-CM, index to diseases and injuries' },
  'icd-10-cm-poa-exempt': { owner: 'installation', title: 'ICD-10-CM, codes exempt from present on admission' },
  'icd-10-cm-conversion': { owner: 'installation', title: 'ICD-10-CM, conversion table' },
  'icd-10-pcs': { owner: 'installation', title: 'ICD-10-PCS, order file' },
  hcpcs: { owner: 'installation', title: 'HCPCS Level II' },
  cpt: { owner: 'office', title: 'CPT, the office’s licensed file' },
  cdt: { owner: 'office', title: 'CDT, the office’s licensed file' },
  'ncci-ptp-practitioner': { owner: 'installation', title: 'NCCI procedure-to-procedure edits, practitioners' },
  'ncci-ptp-outpatient': { owner: 'installation', title: 'NCCI procedure-to-procedure edits, outpatient hospitals' },
  'mue-practitioner': { owner: 'installation', title: 'Medically unlikely edits, practitioners' },
  'mue-outpatient': { owner: 'installation', title: 'Medically unlikely edits, outpatient hospitals' },
  'mue-dme': { owner: 'installation', title: 'Medically unlikely edits, equipment suppliers' },
  'ncci-add-on': { owner: 'installation', title: 'NCCI add-on codes' },
  mpfs: { owner: 'installation', title: 'Medicare physician fee schedule, relative values' },
  gpci: { owner: 'installation', title: 'Medicare geographic practice cost indices' },
  'zip-locality': { owner: 'installation', title: 'Medicare ZIP code to locality' },
  'anesthesia-units': { owner: 'installation', title: 'Anesthesia base units' },
  'code-editor': { owner: 'installation', title: 'Medicare code editor: sex, age, unacceptable principal diagnosis' },
  'coverage-articles': { owner: 'installation', title: 'Medicare coverage articles: procedure to diagnoses' },
  taxonomy: { owner: 'installation', title: 'NUCC provider taxonomy' },
  'ndc-hcpcs': { owner: 'installation', title: 'NDC to HCPCS crosswalk' },
  'clia-waived': { owner: 'installation', title: 'CLIA-waived tests' },
  hcc: { owner: 'installation', title: 'Hierarchical condition categories' },
  carc: { owner: 'installation', title: 'Claim adjustment reason codes' },
  rarc: { owner: 'installation', title: 'Remittance advice remark codes' },
  'place-of-service': { owner: 'installation', title: 'Places of service' },
  modifiers: { owner: 'installation', title: 'Modifiers' },
  'revenue-codes': { owner: 'office', title: 'Revenue codes, the office’s licensed list' },
  'single-dose-drugs': { owner: 'office', title: 'Drugs from single-dose containers, the office’s list' },
} as const satisfies Record<string, { readonly owner: 'installation' | 'office'; readonly title: string }>;

export type CodeSetKind = keyof typeof codeSets;
