import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { formats } from '../shared/code-sets/formats.ts';
import {
  groupByRelease,
  headBytes,
  planRelease,
  type RecognisedFile,
  recogniseFile,
} from '../shared/code-sets/recognise.ts';
import { codeSets } from '../shared/domain/code-set/kinds.ts';
import { type LoadRefusal, loadRefusals, needsLicence, type SaidRelease } from '../shared/domain/code-set/load.ts';
import type { Release } from '../shared/domain/code-set/release.ts';
import { present } from '../shared/domain/present.ts';
import { parseLocalDate } from '../shared/domain/time/local-date.ts';
import { type ApiTarget, CommandProblem, callApi, findTarget } from './api-client.ts';
import { counted } from './counted.ts';
import { uploadFile } from './upload-file.ts';

/** The options that the person gave on the command line. */
type SaidWords = { readonly [Name in keyof SaidRelease]-?: string | undefined };

/** A file on this machine whose layout is known. */
interface LocalFile extends RecognisedFile {
  readonly path: string;
}

interface PlannedLoad {
  readonly release: Release;
  readonly files: readonly LocalFile[];
}

interface LoadView {
  readonly id: string;
  readonly state: 'waiting' | 'loading' | 'loaded' | 'refused';
  readonly sizeBytes: number;
  readonly bytesRead: number;
  readonly rows: number;
  readonly wasLoaded?: true;
  readonly refusal?: LoadRefusal & { readonly detail: string };
}

/** A load without progress for this long has stopped: a failed step would have been tried again sooner. */
const patienceMilliseconds = 10 * 60_000;

/**
 * `superbill code-sets load`: says what each file is, groups the parts of a release, and loads one release after the
 * other. A file that cannot be loaded is reported before anything is sent.
 */
export async function loadFiles(paths: readonly string[], words: SaidWords, isLicensed: boolean): Promise<number> {
  let planned: readonly PlannedLoad[];
  try {
    planned = planLoads(paths.map(recognise), readSaid(words));
    refuseUnlicensed(planned, isLicensed);
  } catch (error) {
    if (!(error instanceof CommandProblem) || paths.length === 1) throw error;
    throw new CommandProblem(`${error.message} None of the ${paths.length} files was loaded.`);
  }
  let refused = 0;
  for (const load of planned) if (!(await loadRelease(load, isLicensed))) refused += 1;
  return refused === 0 ? 0 : 2;
}

/** @throws CommandProblem for a file that may be loaded only with a licence that nobody attested */
function refuseUnlicensed(planned: readonly PlannedLoad[], isLicensed: boolean): void {
  const [file] = planned.find(({ release }) => needsLicence(release.kind) && !isLicensed)?.files ?? [];
  if (file === undefined) return;
  throw new CommandProblem(
    `${file.path} belongs to the ${file.format.licensor}. Say --licensed if your office has a licence for it; your name and the time are kept.`,
  );
}

function recognise(path: string): LocalFile {
  const found = recogniseFile(formats, basename(path), readBeginning(path));
  if (!found.ok) throw refusalProblem(found.failure, path);
  return { ...found.value, path };
}

function readBeginning(path: string): Uint8Array {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    throw new CommandProblem(`There is no file ${path} that can be read.`);
  }
  try {
    const bytes = Buffer.alloc(headBytes);
    let length = 0;
    for (let read = -1; read !== 0; length += read)
      read = readSync(descriptor, bytes, length, headBytes - length, length);
    return bytes.subarray(0, length);
  } catch {
    throw new CommandProblem(`${path} is not a file that can be read.`);
  } finally {
    closeSync(descriptor);
  }
}

function readSaid({ release, effectiveFrom, effectiveTo }: SaidWords): SaidRelease {
  const day = (option: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    const parsed = parseLocalDate(text);
    if (!parsed.ok) throw new CommandProblem(`${option} is a day that exists, such as 2026-10-01.`);
    return parsed.value;
  };
  const days = { effectiveFrom: day('--effective', effectiveFrom), effectiveTo: day('--until', effectiveTo) };
  return present({ release, ...days });
}

