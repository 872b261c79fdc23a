import { describe, expect, it } from 'vitest';
import { convert } from '../../../cli/convert.ts';
import { askedBy, countOf, readOptions } from '../../../cli/read-options.ts';
import { runCommand, runLongCommand } from '../../support/run-command.ts';

const usage = 'Usage: try [--seeds N]\n';
/** A command with one option; its exit code is one less than the option. */
const attempt = (words: readonly string[]): number => {
  const asked = askedBy(usage, words, () => {
    const { values } = readOptions({ args: [...words], options: { seeds: { type: 'string', default: '1' } } });
    return { seeds: countOf('seeds', values.seeds) };
  });
  return typeof asked === 'number' ? asked : asked.seeds - 1;
};

describe('the words of a command', () => {
  it.each<[string, string[]]>([
    ["Unknown option '--speed'", ['--speed']],
    ['--seeds takes a whole number from 1, not x', ['--seeds', 'x']],
    ['--seeds takes a whole number from 1, not 0', ['--seeds', '0']],
    ["Option '--seeds <value>' argument missing", ['--seeds']],
    ["Unexpected argument 'more'", ['more']],
  ])('that are wrong are told before the usage: %s', (problem, words) => {
    expect(runCommand(attempt, words)).toEqual({ exitCode: 2, out: '', errors: `${problem}.\n${usage}` });
  });

  it('print the usage when help is asked for, and nothing of it when they are right', () => {
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
    ['--threads takes at most 99', ['claims.json', '--to', 'x12', '--threads', '100']],
  ])('says what is wrong: %s', async (problem, words) => {
    const { exitCode, errors } = await runLongCommand(convert, words);
    expect([exitCode, errors.split('\n')[0]]).toEqual([2, `${problem}.`]);
    expect(errors).toContain('Usage: superbill convert');
  });
});
