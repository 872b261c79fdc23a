import { chanceOf } from '../chance.ts';
import { circumstances, sites } from './made-up-words.ts';
import { type GeneratedSize, lineEnd } from './options.ts';

/**
 * Made-up codes in place of CPT, which belongs to the AMA and is not included. They begin with X9 and mean nothing to
 * any payer: X9001 to X9005 visits of five lengths, X9010 to X9015 small procedures, X9020 to X9025 tests, X9030 to
 * X9033 imaging.
 */
const demo: readonly (readonly [code: string, description: string, from?: string, to?: string])[] = [
  ['X9001', 'SYNTHETIC office visit, established patient, 10 minutes'],
  ['X9002', 'SYNTHETIC office visit, established patient, 15 minutes'],
  ['X9003', 'SYNTHETIC office visit, established patient, 25 minutes'],
  ['X9004', 'SYNTHETIC office visit, new patient, 40 minutes'],
  ['X9005', 'SYNTHETIC office visit, new patient, 60 minutes'],
  ['X9010', 'SYNTHETIC removal of ear wax'],
  ['X9011', 'SYNTHETIC repair of a simple wound'],
  ['X9012', 'SYNTHETIC drainage of an abscess'],
  ['X9013', 'SYNTHETIC destruction of a skin lesion'],
  ['X9014', 'SYNTHETIC injection into a joint'],
  ['X9015', 'SYNTHETIC application of a splint'],
  ['X9020', 'SYNTHETIC rapid test for streptococcus'],
  ['X9021', 'SYNTHETIC urine test'],
  ['X9022', 'SYNTHETIC glucose test'],
  ['X9023', 'SYNTHETIC electrocardiogram with interpretation'],
  ['X9024', 'SYNTHETIC breathing test'],
  ['X9025', 'SYNTHETIC blood count'],
  ['X9030', 'SYNTHETIC X-ray of the chest, two views'],
  ['X9031', 'SYNTHETIC X-ray of the knee'],
  ['X9032', 'SYNTHETIC X-ray of the shoulder'],
  ['X9033', 'SYNTHETIC ultrasound of the abdomen'],
  ['X9090', 'SYNTHETIC test that has ended', '2015-10-01', '2025-12-31'],
  ['X9091', 'SYNTHETIC test that took the place of X9090', '2026-01-01'],
];

const began = '2015-10-01';

/** X0000 to X8999. */
const mostMadeUp = 9000;

/** SYNTHETIC: an office's file of procedure codes, in the layout of its licensed CPT file. All codes and descriptions are made up. */
export function* cptCsv({ seed, rows = 0 }: GeneratedSize): Iterable<string> {
  yield `code,description,effective,end${lineEnd}`;
  for (const [code, description, from = began, to = ''] of demo) yield csvLine(code, description, from, to);
  const chance = chanceOf(seed, 'cpt');
  const more = Math.min(rows - demo.length, mostMadeUp);
  for (let number = 0; number < more; number += 1) {
    const code = `X${String(number).padStart(4, '0')}`;
    yield csvLine(code, `SYNTHETIC procedure on the ${chance.pick(sites)}, ${chance.pick(circumstances)}`, began, '');
  }
}

function csvLine(code: string, description: string, from: string, to: string): string {
  return `${code},"${description}",${from},${to}${lineEnd}`;
}