/**
 * When there are files of several releases, the person's options apply only to releases whose files do not state the
 * fact.
 */
function planLoads(files: readonly LocalFile[], said: SaidRelease): readonly PlannedLoad[] {
  const groups = groupByRelease(files);
  return groups.map((group) => {
    const [file] = group as readonly [LocalFile, ...LocalFile[]];
    const own = groups.length === 1 ? said : { ...said, ...file.format.stated(file.head) };
    const planned = planRelease(file.format.kind, group, own);
    if (!planned.ok) throw refusalProblem(planned.failure, planned.failure.file ?? file.path);
    return planned.value;
  });
}

/** Uploads the files of a release and follows the load. Answers whether it is loaded. */
async function loadRelease({ release, files }: PlannedLoad, isLicensed: boolean): Promise<boolean> {
  const { kind, effectiveFrom, effectiveTo } = release;
  const target = findTarget(codeSets[kind].owner === 'installation' ? 'operator' : 'manager');
  process.stdout.write(`${codeSets[kind].title} (${kind}), ${release.release}, in force since ${effectiveFrom}:\n`);
  const uploaded: { name: string; sha256: string }[] = [];
  for (const { path, head } of files) {
    const { sha256 } = await uploadFile(target, '/v1/code-sets/uploads', path);
    uploaded.push({ name: head.name, sha256 });
    process.stdout.write(`  ${head.name}  ${sha256}\n`);
  }
  const said = { release: release.release, effectiveFrom, ...present({ effectiveTo }) };
  const licence = needsLicence(kind) && isLicensed ? { licence: { attested: true } } : {};
  const asked = await callApi<LoadView>(target, 'POST', '/v1/code-sets/loads', {
    body: { kind, files: uploaded, ...said, ...licence },
    idempotencyKey: randomUUID(),
  });
  return report(await follow(target, asked.body));
}

async function follow(target: ApiTarget, load: LoadView): Promise<LoadView> {
  let progress = '';
  let changedAt = Date.now();
  for (;;) {
    const { body } = await callApi<LoadView>(target, 'GET', `/v1/code-sets/loads/${load.id}`);
    if (body.state === 'loaded' || body.state === 'refused') {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
      return body;
    }
    if (process.stderr.isTTY) drawProgress(body);
    const now = `${body.state} ${body.bytesRead}`;
    if (now !== progress) changedAt = Date.now();
    progress = now;
    if (Date.now() - changedAt > patienceMilliseconds) {
      throw new CommandProblem(`There has been no progress for a while. Ask later: GET /v1/code-sets/loads/${load.id}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function drawProgress({ bytesRead, sizeBytes, rows }: LoadView): void {
  const width = 40;
  const filled = Math.floor((width * bytesRead) / Math.max(sizeBytes, 1));
  process.stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${counted(rows, 'row')}`);
}

function report({ state, rows, wasLoaded, refusal }: LoadView): boolean {
  if (state === 'loaded') {
    const words = wasLoaded === true ? 'The same release was loaded before: nothing changed.' : 'Loaded';
    process.stdout.write(wasLoaded === true ? `  ${words}\n` : `  ${words}: ${counted(rows, 'row')}.\n`);
    return true;
  }
  process.stderr.write(
    `superbill code-sets: ${refusalText(refusal?.file, refusal)}\nNothing of this release is loaded.\n`,
  );
  return false;
}

function refusalText(
  name: string | undefined,
  refusal: Pick<LoadRefusal, 'line' | 'column' | 'detail'> | undefined,
): string {
  const { line, column, detail = '' } = refusal ?? {};
  const place = line === undefined ? '' : `, line ${line}, column ${column}`;
  return name === undefined ? detail : `${name}${place}: ${detail}`;
}

/** The message of a refusal that was found here, before anything was sent. */
function refusalProblem(refusal: LoadRefusal, path: string): CommandProblem {
  const detail = [loadRefusals[refusal.code], refusal.detail].filter((text) => text !== undefined).join(' ');
  return new CommandProblem(refusalText(path, { ...refusal, detail }));
}
