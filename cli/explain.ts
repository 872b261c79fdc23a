import {
  type ExplainedSegment,
  explainSegments,
  type RemittancePlace,
  startOfRemittance,
} from '../shared/x12/835/explain-segment.ts';
import type { ByteRange } from '../shared/x12/835/scanned-claim.ts';
import { wholeSegmentsLength } from '../shared/x12/segments.ts';
import { counted } from './counted.ts';
import { type FoundRemittance, findRemittances, readRange } from './find-remittances.ts';
import { fileProblems, withFile } from './open-file.ts';
import { printable } from './printable.ts';
import { askedBy, countOf, onlyWord, readOptions } from './read-options.ts';

const usage = 'Usage: superbill explain FILE [--claim N]\n';

/** How many bytes are explained at a time: more than the longest segment. */
const windowBytes = 1 << 21;

/**
 * `superbill explain FILE [--claim N]`: explains each segment of the file's remittances next to its bytes, for the
 * whole file or for its Nth claim.
 * @returns 0 when everything was explained, 1 when the file could not be read to its end, 2 when there was nothing to
 * explain
 */
export function explain(words: readonly string[]): number {
  const asked = askedBy(usage, words, () => readWords(words));
  if (typeof asked === 'number') return asked;
  const read = withFile(asked.file, 'file', (descriptor) => explainFile(descriptor, asked.claim));
  if (read.ok) return read.value;
  return refuse(fileProblems[read.failure.kind]);
}

/** @throws UsageProblem when the words ask for something that the command cannot do */
function readWords(words: readonly string[]): { readonly file: string; readonly claim?: number } {
  const options = { claim: { type: 'string' } } as const;
  const { values, positionals } = readOptions({ args: [...words], allowPositionals: true, options });
  const file = onlyWord('file', positionals);
  return values.claim === undefined ? { file } : { file, claim: countOf('claim', values.claim) };
}

function refuse(reason: string): number {
  process.stderr.write(`superbill explain: ${reason}\n`);
  return 2;
}

function explainFile(descriptor: number, claimNumber: number | undefined): number {
  const { remittances, claim, stopped } = findRemittances(descriptor, claimNumber);
  if (remittances.length === 0) return refuse(stopped ?? 'the file holds no remittance');
  if (claimNumber !== undefined) {
    const remittance = remittances[claim?.remittance ?? -1];
    if (claim === undefined || remittance === undefined) return refuse('the file has fewer claims');
    writeHeading(remittance);
    explainRange(descriptor, remittance, claim, { level: 'claim' });
    return 0;
  }
  for (const remittance of remittances) {
    writeHeading(remittance);
    explainRange(descriptor, remittance, remittance, startOfRemittance());
  }
  if (stopped !== undefined) process.stderr.write(`superbill explain: reading stopped: ${stopped}\n`);
  return stopped === undefined ? 0 : 1;
}

function writeHeading({ controlNumber, version, claims, findings }: FoundRemittance): void {
  const count = counted(claims, 'claim');
  const remarks = findings.map(
    (found) => `  ! ${printable(found.message)} [${found.code}, byte ${found.byteOffset}]\n`,
  );
  process.stdout.write(
    `Remittance ${printable(controlNumber)} (${printable(version)}), ${count}\n${remarks.join('')}\n`,
  );
}

/** Explains a stretch of the file in windows that end with whole segments. */
function explainRange(
  descriptor: number,
  { delimiters }: FoundRemittance,
  range: ByteRange,
  place: RemittancePlace,
): void {
  const end = range.byteOffset + range.byteLength;
  let at = range.byteOffset;
  while (at < end) {
    const window = readRange(descriptor, { byteOffset: at, byteLength: Math.min(windowBytes, end - at) });
    const isLast = at + window.length >= end;
    const length = isLast ? window.length : wholeSegmentsLength(window, delimiters);
    if (length === 0) return;
    for (const segment of explainSegments(window.subarray(0, length), delimiters, at, place)) {
      process.stdout.write(textOf(segment));
    }
    at += length;
  }
}

/** The segment's bytes with their offset, the segment's meaning, and each element. */
function textOf({ byteOffset, byteLength, bytes, meaning, elements }: ExplainedSegment): string {
  const names = elements.map(({ name }) => name.length);
  const width = Math.min(52, Math.max(0, ...names));
  const rows = elements.map((element) => {
    const words = element.meaning === undefined ? '' : `  = ${element.meaning}`;
    return `    ${element.position.padEnd(8)} ${element.name.padEnd(width)}  ${printable(element.value)}${printable(words)}`;
  });
  const head = `${String(byteOffset).padStart(8)} +${byteLength}  ${printable(bytes.trimEnd())}`;
  return `${head}\n  ${printable(meaning)}\n${rows.map((row) => `${row}\n`).join('')}\n`;
}
