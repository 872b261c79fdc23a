import type * as z from 'zod';
import type { FieldError } from '../domain/result.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Failure } from './problem.ts';

type Issue = z.core.$ZodIssue;

function pointerOf(place: string, path: readonly PropertyKey[]): string {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return place === 'body' ? pointer : `${place}${pointer}`;
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object, { }',
  record: 'an object, { }',
  array: 'a list, [ ]',
  string: 'text',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

/**
 * Says what is wrong in words made from the issue's code, for zod's own messages might carry a value. Where a schema has words of its own,
 * those are told instead: they are constant, but for the character that a file cannot carry.
 */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'required';
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `expected at least ${counted(Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return `expected at most ${counted(Number(issue.maximum), issue.origin)}`;
    case 'invalid_value':
      return `expected one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `expected one of: ${issue.options.map(String).join(', ')}`
        : 'expected another form';
    default:
      return 'expected another form';
  }
}

function counted(count: number, origin: string): string {
  const things: Readonly<Record<string, string>> = { string: 'character', array: 'item' };
  const thing = things[origin];
  return thing === undefined ? String(count) : `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function errorsOf(place: string, issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf(place, [...issue.path, key]), detail: 'unknown field' }));
  }
  if (issue.code === 'invalid_union') {
    // The branch with the fewest complaints is the one that was meant.
    const branches = [...issue.errors].sort((left, right) => left.length - right.length);
    const meant = branches[0];
    if (meant !== undefined && meant.length > 0) {
      return meant.flatMap((inner) => errorsOf(place, { ...inner, path: [...issue.path, ...inner.path] } as Issue));
    }
  }
  return [{ pointer: pointerOf(place, issue.path), detail: issue.message }];
}

/** Checks a part of a request (`body`, `query`, `path`) against its schema; every fault is named by its place. */
export function validate<Schema extends z.ZodType>(
  place: 'body' | 'query' | 'path' | 'header',
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, Failure> {
  const parsed = schema.safeParse(value, { error: wordsOf });
  if (parsed.success) return ok(parsed.data);
  return fail({
    kind: 'request-invalid',
    errors: parsed.error.issues.flatMap((issue) => errorsOf(place, issue)).slice(0, 50),
  });
}
