import { contentFault } from '../../shared/domain/encounter/document-content.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import {
  type Intake,
  type IntakeFailure,
  type IntakeFormat,
  type IntakeRefusal,
  mostFailures,
} from '../../shared/domain/intake/intake.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { intakeFileKey, intakeStepWrite, newFailureWrite, readIntake } from '../../shared/store/intakes.ts';
import type { ImportDeps } from './context.ts';
import { readProvidersByNpi } from './named.ts';
import type { Reading } from './reading.ts';
import { afterRow, recordsFrom } from './records.ts';
import { valuesOf } from './row-values.ts';
import { tryAgain } from './try-again.ts';
import { type Outcome, tryRecord } from './try-record.ts';

/** A record whose write fails this often, although no other worker was first, waits for the next delivery. */
const mostStandstills = 3;
const headBytes = 100_000;

/**
 * Takes in the encounters of a file, one after another. Each is written in one transaction with the position in the
 * file, so that none is imported twice or left out, whatever fails. A failed record waits for a person, with its place
 * and without content.
 */
export async function importEncounters(
  message: MessageOf<'import-encounters'>,
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const { tenantId, intakeId } = message;
  const { again, records, take } = message;
  const rest = () => ({ schemaVersion: 1, tenantId, intakeId, ...present({ again, records, take }) }) as const;
  await continueByMessage('import-encounters', rest, deps.queues, async () => {
    const tenant = tenantId as TenantId;
    const intake = await readIntake(deps.table, tenant, intakeId);
    invariant(intake !== undefined, 'the item of an intake precedes its message');
    const reading = await readingOf(tenant, intake, deps);
    if (again) return tryAgain(reading, delivery, { ...present({ records, take }) });
    if (intake.state !== 'reading') return;
    const refusal = delivery.receiveCount > attemptsBeforeEnd ? 'broke-off' : headFault(intake, reading);
    if (refusal !== undefined) return end(reading, { code: refusal, line: intake.nextLine });
    await readOn(reading, delivery);
  });
}

async function readingOf(tenant: TenantId, intake: Intake, deps: ImportDeps): Promise<Reading> {
  const key = intakeFileKey(tenant, intake.sha256);
  const head =
    intake.sizeBytes === 0
      ? new Uint8Array()
      : await deps.files.getRange(key, 0, Math.min(headBytes, intake.sizeBytes));
  const end = intake.format === 'csv' ? (afterRow(head, 0) ?? head.length) : 0;
  const header = valuesOf(Buffer.from(head.subarray(0, end)).toString('utf8')) ?? [];
  const providers = await readProvidersByNpi(deps.table, tenant);
  return { ...deps, tenant, intake, head, header, headerBytes: end, providers };
}

const beginnings: Readonly<Record<IntakeFormat, RegExp>> = {
  'json-lines': /^\uFEFF?\s*\{/,
  csv: /^[^{]/,
  hl7: /^\s*(?:MSH|FHS|BHS)\|/,
};

/** Why a file is not read at all. */
function headFault({ format, mapping, sizeBytes }: Intake, { head, header }: Reading): IntakeRefusal | undefined {
  const isWhole = head.length === sizeBytes;
  // A window may end within a character.
  const shown = isWhole ? head : head.subarray(0, Math.max(0, head.lastIndexOf(10)));
  if (contentFault('text/plain', shown.length === 0 ? head : shown) === 'document-is-program' || head.includes(0))
    return 'not-text';
  if (!beginnings[format].test(Buffer.from(head.subarray(0, 200)).toString('utf8'))) return 'another-format';
  const wanted = Object.keys(mapping?.columns ?? {});
  const isDoubtful = wanted.some((name) => header.filter((each) => each === name).length !== 1);
  return format === 'csv' && isDoubtful ? 'header-differs' : undefined;
}

/** Reads a file to its end. When another worker reads the same file, each continues from the other's position. */
async function readOn(reading: Reading, delivery: Delivery): Promise<void> {
  let { intake } = reading;
  for (let standstills = 0; standstills < mostStandstills; ) {
    await readFrom({ ...reading, intake }, delivery);
    const found = await readIntake(reading.table, reading.tenant, intake.id);
    if (found === undefined || found.state !== 'reading') return;
    standstills = found.nextByte === intake.nextByte ? standstills + 1 : 0;
    intake = found;
  }
  throw new Error('an encounter is not written: the message will be delivered again');
}

/** Reads from a position to the end of the file, or until another worker is first. */
async function readFrom(reading: Reading, delivery: Delivery): Promise<void> {
  const { tenant, intake, table, files, header, headerBytes } = reading;
  const key = intakeFileKey(tenant, intake.sha256);
  const isFirst = intake.nextByte === 0;
  const from = {
    byte: isFirst ? headerBytes : intake.nextByte,
    line: isFirst && headerBytes > 0 ? 2 : intake.nextLine,
  };
  let now = intake;
  const read = (offset: number, length: number) =>
    files.getRange(key, offset, Math.min(length, intake.sizeBytes - offset));
  for await (const found of recordsFrom(intake, read, from, header)) {
    stopInTime(delivery);
    if (!found.ok) return end({ ...reading, intake: now }, found.failure);
    if (now.open >= mostFailures)
      return end({ ...reading, intake: now }, { code: 'too-many-failures', line: found.value.line });
    const { text, byteOffset, byteLength, line, lines } = found.value;
    const next = { nextByte: byteOffset + byteLength, nextLine: line + lines };
    if (text.replace('\uFEFF', '').trim() === '') continue;
    const record = now.records + 1;
    const outcome = await tryRecord(reading, text, { record, line });
    const isWaiting = outcome.kind === 'failed' || outcome.kind === 'conflict';
    const counts = { records: 1, ...(isWaiting ? { open: 1 } : { [outcome.kind]: 1 }) };
    const at = reading.now().toISOString();
    const failure = { intakeId: intake.id, format: intake.format, record, line, byteOffset, byteLength, since: at, at };
    const written = await table.transact([
      intakeStepWrite(tenant, now, next, counts),
      ...(isWaiting ? [newFailureWrite(tenant, { ...failure, ...waitingOf(outcome), state: 'open' })] : outcome.writes),
    ]);
    if (!written.ok) return;
    now = { ...now, ...next, records: record, open: now.open + (isWaiting ? 1 : 0) };
  }
  await end({ ...reading, intake: now }, undefined);
}

/** What is stored about a failed encounter. */
function waitingOf(
  outcome: Extract<Outcome, { kind: 'failed' | 'conflict' }>,
): Pick<IntakeFailure, 'errors' | 'conflict'> {
  const { errors } = outcome;
  return outcome.kind === 'conflict' ? { errors, conflict: outcome.sent.conflict } : { errors };
}

async function end(
  { tenant, intake, table, now, logger }: Reading,
  refusal: { readonly code: IntakeRefusal; readonly line: number } | undefined,
): Promise<void> {
  const endedAt = now().toISOString();
  const state = refusal === undefined ? 'done' : 'refused';
  const facts = { state, ...(refusal ?? {}) };
  await table.transact([
    intakeStepWrite(tenant, intake, { state, endedAt, ...present({ refusal }) }),
    workerAudit('import-encounters', tenant, endedAt, { action: 'intake-ended', entityId: intake.id, facts }),
  ]);
  logger.info('intake-ended', { tenantId: tenant, intakeId: intake.id, ...facts });
}
