import { mergedInto } from '../../shared/domain/encounter/merge.ts';
import type { Intake, IntakeFault } from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { valueText } from '../../shared/domain/text/value-text.ts';
import { type EncounterStart, encounterStart } from '../../shared/http/encounter/encounter-schema.ts';
import { validate } from '../../shared/http/validate.ts';
import { newEncounter } from '../../shared/runtime/api/new-encounter.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { readEncounter, type StoredEncounter } from '../../shared/store/encounters.ts';
import { readKnownEncounter, type SentAs, saidDigest } from '../../shared/store/sent-encounters.ts';
import type { Write } from '../../shared/store/table.ts';
import { candidateOf } from './candidate.ts';
import { comparedWithHere, type SentAgain } from './compare-sent.ts';
import { namedCoverages } from './insurances.ts';
import { withIds } from './named.ts';
import { idsOfRecord, type Reading, type RecordPlace } from './reading.ts';

interface Taken {
  readonly kind: 'taken';
  readonly encounterId: string;
  readonly writes: readonly Write[];
}

interface Failed {
  readonly kind: 'failed';
  readonly errors: readonly IntakeFault[];
}

/** The encounter with its `externalId` exists here, with the same content. */
interface Known {
  readonly kind: 'known';
  readonly encounterId: string;
  readonly writes: readonly Write[];
}

/** The encounter exists here with other content: the errors say where it differs. */
interface Conflicting {
  readonly kind: 'conflict';
  readonly errors: readonly IntakeFault[];
  readonly sent: SentAgain;
}

/** The outcome of a record. */
export type Outcome = Taken | Known | Conflicting | Failed;

const mostFaults = 20;

/**
 * The fault to report when another record of the same file has already made the encounter. HL7 has none: a repeated
 * message is the same message.
 */
const saidAgain: Partial<Record<Intake['format'], IntakeFault>> = {
  csv: {
    pointer: '/lines',
    detail:
      'other rows of this visit are elsewhere in the file: add to its encounter the services that it lacks, then dismiss this',
  },
  'json-lines': {
    pointer: '/externalId',
    detail:
      'another line of the file has this externalId: add what is different to its encounter, then dismiss this; or correct the externalId, and send the file again',
  },
};

/** Reads a record and prepares its encounter, as a draft like one that a person enters. Writes nothing. */
export async function tryRecord(reading: Reading, text: string, place: RecordPlace): Promise<Outcome> {
  const { tenant, intake, table, header } = reading;
  const read = candidateOf(intake, text.replace('\uFEFF', ''), header);
  const failedAt = (errors: readonly IntakeFault[]): Failed => ({
    kind: 'failed',
    errors: errors.slice(0, mostFaults).map((error) => inFile(error, place.line)),
  });
  if (!read.ok) return failedAt(read.failure);
  const { body, sources, lines = [], insurances = [] } = read.value;
  const failed = (errors: readonly IntakeFault[]): Failed =>
    failedAt(errors.map((error) => withLine(withSource(error, sources), lines)));
  const { externalId } = body;
  if (typeof externalId !== 'string' || externalId === '') {
    const detail = 'required: without it, a file that is sent again would create the encounter twice';
    return failed([{ pointer: '/externalId', detail }]);
  }
  const found = await readKnownEncounter(table, tenant, externalId);
  const home = found?.mergedInto === undefined ? undefined : await homeOf(reading, found.mergedInto);
  // If the encounter into which it was merged is void now, the record is imported again.
  const known = found?.mergedInto !== undefined && home === undefined ? undefined : found;
  const again = saidAgain[intake.format];
  if (known?.intakeId === intake.id && again !== undefined) return failed([again]);
  const said = saidDigest(valueText({ body, insurances }));
  if (known?.heard.includes(said)) return { kind: 'known', encounterId: home ?? known.id, writes: [] };
  if (home !== undefined) return failed([becamePart]);
  const checked = await checkedBody(reading, body, insurances);
  if (!checked.ok) return failed(checked.failure);
  if (known !== undefined) {
    const sent = await comparedWithHere(reading, known, { said, ...checked.value });
    if (sent.differences.length === 0) return { kind: 'known', encounterId: known.id, writes: [sent.heard] };
    return { kind: 'conflict', sent, errors: failed(sent.differences).errors };
  }
  const { valid } = checked.value;
  const made = await madeEncounter(reading, place, valid, {
    ...{ externalId, intakeId: intake.id, said },
    ...present({ former: found?.id }),
  });
  return made.ok ? made.value : failed(made.failure);
}

/** The answer when an encounter was merged into another one and the record differs. */
const becamePart: IntakeFault = {
  pointer: '/externalId',
  detail: 'the encounter here was merged into another one: add what is different to that one, then dismiss this',
};

/** The encounter into which this one was merged; undefined when that is void. */
async function homeOf({ table, tenant }: Reading, into: string): Promise<string | undefined> {
  let id: string | undefined = into;
  while (id !== undefined) {
    const encounter: StoredEncounter | undefined = await readEncounter(table, tenant, id);
    if (encounter !== undefined && encounter.state.kind !== 'void') return id;
    id = encounter === undefined ? undefined : mergedInto(encounter.state);
  }
  return undefined;
}

interface Checked {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly valid: EncounterStart;
}

/** Resolves the names in a record, and checks it against the schema. */
async function checkedBody(
  { tenant, table, providers }: Reading,
  body: Record<string, unknown>,
  insurances: Parameters<typeof namedCoverages>[1],
): Promise<Result<Checked, readonly IntakeFault[]>> {
  const named = await withIds(body, providers, tenant, table);
  if (!named.ok) return named;
  const covered = await namedCoverages({ table, tenant }, insurances, named.value);
  if (!covered.ok) return covered;
  const billed = covered.value.length === 0 ? {} : { coverageIds: covered.value };
  const raw = { kind: 'professional', ...named.value, ...billed };
  const valid = validate('body', encounterStart, raw);
  return valid.ok ? ok({ raw, valid: valid.value }) : fail(valid.failure.errors ?? []);
}

async function madeEncounter(
  reading: Reading,
  place: RecordPlace,
  body: EncounterStart,
  sent: SentAs,
): Promise<Result<Taken, readonly IntakeFault[]>> {
  const { tenant, intake, table, now } = reading;
  const at = now().toISOString();
  const principal = { tenantId: tenant, subject: intake.requestedBy };
  const starting = { principal, at, newId: idsOfRecord(reading, place), sent };
  const created = await newEncounter(body, starting, table);
  if (!created.ok) return fail(created.failure.errors ?? [{ pointer: '', detail: created.failure.kind }]);
  const { encounter, writes, audit } = created.value;
  const told = { ...audit, facts: { ...audit.facts, intakeId: intake.id, record: place.record } };
  return ok({
    kind: 'taken',
    encounterId: encounter.id,
    writes: [...writes, workerAudit('import-encounters', tenant, at, told)],
  });
}

/** Adds the source field from which the faulty value came, or that of its nearest parent. */
function withSource(error: IntakeFault, sources: ReadonlyMap<string, string>): IntakeFault {
  if (error.source !== undefined) return error;
  // The source names patients and providers; our body has ids.
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

/**
 * Turns a line counted within the record into a line of the file. Leaves it out when it is the record's first line,
 * which is shown anyway.
 */
function inFile({ line = 0, ...error }: IntakeFault, first: number): IntakeFault {
  return line === 0 ? error : { ...error, line: first + line };
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
