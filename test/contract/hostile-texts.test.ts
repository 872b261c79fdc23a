import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Api, Route } from '../../shared/http/api.ts';
import { validate } from '../../shared/http/validate.ts';

/** Characters that no text may contain: half of a surrogate pair, NUL, an escape, a control character of Latin-1. */
const hostile = ['\ud800', '\udc00\ud800', 'a\u0000b', '\u001b[31m', '\u0085'];

type Schema = z.core.$ZodType;

/** The direct parts of a schema, by their names. */
function partsOf(schema: Schema): [string, Schema][] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape);
    case 'array':
      return [['0', def.element]];
    case 'union':
      return def.options.map((option) => ['', option]);
    case 'optional':
    case 'default':
    case 'nullable':
    case 'readonly':
      return [['', def.innerType]];
    case 'pipe':
      return [['', def.in]];
    default:
      return [];
  }
}

/** All texts in a schema, with their places. */
function textsOf(schema: Schema, place = ''): [string, Schema][] {
  if (schema._zod.def.type === 'string') return [[place, schema]];
  return partsOf(schema).flatMap(([name, part]) => textsOf(part, name === '' ? place : `${place}/${name}`));
}

async function routes(): Promise<[string, Route][]> {
  const folder = new URL('../../functions/', import.meta.url);
  const found: [string, Route][] = [];
  for (const name of readdirSync(folder)) {
    if (!readdirSync(new URL(`${name}/`, folder)).includes('api.ts')) continue;
    const exported = Object.values((await import(new URL(`${name}/api.ts`, folder).href)) as Record<string, unknown>);
    for (const api of exported) found.push(...Object.entries(api as Api));
  }
  return found.filter(([, route]) => typeof route === 'object' && route !== null && 'path' in route);
}

describe('texts that cannot be stored', () => {
  it('are refused in every field of every route, and not repeated in the answer', async () => {
    let fields = 0;
    for (const [name, route] of await routes()) {
      for (const place of ['body', 'query'] as const) {
        const schema = route[place];
        if (schema === undefined) continue;
        for (const [path, text] of textsOf(schema)) {
          fields += 1;
          for (const bad of hostile) {
            const where = `${name} ${place} ${path}`;
            const checked = validate(place, text as z.ZodType, bad);
            expect(checked.ok, where).toBe(false);
            expect(JSON.stringify(checked), where).not.toContain(JSON.stringify(bad).slice(1, -1));
          }
        }
      }
    }
    expect(fields).toBeGreaterThan(150);
  });

  it('are reported by their place if nothing else is wrong', () => {
    const schema = z.strictObject({ name: z.string(), lines: z.array(z.strictObject({ note: z.string() })) });
    const checked = validate('body', schema, { name: 'a\u0000', lines: [{ note: 'fine\n\ttoo' }, { note: '\udfff' }] });
    expect(checked).toMatchObject({
      ok: false,
      failure: { kind: 'request-invalid', errors: [{ pointer: '/name' }, { pointer: '/lines/1/note' }] },
    });
  });

  it('do not include tabs and line ends', () => {
    expect(validate('body', z.string(), 'one\r\n\ttwo 😀 ñ')).toEqual({ ok: true, value: 'one\r\n\ttwo 😀 ñ' });
  });
});

describe('a field name that no schema knows', () => {
  it('is reported only by its place, with the names that are known', () => {
    const checked = validate('body', z.strictObject({ name: z.string() }), { secret: 1, name: 'x', other: 2 });
    expect(checked).toMatchObject({
      failure: { errors: [{ pointer: '', detail: 'unknown fields: numbers 1, 3; known are name' }] },
    });
    expect(JSON.stringify(checked)).not.toMatch(/secret|other/);
  });

  it('says which fields an object must have that came as something else', () => {
    const schema = z.strictObject({
      diagnoses: z.array(z.strictObject({ code: z.string(), presentOnAdmission: z.string().exactOptional() })),
      tags: z.strictObject({ first: z.string().optional() }),
    });
    expect(validate('body', schema, { diagnoses: ['E669'], tags: 'x' })).toMatchObject({
      failure: {
        errors: [
          { pointer: '/diagnoses/0', detail: 'expected an object, { }, with code' },
          { pointer: '/tags', detail: 'expected an object, { }' },
        ],
      },
    });
  });
});
