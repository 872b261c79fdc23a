import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { inspect } from '../../../cli/inspect.ts';
import { entryLimit } from '../../../cli/inspect-report.ts';
import { runCommand } from '../../support/run-command.ts';
import { remittanceFixture } from '../../support/x12-pass.ts';

const folder = mkdtempSync(join(tmpdir(), 'superbill-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as the terminal would. */
const run = (...words: string[]) => runCommand(inspect, words);

function runOn(bytes: Uint8Array | string, ...options: string[]) {
  const file = join(folder, 'file.edi');
  writeFileSync(file, bytes);
  return { ...run(file, ...options), file };
}

describe('superbill inspect', () => {
  test('writes one JSON object with every promised field', () => {
    const bytes = remittanceFixture('segment-count-wrong');
    const { exitCode, out, errors, file } = runOn(bytes, '--json');
    expect(exitCode).toBe(1);
    expect(errors).toBe('');
    expect(JSON.parse(out)).toStrictEqual({
      file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      interchanges: [
        {
          controlNumber: '000000835',
          version: '00501',
          acknowledgements: [],
          transactions: [
            {
              type: '835',
              version: '005010X221A1',
              controlNumber: '0001',
              claims: 1,
              serviceLines: 1,
              chargeCents: 15_000,
              paidCents: 10_000,
              patientResponsibilityCents: 2_000,
              providerAdjustmentCents: 0,
              paymentCents: 10_000,
              traceNumber: 'SYN0001',
              balanced: true,
              unbalancedClaims: 0,
              unbalancedLines: 0,
              answers: [],
              furtherAnswers: 0,
              findings: [
                { code: 'transaction-segment-count-wrong', message: expect.stringContaining('25'), byteOffset: 789 },
              ],
            },
          ],
        },
      ],
      findings: [],
    });
  });

  test('exits with 0 for a file without findings, and describes in words what is in it', () => {
    const { exitCode, out } = runOn(remittanceFixture('paid-with-contractual-and-coinsurance'));
    expect(exitCode).toBe(0);
    expect(out).toContain('835 remittance 0001 (005010X221A1), trace SYN0001');
    expect(out).toContain('1 claim, 1 service line');
    expect(out).toMatch(/payment +100\.00/);
    expect(out).toMatch(/^ {4}balanced$/m);
  });

  test.each(['amounts-masked', 'line-unbalanced', 'payment-unbalanced', 'claim-differs-from-its-lines'])(
    'does not call %s balanced',
    (name) => {
      const { exitCode, out } = runOn(remittanceFixture(name), '--json');
      expect(exitCode).toBe(1);
      expect(JSON.parse(out).interchanges[0].transactions[0].balanced).toBe(false);
      expect(runOn(remittanceFixture(name)).out).toContain('NOT BALANCED');
    },
  );

  test.each([
    ['an empty file', '', 'empty'],
    ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]), 'does not begin with an ISA segment'],
    ['a gzip file', gzipSync('ISA*00*'), 'is compressed'],
    ['a ZIP archive', Buffer.from('PK\x03\x04\x14\x00', 'latin1'), 'is compressed'],
    ['a transaction without envelope', remittanceFixture('envelope-missing'), 'without an interchange'],
    ['a header that breaks off', remittanceFixture('cut-off-inside-isa'), 'ends inside the ISA segment'],
  ])('refuses %s with the reason, the digest and exit code 2', (_, bytes, reason) => {
    const { exitCode, out, errors } = runOn(bytes, '--json');
    expect(exitCode).toBe(2);
    expect(errors).toContain(reason);
    expect(errors).not.toMatch(/^\s+at /m);
    const report = JSON.parse(out);
    expect(report.interchanges).toEqual([]);
    expect(report.findings[0].message).toContain(reason);
    expect(report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test.each([
    ['a file that is not there', join(folder, 'nothing.edi'), 'no such file'],
    ['a directory', folder, 'directory'],
    ['a device', '/dev/null', 'not a regular file'],
    ['a name that no file can have', 'a\0b', 'cannot be read'],
  ])('refuses %s with exit code 2', (_, file, reason) => {
    const { exitCode, errors } = run(file);
    expect(exitCode).toBe(2);
    expect(errors).toContain(reason);
    expect(errors).not.toContain('(byte');
  });

  test('shows its usage when it is called wrongly', () => {
    for (const words of [[], ['a', 'b'], ['--yaml', 'a']]) {
      expect(run(...words)).toMatchObject({ exitCode: 2, out: '', errors: expect.stringContaining('Usage') });
    }
  });

  test('keeps control characters of a file away from the terminal', () => {
    const text = remittanceFixture('no-per').toString('latin1').replace('SYN0001', 'SYN\u001b[2J');
    expect(runOn(text).out).not.toContain('\u001b');
  });

  test('lists a limited number of transactions, and reports that', () => {
    const one = 'ST*999*0001~SE*2*0001~';
    const start = remittanceFixture('no-per').subarray(0, 106).toString('latin1');
    const { exitCode, out } = runOn(`${start}GS*FA*A*B*1*1*1*X*005010~${one.repeat(entryLimit * 2)}GE*1*1~`, '--json');
    expect(exitCode).toBe(1);
    const report = JSON.parse(out);
    expect(report.findings.map(({ code }: { code: string }) => code)).toContain('transactions-too-many');
    expect(report.interchanges[0].transactions.length).toBeLessThan(entryLimit * 1.5);
  });
});

describe('the superbill command', () => {
  const command = fileURLToPath(new URL('../../../cli/superbill.mjs', import.meta.url));
  const spawn = (...words: string[]) => spawnSync(process.execPath, [command, ...words], { encoding: 'utf8' });

  test('runs inspect and ends with its exit code', () => {
    const file = fileURLToPath(new URL('../../fixtures/835/payment-unbalanced.edi', import.meta.url));
    const { status, stdout, stderr } = spawn('inspect', file, '--json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ file, interchanges: [{ transactions: [{ balanced: false }] }] });
  });

  test('shows its commands, and refuses others without a stack trace', () => {
    expect(spawn('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('superbill inspect FILE') });
    for (const word of ['teleport', 'constructor', '']) {
      const { status, stderr } = spawn(word);
      expect(status).toBe(2);
      expect(stderr).toContain('Usage');
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});
