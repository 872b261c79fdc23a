import type { Authorization } from '../domain/authorization/authorization.ts';
import type { ServicesOfClaim } from '../domain/claim/assemble/input.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { afterFilingEvent } from '../domain/claim/claim-events.ts';
import type { ClaimSource } from '../domain/claim/claim-source.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { AssembledFrom, FilingContent, FilingDocument } from '../domain/claim/filing-document.ts';
import type { FilingEvent } from '../domain/claim/filing-transitions.ts';
import { isAskedAlready } from '../domain/claim/next-payer/due-share.ts';
import { claimStatus } from '../domain/claim/status.ts';
import type { LaneFacts } from '../domain/claim/submission.ts';
import { type Encounter, type EncounterLine, splitIntoClaims } from '../domain/encounter/encounter.ts';
import { formOfKind } from '../domain/encounter/kinds.ts';
import { totalCharge } from '../domain/encounter/line-charges.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { fail, invariant, type Result } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { readPatientAuthorizations } from '../store/authorizations.ts';
import { historyWrite } from '../store/claim-history.ts';
import { readClaimSources } from '../store/claim-sources.ts';
import { balanceWrite, heldExceptionWrite, laneItem } from '../store/claims.ts';
import { type FinalEncounter, readEncounter, type StoredEncounter } from '../store/encounters.ts';
import { type FilingName, filingDocumentItem, readFilingDocuments } from '../store/filings.ts';
import { receiverKey } from '../store/keys/claim.ts';
import { officeDay } from '../store/office.ts';
import { readOnce } from '../store/rule-versions.ts';
import type { Table, Write } from '../store/table.ts';
import { assembledOfSource } from './assemble-source.ts';
import { contentOf } from './content.ts';
import { lateContent, voidContent } from './corrected-content.ts';
import { errorsSince } from './errors-since.ts';
import { type AnswersDeps, noPriorAnswers, type PriorAnswers, readPriorAnswers } from './prior-answers.ts';
import { type Parties, readParties } from './read-parties.ts';

/** The current filing of a claim, to be assembled. */
export interface AssemblyOrder {
  readonly tenant: TenantId;
  /** The name of the worker that assembles it, for the claim's history. */
  readonly actor: string;
  readonly at: Instant;
  /** Absent for a void encounter, because a void repeats what was sent; and for a claim of another system. */
  readonly encounter: Encounter | undefined;
  readonly balance: ClaimBalance;
}

/**
 * Reads the encounter of claims; undefined when it was corrected or voided since, and its claims cancelled.
 * @throws when it does not exist
 */
