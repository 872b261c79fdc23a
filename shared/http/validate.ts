import type * as z from 'zod';
import type { FieldError } from '../domain/result.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Failure } from './problem.ts';

type Issue = z.core.$ZodIssue;

function pointerOf(place: string, path: readonly PropertyKey[]): string {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return place === 'body' ? pointer : `${place}${pointer}`;
}

/** Says what is wrong in words made from the issue's code: zod's own messages might carry a value. */
function detailOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_value':
      return `expected one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'regex' ? 'does not have the right form' : `expected ${issue.format}`;
    case 'custom':
      // Custom checks are ours: their message is a constant sentence.
      return issue.message;
    case 'unrecognized_keys':
      return 'unknown field';
    default:
      return 'does not have the right form';
  }
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
  return [{ pointer: pointerOf(place, issue.path), detail: detailOf(issue) }];
}

/** Checks a part of a request (`body`, `query`, `path`) against its schema; every fault is named by its place. */
export function validate<Schema extends z.ZodType>(
  place: 'body' | 'query' | 'path' | 'header',
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, Failure> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return fail({
    kind: 'request-invalid',
    errors: parsed.error.issues.flatMap((issue) => errorsOf(place, issue)).slice(0, 50),
  });
}
