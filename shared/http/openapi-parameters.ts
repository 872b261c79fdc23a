import * as z from 'zod';
import { idPrefixes } from '../domain/identity/ids.ts';
import type { Route } from './api.ts';
import { fieldWords } from './field-words.ts';
import { claimIdSchema, idSchema } from './schemas.ts';

type Json = { [name: string]: unknown };

/** Schemas of id parameters whose names are not those of their kinds. */
const namedOtherwise: Readonly<Record<string, z.ZodType>> = {
  claimId: claimIdSchema,
  fileId: idSchema('remittanceFile'),
  statementId: idSchema('bankStatement'),
};

/** Path parameters that are not our ids, with an example. */
const otherExamples: Readonly<Record<string, string>> = {
  entryId: 'S0123456789ABCD9.led_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3',
  entityId: 'pat_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3',
  version: 'r7',
};

/** The parameters of a path. The router accepts only letters, digits, `_`, `.` and `-`, at most 100 of them. */
export function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: fieldWords[name] ?? 'Its id',
    schema: pathSchema(name),
  }));
}

function pathSchema(name: string): Json {
  const kind = Object.keys(idPrefixes).find((each) => `${each}Id` === name);
  const form = namedOtherwise[name] ?? (kind === undefined ? undefined : idSchema(kind as keyof typeof idPrefixes));
  if (form === undefined) {
    return { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,100}$', examples: [otherExamples[name] ?? '1'] };
  }
  const { $schema: _dialect, description: _description, id: _id, ...schema } = z.toJSONSchema(form, { io: 'input' });
  return schema;
}

/** The parameters of a query: which of them are required, and which exclude each other. */
export function queryParameters(route: Route): Json[] {
  if (route.query === undefined) return [];
  // Query values arrive as text, so only the output schema has the types of numbers. Only the input schema says the
  // types of dates, and which fields are required.
  const { properties = {} } = z.toJSONSchema(route.query, { io: 'output', unrepresentable: 'any' });
  const input = z.toJSONSchema(route.query, { io: 'input', unrepresentable: 'any' });
  const { exclusive = '' } = (z.globalRegistry.get(route.query) ?? {}) as { readonly exclusive?: string };
  return Object.entries(properties).map(([name, schema]) => {
    const shown = ((schema as Json).type === undefined ? input.properties?.[name] : schema) as Json | undefined;
    const { description, ...form } = shown ?? {};
    const words = [
      description ?? fieldWords[name],
      new RegExp(`\\b${name}\\b`).test(exclusive) ? exclusive : undefined,
    ];
    return {
      name,
      in: 'query',
      required: input.required?.includes(name) === true,
      description: words.filter((text) => text !== undefined).join('. '),
      schema: form,
    };
  });
}

/** The headers that a route reads. */
export function headerParameters(route: Route): Json[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: route.idempotencyKey === 'required',
    description: 'A new key for each new request. The same key with the same body gets the first answer again',
    schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,100}$', examples: ['visit-2026-03-31-1'] },
  };
  const version = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag of what was read, so that nobody else’s change is lost',
    schema: { type: 'string', pattern: '^(W/)?"\\d{1,15}"$', examples: ['"1"'] },
  };
  const signature = {
    name: route.signedBy,
    in: 'header',
    required: true,
    description: 'The sender’s signature over the exact bytes of the body',
    schema: {
      type: 'string',
      examples: ['t=1795442706,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd'],
    },
  };
  return [
    ...(route.method === 'POST' && !route.page ? [key] : []),
    ...(route.ifMatch === undefined ? [] : [version]),
    ...(route.signedBy === undefined ? [] : [signature]),
  ];
}
