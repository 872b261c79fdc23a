import type {
  ClaimAcknowledgement,
  FileAnswer,
  SaidVerdict,
} from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { verdictOf } from '../../shared/domain/acknowledgement/verdict.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { acknowledgedOutcome } from '../../shared/filing/acknowledged-outcome.ts';
import { unclearFilingWrite } from '../../shared/store/acknowledgement-alarms.ts';
import { claimAcknowledgementItem, fileAnswerWrite, saidDigest } from '../../shared/store/acknowledgements.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { claimAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ScannedClaimStatus } from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { acknowledgedFilingOf, submissionOf } from './acknowledged-filing.ts';
import { areClaimsThere } from './already-there.ts';
import { type Applied, type ApplyDeps, type ApplyTask, actionsPerTransaction } from './context.ts';
import type { ClaimPart } from './parts.ts';

/** At most this many claims are processed together. */
const claimsTogether = 60;

/** One claim's statuses: the filing that they answer, and what follows. */
interface Decided {
  readonly counts: Applied['counts'];
  readonly writes: readonly Write[];
}

/** Applies a 277CA's next claim statuses, as many as fit into one transaction. */
export async function applyClaims(task: ApplyTask, parts: readonly ClaimPart[], deps: ApplyDeps): Promise<Applied> {
  const statuses = distinct(parts.slice(0, claimsTogether).map(({ status }) => status));
  const ids = statuses.map(({ patientControlNumber }) => claimIdOfControlNumber(patientControlNumber));
  const balances = await readBalances(deps.table, task.tenant, ids);
  const keys = statuses.map((status, index) => keyOf(task, ids[index] as ClaimId, status));
  const known = await deps.table.batchGet(keys);
  const writes: Write[] = [];
  const counts: Record<string, number> = {};
  let taken = 0;
  for (const [index, status] of statuses.entries()) {
    const balance = balances[index];
    const own = isOwn(status, balance) ? balance : undefined;
    const decided = await decide(
      task,
      { status, balance: own, step: task.file.steps + index },
      known[index] !== undefined,
      deps,
    );
    if (writes.length + decided.writes.length > actionsPerTransaction) break;
    writes.push(...decided.writes);
    for (const [name, added] of Object.entries(decided.counts)) counts[name] = (counts[name] ?? 0) + added;
    taken += 1;
  }
  return { parts: taken, counts, writes };
}

/** The statuses before the first claim that occurs a second time: one transaction can write a claim only once. */
function distinct(statuses: readonly ScannedClaimStatus[]): readonly ScannedClaimStatus[] {
  const seen = new Set<string>();
  const end = statuses.findIndex(({ patientControlNumber }) => {
    const isSeen = seen.has(patientControlNumber);
    seen.add(patientControlNumber);
    return isSeen;
  });
  return end === -1 ? statuses : statuses.slice(0, end);
}

/** Whether the claim has the returned number: claims of other systems are found by a digest, which could collide. */
function isOwn({ patientControlNumber }: ScannedClaimStatus, balance: ClaimBalance | undefined): boolean {
  return balance !== undefined && patientControlNumber === (balance.controlNumber ?? balance.claimId);
}

/** When the status was given: the acknowledgement's own date and time. */
function saidAtOf({ createdOn = '', createdTime = '' }: ScannedClaimStatus): string {
  return createdTime === '' ? createdOn : `${createdOn}T${createdTime}`;
}

/** The key of a status: the same status in another file has the same key. */
function keyOf({ tenant }: ApplyTask, claimId: ClaimId, status: ScannedClaimStatus) {
  return claimAcknowledgementKey(tenant, claimId, saidAtOf(status), digestOfStatus(status));
}

function digestOfStatus(status: ScannedClaimStatus): string {
  const { source, batchTrace, statuses, lines, payerClaimNumber, clearinghouseNumber } = status;
  return saidDigest([source?.id, batchTrace, statuses, lines, payerClaimNumber, clearinghouseNumber]);
}

interface Asked {
  readonly status: ScannedClaimStatus;
  readonly balance: ClaimBalance | undefined;
  readonly step: number;
}

