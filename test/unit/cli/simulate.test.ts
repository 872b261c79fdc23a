import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { simulate } from '../../../cli/simulate.ts';
import { scenarioNames } from '../../../simulator/find-scenario.ts';
import { runCommand } from '../../support/run-command.ts';
import { answersTo } from '../../support/simulated-payer.ts';
import { fileOf, sampleClaim, write } from '../x12/837/sample-claim.ts';

const folder = mkdtempSync(join(tmpdir(), 'superbill-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const claimFile = join(folder, 'claims.837');
const written = write(fileOf(sampleClaim));
writeFileSync(claimFile, written.ok ? written.value : '');

/** Runs the command as the terminal would. */
const run = (...words: string[]) => runCommand(simulate, words);

describe('superbill simulate', () => {
  test('writes the files of a scenario, in the order of sending, and names each', () => {
    const out = join(folder, 'two', 'files');
    const { exitCode, out: said } = run(claimFile, '--scenario', 'paid-twice', '--out', out);
    expect(exitCode).toBe(0);
    const names = ['00-2.999', '00-3.277ca', '01.835', '02.835'];
    expect(readdirSync(out).sort()).toEqual(names);
    expect(said).toBe(names.map((name) => `${join(out, name)}\n`).join(''));
    expect(readFileSync(join(out, '02.835'), 'utf8')).toContain('CLP*PCN0000000000001*1*125.50*100.40*');
  });

  test('decides everything at random without a scenario, like the practice payer', () => {
    const out = join(folder, 'chance');
    expect(run(claimFile, '--out', out, '--seed', 'any').exitCode).toBe(0);
    const [answer] = answersTo(readFileSync(claimFile), 'any').remittances;
    expect(readFileSync(join(out, '01.835'), 'utf8')).toBe(answer?.text);
  });

  test('accepts a scenario from a file, and names the parts that fit no claim', () => {
    const scenario = join(folder, 'own.json');
    const answers = [{ claims: { patient: 'NOBODY' } }, { claims: 'rest' }];
    writeFileSync(scenario, JSON.stringify({ about: 'mine', remittances: [{ answers }] }));
    const { exitCode, errors } = run(claimFile, '--scenario', scenario, '--out', join(folder, 'own'));
    expect(exitCode).toBe(1);
    expect(errors).toBe('superbill simulate: remittances[0].answers[0]: no claim of the file fits.\n');
  });

  test('names each error in a scenario, and writes nothing', () => {
    const scenario = join(folder, 'wrong.json');
    writeFileSync(scenario, JSON.stringify({ about: 'mine', remittances: [{ after: 'soon' }] }));
    const out = join(folder, 'wrong');
    const { exitCode, errors } = run(claimFile, '--scenario', scenario, '--out', out);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^superbill simulate: remittances\[0\]\.after: .*expected number/);
    expect(readdirSync(folder)).not.toContain('wrong');
  });

  test('lists the ready-made scenarios with what each is about', () => {
    const { exitCode, out } = run('--list');
    expect(exitCode).toBe(0);
    expect(out.match(/^\S+$/gm)).toEqual(scenarioNames());
    expect(out).toContain('sequestration\n    Medicare’s payment is cut by sequestration');
  });

  test('refuses a file that is no claim file or does not exist, and unknown arguments', () => {
    const out = ['--out', join(folder, 'refused')];
    const nonsense = join(folder, 'nonsense.837');
    writeFileSync(nonsense, 'nothing');
    expect(run(nonsense, ...out).errors).toBe(
      'superbill simulate: this is no file of claims (837P, 837I, 837D), questions (270, 276, 278) or documents (275).\n',
    );
    expect(run(join(folder, 'missing'), ...out).errors).toBe('superbill simulate: there is no such file.\n');
    expect(run(claimFile).errors).toMatch(/^it takes --out\.\nUsage: superbill simulate/);
    expect(run(claimFile, '--colour', ...out).exitCode).toBe(2);
  });
});
