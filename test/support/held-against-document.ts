import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { gatewayProblems } from '../../infra/local/gateway-problems.ts';

/** An answer of the API, with the request that it is for. */
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

/** Objects are closed here: an answer may hold nothing that the document does not name. Zod reads patterns without Unicode classes. */
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

/** What a request has in common with few operations: its method and its family. */
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

/** The definitions that a schema refers to, directly or not. With all of them Zod would take ten times as long for each operation. */
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
 * Holds an answer against the API's description: its status, its body, and the kind of a problem. What the gateway answers by itself, and
 * routes that a test has made for itself, are not described.
 * @throws when the answer is another one than described
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
  // A token without an office or a role gets no further than the gateway.
  if (status === gatewayProblems['access-denied'].status && type.endsWith('/access-denied')) return;
  if (!kinds.includes(type)) throw new Error(`${place} with a problem that is not described: ${type}`);
}
