import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import type { Item } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { TestAnswer } from '../support/api-event.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { addPayers, type DeskPayer } from '../support/next-payer-desk.ts';
import { patientBody } from '../support/office.ts';
import { itemsOver, tableOver } from '../support/table.ts';
import { loadOperations } from '../support/whole-api.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { watchFilings } from './claims-invariants.ts';
import type { ClaimAnswered } from './patients-answers.ts';
import type { Document, Drawing, Seen } from './patients-drawing.ts';
import { setUpBilling } from './patients-office.ts';

/** A payer's answer that was sent to the office, and may be taken back as it was. */
export interface Answered extends ClaimAnswered {
  readonly from: DeskPayer;
}

/** The office of a run, and what the world outside of it remembers. */
export interface BillersOffice
  extends Pick<WholeOffice, 'send' | 'call' | 'upload' | 'work' | 'edge' | 'practice' | 'store'> {
  readonly bucket: WholeOffice['bucket'];
  readonly ids: WholeOffice['office'];
  readonly payerIds: Partial<Record<DeskPayer, string>>;
  readonly people: Pick<Seen, 'entityId' | 'providerId' | 'employerId' | 'agencyId' | 'remits'>;
  /** What payers have answered, the newest last. */
  readonly answered: Answered[];
  /** The files that payers have sent. */
  readonly files: string[];
  /** The pay pages of links that were given out, and the card processor's pages that were opened. */
  readonly payPages: string[];
  readonly cardPages: string[];
  items(): Item[];
  /** What is wrong with the steps that filings have taken. */
  filingFaults(): string[];
  /** Tells the office what happened at the card processor. */
  tellAll: WholeOffice['tellAll'];
}

const orders: readonly [readonly DeskPayer[], ...(readonly DeskPayer[])[]] = [['second'], ['second', 'third'], []];

/** Assistance for families with little income. */
const assistance = {
  guidelines: [2026, 2027].map((year) => ({
    ...{ year, region: 'contiguous', firstCents: 15_000_00, furtherCents: 5_000_00 },
  })),
  bands: [{ upToPercent: 300, rate: 5_000 }],
  ...{ lookBackDays: 240, validDays: 180 },
};

/** Opens an office whose patient has one to three coverages. Now and then it looks at payments before they post. */
export async function openBillersOffice(chance: Chance): Promise<BillersOffice> {
  await loadOperations();
  const database = memoryDynamodb();
  const watched = watchFilings(database);
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => chance.below(256));
  const office = await openWholeOffice({ store: tableOver(database, () => watched.sender), bytes });
  const { send, call, office: ids } = office;
  const payerIds = await addPayers({ call }, ids, chance.pick(orders));
  const done = async (method: string, path: string, body: object) => {
    const { version } = method === 'PUT' ? (await call('GET', path)).body : { version: undefined };
    const answer = await send(method, path, body, { version: version ?? (method === 'PUT' ? 0 : undefined) });
    if (answer.status >= 300) throw new Error(`${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await done('POST', '/v1/patients', { ...patientBody, birthDate: '1990-02-03' });
  const patientIds = patientsOf(itemsOver(database)());
  const people = await setUpBilling(done, chance, patientIds);
  const { version: _version, ...settings } = (await call('GET', '/v1/billing-settings')).body;
  await done('PUT', '/v1/billing-settings', { ...settings, assistance });
  const file = { via: { kind: 'file', folder: 'clear', everyMinutes: 15 } };
  await done('PUT', '/v1/inquiry-channels/EXCLEAR', file);
  if (chance.percent(15)) {
    const rules = { scope: { kind: 'office' }, adjustmentRules: [], autoPost: false, reason: 'We look first' };
    await office.do('changePostingRules', '', rules);
  }
  return {
    ...office,
    ...{ ids, payerIds, answered: [], files: [], payPages: [], cardPages: [] },
    people: { ...people, entityId: ids.entityId, providerId: ids.billingProviderId },
    items: itemsOver(database),
    filingFaults: () => [...watched.faults],
  };
}

const patientsOf = (items: readonly Item[]) =>
  items.filter(({ type }) => type === 'patient').map(({ id }) => String(id));

/** What a person, a payer or the card processor may draw from when they do something. */
export interface Scene extends Drawing {
  readonly office: BillersOffice;
  /** The claims of the office, as their balances are stored. */
  readonly claims: readonly ClaimBalance[];
  claim(holds?: (claim: ClaimBalance) => boolean): ClaimBalance | undefined;
  /** Sends a request about something, in the version that was seen, or in the current one if that is not stored. */
  on(path: string, item: { readonly version?: number }, body?: object): Promise<TestAnswer>;
}

/** The scene of a step: everything that is there, and the random numbers of the step. */
export function sceneOf(office: BillersOffice, chance: Chance, number: number): Scene {
  const items = office.items();
  const claims = items.filter(({ type }) => type === 'balance').map(balanceOfItem);
  const patients = patientsOf(items);
  const drawn = <Value>(all: readonly Value[]) => (all.length === 0 ? undefined : all[chance.below(all.length)]);
  const seen: Seen = {
    ...{ items, number, patients, ...office.people, payPages: office.payPages },
    accounts: patients.map((id) => ownAccountId(id)),
    claims: claims.map(({ claimId }) => claimId),
    today: office.edge.now().toISOString().slice(0, 10),
  };
  return {
    ...{ office, chance, seen, claims },
    one: (type, holds = () => true) =>
      drawn(items.filter((item) => item.type === type).filter((item) => holds(item as Document))) as
        | Document
        | undefined,
    amount: () => 100 + chance.below(15_000),
    claim: (holds = () => true) => drawn(claims.filter(holds)),
    on: async (path, item, body) => {
      const at = path.slice(0, path.lastIndexOf('/'));
      const version = item.version ?? (await office.call('GET', at)).body.version;
      return office.send('POST', path, body, { version });
    },
  };
}

/** A step in the making: what is going to be done. */
export type Doing = () => Promise<Done>;

/** The answer to what was done, and what it was if the deed's name does not say. */
export type Done = Pick<TestAnswer, 'status' | 'body'> & { readonly what?: string };

/** Something that may be done in an office, however unwise. */
export interface BillersDeed {
  readonly name: string;
  /** How often it is drawn, compared with others. */
  readonly often: number;
  /** Draws what it is about; undefined when there is nothing to do it to. */
  draw(scene: Scene): Doing | undefined;
}
