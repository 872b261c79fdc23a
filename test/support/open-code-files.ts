import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifact } from '../../shared/code-sets/build.ts';
import type { CodeSetFormat } from '../../shared/code-sets/format.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { type ArtifactInForce, createReferences } from '../../shared/code-sets/references.ts';
import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { headOf } from './code-set-files.ts';

type Kind = keyof typeof syntheticFiles;

export interface OpenCodeFiles {
  readonly inForce: ArtifactInForce;
  readonly references: CodeReferences;
  close(): void;
}

/**
 * Artifacts of the synthetic files of these sets, with about the given number of rows each, in force since 2026-10-01.
 */
export async function openCodeFiles(sizes: Partial<Record<Kind, number>>): Promise<OpenCodeFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-code-files-'));
  const opened = new Map<string, OpenArtifact>();
  for (const [kind, rows] of Object.entries(sizes) as [Kind, number][]) {
    const { fileName, text: generate } = syntheticFiles[kind];
    const text = [...generate({ seed: 'codes', rows })].join('');
    const path = join(folder, `${kind}.sqlite`);
    const built = await buildArtifact({
      format: formats.find((each) => each.kind === kind) as CodeSetFormat,
      release: { kind, release: 'FY2027', effectiveFrom: '2026-10-01' as LocalDate },
      files: [
        {
          head: headOf(text, fileName),
          async *content() {
            yield Buffer.from(text);
          },
        },
      ],
      path,
    });
    if (!built.ok) throw new Error(`${kind}: ${JSON.stringify(built.failure)}`);
    opened.set(kind, openArtifact(path));
  }
  const inForce: ArtifactInForce = (kind, day) => (day < '2026-10-01' ? undefined : opened.get(kind));
  const close = () => {
    for (const artifact of opened.values()) artifact.close();
    rmSync(folder, { recursive: true });
  };
  return { inForce, references: createReferences(inForce), close };
}
