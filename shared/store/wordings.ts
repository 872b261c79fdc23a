import { type CallScript, shippedScripts } from '../domain/correspondence/script.ts';
import { type MessageTemplate, shippedTemplates } from '../domain/correspondence/template.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type DunningLetter, shippedLetters, usualLetter } from '../domain/statement/dunning-letter.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { type WordingKind, wordingKey, wordingPartition, wordingPrefix } from './keys/correspondence.ts';
import type { Table, Write } from './table.ts';

/** Templates, scripts and dunning letters. The office's own, which are kept in versions, override the product's. */

interface Wording {
  readonly name: string;
  readonly version: number;
}

/** The latest version of each: the office's own overrides the product's with the same name. */
async function readAll<Kind extends Wording>(
  table: Table,
  tenant: TenantId,
  kind: WordingKind,
  shipped: readonly Kind[],
): Promise<readonly Kind[]> {
  const items = await table.queryAll({ partition: wordingPartition(tenant), prefix: `${kind}#` });
  const own = new Map(items.map((item) => documentOfItem<Kind>(item)).map((each) => [each.name, each]));
  return [...own.values(), ...shipped.filter(({ name }) => !own.has(name))].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
}

/** One template, script or letter: the latest version, or the requested one. */
async function readOne<Kind extends Wording>(
  table: Table,
  tenant: TenantId,
  { kind, name, version }: { readonly kind: WordingKind; readonly name: string; readonly version?: number | undefined },
  shipped: readonly Kind[],
): Promise<Kind | undefined> {
  const known = shipped.find((each) => each.name === name);
  if (version === 0) return known;
  if (version !== undefined) {
    const item = await table.get(wordingKey(tenant, kind, name, version));
    return item === undefined ? undefined : documentOfItem<Kind>(item);
  }
  const partition = wordingPartition(tenant);
  const { items } = await table.query({ partition, prefix: wordingPrefix(kind, name), newestFirst: true, limit: 1 });
  return items[0] === undefined ? known : documentOfItem<Kind>(items[0]);
}

export const readTemplates = (table: Table, tenant: TenantId): Promise<readonly MessageTemplate[]> =>
  readAll(table, tenant, 'TEMPLATE', shippedTemplates);

export const readScripts = (table: Table, tenant: TenantId): Promise<readonly CallScript[]> =>
  readAll(table, tenant, 'SCRIPT', shippedScripts);

export const readTemplate = (table: Table, tenant: TenantId, name: string, version?: number) =>
  readOne<MessageTemplate>(table, tenant, { kind: 'TEMPLATE', name, version }, shippedTemplates);

export const readScript = (table: Table, tenant: TenantId, name: string, version?: number) =>
  readOne<CallScript>(table, tenant, { kind: 'SCRIPT', name, version }, shippedScripts);

export const readLetters = (table: Table, tenant: TenantId): Promise<readonly DunningLetter[]> =>
  readAll(table, tenant, 'LETTER', shippedLetters);

export const readLetter = (table: Table, tenant: TenantId, name: string, version?: number) =>
  readOne<DunningLetter>(table, tenant, { kind: 'LETTER', name, version }, shippedLetters);

/**
 * The latest version of some letters, and of the usual letter, whose words are used where a letter has none of its own.
 */
export async function latestLetters(
  table: Table,
  tenant: TenantId,
  names: readonly string[],
): Promise<ReadonlyMap<string, DunningLetter>> {
  const wanted = [...new Set([...names, usualLetter])];
  const read = await Promise.all(wanted.map((name) => readLetter(table, tenant, name)));
  return new Map(read.flatMap((letter) => (letter === undefined ? [] : [[letter.name, letter]])));
}

const wordingTypes = { TEMPLATE: 'message-template', SCRIPT: 'call-script', LETTER: 'dunning-letter' } as const;

/** Stores a version, unless it exists. */
export function wordingWrite(
  tenant: TenantId,
  kind: WordingKind,
  wording: Wording,
): Write<{ readonly kind: 'version-changed' }> {
  const { name, version } = wording;
  return {
    put: entityItem(wordingKey(tenant, kind, name, version), wordingTypes[kind], wording),
    condition: { absent: true },
    orElse: { kind: 'version-changed' },
  };
}
