import { createHash } from 'node:crypto';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { ProfessionalClaim } from '../../shared/domain/claim/professional-claim.ts';
import { type ClaimId, idFromDigest } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Denial } from '../../shared/store/denials.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { filingDocumentItem } from '../../shared/store/filings.ts';
import { payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openDenialPartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import { professionalForm } from '../../shared/x12/837/professional/professional-form.ts';
import { writeClaimFile } from '../../shared/x12/837/write-file.ts';
import type { ScenarioExample } from '../../simulator/scenario-example.ts';
import type { GoldenClaim, GoldenLedger } from '../golden/golden-ledger.ts';
import { goldenPayee } from '../golden/remittance-text.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { fileOf, sampleClaim, sampleEnvelope, sampleLine } from '../unit/x12/837/sample-claim.ts';
import {
  charge,
  createPipeline,
  goldenTenant,
  type Pipeline,
  payByPatient,
  remittancesOf,
  setUpPayers,
  storedBooks,
} from './remittance-pipeline.ts';
import type { TestTable } from './table.ts';

type ExampleClaim = ScenarioExample['claims'][number];
type Books = ScenarioExample['books'];

/** A small office whose claims have been sent, as at the beginning of a scenario's example. */
export interface ScenarioOffice {
  /** The claim file as the real writer makes it. */
  readonly claimFile: Uint8Array;
  /** Imports a file as the worker does, and posts it. */
  receive(text: string): Promise<void>;
  patientPays(claim: number, cents: number, after: number): Promise<void>;
  books(): Promise<Books>;
  /** What is wrong with the books, whatever the scenario: an entry, a total or clearing that does not add up. */
  faults(): Promise<string[]>;
}

/** Payers of the demo's practice. */
const payerNames: Readonly<Record<ExampleClaim['payers'][number], { readonly name: string; readonly filing: string }>> =
  {
    SYN10: { name: 'EVERGREEN COMMERCIAL PLAN (SYNTHETIC)', filing: 'CI' },
    SYN20: { name: 'HARBOR MUTUAL (SYNTHETIC)', filing: 'BL' },
    SYN30: { name: 'STATE MEDICAID (SYNTHETIC)', filing: 'MC' },
    SYN40: { name: 'MEDICARE PART B (SYNTHETIC)', filing: 'MB' },
  };

const serviceFrom = '2026-10-05' as LocalDate;

/** Opens an office in an empty table. */
export async function openScenarioOffice(store: TestTable, claims: readonly ExampleClaim[]): Promise<ScenarioOffice> {
  const pipeline = createPipeline(store);
  const golden = ledgerOf(claims);
  const numbers = controlNumbers(golden);
  await setUpParties(pipeline);
  const sent: ProfessionalClaim[] = [];
  for (const [name, claimId] of numbers) {
    await charge(pipeline.table, claimId, golden.claims[name] as GoldenClaim);
    const claim = professionalClaim(claimId, claims[Number(name) - 1] as ExampleClaim, `MEMBER${name}`);
    await putDocument(pipeline, claimId, claim);
    sent.push(claim);
  }
  const written = writeClaimFile(fileOf(...sent), professionalForm, { envelope: sampleEnvelope });
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  const received: string[] = [];
  const findings: string[] = [];
  return {
    claimFile: Buffer.from(written.value, 'latin1'),
    receive: async (text) => {
      received.push(await receive(pipeline, text, findings));
    },
    patientPays: (claim, amount, after) =>
      payByPatient(pipeline.table, golden, { claim: String(claim), cents: amount, after }),
    books: async () => {
      const { totals, claims: outcomes, exceptions } = await storedBooks(pipeline.table, golden);
      return {
        accounts: totals as Record<string, number>,
        claims: Object.values(outcomes).map(({ state, outcome, payerCents, patientCents }) => ({
          state: (outcome ?? state) as Books['claims'][number]['state'],
          payerCents: [...payerCents],
          patientCents,
        })),
        exceptions: [...exceptions],
        denials: await openDenials(pipeline),
        files: received,
        ...(findings.length === 0 ? {} : { findings }),
      };
    },
    faults: () => faultsOf(pipeline, golden),
  };
}

function ledgerOf(claims: readonly ExampleClaim[]): GoldenLedger {
  const golden = claims.map(({ payers, lines }, index) => [
    String(index + 1),
    { payers: payers as unknown as GoldenClaim['payers'], lines: lines.map((line) => line.cents) },
  ]);
  const expected = { accounts: {}, payers: {}, claims: {}, exceptions: [], recoupments: {}, quarantined: [] };
  return { name: 'scenario', reasoning: '', claims: Object.fromEntries(golden), remittances: [], expected };
}

async function setUpParties({ table }: Pipeline): Promise<void> {
  await setUpPayers(table);
  await table.transact(
    Object.keys(payerNames).map((id) => ({
      put: { ...payerIdentityKey(goldenTenant, 'payer-id', id), type: 'payer-identity', payerId: id },
    })),
  );
}

function professionalClaim(
  claimId: ClaimId,
  { patient, payers, lines }: ExampleClaim,
  memberId: string,
): ProfessionalClaim {
  const [id] = payers as [ExampleClaim['payers'][number]];
  const { name, filing } = payerNames[id];
  return {
    ...sampleClaim,
    billingProvider: { ...sampleClaim.billingProvider, npi: goldenPayee.npi },
    subscriber: {
      ...sampleClaim.subscriber,
      name: { kind: 'person', last: patient, first: 'SAM' },
      filingIndicator: filing,
      memberId,
    },
    payer: { name: { kind: 'organization', name }, idKind: 'PI', id },
    patientControlNumber: claimId,
    chargeCents: cents(lines.reduce((sum, line) => sum + line.cents, 0)),
    serviceLines: lines.map((line, index) => ({
      ...sampleLine,
      procedure: line.procedure,
      modifiers: line.modifiers ?? [],
      chargeCents: cents(line.cents),
      serviceFrom,
      controlNumber: `L${index + 1}`,
    })),
  };
}

/** The claim's document, as assembly stores it. */
async function putDocument({ table }: Pipeline, claimId: ClaimId, claim: ProfessionalClaim): Promise<void> {
  const at = '2026-10-06T08:00:00.000Z';
  const document: FilingDocument = {
    claimId,
    number: 1,
    serviceFrom,
    assembledAt: at,
    assembledFrom: [],
    claim,
  } as unknown as FilingDocument;
  await table.transact([{ put: filingDocumentItem(goldenTenant, document) }]);
}

/** The outcome of a file: `refused`, `already-received`, or the states of its payments. */
async function receive(pipeline: Pipeline, text: string, findings: string[]): Promise<string> {
  const sha256 = createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex');
  const known = idFromDigest('remittanceFile', digestOf('remittance-file', goldenTenant, sha256));
  if ((await pipeline.table.get(remittanceFileKey(goldenTenant, known))) !== undefined) return 'already-received';
  const id = await pipeline.receive(text);
  await pipeline.drain();
  const file = await pipeline.fileOf(id);
  findings.push(...(file.findings ?? []).map(({ code }) => code));
  if (file.state === 'refused') return 'refused';
  const states = (await remittancesOf(pipeline, id)).map((each) => each.state);
  return states.join(' ');
}

async function openDenials({ table }: Pipeline): Promise<string[]> {
  const keys: Item[] = [];
  for (let shard = 0; shard < shards.denials; shard += 1) {
    keys.push(...(await table.queryAll({ partition: openDenialPartition(goldenTenant, shard), index: true })));
  }
  const denials = (await table.batchGet(keys)).map((item) => item as unknown as Denial);
  return denials.map(({ reasons, deniedCents }) => `${reasons.join('+')} ${deniedCents}`).sort();
}

async function faultsOf(pipeline: Pipeline, golden: GoldenLedger): Promise<string[]> {
  const { entries, totals } = await storedBooks(pipeline.table, golden);
  const folded = new Map<string, number>();
  const faults: string[] = [];
  for (const { id, legs } of entries) {
    if (legs.reduce((sum, leg) => sum + leg.cents, 0) !== 0) faults.push(`entry ${id} does not balance`);
    for (const { account, cents: amount } of legs) folded.set(account, (folded.get(account) ?? 0) + amount);
  }
  const stored: Readonly<Record<string, number>> = totals;
  for (const account of new Set([...folded.keys(), ...Object.keys(stored)])) {
    if ((folded.get(account) ?? 0) !== (stored[account] ?? 0))
      faults.push(`account ${account} is not its entries’ sum`);
  }
  if ((stored['remittance-clearing'] ?? 0) !== 0) faults.push('clearing is not at zero');
  return faults;
}
