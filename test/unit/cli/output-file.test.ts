import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makeFolder,
  OutputProblem,
  openOutput,
  openUnnamed,
  openUnnamedCopy,
  writeAll,
  writeOutput,
} from '../../../cli/output-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-output-test-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const problem = (message: string) => new OutputProblem(message);

describe('an output file', () => {
  it('replaces the file of its name only when it is whole, and only its owner may read it', () => {
    const path = join(folder, 'claims.json');
    writeFileSync(path, 'before');
    const output = openOutput(path);
    writeAll(output.descriptor, Buffer.from('after'));
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder).sort()).toEqual(['claims.json', `claims.json.${process.pid}.part`]);
    output.keep();
    output.drop();
    expect(readFileSync(path, 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['claims.json']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing when it is dropped', () => {
    const output = openOutput(join(folder, 'claims.json'));
    writeAll(output.descriptor, Buffer.from('a part'));
    output.drop();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what interrupted commands left of it, and nothing of commands that still run', () => {
    const ended = spawnSync(process.execPath, ['-e', '0']).pid;
    const others = [
      `claims.json.${process.ppid}.part`,
      `other.json.${ended}.part`,
      'claims.json.x.part',
      'claims.part',
    ];
    for (const name of [`claims.json.${ended}.part`, ...others]) writeFileSync(join(folder, name), 'a part');
    writeOutput(join(folder, 'claims.json'), 'whole');
    expect(readdirSync(folder).sort()).toEqual(['claims.json', ...others].sort());
  });

  it('never replaces the file from which it is made, by whatever name', () => {
    const file = join(folder, 'claims.837');
    writeFileSync(file, 'before');
    symlinkSync(file, join(folder, 'link'));
    const refused = problem('the output would replace the file that is read; give it another name');
    for (const name of [file, join(folder, '.', 'claims.837'), join(folder, 'link')]) {
      expect(() => writeOutput(name, 'after', file)).toThrow(refused);
    }
    expect(readFileSync(file, 'utf8')).toBe('before');
    writeOutput(join(folder, 'claims.json'), 'after', file);
    expect(readdirSync(folder).sort()).toEqual(['claims.837', 'claims.json', 'link']);
  });

  it('is written although an earlier command with the same number left a part, as in a container', () => {
    writeFileSync(join(folder, `claims.json.${process.pid}.part`), 'a part');
    writeOutput(join(folder, 'claims.json'), 'whole');
    expect(readFileSync(join(folder, 'claims.json'), 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['claims.json']);
  });

  it('is written although something that looks like a part cannot be removed', () => {
    const ended = spawnSync(process.execPath, ['-e', '0']).pid;
    mkdirSync(join(folder, `claims.json.${ended}.part`));
    writeOutput(join(folder, 'claims.json'), 'whole');
    expect(readFileSync(join(folder, 'claims.json'), 'utf8')).toBe('whole');
  });

  it('follows a link to the file', () => {
    writeFileSync(join(folder, 'file'), 'before');
    symlinkSync(join(folder, 'file'), join(folder, 'link'));
    writeOutput(join(folder, 'link'), 'after');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('after');
    expect(readdirSync(folder).sort()).toEqual(['file', 'link']);
  });

  it('says why it cannot be written', () => {
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => openOutput(join(folder, 'inner'))).toThrow(problem('the output is a folder; give the name of a file'));
    expect(() => openOutput(join(folder, 'none', 'a'))).toThrow(problem('the folder of the output does not exist'));
    expect(() => openOutput(join(folder, 'file', 'a'))).toThrow(problem('the folder of the output is not a folder'));
    expect(() => openOutput(join(folder, 'a'.repeat(300)))).toThrow(problem('the name of the output is too long'));
  });

  it.skipIf(!existsSync('/dev/full'))('is never written to a device, and says when there is no room', () => {
    expect(() => openOutput('/dev/full')).toThrow(problem('the output is not a regular file'));
    const full = openSync('/dev/full', 'a');
    expect(() => writeAll(full, Buffer.from('x'))).toThrow(problem('there is no room left for the output'));
    closeSync(full);
  });
});

describe('the folder of several outputs', () => {
  it('is made with those above it, unless it exists', () => {
    for (let time = 0; time < 2; time += 1) makeFolder(join(folder, 'answers', 'of', 'today'));
    expect(readdirSync(join(folder, 'answers', 'of'))).toEqual(['today']);
  });

  it('says why it cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow(problem('the output is a file; give the name of a folder'));
    expect(() => makeFolder(join(folder, 'file', 'a'))).toThrow(problem('the folder of the output is not a folder'));
  });
});

describe('what a command prints', () => {
  it.skipIf(!existsSync('/dev/full'))('ends with the reason when there is no room for it', () => {
    const full = openSync('/dev/full', 'a');
    const command = join(import.meta.dirname, '../../../cli/superbill.mjs');
    const { status, stderr } = spawnSync(process.execPath, [command, 'help'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect([status, stderr.toString()]).toEqual([2, 'superbill: there is no room left for the output.\n']);
  });
});

describe('a file without a name', () => {
  it('can be read, and leaves nothing even if the command is interrupted', () => {
    vi.stubEnv('TMPDIR', folder);
    const { descriptor, drop } = openUnnamed();
    writeAll(descriptor, Buffer.from('text'));
    const copy = openUnnamedCopy(Buffer.from('copied'));
    expect(readdirSync(folder)).toEqual([]);
    const read = Buffer.alloc(4);
    expect(readSync(descriptor, read, 0, 4, 0)).toBe(4);
    expect(read.toString()).toBe('text');
    expect(readFileSync(copy, 'utf8')).toBe('copied');
    closeSync(copy);
    drop();
  });
});
