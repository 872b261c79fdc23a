import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explain } from '../../../cli/explain.ts';
import { remittance } from '../../../cli/remittance.ts';
import { runLongCommand } from '../../support/run-command.ts';
import { remittanceFixture } from '../../support/x12-pass.ts';

const folder = mkdtempSync(join(tmpdir(), 'superbill-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command as the terminal would. */
const run = (command: (words: readonly string[]) => number | Promise<number>, ...words: string[]) =>
  runLongCommand(async (given) => command(given), words);

function fileOf(fixture: string): string {
  const file = join(folder, `${fixture}.edi`);
  writeFileSync(file, remittanceFixture(fixture));
  return file;
}

describe('superbill explain', () => {
  test('shows every segment of every remittance beside its bytes', async () => {
    const { exitCode, out } = await run(explain, fileOf('several-interchanges-with-delimiters-of-their-own'));
    expect(exitCode).toBe(0);
    expect(out.match(/^Remittance /gm)).toHaveLength(3);
    expect(out.match(/A remittance begins/g)).toHaveLength(3);
    expect(out.match(/The remittance ends/g)).toHaveLength(3);
  });

  test('shows one claim, with its place', async () => {
    const { exitCode, out } = await run(explain, fileOf('reversal-and-correction'), '--claim', '2');
    expect(exitCode).toBe(0);
    expect(out.match(/ CLP\*/g)).toHaveLength(1);
    expect(out).toContain('Charged 150.00, paid 120.00');
    expect(out).not.toContain('BPR');
  });

  test('explains why there is nothing to show', async () => {
    expect(await run(explain, fileOf('reversal-and-correction'), '--claim', '3')).toMatchObject({
      exitCode: 2,
      errors: 'superbill explain: the file has fewer claims\n',
    });
    expect((await run(explain, fileOf('envelope-missing'))).errors).toContain('there is no ISA segment');
    expect((await run(explain, join(folder, 'none'))).errors).toContain('there is no such file');
    expect((await run(explain, 'x', '--claim', '0')).errors).toContain('Usage');
  });

  test('comments on what the guide does not know', async () => {
    const { out } = await run(explain, fileOf('segments-beyond-the-guide'));
    expect(out.match(/\[segment-unknown, byte \d+\]/g)).toHaveLength(5);
  });

  test('prints no characters of a file that could control a terminal', async () => {
    const file = join(folder, 'escape.edi');
    const text = remittanceFixture('no-per').toString('latin1').replace('SYNTHETIC CLINIC', 'A\u001b[2JB');
    writeFileSync(file, text, 'latin1');
    for (const { out } of [await run(explain, file), await run(remittance, file, '--text')]) {
      expect(out).not.toContain('\u001b');
      expect(out).toContain('A?[2JB');
    }
  });
});

describe('superbill remittance', () => {
  test('writes text: payer and payee, totals, each claim and line, codes in words', async () => {
    const { exitCode, out } = await run(remittance, fileOf('every-loop-and-segment'), '--text');
    expect(exitCode).toBe(0);
    for (const words of [
      'SYNTHETIC HEALTH PLAN',
      'To the account ending   8765',
      '1. SYNTHETIC, PATIENT',
      'Processed as primary and forwarded to another payer',
      'CO-253 sequestration: the federal reduction',
      'recovery of an overpayment, held or collected',
      'social security number ending 0001',
    ]) {
      expect(out).toContain(words);
    }
    expect(out).not.toContain('000000001');
    expect(out).toContain('Page 1 of 3');
  });

  test('shows each remittance on a separate page, and what is wrong with one', async () => {
    const several = await run(remittance, fileOf('several-groups-and-transactions'), '--text');
    expect(several.out.split('\f')).toHaveLength(3);
    const masked = await run(remittance, fileOf('amounts-masked'), '--text');
    expect(masked.exitCode).toBe(0);
    expect(masked.out).toContain('an amount is not a number');
    const cut = await run(remittance, fileOf('cut-off-inside-a-claim'), '--text');
    expect(cut.out).toContain('! the transaction has no SE segment');
    const large = await run(remittance, fileOf('amount-beyond-exact-integers'), '--text');
    expect(large.out).toContain('A claim that cannot be read');
  });

  test('writes a PDF file', async () => {
    const out = join(folder, 'out.pdf');
    expect(await run(remittance, fileOf('reversal-and-correction'), '--pdf', out)).toMatchObject({
      exitCode: 0,
      out: '',
    });
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(run(remittance, fileOf('no-per'), '--pdf', folder)).rejects.toThrow('the output is a folder');
  });

  test('requires correct arguments', async () => {
    for (const words of [[], ['x'], ['x', '--pdf'], ['x', '--text', 'y'], ['--text']]) {
      expect(await run(remittance, ...words)).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Usage') });
    }
  });
});
