import type { ClaimAcknowledgement, FileAnswer } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { verdictOf } from '../../shared/domain/acknowledgement/verdict.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterAcknowledgement } from '../../shared/domain/claim/claim-events.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { contradictionWrite } from '../../shared/store/acknowledgement-alarms.ts';
import {
  claimAcknowledgementItem,
  fileAnswerWrite,
  readClaimAcknowledgements,
  saidDigest,
} from '../../shared/store/acknowledgements.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { claimAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import type { Write } from '../../shared/store/table.ts';
import type { ScannedClaimStatus } from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { acknowledgedFilingOf, submissionOf } from './acknowledged-filing.ts';
import { areClaimsThere } from './already-there.ts';
import { type Applied, type ApplyDeps, type ApplyTask, actionsPerTransaction } from './context.ts';
import { openedRejection } from './opened-rejection.ts';
import type { ClaimPart } from './parts.ts';

/** At most this many claims are looked at together. */
const claimsTogether = 60;

/** What is said of one claim: which filing it answers, and what follows. */
interface Decided {
  readonly counts: Applied['counts'];
  readonly writes: readonly Write[];
}

/** Applies what a 277CA says of its next claims, together as far as one transaction takes them. */
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

/** Statuses up to the first one of a claim that was before it: one transaction writes a claim once. */
function distinct(statuses: readonly ScannedClaimStatus[]): readonly ScannedClaimStatus[] {
  const seen = new Set<string>();
  const end = statuses.findIndex(({ patientControlNumber }) => {
    const isSeen = seen.has(patientControlNumber);
    seen.add(patientControlNumber);
    return isSeen;
  });
  return end === -1 ? statuses : statuses.slice(0, end);
}

/** Whether the claim has the number that is returned: that of another system is found by a digest, which could collide. */
function isOwn({ patientControlNumber }: ScannedClaimStatus, balance: ClaimBalance | undefined): boolean {
  return balance !== undefined && patientControlNumber === (balance.controlNumber ?? balance.claimId);
}

/** When it was said: by the acknowledgement's own date and time. */
function saidAtOf({ createdOn = '', createdTime = '' }: ScannedClaimStatus): string {
  return createdTime === '' ? createdOn : `${createdOn}T${createdTime}`;
}

/** The key of what is said: the same in another file has the same. */
function keyOf({ tenant }: ApplyTask, claimId: ClaimId, status: ScannedClaimStatus) {
  const { source, batchTrace, statuses, lines, payerClaimNumber, clearinghouseNumber } = status;
  const digest = saidDigest([source?.id, batchTrace, statuses, lines, payerClaimNumber, clearinghouseNumber]);
  return claimAcknowledgementKey(tenant, claimId, saidAtOf(status), digest);
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
  const filing = await acknowledgedFilingOf(task, balance, { trace, on, payerClaimNumber }, deps);
  if (typeof filing !== 'number') return { counts: { claims: 1, unapplied: 1 }, writes: [row({ reason: filing })] };
  const given = verdictOf(status.statuses);
  const sentIn = submissionOf(balance.filings.find(({ number }) => number === filing));
  const isCopy = given === 'rejected' && (await areClaimsThere(task, sentIn, status.statuses, deps));
  const verdict = isCopy ? 'already-there' : given;
  const outcome = await outcomeOf(task, { status, balance, filing, verdict }, deps);
  const said = saidOf(task, status, { filing, verdict, effect: outcome.effect });
  const counted = {
    accepted: 'accepted',
    rejected: 'rejected',
    'passed-on': 'passedOn',
    unclear: 'unapplied',
    'already-there': 'repeated',
  } as const;
  return {
    counts: { claims: 1, [counted[verdict]]: 1 },
    writes: [
      { put: claimAcknowledgementItem(keyOf(task, balance.claimId, status), said) },
      ...outcome.writes,
      ...(verdict === 'unclear' ? [row({ reason: 'not-understood' })] : []),
    ],
  };
}

interface Answering {
  readonly status: ScannedClaimStatus;
  readonly balance: ClaimBalance;
  readonly filing: number;
  readonly verdict: ReturnType<typeof verdictOf> | 'already-there';
}

interface Outcome {
  readonly effect: ClaimAcknowledgement['effect'];
  readonly writes: readonly Write[];
}

/** What follows for the filing. Its state goes forward only: what was rejected, or decided by the payer, stays so. */
async function outcomeOf(
  task: ApplyTask,
  { status, balance, filing, verdict }: Answering,
  deps: ApplyDeps,
): Promise<Outcome> {
  const { tenant, file } = task;
  const { claimId } = balance;
  if (verdict === 'passed-on') return { effect: 'none', writes: [] };
  if (verdict === 'already-there') return { effect: verdict, writes: [] };
  if (verdict === 'unclear') return { effect: 'contradicts', writes: [] };
  const at = deps.now().toISOString();
  const state = balance.filings.find(({ number }) => number === filing)?.state.kind;
  const contradicts = verdict === 'accepted' && state === 'rejected';
  if (contradicts) {
    return { effect: 'contradicts', writes: [contradictionWrite(tenant, { claimId, fileId: file.id }, at)] };
  }
  if (verdict === 'rejected' && state === 'accepted' && (await isOlder(task, balance, { status, filing }, deps))) {
    return { effect: 'out-of-date', writes: [] };
  }
  const event = verdict === 'accepted' ? { kind: verdict } : { kind: verdict, reasons: ['claim-refused'] };
  const next = afterAcknowledgement(balance, filing, event);
  if (!next.ok) return { effect: 'known-before', writes: [] };
  const work = openedRejection(tenant, next.value, filing, { reason: 'claim-refused', at });
  return { effect: verdict, writes: [balanceWrite(tenant, balance, next.value), ...work] };
}

/** Whether a rejection was said before the acceptance that has come already. */
async function isOlder(
  { tenant }: ApplyTask,
  { claimId }: ClaimBalance,
  { status, filing }: { status: ScannedClaimStatus; filing: number },
  { table }: ApplyDeps,
): Promise<boolean> {
  const said = await readClaimAcknowledgements(table, tenant, claimId);
  const at = saidAtOf(status);
  return said.some((one) => one.filing === filing && one.effect === 'accepted' && one.saidAt > at);
}

function saidOf(
  { file }: ApplyTask,
  status: ScannedClaimStatus,
  { filing, verdict, effect }: Pick<ClaimAcknowledgement, 'filing' | 'verdict' | 'effect'>,
): ClaimAcknowledgement {
  const { source, payerClaimNumber, clearinghouseNumber, statuses, lines, batchTrace } = status;
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
    filing,
    verdict,
    effect,
    statuses,
    ...(lines.length === 0
      ? {}
      : { lines: lines.map(({ controlNumber, statuses: own }) => ({ controlNumber, statuses: own })) }),
  };
}
