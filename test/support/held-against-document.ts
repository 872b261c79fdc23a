import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { gatewayProblems } from '../../infra/local/gateway-problems.ts';

/** An answer of the API, with its request. */
export interface HeldAnswer {
  readonly method: string;
  /** With its query string, if there is one. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: the document is JSON that is looked into
type Json = any;

const file = join(import.meta.dirname, '../../functions/api-description/openapi.json');
const document: Json = JSON.parse(readFileSync(file, 'utf8'));

/**
 * Closes all objects: an answer may contain nothing that the document does not name. Also rewrites patterns, because
 * Zod does not know Unicode classes.
 */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries<Json>(value)
      .filter(([name, each]) => name !== 'examples' && !(name === 'pattern' && String(each).includes('\\p')))
      .map(([name, each]) => [
        name,
        name === '$ref' ? each.replace('#/components/schemas/', '#/$defs/') : closed(each),
      ]),
  );
  const isOpen = value.type === 'object' && value.properties !== undefined && value.additionalProperties === undefined;
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}

const definitions: Json = closed(document.components.schemas);

/** Method and family of a request, which few operations share, so that finding an operation is fast. */
const kindOf = (method: string, path: string): string => `${method.toUpperCase()} ${path.split('/')[2]}`;

/** The operations by their kind, those with the fewest parameters first. */
const operations = Map.groupBy(
  Object.entries<Json>(document.paths)
    .sort(([left], [right]) => left.split('{').length - right.split('{').length)
    .flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => ({
        kind: kindOf(method, path),
        form: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        operation,
      })),
    ),
  ({ kind }) => kind,
);

/**
 * The definitions to which a schema refers, directly or indirectly. With all definitions Zod would take ten times as
 * long for each operation.
 */
function definitionsOf(schema: Json): Json {
  const found = new Map<string, Json>();
  const collect = (value: Json): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      if (found.has(name as string)) continue;
      found.set(name as string, definitions[name as string]);
      collect(definitions[name as string]);
    }
  };
  collect(schema);
  return Object.fromEntries(found);
}

const schemas = new Map<Json, z.ZodType>();

function schemaOf(operation: Json, status: number): z.ZodType {
  const made = schemas.get(operation);
  if (made !== undefined) return made;
  const schema = closed(operation.responses[status].content['application/json'].schema);
  const fresh = z.fromJSONSchema({ ...schema, $defs: definitionsOf(schema) });
  schemas.set(operation, fresh);
  return fresh;
}

/**
 * Checks an answer against the API's description: its status, its body, and the kind of a problem. Answers that the
 * gateway gives itself, and routes that a test has made, are not described.
 * @throws when the answer differs from the description
 */
export function holdAgainstDocument({ method, path, status, body }: HeldAnswer): void {
  const route = path.split('?')[0]?.replace(/\/$/, '') as string;
  const found = operations.get(kindOf(method, route))?.find(({ form }) => form.test(route));
  if (found === undefined || [401, 413, 429].includes(status)) return;
  const { operation } = found;
  const place = `${method} ${route} answered ${status}`;
  if (status >= 500) return;
  const described = operation.responses[status];
  if (described === undefined)
    throw new Error(`${place}, which ${operation.operationId} does not describe: ${JSON.stringify(body)}`);
  if (described.content['text/html'] !== undefined) {
    if (!/^<!doctype html>/.test(String(body))) throw new Error(`${place} with no page`);
    return;
  }
  const problem = described.content['application/problem+json'];
  if (problem === undefined) {
    const result = schemaOf(operation, status).safeParse(body);
    if (!result.success) throw new Error(`${place} in another form than described:\n${z.prettifyError(result.error)}`);
    return;
  }
  const kinds: readonly string[] = problem.schema.allOf[1].properties.type.enum;
  const { type } = body as { readonly type: string };
  // The gateway itself refuses a token without an office or a role.
  if (status === gatewayProblems['access-denied'].status && type.endsWith('/access-denied')) return;
  if (!kinds.includes(type)) throw new Error(`${place} with a problem that is not described: ${type}`);
}
