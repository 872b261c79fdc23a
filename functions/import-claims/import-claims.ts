import type { ClaimIntake, ClaimIntakeRefusal, WaitingClaim } from '../../shared/domain/claim-intake/claim-intake.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { attemptsBeforeEnd, continueByMessage, type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import {
  claimIntakeFileKey,
  claimIntakeStateWrite,
  claimStepWrite,
  newWaitingClaimWrite,
  readClaimIntake,
  waitingClaims,
  waitingClaimWrite,
  waitingOverWrite,
} from '../../shared/store/claim-intakes.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ImportDeps, Outcome, Taking } from './context.ts';
import { readPractice } from './practice.ts';
import { type FileClaim, type FileEnd, readClaims } from './read-claims.ts';
import { takeClaim } from './take-claim.ts';

/** A claim whose write fails this often, although no other worker was first, waits for the next delivery. */
const mostStandstills = 3;

/**
 * Takes in the claims of another system's file, one after another. Each is written in one transaction with the count of
 * claims so far, so that none is imported twice or left out, whatever fails. A claim that cannot be imported waits for
 * the office and does not block the others.
 */
export async function importClaims(
  message: MessageOf<'import-claims'>,
  delivery: Delivery,
  deps: ImportDeps,
): Promise<void> {
  const { tenantId, intakeId } = message;
  let { againFrom } = message;
  const rest = () => ({ schemaVersion: 1, tenantId, intakeId, ...present({ againFrom }) }) as const;
  await continueByMessage('import-claims', rest, deps.queues, async () => {
    const tenant = tenantId as TenantId;
    const intake = await readClaimIntake(deps.table, tenant, intakeId);
    invariant(intake !== undefined, 'the item of an intake precedes its message');
    const isOver = againFrom === undefined && intake.state !== 'reading';
    if (isOver) return;
    const importing = { ...(await takingOf(tenant, intake, deps)), deps, delivery };
    if (againFrom !== undefined) {
      await tryAgain(importing, againFrom, (record) => {
        againFrom = record;
      });
    } else if (delivery.receiveCount > attemptsBeforeEnd) await end(importing, intake, { refusal: 'broke-off' });
    else await readOn(importing);
  });
}

async function takingOf(tenant: TenantId, intake: ClaimIntake, { table, now }: ImportDeps): Promise<Taking> {
  const at = now().toISOString();
  const [practice, postedOn] = await Promise.all([readPractice(table, tenant), officeDay(table, tenant, at)]);
  return { tenant, table, at, postedOn, intake, practice };
}

interface Importing extends Taking {
  readonly deps: ImportDeps;
  readonly delivery: Delivery;
}

function readAll({ tenant, intake, deps }: Importing, each: (claim: FileClaim) => Promise<'on' | 'stop'>) {
  const key = claimIntakeFileKey(tenant, intake.sha256);
  return readClaims(intake.sizeBytes, (offset, length) => deps.files.getRange(key, offset, length), each);
}

/** Reads a file to its end, from the claim that it has reached. */
async function readOn(importing: Importing): Promise<void> {
  const { tenant, intake, table, delivery } = importing;
  let now = intake;
  const ended = await readAll(importing, async (claim) => {
    if (claim.record <= now.records) return 'on';
    for (let standstills = 0; standstills < mostStandstills; standstills += 1) {
      stopInTime(delivery);
      const outcome = await takeClaim(importing, claim);
      if ((await table.transact(claimWrites(importing, now, claim, outcome))).ok) {
        now = { ...now, records: claim.record };
        return 'on';
      }
      const found = await readClaimIntake(table, tenant, intake.id);
      // Another worker reads the same file, or has finished it: that worker continues.
      if (found?.state !== 'reading' || found.records !== now.records) return 'stop';
    }
    throw new Error('a claim is not written: the message will be delivered again');
  });
  if (ended !== 'stopped') await end(importing, now, endOf(ended));
}

function endOf({ claims, isWhole, remarks }: FileEnd): Ending {
  const refusal = claims === 0 ? 'no-claims' : isWhole ? undefined : 'cut-off';
  return present({ refusal, remarks: remarks.length === 0 ? undefined : remarks }) as Ending;
}

/** The writes of a file's claim, with its count. */
function claimWrites(
  { tenant, at }: Importing,
  now: ClaimIntake,
  claim: FileClaim,
  outcome: Outcome,
): readonly Write[] {
  const { record } = claim;
  const { chargeCents, patientControlNumber: controlNumber } = claim.claim;
  const waiting = { intakeId: now.id, record, controlNumber, chargeCents, at, state: 'waiting' } as const;
  return [
    claimStepWrite(tenant, now, outcome.kind, chargeCents),
    ...(outcome.kind === 'waiting' ? [newWaitingClaimWrite(tenant, { ...waiting, reasons: outcome.reasons })] : []),
    ...(outcome.kind === 'taken' ? outcome.writes : []),
  ];
}

interface Ending {
  readonly refusal?: ClaimIntakeRefusal;
  readonly remarks?: FileEnd['remarks'];
}

async function end({ tenant, table, deps }: Importing, now: ClaimIntake, { refusal, remarks }: Ending): Promise<void> {
  const endedAt = deps.now().toISOString();
  const state = refusal === undefined ? 'done' : 'refused';
  const facts = { state, claims: now.records, ...present({ refusal }) };
  await table.transact([
    claimIntakeStateWrite(tenant, now, { state, endedAt, ...present({ refusal, remarks }) }),
    workerAudit('import-claims', tenant, endedAt, { action: 'claim-intake-ended', entityId: now.id, facts }),
  ]);
  deps.logger.info('claim-intake-ended', { tenantId: tenant, intakeId: now.id, ...facts });
}

/**
 * Tries a file's waiting claims again, in file order: the file and the list of waiting claims are each read once, so
 * any number may wait.
 * @param reached called with the claim at which a further message would continue
 */
async function tryAgain(importing: Importing, from: number, reached: (record: number) => void): Promise<void> {
  const { tenant, table, intake, delivery } = importing;
  const waiting = waitingClaims(table, tenant, intake.id, from);
  let next = await waiting.next();
  if (next.done === true) return;
  await readAll(importing, async (claim) => {
    if (next.done === true) return 'stop';
    if (claim.record < next.value.record) return 'on';
    reached(claim.record);
    stopInTime(delivery);
    await tryOnce(importing, claim, next.value);
    next = await waiting.next();
    return 'on';
  });
}

async function tryOnce(importing: Importing, claim: FileClaim, before: WaitingClaim): Promise<void> {
  const { tenant, table, at } = importing;
  const outcome = await takeClaim(importing, claim);
  const over = { kind: 'over' } as const;
  if (outcome.kind === 'waiting') {
    await table.transact([waitingClaimWrite(tenant, { ...before, at, reasons: outcome.reasons }, over)]);
    return;
  }
  const { claimId, kind } = outcome;
  // If somebody else writes at this moment, the claim stays waiting for the next retry.
  await table.transact([
    waitingClaimWrite(tenant, { ...before, at, state: kind, claimId }, over),
    waitingOverWrite(tenant, before, kind),
    ...(kind === 'taken' ? outcome.writes : []),
  ]);
}
