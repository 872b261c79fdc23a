import type { SpecialSlot } from '../../loops/loop-rules.ts';
import { healthLists, healthSingles } from './health-fields.ts';
import { readHealthCodes } from './read-health-codes.ts';
import { writeHealthCodes } from './write-health-codes.ts';

/** HI of an institutional claim: diagnoses of every kind, procedures, and the codes of the NUBC. */
export const healthCodes: SpecialSlot = {
  kind: 'special',
  id: 'HI',
  lists: healthLists,
  singles: healthSingles,
  read: readHealthCodes,
  write: writeHealthCodes,
};
