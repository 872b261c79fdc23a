import { fail } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';

/** A refusal of a file at a line and column. */
export function faultAt(
  line: number,
  column: number,
  detail: string,
): { readonly ok: false; readonly failure: CodeSetFault } {
  return fail({ line, column, detail });
}
