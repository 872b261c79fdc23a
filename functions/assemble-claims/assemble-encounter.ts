import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent } from '../../shared/domain/claim/claim-events.ts';
import type { AssembledContent, ClaimContent, ClaimDocument } from '../../shared/domain/claim/document.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingEvent } from '../../shared/domain/claim/filing-transitions.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { LaneFacts } from '../../shared/domain/claim/submission.ts';
import { type Encounter, type EncounterLine, splitIntoClaims } from '../../shared/domain/encounter/encounter.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { auditWrite } from '../../shared/store/change.ts';
import { claimLookupWrite } from '../../shared/store/claim-lookup.ts';
import {
  balanceWrite,
  documentItem,
  heldExceptionWrite,
  historyWrite,
  laneItem,
  readBalances,
  readClaimDocuments,
} from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { readyIndex, receiverKey } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Write } from '../../shared/store/table.ts';
import { contentOf } from './content.ts';
import type { AssembleDeps } from './context.ts';
import { readParties } from './read-practice.ts';

/** Which encounter, and which message asks for it. */
export interface AssembleTask {
  readonly tenantId: TenantId;
  readonly encounterId: string;
  readonly messageId: string;
}

const actor = 'assemble-claims';

/** The payer that is billed first. Those after it follow once it has answered. */
const firstPayer = 0;

interface ClaimTask extends AssembleTask {
  readonly at: Instant;
  readonly encounter: Encounter;
  readonly lines: readonly EncounterLine[];
  readonly balance: ClaimBalance;
  readonly before: ClaimDocument | undefined;
}

/**
 * Makes the claims of a finalised encounter: each becomes ready, or held with what is missing. A claim that is no longer waiting
 * for assembly is left alone, so that a repeated message changes nothing.
 * @throws when somebody else wrote a claim at the same moment: the message comes again
 */
export async function assembleEncounter(task: AssembleTask, deps: AssembleDeps): Promise<void> {
  const { tenantId, encounterId } = task;
  const item = await deps.table.get(entityKey(tenantId, 'ENCOUNTER', encounterId));
  invariant(item !== undefined, 'a message names an encounter that is there');
  const encounter = documentOfItem<Encounter>(item);
  invariant(encounter.state.kind === 'final', 'claims are made of a final encounter');
  const { claimIds } = encounter.state;
  const shares = splitIntoClaims(encounter.lines);
  invariant(shares.length === claimIds.length, 'an encounter has a claim for each share of its lines');
  const balances = await readBalances(deps.table, tenantId, claimIds);
  const documents = await readClaimDocuments(deps.table, tenantId, claimIds);
  for (const [index, lines] of shares.entries()) {
    const balance = balances[index];
    invariant(balance !== undefined, 'a claim of a final encounter has a balance');
    const at = deps.now().toISOString();
    await assembleOne({ ...task, at, encounter, lines, balance, before: documents[index] }, deps);
  }
}

async function assembleOne(task: ClaimTask, deps: AssembleDeps): Promise<void> {
  const { balance, before } = task;
  if (currentFiling(balance.filings)?.state.kind === 'preparing') {
    const content = await assembled(task, deps);
    await commit(await stateWrites(task, content, deps), deps);
  } else if (balance.state.kind === 'self-pay' && before === undefined) {
    // Nothing changes but that the claim is listed.
    await commit([documentWrite(task, { kind: 'self-pay' }), audit(task, 'claim-listed')], deps);
  }
}

async function assembled(task: ClaimTask, { table }: AssembleDeps): Promise<FilingContent> {
  const { tenantId, encounter, lines, balance } = task;
  const { claimId, entityId, chargeCents, serviceFrom } = balance;
  const parties = await readParties(table, tenantId, encounter, balance, firstPayer);
  return contentOf({
    ...{ claimId, entityId, chargeCents, serviceFrom, payerPosition: firstPayer },
    ...{ encounter, lines, ...parties },
  });
}

/** What the audit trail says of a claim with such a content. */
const actionOf: Readonly<Record<AssembledContent['kind'], AuditAction>> = {
  complete: 'claim-assembled',
  incomplete: 'claim-held',
  'self-pay': 'claim-listed',
};

type FilingContent = Exclude<AssembledContent, { kind: 'self-pay' }>;

function eventOf(content: FilingContent): FilingEvent {
  if (content.kind === 'complete') return { kind: 'assembled' };
  return { kind: 'found-incomplete', reasons: content.reasons };
}

/** Everything that assembly writes for one claim: one transaction, under the version of the balance that was read. */
async function stateWrites(task: ClaimTask, content: FilingContent, deps: AssembleDeps): Promise<Write[]> {
  const { tenantId, balance, at } = task;
  const { claimId } = balance;
  const event = eventOf(content);
  const next = afterFilingEvent(balance, event);
  invariant(next.ok, 'a filing that is being prepared can be assembled');
  const after = next.value;
  const version = balance.version + 1;
  const index = content.kind === 'complete' ? readyIndex(tenantId, content.lane, claimId) : undefined;
  const line = { at, actor, event: event.kind, from: claimStatus(balance).kind, to: claimStatus(after).kind } as const;
  return [
    balanceWrite(tenantId, balance, after, index),
    documentWrite(task, content),
    historyWrite(tenantId, claimId, line, String(version).padStart(9, '0')),
    audit(task, actionOf[content.kind]),
    ...(content.kind === 'complete' ? [lookupWrite(task, content), ...(await laneWrites(task, content, deps))] : []),
    ...(content.kind === 'incomplete' ? [heldExceptionWrite(tenantId, claimId, content.reasons, at)] : []),
  ];
}

/** Lets the claim be found by member and day when its payer does not return its number. */
function lookupWrite({ tenantId, balance }: ClaimTask, content: Extract<ClaimContent, { kind: 'complete' }>): Write {
  return claimLookupWrite(tenantId, balance.claimId, content.claim.subscriber.memberId ?? '', balance.serviceFrom);
}

/** Lists the receiver once. A row that is there is not written again: every claim would contend for it. */
async function laneWrites(
  { tenantId }: ClaimTask,
  content: Extract<ClaimContent, { kind: 'complete' }>,
  { table }: AssembleDeps,
): Promise<Write[]> {
  if ((await table.get(receiverKey(tenantId, content.lane))) !== undefined) return [];
  const lane: LaneFacts = {
    lane: content.lane,
    receiverId: content.receiver.id,
    submitterId: content.submitter.id,
  };
  return [{ put: laneItem(tenantId, lane) }];
}

function documentWrite({ tenantId, encounterId, balance, before, at }: ClaimTask, content: ClaimContent): Write {
  const firstAssembledAt = before?.firstAssembledAt ?? at;
  return {
    put: documentItem(tenantId, { claimId: balance.claimId, encounterId, firstAssembledAt, assembledAt: at, content }),
  };
}

function audit({ tenantId, messageId, balance, at }: ClaimTask, action: AuditAction): Write {
  const principal = { tenantId, subject: actor };
  return auditWrite({ principal, at, requestId: messageId }, { action, entityId: balance.claimId });
}

async function commit(writes: readonly Write[], { table }: AssembleDeps): Promise<void> {
  const committed = await table.transact(writes);
  if (!committed.ok) throw new Error('another writer came first: the message will be worked off again');
}
