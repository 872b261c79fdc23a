import { expect } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { packsOf, type SubmitDeps, type SubmitTask } from '../../functions/submit-claims/context.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import { firstFiling } from '../../shared/domain/claim/filing.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { utc } from '../../shared/domain/time/time-zone.ts';
import { historyWrite, readHistory } from '../../shared/store/claim-history.ts';
import { balanceWrite, laneOf, readBalances } from '../../shared/store/claims.ts';
import { createFiles } from '../../shared/store/files.ts';
import { filingDocumentItem, readFilingDocuments } from '../../shared/store/filings.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { entityKey, monthIndex } from '../../shared/store/keys/entity.ts';
import { newSubmissionWrite, readSubmissionClaims, submissionOfItem } from '../../shared/store/submissions.ts';
import { createTable, type Item, type Sender, type Table } from '../../shared/store/table.ts';
import { finalEncounter, seedEncounter, seedOffice, testClaimId } from './claim-fixture.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import type { TestTable } from './table.ts';

/** Offices with ready claims, and workers that submit them. The tests of sending exactly once share them. */

export const lane = laneOf('professional', 'EXAMPLECLEAR', 'EXAMPLECLINIC');
const now = () => new Date('2026-11-23T15:00:00Z');

/** One office with its ready claims and its bucket. */
export interface ClaimOffice {
  readonly tenant: TenantId;
  readonly s3: MemoryS3;
  readonly claimIds: readonly ClaimId[];
}

/** The time left of a function that has just started. */
export const longTime: SubmitTask['delivery'] = { remainingMilliseconds: () => 300_000 };

/** Wraps the sender of the table and the bucket, where tests inject faults. */
export type Seam = (sender: Sender) => Sender;

/** The same ids in every office, so that files can be compared. */
export const submissionIds = ['sub_0000000000000000000000SVB1', 'sub_0000000000000000000000SVB2'] as const;

/** The ids of the first claims of an office. */
const claimIdsOf = (count: number): ClaimId[] =>
  Array.from({ length: count }, (_, number) => testClaimId(number * 100));

/** An item of the template office, with the keys of another office. */
const ofTenant = (item: Item, tenant: TenantId): Item => {
  const values = Object.entries(item).map(([name, value]) => [
    name,
    /^g?1?pk$/.test(name) ? String(value).replace(templateTenant, tenant) : value,
  ]);
  return Object.fromEntries(values);
};

/** The template office: its claims are assembled once and then copied, which is faster. */
const templateTenant = 'template' as TenantId;

let tenants = 0;

