import { type CodeSystem, codeSystems } from '../domain/code-set/entered-code.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { codeChoicesKey } from './keys/practice.ts';
import type { Table, Write } from './table.ts';

/**
 * How often each code (`icd-10-cm E119`) was chosen. A provider's own choices count fully, the choices of the whole
 * office a quarter.
 */
export type CodeChoices = ReadonlyMap<string, number>;

const officeShare = 0.25;

/** Earlier choices: one read of two small items. */
export async function readCodeChoices(table: Table, tenant: TenantId, providerId?: string): Promise<CodeChoices> {
  const keys = [codeChoicesKey(tenant), ...(providerId === undefined ? [] : [codeChoicesKey(tenant, providerId)])];
  const [office, provider] = await table.batchGet(keys);
  const choices = new Map<string, number>();
  const add = (item: Readonly<Record<string, unknown>> | undefined, share: number) => {
    for (const [name, times] of Object.entries(item ?? {})) {
      if (typeof times !== 'number' || !isChoice(name)) continue;
      choices.set(name, (choices.get(name) ?? 0) + times * share);
    }
  };
  add(office, officeShare);
  add(provider, 1);
  return choices;
}

/** The item has an attribute for each code, so that both of two simultaneous choices are counted. */
function isChoice(name: string): boolean {
  return codeSystems.some((system) => name.startsWith(`${system} `));
}

/** Counts a choice, for the office and for the provider. */
export function codeChoiceWrites(
  tenant: TenantId,
  chosen: { readonly system: CodeSystem; readonly code: string; readonly providerId?: string },
): readonly Write<never>[] {
  const keys = [
    codeChoicesKey(tenant),
    ...(chosen.providerId === undefined ? [] : [codeChoicesKey(tenant, chosen.providerId)]),
  ];
  return keys.map((update) => ({
    update,
    set: { type: 'code-choices', schemaVersion: 1 },
    add: { [`${chosen.system} ${chosen.code}`]: 1 },
  }));
}
