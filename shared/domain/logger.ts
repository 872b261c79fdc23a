import { present } from './present.ts';
/**
 * The permitted content of a log line: codes, ids, counts and times. Never a name, a value from a document, or an
 * error's message.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/**
 * The parts of an error that may be logged: its class, and the first line of its stack in our code. Its message may
 * hold PHI.
 */
export function faultOf(error: unknown): { readonly errorName: string; readonly place?: string } {
  if (!(error instanceof Error)) return { errorName: 'unknown' };
  const line = error.stack?.split('\n').find((text) => /^\s+at /.test(text));
  const place = line?.match(/([\w.-]+:\d+:\d+)\)?$/)?.[1];
  return { errorName: error.name, ...present({ place }) };
}
