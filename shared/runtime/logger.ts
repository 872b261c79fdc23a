import type { LogFields, Logger } from '../domain/logger.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof levels)[number];

/** Writes one JSON line per event of the given level or above. */
export function createLogger(
  functionName: string,
  write: (line: string) => void = console.log,
  from: string = 'info',
): Logger {
  const least = levels.indexOf(from as LogLevel);
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (levels.indexOf(level) >= least) write(JSON.stringify({ level, event, function: functionName, ...fields }));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
