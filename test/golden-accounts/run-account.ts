import { ownAccountId } from '../../shared/domain/account/account.ts';
import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type ClaimId, claimIdFromDigest } from '../../shared/domain/identity/ids.ts';
import { type LedgerEntry, type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { balanceItem, balanceOfItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { createFiles } from '../../shared/store/files.ts';
import { entityKey, listIndex } from '../../shared/store/keys/entity.ts';
import { payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { entryOfItem, foreignFirstEntryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import { goldenPayee, goldenPayers } from '../golden/remittance-text.ts';
import { workOffRemits } from '../support/collection-desk.ts';
import { signer } from '../support/office.ts';
import { createPipeline, goldenTenant } from '../support/remittance-pipeline.ts';
import { startTestTable } from '../support/table.ts';
import { type CallApi, wholeApi } from '../support/whole-api.ts';
import type {
  GoldenAccount,
  GoldenBalance,
  GoldenFigures,
  GoldenStatement,
  GoldenStep,
  GoldenVisit,
} from './golden-account.ts';
import { reportFaults } from './held-against-reports.ts';
import { letHappen, openOutside } from './outside.ts';

const tenant = goldenTenant;
/** The legal entity of the payee in the golden stories. */
const entityId = 'ent_00000000000000000000G01DEN';
const providerId = 'prv_00000000000000000000G01DEN';
const idOf = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/** Runs a story with the real functions and the real store, and reads the final figures. */
export async function runAccount(golden: GoldenAccount): Promise<{ found: GoldenFigures; faults: string[] }> {
  const store = await startTestTable();
  try {
    const pipeline = createPipeline(store);
    const files = createFiles(pipeline.bucket, 'bucket', signer);
    const outside = openOutside(pipeline.edge, files);
    const call = await wholeApi(pipeline.edge, files, outside.cards);
    const names = namesOf(golden);
    await pipeline.table.transact(partiesOf(golden, names));
    for (const [name, visit] of Object.entries(golden.claims)) {
      await pipeline.table.transact(chargeWrites(names, name, visit));
    }
    for (const [index, step] of golden.steps.entries()) {
      pipeline.edge.setNow(`${step.on}T15:00:00.000Z`);
      if ('remittance' in step) {
        await pipeline.receive(filled(step.remittance, names));
        for (let more = true; more; more = (await pipeline.relay()) > 0) await pipeline.drain();
      } else if ('happens' in step) {
        const refused = await letHappen(outside, step.happens, { call, names, on: step.on });
        if (refused !== step.refused) throw new Error(`${step.happens.what} on ${step.on} is answered with ${refused}`);
      } else {
        const answer = await take(step, { call, names, key: `golden-${index}` });
        if (step.as !== undefined) outside.opened.set(step.as, answer);
        await workOffRemits({ store, edge: pipeline.edge }, files);
      }
      await outside.workOff();
    }
    pipeline.edge.setNow(`${golden.asOf}T15:00:00.000Z`);
    const found = await figuresOf(golden, call, names);
    const faults = faultsOf(await store.items());
    // Reports cover only days that are over, so the clock moves on by a day.
    pipeline.edge.setNow(`${addDays(golden.asOf as LocalDate, 1)}T15:00:00.000Z`);
    const told = { store, edge: pipeline.edge, files, call };
    return { found, faults: [...faults, ...(await reportFaults(told))] };
  } finally {
    await store.stop();
  }
}

const payerIdOf = (golden: string): string => idOf('pay', Object.keys(goldenPayers).indexOf(golden) + 1);

export type Names = Map<string, string>;

export function namesOf(golden: GoldenAccount): Names {
  const names: Names = new Map([
    ['provider', providerId],
    ['entity', entityId],
  ]);
  for (const [index, name] of golden.patients.entries()) {
    names.set(name, idOf('pat', index + 1));
    names.set(`${name}.account`, ownAccountId(idOf('pat', index + 1)));
  }
  for (const name of Object.keys(golden.claims)) names.set(name, claimIdFromDigest(digestOf('golden-account', name)));
  return names;
}

const filled = (text: string, names: Names): string =>
  text.replace(/\{([a-zA-Z][\w.]*)\}/g, (whole, name: string) => names.get(name) ?? whole);

export function partiesOf({ patients }: GoldenAccount, names: Names): Write[] {
  const address = { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const document = (entity: 'PATIENT' | 'PAYER' | 'PROVIDER' | 'LEGAL-ENTITY', id: string, more: object): Write => ({
    put: entityItem(entityKey(tenant, entity, id), entity.toLowerCase(), { id, version: 1, ...more }),
  });
  const entity = { id: entityId, version: 1, name: goldenPayee.name, billingProviderIds: [providerId] };
  const ofEntities = listIndex(tenant, 'LEGAL-ENTITY', entityId);
  return [
    ...patients.map((name) => {
      const person = { name: { lastName: 'GOLDEN', firstName: name.toUpperCase() }, birthDate: '1980-01-31', sex: 'U' };
      return document('PATIENT', names.get(name) as string, { ...person, address, coverageRevision: 0 });
    }),
    ...Object.entries(goldenPayers).flatMap(([golden, { name, traceOriginator }]) => {
      const payerId = payerIdOf(golden);
      const key = payerIdentityKey(tenant, 'trace-originator', traceOriginator);
      return [
        document('PAYER', payerId, { name, address, filingIndicator: golden === 'medicare' ? 'MB' : 'CI' }),
        { put: { ...key, type: 'payer-identity', payerId } },
      ];
    }),
    { put: { ...payeeIdentityKey(tenant, 'npi', goldenPayee.npi), type: 'payee-identity', entityId } },
    document('PROVIDER', providerId, { entityId }),
    { put: entityItem(entityKey(tenant, 'LEGAL-ENTITY', entityId), 'legal-entity', entity, ofEntities) },
  ];
}

/** A claim as it was sent to its first payer (without a payer, as the patient owes it), and its charge. */
export function chargeWrites(names: Names, name: string, { patient, payers, lines, on }: GoldenVisit): Write[] {
  const claimId = names.get(name) as ClaimId;
  const patientId = names.get(patient) as string;
  const payerIds = payers.map(payerIdOf);
  const [first] = payerIds;
  const day = on as LocalDate;
  const receivable = (): Omit<Leg, 'cents'> =>
    first === undefined
      ? { account: 'patient-receivable' }
      : { account: 'insurance-receivable', payerId: first, share: 0 };
  const legs = lines.flatMap((amount, index): Leg[] => [
    { ...receivable(), cents: cents(amount), line: index + 1 },
    { account: 'charges', cents: cents(-amount), line: index + 1 },
  ]);
  const filing = {
    number: 1,
    share: 0,
    frequency: 'original',
    state: { kind: 'submitted', submissionId: 'golden' },
  } as const;
  const empty: ClaimBalance = {
    ...{ claimId, version: 1, entityId, billingProviderId: providerId, patientId, serviceFrom: day },
    state: { kind: first === undefined ? 'self-pay' : 'filed' },
    filings: first === undefined ? [] : [filing],
    chargeCents: cents(lines.reduce((sum, line) => sum + line, 0)),
    lineCount: lines.length,
    payers: payerIds.map((payerId, index) => ({
      ...{ payerId, coverageId: idOf('cov', index), receivableCents: zeroCents },
      status: index === 0 ? 'open' : 'waiting',
    })),
    patientCents: zeroCents,
  };
  const id = `led_${claimId.padStart(26, '0')}`;
  const entry = ledgerEntry({
    id,
    kind: 'charge',
    effectiveOn: day,
    postedOn: day,
    entityId,
    claimId,
    patientId,
    legs,
  });
  const begins = { at: `${on}T12:00:00.000Z`, by: 'golden', to: first === undefined ? 'self-pay' : 'submitted' };
  return [
    { put: balanceItem(tenant, applyLegs(empty, legs)) },
    foreignFirstEntryWrite(tenant, claimId, entry, begins),
    totalsWrite(tenant, entry, claimId, legs),
  ];
}

interface Taking {
  readonly call: CallApi;
  readonly names: Names;
  readonly key: string;
}

async function take(step: Extract<GoldenStep, { call: string }>, { call, names, key }: Taking): Promise<object> {
  const [method = '', path = ''] = filled(step.call, names).split(' ');
  const body = step.body && JSON.parse(filled(JSON.stringify(step.body), names));
  const match = step.version === undefined ? {} : { 'If-Match': `"${step.version}"` };
  const headers = { 'Idempotency-Key': key, ...match };
  const answer = await call(method, path, body, { principal: principalOf(step.by), headers });
  const refused = answer.status < 400 ? undefined : String(answer.body.type).split('/').at(-1);
  if (refused !== step.refused) {
    throw new Error(`${step.call} on ${step.on} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  const id = answer.body?.id ?? answer.body?.items?.[0]?.id;
  if (step.as !== undefined) names.set(step.as, String(id));
  return answer.body ?? {};
}

const principalOf = (role: 'biller' | 'manager' = 'manager') => ({
  tenantId: tenant,
  subject: `user-${role}`,
  roles: role,
});

async function figuresOf({ expected, claims }: GoldenAccount, call: CallApi, names: Names): Promise<GoldenFigures> {
  const read = async (path: string) => {
    const { status, body } = await call('GET', path, undefined, { principal: principalOf() });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return body;
  };
  const accounts: Record<string, GoldenBalance> = {};
  for (const [name, figures] of Object.entries(expected.accounts)) {
    const id = names.get(`${name}.account`) ?? names.get(name);
    accounts[name] = balanceFigures(await read(`/v1/accounts/${id}/balance`), figures, names);
  }
  const standing: Record<string, GoldenFigures['claims'][string]> = {};
  for (const name of Object.keys(claims)) {
    const { payers, patientCents } = await read(`/v1/claims/${names.get(name)}`);
    const receivables = payers.map((payer: { readonly receivableCents: number }) => payer.receivableCents);
    standing[name] = { payers: receivables, patient: patientCents };
  }
  const booksOf = async (path: string): Promise<GoldenFigures['books']> => {
    const { accounts: balances } = await read(path);
    return Object.fromEntries(
      balances.flatMap((each: { readonly account: string; readonly balanceCents: number }) =>
        each.balanceCents === 0 ? [] : [[each.account, each.balanceCents]],
      ),
    );
  };
  const booksAt: Record<string, GoldenFigures['books']> = {};
  for (const day of Object.keys(expected.booksAt ?? {})) booksAt[day] = await booksOf(`/v1/trial-balance?asOf=${day}`);
  const denials = (await read('/v1/denials')).items.map((each: Work) => `denial ${each.category}`);
  const exceptions = (await read('/v1/exceptions')).items.map((each: Work) => `exception ${each.code}`);
  const timeline = expected.timeline && (await timelineOf(Object.keys(expected.timeline), read, names));
  const statements = expected.statements && (await statementFigures(expected.statements, call, names));
  return {
    ...{ accounts, claims: standing, books: await booksOf('/v1/trial-balance') },
    work: [...denials, ...exceptions].sort(),
    ...(expected.booksAt === undefined ? {} : { booksAt }),
    ...(timeline === undefined ? {} : { timeline }),
    ...(statements === undefined ? {} : { statements }),
  };
}

/** The statements that can now be made for patients' accounts. */
async function statementFigures(
  expected: NonNullable<GoldenFigures['statements']>,
  call: CallApi,
  names: Names,
): Promise<Readonly<Record<string, GoldenStatement>>> {
  const claimNames = new Map([...names].map(([name, id]) => [id, name]));
  const found: Record<string, GoldenStatement> = {};
  for (const [patient, looked] of Object.entries(expected)) {
    const headers = { 'Idempotency-Key': `statement-${patient}` };
    const accountId = names.get(`${patient}.account`);
    const made = await call('POST', '/v1/statements', { accountId }, { principal: principalOf(), headers });
    if (made.status !== 201) {
      found[patient] = { forbidden: made.body.because };
      continue;
    }
    const { body } = await call('GET', `/v1/statements/${made.body.id}`, undefined, { principal: principalOf() });
    const visits = body.visits as readonly GoldenVisitLine[];
    const nameOf = ({ claimId }: GoldenVisitLine): string => claimNames.get(claimId) ?? '';
    const whyOf = ({ reasons }: GoldenVisitLine) => Object.fromEntries(reasons.map(({ code, cents }) => [code, cents]));
    found[patient] = {
      due: body.dueCents,
      visits: Object.fromEntries(visits.map((visit) => [nameOf(visit), lineOf(visit)])),
      why: Object.fromEntries(visits.map((visit) => [nameOf(visit), whyOf(visit)])),
      ...('payments' in looked ? { payments: body.payments.map(paymentOf) } : {}),
      ...('plan' in looked ? { plan: planOf(body.plan) } : {}),
    };
  }
  return found;
}

const paymentOf = ({ receivedOn, cents: own, as }: { receivedOn: string; cents: number; as?: string }) =>
  as === undefined ? ([receivedOn, own] as const) : ([receivedOn, own, as] as const);

interface PrintedPlan {
  readonly remainingCents: number;
  readonly laterCents: number;
  readonly missedCents?: number;
  readonly nextOn?: string;
}

const planOf = ({ remainingCents, laterCents, missedCents, nextOn }: PrintedPlan) => ({
  remaining: remainingCents,
  later: laterCents,
  ...present({ missed: missedCents, nextOn }),
});

type VisitAmount = 'chargeCents' | 'insurancePaidCents' | 'adjustedCents' | 'patientPaidCents' | 'owedCents';

interface GoldenVisitLine extends Readonly<Record<VisitAmount, number>> {
  readonly claimId: string;
  readonly reasons: readonly { readonly code: string; readonly cents: number }[];
}

function lineOf(visit: GoldenVisitLine): [number, number, number, number, number] {
  const { chargeCents, insurancePaidCents, adjustedCents, patientPaidCents, owedCents } = visit;
  return [chargeCents, insurancePaidCents, adjustedCents, patientPaidCents, owedCents];
}

/** What the timelines of all accounts say about some claims. */
async function timelineOf(
  claims: readonly string[],
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
  read: (path: string) => Promise<any>,
  names: Names,
): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const [name, accountId] of names) {
    if (!name.endsWith('.account')) continue;
    for (const item of (await read(`/v1/accounts/${accountId}/timeline`)).items) {
      const claim = claims.find((each) => names.get(each) === item.claimId);
      if (claim === undefined) continue;
      const events = item.events.map(({ on, words }: Record<'on' | 'words', string>) => `${on} ${words}`);
      told[claim] = [...events, ...item.owed];
    }
  }
  return told;
}

interface Work {
  readonly category?: string;
  readonly code?: string;
}

type Amount = { readonly age: string; readonly cents: number };
type Position = { readonly position: string; readonly cents: number; readonly ageing: readonly Amount[] };

/** The figures of a balance that a story checks. */
// biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
function balanceFigures(body: any, expected: GoldenBalance, names: Names): GoldenBalance {
  const positions = body.positions as readonly Position[];
  const own = positions.find(({ position }) => position === 'patient' || position === 'client');
  const claimNames = new Map([...names].map(([name, id]) => [id, name]));
  const forbidden = body.claims.flatMap((each: { claimId: string; forbidden?: { because: string } }) =>
    each.forbidden === undefined ? [] : [[claimNames.get(each.claimId), each.forbidden.because]],
  );
  const aged = (own?.ageing ?? []).filter((each) => each.cents !== 0).map(({ age, cents }) => [age, cents]);
  const found: Required<GoldenBalance> = {
    owed: body.owedCents,
    credit: body.creditCents,
    unapplied: body.unappliedCents,
    client: body.clientCents,
    due: body.dueCents,
    insurance: body.insuranceCents,
    ageing: Object.fromEntries(aged),
    positions: Object.fromEntries(positions.map(({ position, cents }) => [position, cents])),
    forbidden: Object.fromEntries(forbidden),
  };
  return Object.fromEntries(Object.entries(found).filter(([name]) => name in expected)) as unknown as GoldenBalance;
}

/** What is wrong with the books, whatever the story: entries that do not balance, and balances that are not the sum of entries. */
export function faultsOf(items: readonly Item[]): string[] {
  const entries = items.filter(({ type }) => type === 'entry').map(entryOfItem);
  const unbalanced = entries.filter(({ legs }) => legs.reduce((sum, leg) => sum + leg.cents, 0) !== 0);
  const claims = items.filter(({ type }) => type === 'balance').map(balanceOfItem);
  const patients = claims.filter(
    ({ claimId, patientCents }) =>
      patientCents !== folded(entries, ({ claimId: id }) => id === claimId, 'patient-receivable'),
  );
  const insurance = claims.filter(({ claimId, payers }) => {
    const owed = payers.reduce((sum, payer) => sum + payer.receivableCents, 0);
    return owed !== folded(entries, ({ claimId: id }) => id === claimId, 'insurance-receivable');
  });
  const clients = items
    .filter(({ type }) => type === 'client-balance')
    .filter(({ accountId, receivables }) => {
      const owed = (receivables as readonly { readonly cents: number }[]).reduce((sum, each) => sum + each.cents, 0);
      return owed !== folded(entries, (entry) => entry.accountId === accountId, 'client-receivable');
    });
  return [
    ...unbalanced.map(({ id }) => `entry ${id} does not balance`),
    ...patients.map(({ claimId }) => `claim ${claimId}: the patient's balance is not its entries'`),
    ...insurance.map(({ claimId }) => `claim ${claimId}: the payers' balances are not its entries'`),
    ...clients.map(({ accountId }) => `account ${accountId}: its balance is not its entries'`),
  ];
}

function folded(
  entries: readonly LedgerEntry[],
  isOwn: (entry: LedgerEntry) => boolean,
  account: Leg['account'],
): number {
  const legs = entries.filter(isOwn).flatMap((entry) => entry.legs);
  return legs.reduce((sum, leg) => sum + (leg.account === account ? leg.cents : 0), 0);
}
