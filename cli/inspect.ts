import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { addFinding, type Finding, finding } from '../shared/x12/finding.ts';
import { openInterchangePass } from '../shared/x12/read-interchanges.ts';
import { type Inspection, startInspection } from './inspect-report.ts';
import { summarise } from './inspect-summary.ts';

/** Why a file could not even be opened. */
const fileProblems = {
  'file-missing': 'there is no such file',
  'file-not-permitted': 'the file may not be read',
  'file-is-directory': 'this is a directory, not a file',
  'file-not-regular': 'this is no file that can be read to an end',
  'file-unreadable': 'the file cannot be read',
} as const;

type FileProblem = keyof typeof fileProblems;

/** What a file holds, and the exit code that says how readable it is. */
export interface Outcome extends Omit<Inspection, 'findings'> {
  readonly sha256: string | null;
  readonly findings: readonly (Omit<Finding, 'code'> & { readonly code: string })[];
  readonly exitCode: 0 | 1 | 2;
}

/**
 * `superbill inspect FILE [--json]`.
 * @returns 0 readable without findings, 1 readable with findings, 2 not readable (or not asked properly)
 */
export function inspect(words: readonly string[]): number {
  const isJson = words.includes('--json');
  const files = words.filter((word) => word !== '--json');
  const unknown = files.find((word) => word.startsWith('--'));
  const [file] = files;
  if (file === undefined || files.length > 1 || unknown !== undefined) {
    process.stderr.write('Usage: superbill inspect FILE [--json]\n');
    return 2;
  }
  const { exitCode, ...report } = inspectFile(file);
  const { sha256, interchanges, findings } = report;
  if (isJson) process.stdout.write(`${JSON.stringify({ file, sha256, interchanges, findings })}\n`);
  else if (exitCode !== 2) process.stdout.write(summarise({ file, ...report }));
  if (exitCode === 2) {
    const reason = findings.at(-1);
    process.stderr.write(
      `superbill inspect: not readable: ${reason?.message ?? 'no reason'}${reason ? ` (byte ${reason.byteOffset})` : ''}\n`,
    );
  }
  return exitCode;
}

function refuse(code: FileProblem): Outcome {
  const reason = { code, message: fileProblems[code], byteOffset: 0 };
  return { sha256: null, interchanges: [], findings: [reason], exitCode: 2 };
}

/** Reads one file in one pass. What the system says against it is an outcome, never thrown. */
export function inspectFile(file: string): Outcome {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('file-missing');
    return refuse(code === 'EACCES' || code === 'EPERM' ? 'file-not-permitted' : 'file-unreadable');
  }
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return refuse('file-is-directory');
    if (!status.isFile() && !status.isFIFO()) return refuse('file-not-regular');
    return inspectDescriptor(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return refuse('file-unreadable');
  } finally {
    closeSync(descriptor);
  }
}

/** Reads the file once: the digest and the pass share one buffer. */
function inspectDescriptor(descriptor: number): Outcome {
  const { inspection, visitor, isFull } = startInspection();
  const pass = openInterchangePass(visitor);
  const hash = createHash('sha256');
  let read = 0;
  let hasStopped = false;
  for (;;) {
    const space = pass.space();
    const count = readSync(descriptor, space);
    if (count === 0) break;
    hash.update(space.subarray(0, count));
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
