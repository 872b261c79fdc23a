import type { ClaimBalance } from '../domain/claim/balance.ts';
import { afterFilingEvent } from '../domain/claim/claim-events.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { AssembledFrom, FilingContent, FilingDocument } from '../domain/claim/filing-document.ts';
import type { FilingEvent } from '../domain/claim/filing-transitions.ts';
import { claimStatus } from '../domain/claim/status.ts';
import {
  type Encounter,
  isOfForm,
  type ProfessionalEncounter,
  splitIntoClaims,
} from '../domain/encounter/encounter.ts';
import type { ProfessionalLine } from '../domain/encounter/professional-encounter.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { fail, invariant, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { historyWrite } from '../store/claim-history.ts';
import { claimLookupWrite } from '../store/claim-lookup.ts';
import { balanceWrite, heldExceptionWrite, laneItem } from '../store/claims.ts';
import { documentOfItem } from '../store/entity-items.ts';
import { type FilingName, filingDocumentItem, readFilingDocuments } from '../store/filings.ts';
import { receiverKey } from '../store/keys/claim.ts';
import { entityKey } from '../store/keys/entity.ts';
import type { Table, Write } from '../store/table.ts';
import { contentOf } from './content.ts';
import { readParties } from './read-parties.ts';

/** The current filing of a claim, which is to be assembled. */
export interface AssemblyOrder {
  readonly tenant: TenantId;
  /** The worker that assembles it, for the claim's history. */
  readonly actor: string;
  readonly at: Instant;
  readonly encounter: Encounter;
  readonly balance: ClaimBalance;
}

/** Reads the encounter that claims are made of. @throws when it is not there, or not final. */
export async function readFinalEncounter(table: Table, tenant: TenantId, encounterId: string): Promise<Encounter> {
  const item = await table.get(entityKey(tenant, 'ENCOUNTER', encounterId));
  invariant(item !== undefined, 'the encounter of a claim is there');
  const encounter = documentOfItem<Encounter>(item);
  invariant(encounter.state.kind === 'final', 'claims are made of a final encounter');
  return encounter;
}

/** What a filing sends or lacks, and the records that say so, by their versions. */
export interface AssembledFiling {
  readonly content: Result<FilingContent, readonly string[]>;
  readonly assembledFrom: readonly AssembledFrom[];
}

/** Assembles the current filing of a claim from what is on file now. Writes nothing. */
export async function assembleFiling(
  { tenant, encounter, balance }: AssemblyOrder,
  table: Table,
): Promise<AssembledFiling> {
  const { claimId, entityId, chargeCents, serviceFrom, payers, filings } = balance;
  const filing = currentFiling(filings);
  invariant(filing !== undefined, 'what is assembled has a filing');
  const { share, frequency } = filing;
  const { parties, assembledFrom } = await readParties(table, tenant, encounter, payers[share]);
  if (!isOfForm('professional', encounter)) return { content: fail(['form-not-sent']), assembledFrom };
  const lines = linesOf(encounter, claimId);
  const own = { claimId, entityId, chargeCents, serviceFrom, payerPosition: share, frequency };
  return { content: contentOf({ ...own, encounter, lines, ...parties }), assembledFrom };
}

/** A claim's lines of its encounter. */
function linesOf({ state, lines }: ProfessionalEncounter, claimId: ClaimId): readonly ProfessionalLine[] {
  invariant(state.kind === 'final', 'claims are made of a final encounter');
  const own = splitIntoClaims(lines, 'professional')[state.claimIds.indexOf(claimId)];
  invariant(own !== undefined, 'a final encounter has lines for each of its claims');
  return own;
}

/**
 * Everything that an assembly writes: one transaction, under the version of the balance that was read. Its line of history is its
 * audit; a claim’s first assembly needs none, for the document tells it.
 */
export async function assemblyWrites(
  order: AssemblyOrder,
  { content, assembledFrom }: AssembledFiling,
  table: Table,
): Promise<Write[]> {
  const { tenant, actor, at, balance } = order;
  const { claimId } = balance;
  const event: FilingEvent = content.ok
    ? { kind: 'assembled', lane: content.value.lane }
    : { kind: 'found-incomplete', reasons: content.failure };
  const next = afterFilingEvent(balance, event);
  invariant(next.ok, 'the filing can be assembled');
  const after = next.value;
  const [from, to] = [claimStatus(balance).kind, claimStatus(after).kind];
  const line = { at, actor, event: event.kind, from, to };
  const history = historyWrite(tenant, claimId, line, String(balance.version + 1).padStart(9, '0'));
  if (!content.ok) {
    const held = heldExceptionWrite(tenant, claimId, content.failure, at);
    return [balanceWrite(tenant, balance, after), history, held];
  }
  const { value } = content;
  const isFirst = balance.version === 1;
  const number = currentFiling(balance.filings)?.number ?? 1;
  const first = isFirst ? { firstAssembledAt: at } : await firstAssembly(table, tenant, { claimId, number });
  const document = { ...value, claimId, number, assembledAt: at, ...first, assembledFrom };
  return [
    balanceWrite(tenant, balance, after),
    { put: filingDocumentItem(tenant, document) },
    ...(isFirst ? [] : [history]),
    // Lets the claim be found by member and day when its payer does not return its number.
    claimLookupWrite(tenant, claimId, value.claim.subscriber.memberId ?? '', balance.serviceFrom),
    ...(await laneWrites(tenant, value, table)),
  ];
}

/** When the document that is replaced was first made. */
async function firstAssembly(
  table: Table,
  tenant: TenantId,
  name: FilingName,
): Promise<Pick<FilingDocument, 'firstAssembledAt'>> {
  const [before] = await readFilingDocuments(table, tenant, [name]);
  return before?.firstAssembledAt === undefined ? {} : { firstAssembledAt: before.firstAssembledAt };
}

/** Lists the receiver once. A row that is there is not written again: every claim would contend for it. */
async function laneWrites(
  tenant: TenantId,
  { lane, receiver, submitter }: FilingContent,
  table: Table,
): Promise<Write[]> {
  if ((await table.get(receiverKey(tenant, lane))) !== undefined) return [];
  return [{ put: laneItem(tenant, { lane, receiverId: receiver.id, submitterId: submitter.id }) }];
}
