import { type IdKind, idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Intake, IntakeFault } from '../../shared/domain/intake/intake.ts';
import { encounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import { validate } from '../../shared/http/validate.ts';
import { newEncounter } from '../../shared/runtime/api/new-encounter.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { idOfExternalId } from '../../shared/store/entity-items.ts';
import type { Write } from '../../shared/store/table.ts';
import { candidateOf } from './candidate.ts';
import type { ImportDeps } from './context.ts';
import { namedCoverages } from './insurances.ts';
import { type ProvidersByNpi, withIds } from './named.ts';

/** An intake that is read, and what its records are read by. */
export interface Reading extends ImportDeps {
  readonly tenant: TenantId;
  readonly intake: Intake;
  /** The beginning of the file. */
  readonly head: Uint8Array;
  /** The columns of a CSV file, and how many bytes their row has. */
  readonly header: readonly string[];
  readonly headerBytes: number;
  readonly providers: ProvidersByNpi;
  /** The ids of the encounters that the file's own records make, as far as they were asked for. */
  readonly ownIds: Set<string>;
}

/** What becomes of a record. */
export type Outcome =
  | { readonly kind: 'taken'; readonly encounterId: string; readonly writes: readonly Write[] }
  /** An encounter with its `externalId` is here: it was sent before. */
  | { readonly kind: 'known'; readonly encounterId: string | undefined }
  | { readonly kind: 'failed'; readonly errors: readonly IntakeFault[] };

const mostFaults = 20;

/** Where a record stands in its file: its number, and the line on which it begins, both from 1. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
}

/**
 * What is answered when another record of the same file has already made the encounter. An HL7 message that comes again is the same
 * message, and no fault.
 */
const saidAgain: Partial<Record<Intake['format'], IntakeFault>> = {
  csv: {
    pointer: '/lines',
    detail:
      'other rows of this visit stand elsewhere in the file: add these services to its encounter where they are others, then dismiss this',
  },
  'json-lines': {
    pointer: '/externalId',
    detail:
      'another line of the file has this externalId: add what is different to its encounter, then dismiss this; or correct the externalId, and send the file again',
  },
};

/** Reads a record and prepares its encounter, a draft like one that a person enters. Writes nothing. */
export async function tryRecord(reading: Reading, text: string, place: RecordPlace): Promise<Outcome> {
  const { record } = place;
  const { tenant, intake, table, header, providers, now } = reading;
  const read = candidateOf(intake, text.replace('\uFEFF', ''), header);
  const failedAt = (errors: readonly IntakeFault[]): Outcome => ({
    kind: 'failed',
    errors: errors.slice(0, mostFaults).map((error) => inFile(error, place.line)),
  });
  if (!read.ok) return failedAt(read.failure);
  const { body, sources, lines = [], insurances = [] } = read.value;
  const failed = (errors: readonly IntakeFault[]): Outcome =>
    failedAt(errors.map((error) => withLine(withSource(error, sources), lines)));
  const { externalId } = body;
  if (typeof externalId === 'string' && externalId !== '') {
    const known = await idOfExternalId(table, tenant, 'ENCOUNTER', externalId);
    const again = saidAgain[intake.format];
    if (known !== undefined && again !== undefined && isOwn(reading, known, record)) return failed([again]);
    if (known !== undefined) return { kind: 'known', encounterId: known };
  } else {
    return failed([
      {
        pointer: '/externalId',
        detail: 'required: without it, a file that is sent again would make the encounter twice',
      },
    ]);
  }
  const named = await withIds(body, providers, tenant, table);
  if (!named.ok) return failed(named.failure);
  const covered = await namedCoverages({ table, tenant }, insurances, named.value);
  if (!covered.ok) return failed(covered.failure);
  const billed = covered.value.length === 0 ? {} : { coverageIds: covered.value };
  const valid = validate('body', encounterStart, { kind: 'professional', ...named.value, ...billed });
  if (!valid.ok) return failed(valid.failure.errors ?? []);
  const at = now().toISOString();
  let ids = 0;
  const newId = (kind: IdKind) => {
    ids += 1;
    return idOf(reading, kind, { record, number: ids });
  };
  const principal = { tenantId: tenant, subject: intake.requestedBy };
  const created = await newEncounter(valid.value, { principal, at, newId }, table);
  if (!created.ok) return failed(created.failure.errors ?? [{ pointer: '', detail: created.failure.kind }]);
  const { encounter, writes, audit } = created.value;
  const told = { ...audit, facts: { ...audit.facts, intakeId: intake.id, record } };
  return {
    kind: 'taken',
    encounterId: encounter.id,
    writes: [...writes, workerAudit('import-encounters', tenant, at, told)],
  };
}

/** An id that follows from a record's place, so that a record makes the same encounter whenever it is read. */
function idOf(
  { tenant, intake }: Reading,
  kind: IdKind,
  { record, number }: { readonly record: number; readonly number: number },
): string {
  return idFromDigest(kind, digestOf('intake', tenant, intake.id, String(record), String(number)));
}

/** Whether an encounter was made by a record of this very file: then the services of this one are not in it. */
function isOwn(reading: Reading, encounterId: string, record: number): boolean {
  const { ownIds, intake } = reading;
  const last = Math.max(record, intake.records);
  // An encounter's id is the first that its record asks for.
  for (let each = ownIds.size + 1; each <= last; each += 1)
    ownIds.add(idOf(reading, 'encounter', { record: each, number: 1 }));
  return ownIds.has(encounterId);
}

/** Adds what of the source said the place of a fault: the field itself, or what it belongs to. */
function withSource(error: IntakeFault, sources: ReadonlyMap<string, string>): IntakeFault {
  if (error.source !== undefined) return error;
  // Our ids stand where the source named a patient or provider.
  const names = ['Id', 'ExternalId', 'Npi', 'MedicalRecordNumber', 'Number'];
  const aliases = names.map((name) => error.pointer.replace(/Id$/, name));
  const source = aliases
    .map((pointer) => sources.get(pointer) ?? sources.get(parentOf(pointer)))
    .find((each) => each !== undefined);
  return source === undefined ? error : { ...error, source };
}

/** Adds the row of a service. */
function withLine(error: IntakeFault, lines: readonly number[]): IntakeFault {
  const line = lines[Number(/^\/lines\/(\d+)/.exec(error.pointer)?.[1] ?? Number.NaN)];
  return line === undefined ? error : { ...error, line };
}

/** Counts lines from the beginning of the file, and leaves that of the record itself out. */
function inFile({ line = 0, ...error }: IntakeFault, first: number): IntakeFault {
  return line === 0 ? error : { ...error, line: first + line };
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