export function claimOffices(store: TestTable) {
  const { table } = store;
  const templates = new Map<number, Promise<Item[]>>();

  const assembleTemplate = async (count: number): Promise<Item[]> => {
    await seedOffice(table, templateTenant);
    for (let number = 0; number < count; number += 1) {
      const encounter = finalEncounter(number, [10000 + number]);
      await seedEncounter(table, templateTenant, encounter);
      await assembleEncounter(
        { tenantId: templateTenant, encounterId: encounter.id },
        { table, files: createFiles(memoryS3(), 'files'), now },
      );
    }
    const collections = claimIdsOf(count).map((claimId) => claimBalanceKey(templateTenant, claimId).pk);
    const items = await Promise.all(collections.map((partition) => table.queryAll({ partition })));
    return items.flat();
  };

  /** Makes an office with the given number of ready claims. */
  const withClaims = async (count: number): Promise<ClaimOffice> => {
    tenants += 1;
    const tenant = `submit-${tenants}` as TenantId;
    if (!templates.has(count)) templates.set(count, assembleTemplate(count));
    const template = (await templates.get(count)) ?? [];
    await seedOffice(table, tenant);
    for (let number = 0; number < count; number += 1) {
      await seedEncounter(table, tenant, finalEncounter(number, [10000 + number]));
    }
    const items = template.map((item) => ofTenant(item, tenant));
    for (const part of packsOf(items, 100)) await table.transact(part.map((put) => ({ put })));
    return { tenant, s3: memoryS3(), claimIds: claimIdsOf(count) };
  };

  const begin = async (
    { tenant }: ClaimOffice,
    id: string = submissionIds[0],
    more: Partial<Submission> = {},
  ): Promise<void> => {
    const submission: Submission = {
      id,
      createdAt: '2026-11-23T14:05:06.789Z',
      timeZone: utc,
      createdBy: 'tester',
      lane,
      receiverId: 'EXAMPLECLEAR',
      submitterId: 'EXAMPLECLINIC',
      state: { kind: 'gathering' },
      claims: 0,
      chargeCents: zeroCents,
      ...more,
    };
    const begun = await table.transact([newSubmissionWrite(tenant, submission)]);
    expect(begun.ok).toBe(true);
  };

  /** The table as a worker sees it through a seam. */
  const through = (seam: Seam): Table => createTable(seam(store.sender), store.tableName, async () => undefined);

  /** Has a worker process a submission. */
  const work = (
    office: ClaimOffice,
    id: string = submissionIds[0],
    seam: Seam = (sender) => sender,
    more: Partial<SubmitDeps> = {},
    delivery: SubmitTask['delivery'] = longTime,
  ): Promise<void> => {
    const deps = {
      queues: { send: () => Promise.reject(new Error('there is time enough')) },
      table: through(seam),
      files: createFiles(seam(office.s3), 'files'),
      now,
      usage: 'T' as const,
      ...more,
    };
    return submitClaims({ tenantId: office.tenant, submissionId: id, messageId: 'submit', delivery }, deps);
  };

  /** Puts a character that no file can carry into a ready claim's document, as if the writer had become stricter. */
  const spoil = async ({ tenant }: ClaimOffice, claimId: ClaimId, fields: object = noteOf('A~B')): Promise<void> => {
    const [document] = await readFilingDocuments(table, tenant, [{ claimId, number: 1 }]);
    await table.transact([{ put: filingDocumentItem(tenant, withFields(document, fields)) }]);
  };

  const kindsOf = async ({ tenant, claimIds }: ClaimOffice): Promise<(string | undefined)[]> =>
    (await readBalances(table, tenant, claimIds)).map((balance) => balance && claimStatus(balance).kind);

  const historyOf = async ({ tenant }: ClaimOffice, claimId: ClaimId) => {
    const [balance] = await readBalances(table, tenant, [claimId]);
    return balance === undefined ? [] : readHistory(table, tenant, balance);
  };

  const submissionsOf = async ({ tenant }: ClaimOffice): Promise<Submission[]> => {
    const { g1pk } = monthIndex(tenant, 'SUBMISSION', '2026-11-23', '');
    const keys = await table.queryAll({ partition: g1pk, index: true });
    const items = await table.batchGet(keys.map((key) => entityKey(tenant, 'SUBMISSION', String(key.g1sk).slice(25))));
    return items.flatMap((item) => (item === undefined ? [] : [submissionOfItem(item)]));
  };

  /**
   * What must hold at the end of every run: each submitted claim is in exactly one file, each file is what its
   * submission says, and each claim's history goes from state to state without a gap.
   */
  const expectExactlyOnce = async (office: ClaimOffice): Promise<void> => {
    const sent = filesOf(office).flatMap(claimsIn).sort();
    expect(new Set(sent).size).toBe(sent.length);
    const balances = await readBalances(table, office.tenant, office.claimIds);
    const submitted = balances.flatMap((balance) =>
      balance !== undefined && claimStatus(balance).kind === 'submitted' ? [balance.claimId] : [],
    );
    expect(sent).toEqual([...submitted].sort());
    for (const submission of await submissionsOf(office)) await expectTrue(office, submission);
    const numbers = filesOf(office).map(controlNumberOf);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const claimId of office.claimIds) {
      const history = await historyOf(office, claimId);
      expect(history.slice(1).map((line) => line.from)).toEqual(history.slice(0, -1).map((line) => line.to));
    }
  };

  const expectTrue = async ({ tenant, s3 }: ClaimOffice, { id, state, claims }: Submission): Promise<void> => {
    const rows = (await readSubmissionClaims(table, tenant, id)).map((row) => row.claimId);
    expect(claims).toBe(rows.length);
    if (state.kind === 'empty') expect(rows).toEqual([]);
    if (state.kind !== 'submitted') return;
    const text = Buffer.from(s3.objects.get(state.fileKey) ?? []).toString('latin1');
    expect(claimsIn(text).sort()).toEqual([...rows].sort());
    expect(controlNumberOf(text)).toBe(state.controlNumber);
  };

  /** Corrects one held claim, as assembling it again would. Returns whether there was one. */
  const mend = async ({ tenant, claimIds }: ClaimOffice, seam: Seam): Promise<boolean> => {
    const own = through(seam);
    const held = (await readBalances(own, tenant, claimIds)).find(
      (balance) => balance !== undefined && claimStatus(balance).kind === 'held',
    );
    if (held === undefined) return false;
    const { claimId } = held;
    const [document] = await readFilingDocuments(own, tenant, [{ claimId, number: 1 }]);
    const line = { at: now().toISOString(), actor: 'tester', event: 'mended', from: 'held', to: 'ready' } as const;
    await own.transact([
      balanceWrite(tenant, held, { ...held, filings: [{ ...firstFiling, state: { kind: 'ready', lane } }] }),
      { put: filingDocumentItem(tenant, withFields(document, noteOf('MENDED'))) },
      historyWrite(tenant, claimId, line, String(held.version + 1).padStart(9, '0')),
    ]);
    return true;
  };

  return { withClaims, begin, work, spoil, mend, kindsOf, historyOf, submissionsOf, expectExactlyOnce };
}

export const noteOf = (text: string) => ({ notes: [{ kind: 'ADD', text }] });

function withFields(document: FilingDocument | undefined, fields: object): FilingDocument {
  if (document === undefined) throw new Error('the claim has a document');
  return { ...document, claim: { ...document.claim, ...fields } };
}

/** The claim files in an office's bucket, as text. */
export const filesOf = ({ s3 }: ClaimOffice): string[] =>
  [...s3.objects.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));

const claimsIn = (text: string): string[] => [...text.matchAll(/~CLM\*([^*]+)\*/g)].map((match) => match[1] as string);

/** ISA13, at its fixed place. */
export const controlNumberOf = (text: string): string => text.slice(90, 99);
