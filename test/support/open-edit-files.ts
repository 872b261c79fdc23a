import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifact, type FileToLoad } from '../../shared/code-sets/build.ts';
import type { CodeSetFormat } from '../../shared/code-sets/format.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { createReferences } from '../../shared/code-sets/references.ts';
import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import { releaseInForce } from '../../shared/domain/code-set/release.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { headOf } from './code-set-files.ts';
import { editFiles } from './edit-files.ts';

function fileOf(name: string, text: string): FileToLoad {
  return {
    head: headOf(text, name),
    async *content() {
      yield Buffer.from(text);
    },
  };
}

/** Lookups over artifacts of the synthetic files of edits and prices, in the demonstration's size, in force since 2026-10-01. */
export async function openEditFiles(): Promise<{ readonly references: CodeReferences; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-edit-files-'));
  const opened: OpenArtifact[] = [];
  for (const kind of new Set(editFiles.map((file) => file.kind))) {
    const format = formats.find((each) => each.kind === kind) as CodeSetFormat;
    // The two layouts of add-on codes have the same content.
    const files = editFiles.filter((file) => file.kind === kind && file.name !== 'AOC_V2026Q4-MCR.txt');
    const path = join(folder, `${kind}.sqlite`);
    const built = await buildArtifact({
      format,
      release: { kind, release: '2026Q4', effectiveFrom: '2026-10-01' as LocalDate },
      files: files.map(({ name, generate }) => fileOf(name, [...generate({ seed: 'rows' })].join(''))),
      path,
    });
    if (!built.ok) throw new Error(`${kind}: ${JSON.stringify(built.failure)}`);
    opened.push(openArtifact(path));
  }
  const references = createReferences((kind, day) =>
    releaseInForce(
      opened.filter((artifact) => artifact.kind === kind),
      day,
    ),
  );
  const close = () => {
    for (const artifact of opened) artifact.close();
    rmSync(folder, { recursive: true });
  };
  return { references, close };
}
