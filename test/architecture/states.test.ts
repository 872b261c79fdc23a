import { describe, expect, test } from 'vitest';
import document from '../../functions/api-description/openapi.json' with { type: 'json' };
import { waysOut } from '../../shared/http/states.ts';

/*
 * Every state has a way out. Whatever has states in the API's description must be in the table, with exactly these
 * states.
 */

interface Schema {
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const schemas = document.components.schemas as unknown as Readonly<Record<string, Schema>>;

/** Several schemas show the same thing (in a list, in full, to replace it): this gives their common name. */
const nameOf = (name: string) =>
  name
    .replace(/^(?:Listed|Waiting(?!Claim)|Full|Standing|New)/, '')
    .replace(/(?:Replacement|Body|Summary|InFull|Detail|WithFiles)$/, '')
    .replace(/^(?:Ambulance|Dental|Institutional|Professional)Encounter$/, 'Encounter')
    .replace(/^Authorization\.request$/, 'AuthorizationRequest')
    .replace(/^Variance$/, 'PaymentVariance')
    .replace(/^Provider\.enrollments\.transactions$/, 'Enrollment');

/** Enumerations that are not states: they describe a moment, the form of a field, or a code of X12. */
const noLives = [
  ...[
    'AgencyRemit.lines',
    'Authorization.decision',
    'Predetermination.decision',
    'EligibilityResult',
    'EligibilityCheck.status',
  ],
  ...['Encounter.toothStatus', 'IntakeFailure.conflict', 'Problem'],
];

/** The values of a state: an enumeration, or the kinds of its forms. */
function words({ enum: listed, const: only, oneOf, anyOf, properties }: Schema): readonly string[] {
  if (listed !== undefined) return listed;
  if (typeof only === 'string') return [only];
  if (properties?.kind !== undefined) return words(properties.kind);
  return [...(oneOf ?? []), ...(anyOf ?? [])].flatMap(words);
}

function statesIn(schema: Schema, path: string): [string, readonly string[]][] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, readonly string[]][] => {
    const inner = [...statesIn(field, `${path}.${name}`), ...statesIn(field.items ?? {}, `${path}.${name}`)];
    const told = name === 'state' || name === 'status' ? words(field) : [];
    const isThing = told.length > 1;
    return isThing ? [[name === 'status' && path.endsWith('Check') ? `${path}.status` : path, told], ...inner] : inner;
  });
  return [...own, ...(schema.oneOf ?? []).flatMap((form) => statesIn(form, path))];
}

const told = Object.entries(schemas).flatMap(([name, schema]): [string, readonly string[]][] =>
  name === 'ClaimState' ? [[name, words(schema)]] : statesIn(schema, name),
);

describe('the table of states', () => {
  const found = new Map<string, Set<string>>();
  for (const [path, states] of told) {
    const [name = '', ...rest] = path.split('.');
    const thing = nameOf([nameOf(name), ...rest].join('.'));
    if (noLives.includes(thing)) continue;
    found.set(thing, new Set([...(found.get(thing) ?? []), ...states]));
  }

  test('has everything that has states, and every state of it', () => {
    const inTable = Object.fromEntries(
      Object.entries(waysOut).map(([thing, states]) => [thing, Object.keys(states).toSorted()]),
    );
    expect(Object.fromEntries([...found].map(([thing, states]) => [thing, [...states].toSorted()]))).toEqual(inTable);
  });

  test('names existing operations, and something that ends every state that has not ended', () => {
    const operations = Object.values(document.paths).flatMap((path) =>
      Object.values(path as Readonly<Record<string, { readonly operationId?: string }>>).flatMap(
        ({ operationId = [] }) => operationId,
      ),
    );
    for (const [thing, states] of Object.entries(waysOut)) {
      for (const [state, { by, byItself, isOver }] of Object.entries(states)) {
        expect(
          by.filter((name) => !operations.includes(name)),
          `${thing} ${state}`,
        ).toEqual([]);
        expect([...by, byItself, isOver].filter(Boolean), `${thing} ${state}`).not.toEqual([]);
      }
    }
  });
});
