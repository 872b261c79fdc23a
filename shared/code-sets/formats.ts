import type { CodeSetFormat } from './format.ts';
import { hcpcs } from './formats/hcpcs.ts';
import { icd10Cm, icd10Pcs } from './formats/icd-order.ts';
import { cdt, cpt } from './formats/office-procedures.ts';

/** Every kind of file that can be loaded. A file is of the one kind that recognises it. */
export const formats: readonly CodeSetFormat[] = [icd10Cm, icd10Pcs, hcpcs, cpt, cdt];
