import { describe, expect, it } from 'vitest';
import { books } from '../../../cli/books-check.ts';
import { codeSetsCommand } from '../../../cli/code-sets.ts';
import { convert } from '../../../cli/convert.ts';
import { explain } from '../../../cli/explain.ts';
import { inspect } from '../../../cli/inspect.ts';
import { plan } from '../../../cli/plan.ts';
import { post } from '../../../cli/post.ts';
import { askedBy, countOf, readOptions } from '../../../cli/read-options.ts';
import { remittance } from '../../../cli/remittance.ts';
import { simulate } from '../../../cli/simulate.ts';
import { verify } from '../../../cli/verify/verify.ts';
import { runCommand, runLongCommand } from '../../support/run-command.ts';

type Command = (words: readonly string[]) => number | Promise<number>;

const usage = 'Usage: try [--seeds N]\n';
/** A command with one option; its exit code is one less than the option. */
const attempt = (words: readonly string[]): number => {
  const asked = askedBy(usage, words, () => {
    const { values } = readOptions({ args: [...words], options: { seeds: { type: 'string', default: '1' } } });
    return { seeds: countOf('seeds', values.seeds) };
  });
  return typeof asked === 'number' ? asked : asked.seeds - 1;
};

describe('the arguments of a command', () => {
  it.each<[string, string[]]>([
    ["Unknown option '--speed'", ['--speed']],
    ['--seeds takes a whole number from 1, not x', ['--seeds', 'x']],
    ['--seeds takes a whole number from 1, not 0', ['--seeds', '0']],
    ["Option '--seeds <value>' argument missing", ['--seeds']],
    ["Unexpected argument 'more'", ['more']],
  ])('that are wrong are reported before the usage: %s', (problem, words) => {
    expect(runCommand(attempt, words)).toEqual({ exitCode: 2, out: '', errors: `${problem}.\n${usage}` });
  });

  it('print the usage when help is requested, and nothing of it when they are correct', () => {
    expect(runCommand(attempt, ['--seeds', 'x', '--help'])).toEqual({ exitCode: 0, out: usage, errors: '' });
    expect(runCommand(attempt, ['--seeds', '4'])).toEqual({ exitCode: 3, out: '', errors: '' });
  });

  it('hide no other error', () => {
    const broken = () =>
      askedBy(usage, [], () => {
        throw new TypeError('of the command itself');
      });
    expect(broken).toThrow(TypeError);
  });
});

describe('superbill convert', () => {
  it.each<[string, string[]]>([
    ['it takes one file', ['--to', 'json']],
    ['--to takes one of json, x12, text, pdf, and is missing', ['claims.837']],
    ['--to takes one of json, x12, text, pdf, not xml', ['claims.837', '--to', 'xml']],
    ['--to pdf goes with --out', ['claims.837', '--to', 'pdf']],
    ['--threads takes a whole number from 1, not many', ['claims.json', '--to', 'x12', '--threads', 'many']],
    ['--line-ends, --check and --threads go with --to json or --to x12', ['claims.837', '--to', 'text', '--check']],
    [
      '--line-ends, --check and --threads go with --to json or --to x12',
      ['claims.837', '--to', 'pdf', '--out', 'claims.pdf', '--line-ends'],
    ],
    ['--threads takes at most 99', ['claims.json', '--to', 'x12', '--threads', '100']],
  ])('reports what is wrong: %s', async (problem, words) => {
    const { exitCode, errors } = await runLongCommand(convert, words);
    expect([exitCode, errors.split('\n')[0]]).toEqual([2, `${problem}.`]);
    expect(errors).toContain('Usage: superbill convert');
  });
});

describe('every command', () => {
  const withdraw = ['withdraw', 'hcpcs', '2026-01-01'];
  it.each<[string, Command, string[]]>([
    ['it takes one file', inspect, []],
    ['it takes one file', inspect, ['one.835', 'other.835']],
    ["Unknown option '--jsn'", inspect, ['one.835', '--jsn']],
    ['it takes one file', explain, ['--claim', '2']],
    ['--claim takes a whole number from 1, not 0', explain, ['one.835', '--claim', '0']],
    ['it takes either --text or --pdf OUT', remittance, ['one.835']],
    ['it takes either --text or --pdf OUT', remittance, ['one.835', '--text', '--pdf', 'one.pdf']],
    ['it takes one file', remittance, ['--text']],
    ['it takes one file', post, []],
    ['it takes one id of a remittance', plan, ['rem_1', 'rem_2']],
    ['it takes check or export', books, []],
    ['check takes no other word', books, ['check', 'folder']],
    ['it takes one folder', books, ['export']],
    ['it takes at least one file', simulate, ['--out', 'folder']],
    ['it takes --out', simulate, ['claims.837']],
    ['it takes one folder', verify, []],
    ['it takes one folder', verify, ['one', 'other']],
    ['--ledger and --files go together', verify, ['--ledger', 'entries.jsonl']],
    ["Unknown option '--deep'", verify, ['folder', '--deep']],
    ['it takes load, list, withdraw or sample', codeSetsCommand, ['unload']],
    ['load takes at least one file', codeSetsCommand, ['load', '--licensed']],
    ['list takes no other word; a day is given with --day', codeSetsCommand, ['list', '2026-10-01']],
    ['withdraw takes a set, and the day on which the release began', codeSetsCommand, ['withdraw', 'hcpcs']],
    ['withdraw takes --reason', codeSetsCommand, withdraw],
    ['--rows takes a whole number from 1, not few', codeSetsCommand, ['sample', 'folder', '--rows', 'few']],
    ["Unknown option '--nonsense'", codeSetsCommand, ['list', '--nonsense']],
  ])('reports what is wrong, and then its usage: %s', async (problem, command, words) => {
    const { exitCode, errors } = await runLongCommand(async (given) => command(given), words);
    expect([exitCode, errors.split('\n')[0]]).toEqual([2, `${problem}.`]);
    expect(errors).toContain('\nUsage: superbill ');
  });
});
