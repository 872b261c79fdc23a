import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { documentOfItem, idOfExternalId } from '../../shared/store/entity-items.ts';
import { listPartition } from '../../shared/store/keys/entity.ts';
import { idOfMedicalRecord } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';

type Body = Record<string, unknown>;
type NamedEntity = 'PATIENT' | 'PROVIDER' | 'FACILITY';

/** The office's providers by NPI. A provider with several taxonomy codes may occur more than once. */
export type ProvidersByNpi = ReadonlyMap<string, readonly string[]>;

export async function readProvidersByNpi(table: Table, tenant: TenantId): Promise<ProvidersByNpi> {
  const rows = await table.queryAll({ partition: listPartition(tenant, 'PROVIDER'), index: true });
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const known = new Map<string, string[]>();
  for (const item of items) {
    if (item === undefined) continue;
    const { npi, id } = documentOfItem<{ readonly npi: string; readonly id: string }>(item);
    known.set(npi, [...(known.get(npi) ?? []), id]);
  }
  return known;
}

/**
 * Replaces a program's ids of patients, providers and facilities by ours. Nothing is guessed: an id that matches
 * nobody, or several, is a fault. `patientNumber` is the medical record number or the office's own patient id, when a
 * program does not say which.
 */
export async function withIds(
  body: Body,
  providers: ProvidersByNpi,
  tenant: TenantId,
  table: Table,
): Promise<Result<Body, readonly IntakeFault[]>> {
  const faults: IntakeFault[] = [];
  const byNumber = async (name: string, entity: NamedEntity, text: string): Promise<readonly string[]> => {
    const ids = await Promise.all([
      name.endsWith('ExternalId') || name === 'patientNumber' ? idOfExternalId(table, tenant, entity, text) : undefined,
      name.startsWith('patient') && !name.endsWith('ExternalId') ? idOfMedicalRecord(table, tenant, text) : undefined,
    ]);
    return [...new Set(ids.filter((id) => id !== undefined))];
  };
  const idOf = async (pointer: string, name: string, value: unknown): Promise<string | undefined> => {
    const entity = name.startsWith('patient') ? 'PATIENT' : name.startsWith('facility') ? 'FACILITY' : 'PROVIDER';
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const found = name.endsWith('Npi') ? (providers.get(text) ?? []) : await byNumber(name, entity, text);
    if (found.length === 1) return found[0];
    const what = entity.toLowerCase();
    const detail =
      found.length > 1
        ? `several ${what}s have it: name one by its id`
        : `no ${what} here has it: enter the ${what}, then try again`;
    faults.push({ pointer, detail });
    return undefined;
  };
  const replaced = async (at: string, part: Body): Promise<Body> => {
    const entries = await Promise.all(
      Object.entries(part).map(async ([name, value]): Promise<readonly [string, unknown] | undefined> => {
        const named = /^(.+)(?:ExternalId|Npi)$/.exec(name) ?? /^(patient)(?:MedicalRecord)?Number$/.exec(name);
        if (named === null) return [name, value];
        const id = await idOf(`${at}/${name}`, name, value);
        return id === undefined ? undefined : [`${named[1]}Id`, id];
      }),
    );
    return Object.fromEntries(entries.filter((entry) => entry !== undefined));
  };
  const each = async (at: string, parts: unknown): Promise<unknown> =>
    Array.isArray(parts)
      ? Promise.all(parts.map((part, index) => (isObject(part) ? replaced(`${at}/${index}`, part) : part)))
      : parts;
  const own = await replaced('', body);
  const lines = await each('/lines', body.lines);
  const documentation = Array.isArray(body.documentation)
    ? await Promise.all(
        body.documentation.map(async (note, index) => {
          if (!isObject(note)) return note;
          const procedures = await each(`/documentation/${index}/procedures`, note.procedures);
          return { ...note, ...present({ procedures }) };
        }),
      )
    : body.documentation;
  return faults.length > 0 ? fail(faults) : ok({ ...own, ...present({ lines, documentation }) });
}

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null;
