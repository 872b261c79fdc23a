import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticFiles } from '../../simulator/code-sets/generators.ts';
import { runNode, startChildHost } from './child-host.ts';

/* A client that is made from the API's description alone, as somebody who builds on Superbill would make it. */

const root = join(import.meta.dirname, '../..');
const build = mkdtempSync(join(root, 'node_modules', '.typed-client-'));
const types = join(build, 'superbill-api.d.ts');
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const story = join(root, 'test/typed-client/story.ts');

/** The story as the project's own types see it: they know nothing of the generated ones. */
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

/** Compiles a file against the types of the description. Gives back what the compiler says. */
async function compile(file: string): Promise<string> {
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      incremental: false,
      tsBuildInfoFile: null,
      types: ['node'],
      lib: ['es2024', 'dom'],
      // The client that is used was not written for the strictest reading of optional fields.
      exactOptionalPropertyTypes: false,
      paths: { 'superbill-api': [types] },
    },
    include: [],
    files: [file],
  };
  writeFileSync(join(build, 'tsconfig.json'), JSON.stringify(settings));
  const { exitCode, stdout } = await runNode([compiler, '-p', build, '--checkers', '1']);
  return exitCode === 0 ? '' : stdout;
}

describe('a client that is generated from the API’s description', () => {
  it('compiles, and does the first day and a coder’s day', async () => {
    const generated = await runNode([join(root, 'test/typed-client/generate.mjs'), types]);
    expect(generated).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await compile(story)).toBe('');
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

  it('does not compile with a field that the description does not have', async () => {
    const wrong = join(build, 'wrong.ts');
    const lines = [
      "import createClient from 'openapi-fetch';",
      "import type { paths } from 'superbill-api';",
      "await createClient<paths>().POST('/v1/opening-claims/search', { body: { number: 'A' } });",
    ];
    writeFileSync(wrong, lines.join('\n'));
    expect(await compile(wrong)).toMatch(/'number' does not exist/);
  });
});
