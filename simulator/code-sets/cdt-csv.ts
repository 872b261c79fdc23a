import { type GeneratedSize, lineEnd } from './options.ts';

/** Made-up codes in place of CDT, which belongs to the ADA and is not included. They begin with D9. */
const demo = [
  ['D9901', 'SYNTHETIC dental examination'],
  ['D9902', 'SYNTHETIC dental X-ray, one picture'],
  ['D9903', 'SYNTHETIC cleaning'],
  ['D9904', 'SYNTHETIC filling, one surface'],
  ['D9905', 'SYNTHETIC filling, two surfaces'],
  ['D9906', 'SYNTHETIC removal of a tooth'],
  ['D9907', 'SYNTHETIC crown'],
  ['D9908', 'SYNTHETIC scaling, one quadrant'],
] as const;

/** SYNTHETIC: an office's file of dental codes, in the layout of its licensed CDT file. All codes and descriptions are made up. */
export function* cdtCsv({ rows = 0 }: GeneratedSize): Iterable<string> {
  yield `code,description,effective,end${lineEnd}`;
  for (const [code, description] of demo) yield `${code},"${description}",2015-10-01,${lineEnd}`;
  for (let number = 0; number < Math.min(rows - demo.length, 900); number += 1) {
    yield `D8${String(number).padStart(3, '0')},"SYNTHETIC dental service ${number}",2015-10-01,${lineEnd}`;
  }
}
