/** What a log line may hold: codes, ids, counts and times. Never a name, a value from a document, or an error's message. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Writes one JSON line per event. */
export function createLogger(functionName: string, write: (line: string) => void = console.log): Logger {
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(JSON.stringify({ level, event, function: functionName, ...fields }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
