import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';

/**
 * Records each row's key and line. Reports a fault for a repeated key. For files of at most some hundred thousand rows.
 */
export class SeenKeys {
  private readonly lines = new Map<string, number>();

  repeated(key: string, line: number, column: number): { ok: false; failure: CodeSetFault } | undefined {
    const before = this.lines.get(key);
    if (before !== undefined) return faultAt(line, column, `The same key stands in line ${before} already.`);
    this.lines.set(key, line);
    return undefined;
  }
}
