import { ownAccountId } from '../../shared/domain/account/account.ts';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { createFiles } from '../../shared/store/files.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { practiceProcessor } from '../../simulator/card-processor/stand-in.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { GoldenAccount } from '../golden-accounts/golden-account.ts';
import { exampleWorks } from '../golden-accounts/organisations.ts';
import { chargeWrites, namesOf, partiesOf } from '../golden-accounts/run-account.ts';
import { agencyBody } from '../support/collection-desk.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { signer } from '../support/office.ts';
import { practiceFetch } from '../support/practice-fetch.ts';
import { createPipeline } from '../support/remittance-pipeline.ts';
import { itemsOver } from '../support/table.ts';
import { type CallApi, loadOperations, wholeApi } from '../support/whole-api.ts';
import type { RunClaim } from './patients-answers.ts';
import { dunningLevels, statementRules } from './patients-asked.ts';

export const patients = ['kim', 'lee', 'sam'] as const;
export const manager = { tenantId: 'golden-office', subject: 'user-manager', roles: 'manager' };

const secret = { secretKey: 'sk_test_practice', webhookSecrets: ['whsec_practice'] };

/** The office of a run, with a card processor and a collection agency, and how to call it. */
export type PatientsOffice = Awaited<ReturnType<typeof openPatientsOffice>>;

/** Opens the office: each patient has a visit without a payer, and one or two with a payer. */
export async function openPatientsOffice(chance: Chance) {
  await loadOperations();
  const database = memoryDynamodb();
  const pipeline = createPipeline({ sender: database, tableName: 'table' });
  const files = createFiles(pipeline.bucket, 'bucket', signer);
  const golden = storyOf(chance);
  const names = namesOf(golden);
  await pipeline.table.transact(partiesOf(golden, names));
  for (const [name, visit] of Object.entries(golden.claims)) {
    await pipeline.table.transact(chargeWrites(names, name, visit));
  }
  const claims = Object.entries(golden.claims).map(
    ([name, { patient, lines, payers }]): RunClaim => ({
      ...{ id: String(names.get(name)), patientId: String(names.get(patient)), lines },
      ...{ isInsured: payers.length > 0, answers: [] },
    }),
  );
  const insured = claims.filter(({ isInsured }) => isInsured);
  const processor = practiceProcessor({
    ...{ secretKey: secret.secretKey, webhookSecret: secret.webhookSecrets[0] as string },
    ...{ address: 'https://cards.example', feesAtOnce: chance.percent(50), refundsAtOnce: chance.percent(50) },
    now: pipeline.edge.now,
  });
  const net = practiceFetch(processor);
  const secrets = { get: async () => JSON.stringify(secret) };
  const cards = { secrets, fetch: net.fetch };
  /** The office over a given table: the requests of one worker may fail while those of others do not. */
  const apiOver = (sender: Sender): Promise<CallApi> => {
    const table = createTable(sender, 'table', async () => undefined);
    return wholeApi({ ...pipeline.edge, table }, files, cards);
  };
  const call = await wholeApi(pipeline.edge, files, cards);
  const entityId = String(names.get('entity'));
  const said = await setUp(call, chance, { entityId, patientIds: patients.map((name) => String(names.get(name))) });
  return {
    ...{ database, pipeline, files, names, claims, insured, entityId, processor, net, cards },
    ...said,
    providerId: String(names.get('provider')),
    call,
    apiOver,
    items: itemsOver(database),
  };
}

/** How many days ahead a charge of a card on file is announced. */
export const announceDays = 2;

/** A guarantor who may be e-mailed, so that charges of a card on file can be announced. */
const mailed = (patientId: string) => ({
  guarantor: { kind: 'patient', patientId },
  preferences: {
    ...{ language: 'en', delivery: 'paper', email: 'guarantor@example.com' },
    contactRules: { mayEmail: true, mayText: false, mayCall: true, mayLeaveMessage: false },
  },
});

interface Parties {
  readonly entityId: string;
  readonly patientIds: readonly string[];
}

/**
 * What a manager sets up first: how often statements are sent, what a returned check costs, where patients pay, which
 * agency there is, and that an account may be placed with it after one statement; also an employer, and which patients are a family.
 */
async function setUp(call: CallApi, chance: Chance, { entityId, patientIds }: Parties) {
  let last = 0;
  const done: Done = async (method, path, body) => {
    last += 1;
    const headers = {
      'Idempotency-Key': `set-up-${last}`,
      ...(method === 'PUT' ? { 'If-Match': '"0"' } : {}),
    };
    const answer = await call(method, path, body, { principal: manager, headers });
    if (answer.status >= 300) throw new Error(`${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const connection = { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
  const { webhookPath } = await done('POST', '/v1/card-connections', connection);
  return { webhookPath: String(webhookPath), ...(await setUpBilling(done, chance, patientIds)) };
}

/** Sends a request, which must succeed. @returns the body */
// biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
type Done = (method: string, path: string, body: object) => Promise<any>;

/** The office's rules about billing patients, an agency and an employer, and who is a family. */
export async function setUpBilling(done: Done, chance: Chance, patientIds: readonly string[]) {
  const { version: _version, ...usual } = usualBillingSettings;
  const soon = { minimumCents: 100, statements: 1, noticeDays: 0, ageDays: 0, booksBadDebt: chance.percent(70) };
  const returnedChecks = { feeCents: 2000, states: [{ state: 'OH', mostCents: 1500, from: '2026-01-01' }] };
  await done('PUT', '/v1/billing-settings', {
    ...usual,
    ...(chance.percent(50) ? { returnedChecks } : {}),
    statements: { ...usual.statements, ...statementRules, dunningLevels },
    cards: { ...usual.cards, payPage: 'https://pay.example.com/c/', announceDays },
    collections: { ...usual.collections, ...soon },
  });
  const agency = { ...agencyBody, remits: chance.pick(['net', 'gross']) };
  const { id: agencyId } = await done('POST', '/v1/collection-agencies', agency);
  const { id: employerId } = await done('POST', '/v1/accounts', { guarantor: exampleWorks });
  for (const patientId of patientIds) await done('PUT', `/v1/accounts/${ownAccountId(patientId)}`, mailed(patientId));
  const [first, ...others] = patientIds;
  for (const patientId of chance.percent(60) ? others : []) {
    if (chance.percent(70)) await done('POST', `/v1/accounts/${ownAccountId(String(first))}/members`, { patientId });
  }
  return { agencyId: String(agencyId), employerId: String(employerId), remits: agency.remits };
}

function storyOf(chance: Chance): GoldenAccount {
  const lines = () => Array.from({ length: 1 + chance.below(2) }, () => 1000 + chance.below(20_000));
  const claims = patients.flatMap((patient): [string, GoldenAccount['claims'][string]][] => [
    [`${patient}Own`, { patient, payers: [], lines: lines(), on: '2026-10-01' }],
    [`${patient}First`, { patient, payers: ['bluecross'], lines: lines(), on: '2026-10-05' }],
    ...(chance.percent(50)
      ? [[`${patient}Second`, { patient, payers: ['bluecross'], lines: lines(), on: '2026-10-12' }] as [string, never]]
      : []),
  ]);
  return { claims: Object.fromEntries(claims), patients: [...patients] } as unknown as GoldenAccount;
}