async function decide(
  task: ApplyTask,
  { status, balance, step }: Asked,
  isKnown: boolean,
  deps: ApplyDeps,
): Promise<Decided> {
  const { tenant, file } = task;
  const about = status.patientControlNumber;
  const row = (answer: Partial<FileAnswer>) =>
    fileAnswerWrite(tenant, file.id, step, {
      kind: '277CA',
      about,
      ...present({ claimId: balance?.claimId }),
      ...answer,
    });
  if (balance === undefined) {
    return { counts: { claims: 1, unapplied: 1 }, writes: [row({ reason: 'claim-unknown' })] };
  }
  if (isKnown) return { counts: { claims: 1, repeated: 1 }, writes: [] };
  const { batchTrace: trace, createdOn: on, payerClaimNumber } = status;
  const verdict = verdictOf(status.statuses);
  const found = await acknowledgedFilingOf(task, balance, { trace, on, payerClaimNumber, verdict }, deps);
  if (found === 'claim-not-sent') return { counts: { claims: 1, unapplied: 1 }, writes: [row({ reason: found })] };
  const filing = found === 'filing-unclear' ? undefined : found;
  const own = balance.filings.find(({ number }) => number === filing);
  const said = await saidOf(task, status, own, deps);
  const key = keyOf(task, balance.claimId, status);
  const at = deps.now().toISOString();
  const put = (more: Partial<ClaimAcknowledgement> & Pick<ClaimAcknowledgement, 'effect'>) => ({
    put: claimAcknowledgementItem(key, { ...said, ...more }),
  });
  // The status changes no filing, whichever filing is meant.
  if (filing === undefined && said.verdict === 'passed-on') {
    return { counts: { claims: 1, passedOn: 1 }, writes: [put({ effect: 'none' })] };
  }
  if (filing === undefined) {
    const id = digestOfStatus(status);
    const unclear = { claimId: balance.claimId, fileId: file.id, acknowledgementId: id };
    const writes = [put({ id, effect: 'filing-unclear' }), unclearFilingWrite(tenant, unclear, at)];
    return { counts: { claims: 1, filingUnclear: 1 }, writes: [...writes, row({ reason: 'filing-unclear' })] };
  }
  const outcome = await acknowledgedOutcome(tenant, balance, { ...said, filing }, { table: deps.table, at });
  return {
    counts: { claims: 1, [counted[said.verdict]]: 1 },
    writes: [
      put({ filing, effect: outcome.effect }),
      ...outcome.writes,
      ...(said.verdict === 'unclear' ? [row({ reason: 'not-understood' })] : []),
    ],
  };
}

/** How a status counts in the file's totals. */
const counted = {
  accepted: 'accepted',
  'accepted-with-errors': 'accepted',
  'partly-accepted': 'accepted',
  rejected: 'rejected',
  'passed-on': 'passedOn',
  unclear: 'unapplied',
  'already-there': 'repeated',
} as const satisfies Record<SaidVerdict, keyof Applied['counts']>;

type Said = Omit<ClaimAcknowledgement, 'filing' | 'effect'>;

async function saidOf(
  task: ApplyTask,
  status: ScannedClaimStatus,
  filing: Filing | undefined,
  deps: ApplyDeps,
): Promise<Said> {
  const { source, payerClaimNumber, clearinghouseNumber, statuses, lines, batchTrace } = status;
  const { file } = task;
  const given = verdictOf(statuses);
  const isCopy = given === 'rejected' && (await areClaimsThere(task, submissionOf(filing), statuses, deps));
  return {
    kind: '277CA',
    receivedAt: file.receivedAt,
    fileId: file.id,
    saidAt: saidAtOf(status),
    ...present({
      submissionId: batchTrace === '' ? undefined : batchTrace,
      by: source && { role: source.role, name: source.name, ...present({ id: source.id }) },
      payerClaimNumber,
      clearinghouseNumber,
    }),
    verdict: isCopy ? 'already-there' : given,
    statuses,
    ...(lines.length === 0
      ? {}
      : { lines: lines.map(({ controlNumber, statuses: own }) => ({ controlNumber, statuses: own })) }),
  };
}
