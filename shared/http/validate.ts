import * as z from 'zod';
import type { FieldError } from '../domain/result.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Failure } from './problem.ts';

type Issue = z.core.$ZodIssue;
type UnknownKeys = Extract<z.core.$ZodRawIssue, { code: 'unrecognized_keys' }>;

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
 * Says what is wrong in words that are made from the issue's code, because zod's own messages might contain a value. If the schema has its
 * own words, those are used. They are constant, except for the character that a file cannot carry.
 */
function wordsOf(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'required';
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}${requiredOf(issue)}${exampleOf(issue)}`;
    case 'too_small':
      return `expected at least ${counted(Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return `expected at most ${counted(Number(issue.maximum), issue.origin)}`;
    case 'unrecognized_keys':
      return unknownWords(issue);
    case 'invalid_value':
      return `expected one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `expected one of: ${issue.options
            .filter((option) => option !== undefined)
            .map(String)
            .join(', ')}`
        : 'expected another form';
    default:
      return 'expected another form';
  }
}

/** The fields that an object must have. */
function requiredOf({ inst }: z.core.$ZodRawIssue): string {
  const definition = inst?._zod.def;
  if (definition === undefined || !('shape' in definition)) return '';
  const fields = Object.entries(definition.shape as Readonly<Record<string, z.core.$ZodType>>);
  const required = fields.flatMap(([name, { _zod }]) => (_zod.optin === 'optional' ? [] : [name]));
  return required.length === 0 ? '' : `, with ${required.join(', ')}`;
}

/** An example of the text that is expected, in quotation marks: numbers of many digits are often sent without them. */
function exampleOf({ inst }: z.core.$ZodRawIssue): string {
  const example = inst === undefined ? undefined : z.globalRegistry.get(inst as z.ZodType)?.examples;
  const [first] = Array.isArray(example) ? example : [];
  return typeof first === 'string' ? `, such as "${first}"` : '';
}

/** Names unknown fields by their position, because answers never repeat what was sent, and lists the known fields. */
function unknownWords({ keys, input, inst }: UnknownKeys): string {
  const given = Object.keys(input ?? {});
  const places = keys.map((key) => given.indexOf(key) + 1);
  const unknown =
    places.length === 1 ? `unknown field: number ${places[0]}` : `unknown fields: numbers ${places.join(', ')}`;
  const definition = inst?._zod.def;
  const known = definition !== undefined && 'shape' in definition ? Object.keys(definition.shape as object) : [];
  return known.length === 0 ? unknown : `${unknown}; known are ${known.join(', ')}`;
}

function counted(count: number, origin: string): string {
  const things: Readonly<Record<string, string>> = { string: 'character', array: 'item' };
  const thing = things[origin];
  return thing === undefined ? String(count) : `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function errorsOf(place: string, issue: Issue): FieldError[] {
  if (issue.code === 'invalid_union') {
    // The branch with the fewest issues is probably the one that was meant.
    const branches = [...issue.errors].sort((left, right) => left.length - right.length);
    const meant = branches[0];
    if (meant !== undefined && meant.length > 0) {
      return meant.flatMap((inner) => errorsOf(place, { ...inner, path: [...issue.path, ...inner.path] } as Issue));
    }
  }
  return [{ pointer: pointerOf(place, issue.path), detail: issue.message }];
}

/** What no text may contain: half of a character, NUL, and control characters other than tabs and line ends. */
export function isUnfit(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return !text.isWellFormed() || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text);
}

/** Every text that cannot be stored, by its place, whatever its schema. After parsing, all names are those of schemas. */
function unfitTexts(place: string, value: unknown, path: readonly PropertyKey[] = []): FieldError[] {
  if (typeof value === 'string') {
    if (!isUnfit(value)) return [];
    return [
      { pointer: pointerOf(place, path), detail: 'expected text without control characters and incomplete characters' },
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  const inner = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...inner].flatMap(([name, part]) => unfitTexts(place, part, [...path, name])).slice(0, 50);
}

/** Checks a part of a request (`body`, `query`, `path`) against its schema. Each error names its place. */
export function validate<Schema extends z.ZodType>(
  place: 'body' | 'query' | 'path' | 'header',
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, Failure> {
  const parsed = schema.safeParse(value, { error: wordsOf });
  if (parsed.success) {
    const errors = unfitTexts(place, parsed.data);
    return errors.length === 0 ? ok(parsed.data) : fail({ kind: 'request-invalid', errors });
  }
  return fail({
    kind: 'request-invalid',
    errors: parsed.error.issues.flatMap((issue) => errorsOf(place, issue)).slice(0, 50),
  });
}
