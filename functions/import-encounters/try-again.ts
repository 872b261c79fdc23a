import type { IntakeFailure } from '../../shared/domain/intake/intake.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { failureWrite, intakeCountWrite, intakeFileKey, readFailures } from '../../shared/store/intakes.ts';
import type { Write } from '../../shared/store/table.ts';
import type { Reading } from './reading.ts';
import { type Taking, takenWrites } from './take-sent.ts';
import { type Outcome, tryRecord } from './try-record.ts';

/** Which failures to try again, and whether as corrections. */
export type Again = Pick<MessageOf<'import-encounters'>, 'records' | 'take'>;

/** Tries failures that still wait again, from the bytes of the file: all of them, or some records. */
export async function tryAgain(reading: Reading, delivery: Delivery, { records, take }: Again): Promise<void> {
  const { tenant, intake, table, files } = reading;
  const key = intakeFileKey(tenant, intake.sha256);
  const wanted = records === undefined ? undefined : new Set(records);
  for (const failure of await readFailures(table, tenant, intake.id)) {
    if (failure.state !== 'open' || wanted?.has(failure.record) === false) continue;
    stopInTime(delivery);
    const text = Buffer.from(await files.getRange(key, failure.byteOffset, failure.byteLength)).toString('utf8');
    const outcome = await tryRecord(reading, text, failure);
    const written = await table.transact(await writesOf(reading, failure, outcome, take));
    // If the encounter was written at the same moment, the message is delivered again.
    if (!written.ok && written.failure.write.orElse !== over)
      throw new Error('another writer came first: the message will be delivered again');
  }
}

/** The failure ended meanwhile. */
const over = { kind: 'over' } as const;

async function writesOf(
  reading: Reading,
  failure: IntakeFailure,
  outcome: Outcome,
  take: Taking | undefined,
): Promise<readonly Write[]> {
  const { tenant, intake } = reading;
  const { conflict: before, ...rest } = failure;
  const waits = (more: Pick<IntakeFailure, 'errors' | 'conflict'>): readonly Write[] => [
    failureWrite(tenant, { ...rest, at: reading.now().toISOString(), ...more }, over),
  ];
  const ends = (encounterId: string, as: 'taken' | 'known', writes: readonly Write[]): readonly Write[] => [
    failureWrite(tenant, { ...rest, state: 'taken', encounterId }, over),
    intakeCountWrite(tenant, intake.id, { open: -1, [as]: 1 }),
    ...writes,
  ];
  if (outcome.kind === 'failed') return waits({ errors: outcome.errors });
  if (outcome.kind !== 'conflict') return ends(outcome.encounterId, outcome.kind, outcome.writes);
  const { errors, sent } = outcome;
  const { conflict } = sent;
  // The person has seen the differences from exactly this version.
  const isAsSeen = before !== undefined && before.version === conflict.version && conflict.canBeTaken;
  if (take === undefined || !isAsSeen) return waits({ errors, conflict });
  const taken = await takenWrites(reading, failure, sent, take);
  return taken.ok ? ends(conflict.encounterId, 'taken', taken.value) : waits({ errors: taken.failure, conflict });
}
