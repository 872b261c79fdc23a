import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

/** Everything that happens in the host and its functions, one JSON object per line. No bodies, names or values: ids and kinds only. */
export interface HostLog {
  /** Logs an action of the host. */
  event(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  /** Logs a function's output. */
  output(functionName: string, text: string): void;
}

/** Functions write whole lines of JSON; anything else (a stack trace) is kept as text. */
function lineOf(functionName: string, text: string, at: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return JSON.stringify({ at, function: functionName, ...parsed });
  } catch {
    // The line is not JSON. It is handled below.
  }
  return JSON.stringify({ at, function: functionName, text });
}

const mostBytes = 20 * 1024 * 1024;

/** A log in a file. Lines are written at once, so that the log of a killed host is complete. One older log is kept. */
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
