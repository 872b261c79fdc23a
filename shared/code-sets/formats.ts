import type { CodeSetFormat } from './format.ts';
import { ncciAddOn } from './formats/add-on.ts';
import { anesthesiaUnits } from './formats/anesthesia.ts';
import { cliaWaived } from './formats/clia-waived.ts';
import { codeEditor } from './formats/code-editor.ts';
import { coverageArticles } from './formats/coverage-articles.ts';
import { gpci } from './formats/gpci.ts';
import { hcc } from './formats/hcc.ts';
import { hcpcs } from './formats/hcpcs.ts';
import { icdIndex } from './formats/icd-index.ts';
import { icdConversion, poaExempt } from './formats/icd-lists.ts';
import { icd10Cm, icd10Pcs } from './formats/icd-order.ts';
import { icdTabular } from './formats/icd-tabular.ts';
import { carc, modifiers, placeOfService, rarc, revenueCodes, singleDoseDrugs } from './formats/listed-codes.ts';
import { mpfs } from './formats/mpfs.ts';
import { mueDme, mueOutpatient, muePractitioner } from './formats/mue.ts';
import { ncciPtpOutpatient, ncciPtpPractitioner } from './formats/ncci-ptp.ts';
import { ndcHcpcs } from './formats/ndc-hcpcs.ts';
import { cdt, cpt } from './formats/office-procedures.ts';
import { taxonomy } from './formats/taxonomy.ts';
import { zipLocality } from './formats/zip-locality.ts';

/** Every kind of file that can be loaded. No file is recognised by more than one kind. */
export const formats: readonly CodeSetFormat[] = [
  icd10Cm,
  icdTabular,
  icdIndex,
  poaExempt,
  icdConversion,
  icd10Pcs,
  hcpcs,
  cpt,
  cdt,
  ncciPtpPractitioner,
  ncciPtpOutpatient,
  muePractitioner,
  mueOutpatient,
  mueDme,
  ncciAddOn,
  mpfs,
  gpci,
  zipLocality,
  anesthesiaUnits,
  codeEditor,
  coverageArticles,
  ndcHcpcs,
  cliaWaived,
  hcc,
  taxonomy,
  carc,
  rarc,
  placeOfService,
  modifiers,
  revenueCodes,
  singleDoseDrugs,
];
