import { closeSync, fstatSync, openSync } from 'node:fs';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { usingUnfolded } from './folded-copy.ts';

/** Why a file could not be opened. */
export const fileProblems = {
  'file-missing': 'there is no such file',
  'file-not-permitted': 'the file may not be read',
  'file-is-directory': 'this is a directory, not a file',
  'file-not-regular': 'this is not a regular file',
  'file-unreadable': 'the file cannot be read',
} as const;

export type FileProblem = keyof typeof fileProblems;

/**
 * Opens a file, uses it, and closes it. A system error is an outcome, and is never thrown.
 * @param needs `pipe` when the file is read once from start to end; `file` when any part may be read again (a file that
 * is folded into lines is then copied without line ends)
 */
export function withFile<Value>(
  file: string,
  needs: 'pipe' | 'file',
  use: (descriptor: number) => Value,
): Result<Value, { readonly kind: FileProblem }> {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ kind: 'file-missing' });
    return fail({ kind: code === 'EACCES' || code === 'EPERM' ? 'file-not-permitted' : 'file-unreadable' });
  }
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return fail({ kind: 'file-is-directory' });
    if (!status.isFile() && !(needs === 'pipe' && status.isFIFO())) return fail({ kind: 'file-not-regular' });
    return ok(needs === 'file' ? usingUnfolded(descriptor, use) : use(descriptor));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return fail({ kind: 'file-unreadable' });
  } finally {
    closeSync(descriptor);
  }
}
