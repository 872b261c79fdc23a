import { chanceOf } from '../chance.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/** Made-up packages for drugs that the demonstration bills. The labeler 99999 is not assigned; one is a device with another kind of number. */
const demoPackages = [
  ['J1885', 'Ketorolac (synthetic package)', '99999-0101-01', '15 MG', '1', '25', '2', '50'],
  ['J3301', 'Triamcinolone (synthetic package)', '99999-0102-01', '10 MG', '1', '1', '4', '4'],
  ['J1100', 'Dexamethasone (synthetic package)', '99999-0103-25', '1 MG', '1', '25', '4', '100'],
  ['J7331', 'Hyaluronan (synthetic device)', '899999000001', '1 MG', '1', '1', '20.5', '20.5'],
] as const;

/** SYNTHETIC: the crosswalk of drug packages to HCPCS codes. */
export function* ndcCrosswalk({ seed, rows = 0, year = 2026 }: GeneratedSize): Iterable<string> {
  const blanks = ','.repeat(9);
  yield `"SYNTHETIC October ${year} ASP NDC - HCPCS Crosswalk, for Medicare Part B Drugs"${blanks}${lineEnd}${blanks}${lineEnd}`;
  yield `_${year}_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG${lineEnd}`;
  for (const [code, drug, ndc, dosage, ...amounts] of demoPackages) {
    yield `${code},Synthetic,"Synthetic Labs, Inc.",${ndc},${drug},${dosage},${amounts.join(',')}${lineEnd}`;
  }
  const chance = chanceOf(seed, 'ndc');
  for (let number = 0; number < rows - demoPackages.length; number += 1) {
    const code = `J${String(chance.below(3000)).padStart(4, '0')}`;
    const ndc = `99998-${String(Math.floor(number / 100)).padStart(4, '0')}-${String(number % 100).padStart(2, '0')}`;
    yield `${code},Synthetic,Synthetic Labs,${ndc},Synthetic drug ${number},1 MG,1,10,1,10${lineEnd}`;
  }
}

/** SYNTHETIC: tests that are waived under CLIA, the table of CMS as CSV. A cell may name several codes. */
export function* waivedTests({ seed, rows = 0 }: GeneratedSize): Iterable<string> {
  yield `SYNTHETIC tests granted waived status under CLIA 10/01/2026,,,${lineEnd}CPT Code(s),Test Name,Manufacturer,Use${lineEnd}`;
  yield `X9021,Synthetic urine dipstick,Various,Screening of urine${lineEnd}`;
  yield `X9020QW,Synthetic rapid strep,Synthetic Diagnostics,"Group A streptococcus, throat swabs"${lineEnd}`;
  yield `"X9022QW, X9025QW",Synthetic analyzer,Synthetic Diagnostics,Whole blood${lineEnd}`;
  const chance = chanceOf(seed, 'clia');
  for (let number = 0; number < rows - 4; number += 1) {
    yield `X${String(number % 9000).padStart(4, '0')}QW,Synthetic test ${number},Synthetic ${chance.pick(['East', 'West'])},Made up${lineEnd}`;
  }
}