export async function readFinalEncounter(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<FinalEncounter | undefined> {
  const encounter = await readEncounter(table, tenant, encounterId);
  invariant(encounter !== undefined, 'the encounter of a claim is there');
  return encounter.state.kind === 'final' ? (encounter as FinalEncounter & StoredEncounter) : undefined;
}

/** A filing that is made from the coded encounter. All filings except voids are. */
type EncounterOrder = DatedOrder & { readonly encounter: Encounter };

/** An order with the office's day. */
interface DatedOrder extends AssemblyOrder {
  readonly today: LocalDate;
}

/** A filing's content or its missing facts, and its source records with their versions. */
export interface AssembledFiling {
  readonly content: Result<FilingContent, readonly string[]>;
  readonly assembledFrom: readonly AssembledFrom[];
  readonly answers?: readonly string[];
}

/** Assembles the current filing of a claim from the current records. Writes nothing. */
export async function assembleFiling(order: AssemblyOrder, deps: AnswersDeps): Promise<AssembledFiling> {
  const prior = await readPriorAnswers(order.tenant, order.balance, deps);
  const { answers } = prior;
  const told = answers.length === 0 ? {} : { answers };
  const { tenant, balance, encounter } = order;
  if (currentFiling(balance.filings)?.frequency === 'void') {
    return { content: await voidContent(deps.table, tenant, balance), assembledFrom: [], ...told };
  }
  const today = await officeDay(deps.table, tenant, order.at);
  if (encounter === undefined) {
    invariant(balance.hasSource === true, 'what is no void is made of its encounter, or of what another system made');
    const [source] = await readClaimSources(deps.table, tenant, [balance.claimId]);
    invariant(source !== undefined, 'a claim that another system made is kept');
    return { ...(await assembledOfSource({ tenant, balance, source, today }, prior.stated, deps.table)), ...told };
  }
  const { parties, authorizations, ...made } = await assembled({ ...order, encounter, today }, prior, deps.table);
  const since = made.content.ok ? errorsSince({ encounter, balance, today, authorizations }, parties) : [];
  const content = since.length === 0 ? made.content : fail(since);
  return { ...made, content, ...told };
}

async function assembled(
  { tenant, encounter, balance, today }: EncounterOrder,
  { stated }: PriorAnswers,
  table: Table,
): Promise<AssembledFiling & { readonly parties: Parties; readonly authorizations: readonly Authorization[] }> {
  const { claimId, entityId, chargeCents, serviceFrom, payers, filings } = balance;
  const filing = currentFiling(filings);
  invariant(filing !== undefined, 'what is assembled has a filing');
  const { share, frequency, payerClaimNumber, changeReason } = filing;
  const { parties, assembledFrom } = await readParties(table, tenant, encounter, payers);
  const isForSeveral = payers.length > 1;
  const authorizations = await readNamableAuthorizations(table, tenant, { encounter, assembledFrom, isForSeveral });
  const made = { assembledFrom, parties, authorizations };
  const isForbidden = encounter.disclosureForbidden === true || balance.disclosureForbidden === true;
  if (isForbidden) return { content: fail(['disclosure-forbidden']), ...made };
  if (isAskedAlready(balance)) return { content: fail(['already-asked']), ...made };
  const services = servicesOf(encounter, claimId);
  const own = {
    ...(stated.size === 0 ? {} : { priorAnswers: stated }),
    claimId,
    entityId,
    chargeCents: balance.predetermination === undefined ? chargeCents : totalCharge(services.lines),
    serviceFrom,
    today,
    payerPosition: share,
    frequency,
    ...present({ payerClaimNumber, changeReason }),
    ...(authorizations.length === 0 ? {} : { authorizations }),
    ...parties,
  };
  const content = contentOf({ ...own, ...services });
  return { content: lateContent(content, balance), ...made };
}

interface NamableOrder {
  readonly encounter: Encounter;
  readonly assembledFrom: readonly AssembledFrom[];
  /** Whether the claim has several payers. */
  readonly isForSeveral: boolean;
}

/**
 * The patient's authorisations that claims may name. They are read after the patient, whose revision then tells that one
 * has changed since. A patient whose authorisations were recorded before the revision was kept has none: where there are
 * several payers they are read all the same, because they say which payer gave a number.
 */
async function readNamableAuthorizations(
  table: Table,
  tenant: TenantId,
  { encounter, assembledFrom, isForSeveral }: NamableOrder,
): Promise<readonly Authorization[]> {
  const isAny = isForSeveral || assembledFrom.some(({ authorizationRevision }) => authorizationRevision !== undefined);
  return isAny ? readPatientAuthorizations(table, tenant, encounter.patientId) : [];
}

/** The form of a claim, its encounter, and its lines in that form. */
function servicesOf(encounter: Encounter, claimId: ClaimId): ServicesOfClaim {
  const form = formOfKind(encounter.kind);
  const { state } = encounter;
  invariant(state.kind === 'final', 'claims are made of a final encounter');
  const own = splitIntoClaims<EncounterLine>(encounter.lines, form)[state.claimIds.indexOf(claimId)];
  invariant(own !== undefined, 'a final encounter has lines for each of its claims');
  // The encounter's kind decides the form, and its lines have that form.
  return { form, encounter, lines: own } as ServicesOfClaim;
}

/** The outcome of an assembly. */
export interface AssemblyOutcome {
  readonly after: ClaimBalance;
  /** The writes besides the balance and the lane. */
  readonly writes: readonly Write[];
  /** Where the filing waits, when it is ready for a file. */
  readonly lane: LaneFacts | undefined;
}

/**
 * Assembles the filing of a new claim. Its document records the time of assembly for the claim's history, so only a
 * held filing has a line of its own.
 */
export async function firstAssembly(order: EncounterOrder, table: Table): Promise<AssemblyOutcome> {
  const first = await assembled(order, noPriorAnswers, table);
  return outcomeOf(order, first, { firstAssembledAt: order.at }, 'by-document');
}

/** Assembles the filing of a new claim that another system made. */
export async function firstSourceAssembly(
  order: DatedOrder,
  source: ClaimSource,
  table: Table,
): Promise<AssemblyOutcome> {
  const { tenant, balance, today } = order;
  const made = await assembledOfSource({ tenant, balance, source, today }, noPriorAnswers.stated, table);
  // The claim's history reads only the first filing's document.
  const isFirst = currentFiling(balance.filings)?.number === 1;
  return outcomeOf(order, made, { firstAssembledAt: order.at }, isFirst ? 'by-document' : 'by-history');
}

/**
 * The writes of assembling a claim again: one transaction, on the version of the balance that was read. Its line of
 * history is its audit.
 */
export async function assemblyWrites(order: AssemblyOrder, assembled: AssembledFiling, table: Table): Promise<Write[]> {
  const { tenant, balance } = order;
  const number = currentFiling(balance.filings)?.number ?? 1;
  const first = await earlierAssembly(table, tenant, { claimId: balance.claimId, number });
  const { after, writes, lane } = outcomeOf(order, assembled, first, 'by-history');
  const lanes = lane === undefined ? [] : [lane];
  return [balanceWrite(tenant, balance, after), ...writes, ...(await newLaneWrites(tenant, lanes, table))];
}

/** @param told the write that records in the claim's history that a filing became ready */
function outcomeOf(
  order: AssemblyOrder,
  { content, assembledFrom, answers }: AssembledFiling,
  first: Pick<FilingDocument, 'firstAssembledAt'>,
  told: 'by-document' | 'by-history',
): AssemblyOutcome {
  const { tenant, at, balance } = order;
  const { claimId, serviceFrom } = balance;
  const event: FilingEvent = content.ok
    ? { kind: 'assembled', lane: content.value.lane }
    : { kind: 'found-incomplete', reasons: content.failure };
  const next = afterFilingEvent(balance, event);
  invariant(next.ok, 'the filing can be assembled');
  const after = next.value;
  const line = historyLine(order, event.kind, after);
  if (!content.ok) {
    return { after, writes: [line, heldExceptionWrite(tenant, after, content.failure, at)], lane: undefined };
  }
  const { value } = content;
  const number = currentFiling(balance.filings)?.number ?? 1;
  const document = {
    ...value,
    claimId,
    number,
    serviceFrom,
    assembledAt: at,
    ...first,
    assembledFrom,
    ...present({ answers }),
  };
  const lane = { lane: value.lane, receiverId: value.receiver.id, submitterId: value.submitter.id };
  const put = { put: filingDocumentItem(tenant, document) };
  return { after, writes: told === 'by-document' ? [put] : [put, line], lane };
}

function historyLine({ tenant, actor, at, balance }: AssemblyOrder, event: FilingEvent['kind'], after: ClaimBalance) {
  const [from, to] = [claimStatus(balance).kind, claimStatus(after).kind];
  const discriminator = String(balance.version + 1).padStart(9, '0');
  return historyWrite(tenant, balance.claimId, { at, actor, event, from, to }, discriminator);
}

/** When the replaced document was first made. */
async function earlierAssembly(
  table: Table,
  tenant: TenantId,
  name: FilingName,
): Promise<Pick<FilingDocument, 'firstAssembledAt'>> {
  const [before] = await readFilingDocuments(table, tenant, [name]);
  return before?.firstAssembledAt === undefined ? {} : { firstAssembledAt: before.firstAssembledAt };
}

/** Lists each lane once. An existing row is not written again: every claim would contend for it. */
export async function newLaneWrites(tenant: TenantId, lanes: readonly LaneFacts[], table: Table): Promise<Write[]> {
  const distinct = [...new Map(lanes.map((lane) => [lane.lane, lane])).values()];
  const keys = distinct.map(({ lane }) => receiverKey(tenant, lane));
  // No condition can fail here, because a lane is never removed from the list.
  const rows = await Promise.all(keys.map((key) => readOnce(table, `${key.pk} ${key.sk}`, () => table.get(key))));
  return distinct.filter((_, index) => rows[index] === undefined).map((lane) => ({ put: laneItem(tenant, lane) }));
}
