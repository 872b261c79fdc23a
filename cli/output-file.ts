import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/*
 * The files that commands write. They hold patients' data, so only their owner may read them. Nobody sees a file before
 * it is whole: until then a file of the same name stays as it was.
 */

/** Thrown when an output cannot be written. The message is for the person: a sentence without its full stop. */
export class OutputProblem extends Error {
  override readonly name = 'OutputProblem';
}

/** An output that is being written. Its file can also be read. */
export interface Output {
  readonly descriptor: number;
  /** Closes the file and gives it its name, in place of any file that has it. */
  keep(): void;
  /** Closes the file and removes it, unless it was kept. */
  drop(): void;
}

/**
 * Opens a file in which a command collects what it then prints. It has no name, so nothing of it remains however the
 * command ends.
 * @throws OutputProblem
 */
export function openUnnamed(): Output {
  const descriptor = unnamed((path) => openSync(path, 'ax+', 0o600));
  return { descriptor, keep: () => undefined, drop: () => closeSync(descriptor) };
}

/**
 * Opens bytes as a file that has no name.
 * @returns the descriptor, from whose start it can be read
 * @throws OutputProblem
 */
export function openUnnamedCopy(bytes: Uint8Array): number {
  return unnamed((path) => {
    writeFileSync(path, bytes, { mode: 0o600 });
    return openSync(path, 'r');
  });
}

/** Opens a file, and takes its name away at once. */
function unnamed(open: (path: string) => number): number {
  return trying(() => {
    const folder = mkdtempSync(join(tmpdir(), 'superbill-'));
    try {
      return open(join(folder, 'file'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/**
 * Opens an output file. Until it is kept, it is called `NAME.PROCESS.part` and stands beside the file that it will
 * replace; such files of interrupted commands are removed.
 * @param from the file from which the output is made: it is never replaced
 * @throws OutputProblem
 */
export function openOutput(name: string, from?: string): Output {
  return trying(() => {
    const path = targetOf(name);
    if (from !== undefined && isSameFile(path, from)) {
      throw new OutputProblem('the output would replace the file that is read; give it another name');
    }
    removeAbandoned(path);
    const part = `${path}.${process.pid}.part`;
    const descriptor = openSync(part, 'ax+', 0o600);
    let isOpen = true;
    const close = (): void => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    };
    return {
      descriptor,
      keep: () =>
        trying(() => {
          close();
          renameSync(part, path);
        }),
      drop() {
        close();
        rmSync(part, { force: true });
      },
    };
  });
}

/**
 * Writes a whole output file.
 * @param from the file from which the output is made: it is never replaced
 * @throws OutputProblem
 */
export function writeOutput(name: string, content: string | Uint8Array, from?: string): void {
  const output = openOutput(name, from);
  try {
    writeAll(output.descriptor, Buffer.from(content));
    output.keep();
  } finally {
    output.drop();
  }
}

/** Makes a folder for output files, unless it exists. @throws OutputProblem */
export function makeFolder(name: string): void {
  trying(() => {
    if (statSync(name, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new OutputProblem('the output is a file; give the name of a folder');
    }
    mkdirSync(name, { recursive: true });
  });
}

/** Writes all of some bytes at the end of a file. @throws OutputProblem */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  trying(() => {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  });
}

/** The file that a name leads to: a link is followed. @throws OutputProblem when something else than a file has the name */
function targetOf(name: string): string {
  const status = statSync(name, { throwIfNoEntry: false });
  if (status === undefined) return name;
  if (status.isDirectory()) throw new OutputProblem('the output is a folder; give the name of a file');
  if (!status.isFile()) throw new OutputProblem('the output is not a regular file');
  return realpathSync(name);
}

function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((name) => statSync(name, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && two !== undefined && one.ino === two.ino && one.dev === two.dev;
}

/**
 * Removes the parts of an output whose commands no longer run. What may not be listed or removed stays: it may be another
 * person's, and keeps nobody from writing.
 */
function removeAbandoned(path: string): void {
  const [folder, base] = [dirname(path), basename(path)];
  try {
    for (const each of readdirSync(folder)) {
      const [, id] = (each.startsWith(`${base}.`) && /^\.(\d{1,10})\.part$/.exec(each.slice(base.length))) || [];
      // In a container, commands have the same few numbers again and again.
      if (id !== undefined && (Number(id) === process.pid || !isRunning(Number(id)))) removed(join(folder, each));
    }
  } catch {
    // The folder does not exist, or may not be listed. Opening the output tells which.
  }
}

function removed(part: string): void {
  try {
    rmSync(part, { force: true });
  } catch {
    // It stays.
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'the folder of the output does not exist',
  ENOTDIR: 'the folder of the output is not a folder',
  EACCES: 'the output may not be written',
  EPERM: 'the output may not be written',
  EROFS: 'the output may not be written',
  ENOSPC: 'there is no room left for the output',
  EDQUOT: 'there is no room left for the output',
  EFBIG: 'the output is too large for its file system',
  ENAMETOOLONG: 'the name of the output is too long',
};

function trying<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw outputProblem(error);
  }
}

/** What a person is told when writing an output failed with this error. */
export function outputProblem(error: unknown): OutputProblem {
  if (error instanceof OutputProblem) return error;
  return new OutputProblem(problems[(error as NodeJS.ErrnoException).code ?? ''] ?? 'the output cannot be written');
}
