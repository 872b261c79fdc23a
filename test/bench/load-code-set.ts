// Builds the artifact of the four parts of a release of NCCI's pairs, or only reads their bytes and splits their lines,
// in its own process. Prints the number of rows.
import { createReadStream, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildArtifact, type FileToLoad } from '../../shared/code-sets/build.ts';
import { ncciPtpPractitioner } from '../../shared/code-sets/formats/ncci-ptp.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';

const headBytes = 1 << 16;

function fileOf(path: string): FileToLoad {
  return {
    head: { name: basename(path), text: readFileSync(path).subarray(0, headBytes).toString() },
    content: () => createReadStream(path, { highWaterMark: 1 << 16 }),
  };
}

async function build(paths: readonly string[], path: string): Promise<number> {
  const release = {
    kind: 'ncci-ptp-practitioner',
    release: 'bench',
    effectiveFrom: '2026-10-01' as LocalDate,
  } as const;
  rmSync(path, { force: true });
  const built = await buildArtifact({ format: ncciPtpPractitioner, release, files: paths.map(fileOf), path });
  if (!built.ok) throw new Error(built.failure.detail);
  return built.value.rows;
}

async function splitLines(paths: readonly string[]): Promise<number> {
  let lines = 0;
  for (const path of paths) {
    let rest = '';
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 18, encoding: 'utf8' })) {
      const found = `${rest}${piece}`.split('\n');
      rest = found.pop() as string;
      for (const line of found) if (line.split('\t').length === 7 && !line.startsWith('\t')) lines += 1;
    }
  }
  // Each part has one line of headers that is no row.
  return lines - paths.length;
}

const [what, folder = '', artifact = ''] = process.argv.slice(2);
const paths = readdirSync(folder)
  .filter((name) => name.startsWith('ccipra'))
  .map((name) => join(folder, name));
const rows = what === 'build' ? await build(paths, artifact) : await splitLines(paths);
process.stdout.write(String(rows));
