import type { ClaimAcknowledgement } from '../domain/acknowledgement/acknowledgement.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Submission } from '../domain/claim/submission.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { negateCents, sumCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { readClaimAcknowledgements } from './acknowledgements.ts';
import { documentOfItem } from './entity-items.ts';
import { readFilingDocuments } from './filings.ts';
import { claimHistoryKey, claimHistoryPrefix } from './keys/claim.ts';
import { ledgerEntryPrefix, wireEntryId } from './keys/ledger.ts';
import { entryOfItem } from './ledger.ts';
import { readSubmission, readSubmissionClaim, type SubmissionClaim } from './submissions.ts';
import type { Item, Table, Write } from './table.ts';

/** The name under which the submission worker acts. */
const submitter = 'submit-claims';

/** One line of a claim's history: who, when, why, from, to. */
export interface ClaimHistoryLine {
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  /**
   * A status (`claimStatuses`), with the outcome once a payer has answered (`adjudicated:paid`). `none` before the
   * first status.
   */
  readonly from: string;
  readonly to: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/**
 * Appends to a claim's history. `discriminator` identifies the event, so that a repetition of the same event is the
 * same line.
 */
export function historyWrite(
  tenant: TenantId,
  claimId: ClaimId,
  line: ClaimHistoryLine,
  discriminator: string,
): Write<never> & { readonly put: Item } {
  return {
    put: {
      ...claimHistoryKey(tenant, claimId, line.at, discriminator),
      type: 'claim-history',
      schemaVersion: 1,
      ...line,
    },
  };
}

/** The fields that reading a claim's history needs. */
type ClaimRead = Pick<ClaimBalance, 'claimId' | 'chargeCents' | 'filings'>;

/** Reads a claim's history, oldest first. It is short, because every line is a change of state. */
export async function readHistory(table: Table, tenant: TenantId, claim: ClaimRead): Promise<ClaimHistoryLine[]> {
  const { pk } = claimHistoryKey(tenant, claim.claimId, '', '');
  const [lines, entries, assembled, submitted, acknowledged] = await Promise.all([
    table.queryAll({ partition: pk, prefix: claimHistoryPrefix }),
    table.queryAll({ partition: pk, prefix: ledgerEntryPrefix }),
    assemblyLines(table, tenant, claim),
    submissionLines(table, tenant, claim),
    readClaimAcknowledgements(table, tenant, claim.claimId),
  ]);
  const charged = entries.filter(isFirst).map((item) => beginningLine(item, claim));
  // Postings of one chunk have the same time, so the claim's versions decide their order.
  const posted = entries
    .filter((item) => item.to !== undefined && !isFirst(item))
    .sort((left, right) => Number(left.claimVersion) - Number(right.claimVersion))
    .map(postingLine);
  const told = lines.map((item) => documentOfItem<ClaimHistoryLine>(item));
  const answered = acknowledgementLines(acknowledged);
  return [...charged, ...assembled, ...told, ...submitted, ...answered, ...posted].sort((left, right) =>
    left.at < right.at ? -1 : left.at > right.at ? 1 : 0,
  );
}

const isFirst = (item: Item): boolean => item.from === 'none';

/** How the claim began, from its first entry: its charges were posted, or it was taken over from another system. */
function beginningLine(item: Item, claim: ClaimRead): ClaimHistoryLine {
  const { at, by: actor, to } = item as Item & Record<'at' | 'by' | 'to', string>;
  const event = item.kind === 'opening' ? 'taken-over' : 'charges-posted';
  // The original charge: a correction changes the claim's charge later. A claim that was taken over books its open
  // amount, not its charge.
  const charged = entryOfItem(item).legs.filter(({ account }) => account === 'charges');
  const chargeCents =
    charged.length === 0 ? claim.chargeCents : negateCents(sumCents(charged.map(({ cents }) => cents)));
  return { at, actor, event, from: 'none', to, facts: { chargeCents, ledgerEntryId: wireEntryId(item) } };
}

/** The claim's first assembly, from the document that it made, if any. */
async function assemblyLines(table: Table, tenant: TenantId, { claimId }: ClaimRead): Promise<ClaimHistoryLine[]> {
  const [document] = await readFilingDocuments(table, tenant, [{ claimId, number: 1 }]);
  const at = document?.firstAssembledAt;
  return at === undefined ? [] : [{ at, actor: 'assemble-claims', event: 'assembled', from: 'charged', to: 'ready' }];
}

/** What submissions did to a claim, from the submissions and their rows. So submitting writes no history lines of its own. */
async function submissionLines(
  table: Table,
  tenant: TenantId,
  { claimId, filings }: ClaimRead,
): Promise<ClaimHistoryLine[]> {
  const ids = filings.flatMap(({ state }) =>
    'submissionId' in state && state.submissionId !== undefined ? [state.submissionId] : [],
  );
  const lines = await Promise.all(
    ids.map(async (id): Promise<ClaimHistoryLine[]> => {
      const [submission, row] = await Promise.all([
        readSubmission(table, tenant, id),
        readSubmissionClaim(table, tenant, id, claimId),
      ]);
      return row === undefined ? [] : [batchedLine(id, row), ...submittedLines(submission)];
    }),
  );
  return lines.flat();
}

/** Which acknowledgements changed a filing before a payer decided. So acknowledgements write no lines of their own. */
function acknowledgementLines(said: readonly ClaimAcknowledgement[]): ClaimHistoryLine[] {
  const accepted = new Set<number>();
  return said.flatMap(({ effect, receivedAt, filing, fileId, named }) => {
    if (filing === undefined || (effect !== 'accepted' && effect !== 'rejected')) return [];
    const from = accepted.has(filing) ? 'accepted' : 'submitted';
    if (effect === 'accepted') accepted.add(filing);
    const by = { at: named?.at ?? receivedAt, actor: named?.by ?? 'apply-acknowledgement' };
    return [{ ...by, event: effect, from, to: effect, facts: { filing, fileId } }];
  });
}

/** A filing was added to a submission. */
export function batchedLine(submissionId: string, { joinedAt }: SubmissionClaim): ClaimHistoryLine {
  return { at: joinedAt, actor: submitter, event: 'batched', from: 'ready', to: 'batched', facts: { submissionId } };
}

function submittedLines(submission: Submission | undefined): ClaimHistoryLine[] {
  if (submission?.state.kind !== 'submitted') return [];
  const { submittedAt: at } = submission.state;
  const facts = { submissionId: submission.id };
  return [{ at, actor: submitter, event: 'submitted', from: 'batched', to: 'submitted', facts }];
}

/**
 * What a posted remittance, or a person who moved a payment, did to the claim, from the ledger entry. So posting writes no history lines of
 * its own.
 */
function postingLine(item: Item): ClaimHistoryLine {
  const { at, from, to, kind, remittance } = item as Item &
    Record<'at' | 'from' | 'to' | 'kind' | 'remittance', string>;
  return {
    at,
    actor: typeof item.by === 'string' ? item.by : 'posting',
    event: kind,
    from,
    to,
    facts: { ledgerEntryId: wireEntryId(item), ...present({ remittanceId: remittance }) },
  };
}
