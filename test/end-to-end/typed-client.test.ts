import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { runNode, startChildHost } from './child-host.ts';

/* A client that is made only from the API's description, as a person who builds on Superbill would make it. */

const root = join(import.meta.dirname, '../..');
const build = mkdtempSync(join(root, 'node_modules', '.typed-client-'));
const types = join(build, 'superbill-api.d.ts');
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const story = join(root, 'test/typed-client/story.ts');
const wrong = join(build, 'wrong.ts');

/**
 * The story's functions in types of this file, because the compiler of the project does not have the generated types.
 */
interface Story {
  firstDay(
    url: string,
    tokens: Readonly<Record<string, string>>,
    files: readonly { readonly kind: string; readonly name: string; readonly text: string }[],
  ): Promise<{
    readonly claim: unknown;
    readonly exception: unknown;
    readonly trialBalanceCents: number;
    readonly found: unknown;
  }>;
}

afterAll(() => rmSync(build, { recursive: true, force: true }));

/**
 * Compiles files against the types of the API's description, which take most of the compiler's time. Returns the
 * compiler's output.
 */
async function compile(...files: readonly string[]): Promise<string> {
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      incremental: false,
      tsBuildInfoFile: null,
      types: ['node'],
      lib: ['es2024', 'dom'],
      // The client library was not written for the strictest treatment of optional fields.
      exactOptionalPropertyTypes: false,
      paths: { 'superbill-api': [types] },
    },
    include: [],
    files,
  };
  writeFileSync(join(build, 'tsconfig.json'), JSON.stringify(settings));
  const { exitCode, stdout } = await runNode([compiler, '-p', build, '--checkers', '1']);
  return exitCode === 0 ? '' : stdout;
}

describe('a client that is generated from the API’s description', () => {
  let said: readonly string[];

  beforeAll(async () => {
    const generated = await runNode([join(root, 'test/typed-client/generate.mjs'), types]);
    expect(generated).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = [
      "import createClient from 'openapi-fetch';",
      "import type { paths } from 'superbill-api';",
      "await createClient<paths>().POST('/v1/opening-claims/search', { body: { number: 'A' } });",
    ];
    writeFileSync(wrong, lines.join('\n'));
    said = (await compile(story, wrong)).split('\n').filter((line) => line !== '');
  });

  it('does not compile with a field that the description does not have', () => {
    expect(said[0]).toMatch(/wrong\.ts\(3,\d+\): error .*'number' does not exist/);
  });

  it('compiles otherwise, and runs the first day and a coder’s day', async () => {
    // Further lines of an error are indented, so other lines are further errors.
    expect(said.slice(1).filter((line) => !line.startsWith(' '))).toEqual([]);
    const host = await startChildHost('--scenario', 'lost-control-number');
    const files = (['icd-10-cm', 'hcpcs'] as const).map((kind) => {
      const { fileName, text } = syntheticFiles[kind];
      return { kind, name: fileName, text: [...text({ seed: 'typed' })].join('') };
    });
    const { firstDay } = (await import(story)) as Story;
    const { claim, exception, trialBalanceCents, found } = await firstDay(host.url, host.tokens, files).finally(() =>
      host.stop(),
    );
    expect(claim).toMatchObject({ insuranceCents: 0, patientCents: 0, state: { kind: 'adjudicated' } });
    expect(exception).toMatchObject({ state: 'resolved' });
    expect(trialBalanceCents).toBe(0);
    expect(found).toEqual(['diagnosis-not-billable /diagnoses/0']);
  });
});
