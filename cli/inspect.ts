import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { addFinding, type Finding, finding } from '../shared/x12/finding.ts';
import { openInterchangePass } from '../shared/x12/read-interchanges.ts';
import { type Inspection, startInspection } from './inspect-report.ts';
import { summarise } from './inspect-summary.ts';
import { type FileProblem, fileProblems, withFile } from './open-file.ts';
import { askedBy, onlyWord, readOptions } from './read-options.ts';

/** A file's content, and the exit code that says how readable it is. */
export interface Outcome extends Omit<Inspection, 'findings'> {
  readonly sha256: string | null;
  readonly findings: readonly (Omit<Finding, 'code'> & { readonly code: string })[];
  readonly exitCode: 0 | 1 | 2;
}

const usage = 'Usage: superbill inspect FILE [--json]\n';

/**
 * `superbill inspect FILE [--json]`.
 * @returns 0 readable without findings, 1 readable with findings, 2 not readable, or the command was wrong
 */
export function inspect(words: readonly string[]): number {
  const asked = askedBy(usage, words, () => {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = readOptions({ args: [...words], allowPositionals: true, options });
    return { file: onlyWord('file', positionals), isJson: values.json };
  });
  if (typeof asked === 'number') return asked;
  const { file, isJson } = asked;
  const { exitCode, ...report } = inspectFile(file);
  const { sha256, interchanges, findings } = report;
  if (isJson) process.stdout.write(`${JSON.stringify({ file, sha256, interchanges, findings })}\n`);
  else if (exitCode !== 2) process.stdout.write(overviewOf(file, report));
  if (exitCode === 2) {
    const reason = findings.at(-1);
    const place = sha256 === null || reason === undefined ? '' : ` (byte ${reason.byteOffset})`;
    process.stderr.write(`superbill inspect: not readable: ${reason?.message ?? 'no reason'}${place}\n`);
  }
  return exitCode;
}

/** The overview of an inspected file, as `inspect` prints it. */
export function overviewOf(file: string, report: Omit<Outcome, 'exitCode'>): string {
  return summarise({ file, ...report });
}

function refuse(code: FileProblem): Outcome {
  const reason = { code, message: fileProblems[code], byteOffset: 0 };
  return { sha256: null, interchanges: [], findings: [reason], exitCode: 2 };
}

/** Reads one file in one pass. A system error is an outcome, and is never thrown. */
export function inspectFile(file: string): Outcome {
  const read = withFile(file, 'pipe', inspectDescriptor);
  return read.ok ? read.value : refuse(read.failure.kind);
}

/**
 * At most this many bytes at the start of a file are kept in memory, to read answers to inquiries from. Files with such
 * answers are short.
 */
const keptLimit = 1 << 23;

/** Reads the file once: the digest and the pass share one buffer. */
function inspectDescriptor(descriptor: number): Outcome {
  const kept: Buffer[] = [];
  let keptLength = 0;
  const { inspection, visitor, isFull } = startInspection((at, length) => {
    if (pass.isFolded() || at + length > keptLength) return undefined;
    if (kept.length > 1) kept.splice(0, kept.length, Buffer.concat(kept));
    return kept[0]?.subarray(at, at + length);
  });
  const pass = openInterchangePass(visitor);
  const hash = createHash('sha256');
  let read = 0;
  let hasStopped = false;
  for (;;) {
    const space = pass.space();
    const count = readSync(descriptor, space);
    if (count === 0) break;
    hash.update(space.subarray(0, count));
    if (read < keptLimit) {
      kept.push(Buffer.from(space.subarray(0, count)));
      keptLength += count;
    }
    read += count;
    if (!hasStopped) pass.filled(count);
    if (!hasStopped && isFull()) {
      hasStopped = true;
      addFinding(inspection.findings, finding('transactions-too-many', read));
    }
  }
  const finished = pass.finish();
  const { interchanges, findings } = inspection;
  if (!finished.ok) {
    const { kind, message, byteOffset } = finished.failure;
    findings.push({ code: kind, message, byteOffset });
  }
  const hasTransactions = interchanges.some((interchange) => interchange.transactions.length > 0);
  const hasFindings =
    findings.length > 0 || interchanges.some(({ transactions }) => transactions.some((one) => one.findings.length > 0));
  const exitCode = !finished.ok && !hasTransactions ? 2 : hasFindings ? 1 : 0;
  return { sha256: hash.digest('hex'), interchanges, findings, exitCode };
}
