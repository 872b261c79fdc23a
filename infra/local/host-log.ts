import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

/** Everything that happens in the host and its functions, a JSON object a line. No bodies, names or values: ids and kinds only. */
export interface HostLog {
  /** Something that the host did. */
  event(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** What a function wrote to its output. */
  output(functionName: string, text: string): void;
}

/** Functions write whole lines of JSON; anything else (a stack trace) is kept as text. */
function lineOf(functionName: string, text: string, at: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return JSON.stringify({ at, function: functionName, ...parsed });
  } catch {
    // Not JSON: below.
  }
  return JSON.stringify({ at, function: functionName, text });
}

const mostBytes = 20 * 1024 * 1024;

/** A log in a file. Lines are appended at once, so that what a killed host did can be read. One older log is kept. */
export function openHostLog(file: string): HostLog {
  if (existsSync(file) && statSync(file).size > mostBytes) renameSync(file, `${file}.1`);
  const append = (line: string) => appendFileSync(file, `${line}\n`, { mode: 0o600 });
  return {
    event: (event, facts = {}) => append(JSON.stringify({ at: new Date().toISOString(), event, ...facts })),
    output: (functionName, text) => {
      const at = new Date().toISOString();
      for (const line of text.split('\n')) if (line.trim() !== '') append(lineOf(functionName, line, at));
    },
  };
}
