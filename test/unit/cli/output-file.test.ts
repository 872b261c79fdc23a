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
