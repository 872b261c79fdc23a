import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChildHost, type Finished, startChildHost } from './child-host.ts';

/* The page for newcomers, typed as it stands: every block of bash, one after the other, in one shell. */

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/first-day.md'), 'utf8');
const blocks = [...page.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, text]) => text as string);

async function type(lines: string, environment: NodeJS.ProcessEnv): Promise<Finished> {
  const shell = spawn('bash', ['-euo', 'pipefail'], { cwd: root, env: { ...process.env, ...environment } });
  let [stdout, stderr] = ['', ''];
  shell.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  shell.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  shell.stdin.end(lines);
  const [exitCode] = (await once(shell, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

describe('docs/first-day.md', () => {
  let host: ChildHost;
  let typed: Finished;
  /** What each block printed. */
  let answers: readonly string[];

  beforeAll(async () => {
    expect(page).toContain('npm start -- --scenario lost-control-number');
    host = await startChildHost('--scenario', 'lost-control-number');
    const lines = blocks.map((block, index) => `${block}\necho '--- end of block ${index}'\n`).join('');
    typed = await type(lines, { SUPERBILL_FOLDER: join(host.folder, 'host') });
    answers = typed.stdout.split(/\n?--- end of block \d+\n/);
  }, 300_000);
  afterAll(() => host.stop());

  const printed = (by: string): string => answers[blocks.findIndex((block) => block.includes(by))] as string;

  it('is typed to its end, and nothing in it is refused', () => {
    expect(blocks.length).toBeGreaterThan(8);
    expect([typed.exitCode, typed.stderr]).toEqual([0, '']);
    expect(typed.stdout).not.toContain('superbill.example/problems');
  });

  it('shows what the page says that it shows', () => {
    expect(printed('GET health')).toContain('"status":"ok"');
    expect(printed('PAYER=')).toMatch(/^pay_/);
    expect(printed('ENCOUNTER=')).toContain('"state":{"kind":"ready"}');
    expect(printed('SUBMISSION=')).toMatch(/~\s*CLM\*S[0-9A-Z]{15}\*125\*/);
    expect(printed('SUBMISSION=')).toContain('NM1*IL*1*NUNEZ*ANN*');
    expect(JSON.parse(printed('REMITTANCE='))).toMatchObject({
      state: 'posted',
      paymentCents: 10_000,
      claimsUnapplied: 1,
    });
    const exception = { stated: { chargeCents: 12_500, paidCents: 10_000, serviceFrom: '2026-11-02' }, candidates: [] };
    expect(JSON.parse(printed('EXCEPTION='))).toMatchObject(exception);
    expect(printed('/match')).toMatch(/"state":"resolved".*"kind":"adjudicated"/s);
    expect(printed('/match')).toContain('"insuranceCents":0');
    expect(printed('trial-balance')).toContain('"totalCents":0');
    expect(printed('ENTRY=')).toContain('CLP*LOST0001*');
  });
});
