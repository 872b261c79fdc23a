import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifact } from '../../shared/code-sets/build.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import { type OpenArtifact, openArtifact } from '../../shared/code-sets/open.ts';
import { createReferences } from '../../shared/code-sets/references.ts';
import type { CodeSetKind } from '../../shared/domain/code-set/kinds.ts';
import { ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import { sampleFiles } from '../../simulator/code-sets/sample-files.ts';

/** Before every day of the tests. */
const effectiveFrom = '2015-10-01' as LocalDate;

/** Makes a synthetic release of a set. Its file is deleted as soon as it is open. */
async function openSynthetic(kind: CodeSetKind): Promise<OpenArtifact> {
  const file = sampleFiles.find((candidate) => candidate.kind === kind);
  const format = formats.find((candidate) => candidate.kind === kind);
  if (file === undefined || format === undefined) throw new Error(`there is no synthetic file of ${kind}`);
  const text = [...file.text({ seed: 'tests' })].join('');
  const folder = mkdtempSync(join(tmpdir(), 'superbill-synthetic-'));
  const path = join(folder, 'artifact.sqlite');
  async function* content() {
    yield Buffer.from(text);
  }
  const files = [{ head: { name: file.fileName, text: text.slice(0, 65_536) }, content }];
  const release = { kind, release: 'synthetic', effectiveFrom };
  const built = await buildArtifact({ format, release, files, path });
  if (!built.ok) throw new Error(built.failure.detail);
  const artifact = openArtifact(path);
  rmSync(folder, { recursive: true });
  return artifact;
}

const kinds = ['icd-10-cm', 'icd-10-pcs', 'hcpcs', 'cpt', 'cdt', 'revenue-codes'] as const;
const opened = new Map<CodeSetKind, OpenArtifact>(
  await Promise.all(kinds.map(async (kind) => [kind, await openSynthetic(kind)] as const)),
);

const inForce = (kind: CodeSetKind) => opened.get(kind);
const references = createReferences(inForce);

/** Small synthetic releases of the codes themselves, for every office and every day; no edits or prices are loaded. */
export const syntheticCodeSets: CodeSets = {
  lookUp: (_tenant, work) => work(references),
  prepare: async () => ok({ references, inForce }),
};
