import { vi } from 'vitest';
import { verify } from '../../../cli/verify/verify.ts';

/** Runs `superbill verify` in this process, and captures its output. */
export async function runVerify(words: readonly string[]): Promise<{ exitCode: number; output: string }> {
  let output = '';
  const keep = (text: unknown): boolean => {
    output += String(text);
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(keep));
  try {
    return { exitCode: await verify(words), output };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
}
