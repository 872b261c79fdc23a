import { unmarshall } from '@aws-sdk/util-dynamodb';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { denialsApi } from '../../functions/denials/api.ts';
import { operations as denialOperations } from '../../functions/denials/operations.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations as remittancesOperations } from '../../functions/remittances/operations.ts';
import type { Logger } from '../../shared/domain/logger.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import type { Chance } from '../../simulator/chance.ts';
import { callApi, type TestAnswer } from '../support/api-event.ts';
import type { MemoryDynamodb } from '../support/memory-dynamodb.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import type { Worker } from './network.ts';

const principal = { tenantId: goldenTenant, subject: 'user-simulated', roles: 'biller manager' };

type Kind =
  | 'approve'
  | 'match'
  | 'accept'
  | 'close'
  | 'unpost'
  | 'move'
  | 'answer-denial'
  | 'move-denial'
  | 'write-off'
  | 'settle'
  | 'reject'
  | 'admit';

/** A decision that a person has made. It is sent with the same key until it is answered. */
interface Request {
  readonly kind: Kind;
  /** What it is about: an exception, an entry, a denial, a remittance. */
  readonly about: Item;
  readonly path: string;
  readonly body: object;
  readonly version?: number;
  readonly key: string;
  readonly plan?: ApprovedPlan;
}

/** A posting plan as a person has seen it: legs as `account cents payer`, by entry. */
export interface ApprovedPlan {
  readonly remittanceId: string;
  readonly hash: string;
  readonly payment: readonly string[];
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/** A request with its last answer. */
export interface Told {
  readonly kind: Kind;
  readonly about: Item;
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
  readonly body: any;
  readonly plan?: ApprovedPlan;
}

type Task = (worker: Worker) => Promise<void>;

export interface People {
  /** The next thing that a person does; undefined when there is nothing left to do. */
  next(): Task | undefined;
  /** What people requested, and the last answer that they got. */
  readonly told: readonly Told[];
}

export interface PeopleDeps {
  readonly chance: Chance;
  readonly database: MemoryDynamodb;
  readonly bucket: Sender;
  readonly logger: Logger;
  /** How many decisions people make, apart from approvals. */
  readonly decisions: number;
  now(): Date;
}

/**
 * The people of an office: they approve plans and decide about waiting items. They decide on what they saw a while ago,
 * and try again when no answer comes.
 */
export function peopleOf({ chance, database, bucket, logger, decisions, now }: PeopleDeps): People {
  const told: Told[] = [];
  const unanswered: Request[] = [];
  let left = decisions;
  let keys = 0;
  let inHand: Item | undefined;
  let thought: string | undefined;

  const api = ({ wrap }: Worker) => {
    const table = createTable(wrap(database), 'table', async () => undefined);
    const deps = { table, files: createFiles(wrap(bucket), 'bucket'), logger, now, newUlid: () => '0'.repeat(26) };
    const remittances = createApiHandler(remittancesApi, remittancesOperations, deps as never);
    const books = createApiHandler(booksApi, booksOperations, deps as never);
    const denials = createApiHandler(denialsApi, denialOperations, deps);
    const exceptions = createApiHandler(exceptionsApi, exceptionsOperations, deps as never);
    return { remittances, exceptions, 'ledger-entries': books, denials };
  };
  const ask = (worker: Worker, method: string, path: string, more: object = {}): Promise<TestAnswer> => {
    const handler = api(worker)[path.split('/')[2] as keyof ReturnType<typeof api>];
    return callApi(handler, { method, path, principal, ...more });
  };

  const send = async (worker: Worker, request: Request): Promise<void> => {
    const { kind, about, path, body, version, key, plan } = request;
    const headers = { 'Idempotency-Key': key, ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) };
    const answer = await ask(worker, 'POST', path, { body, headers });
    // There was no usable answer: the person tries again, with the same key.
    if (answer.status >= 500) {
      unanswered.push(request);
      return;
    }
    // The id of the request is random, so it is left out.
    const { instance: _, ...said } = answer.body;
    told.push({ kind, about, status: answer.status, body: said, ...(plan === undefined ? {} : { plan }) });
  };

  /** Reads the whole plan; undefined when a request failed or the plan changed meanwhile. */
  const look = async (worker: Worker, remittanceId: string): Promise<ApprovedPlan | undefined> => {
    const claims = new Map<string, readonly string[]>();
    let payment: readonly string[] = [];
    let token = '';
    for (;;) {
      const { status, body } = await ask(worker, 'GET', `/v1/remittances/${remittanceId}/posting-plan${token}`);
      if (status !== 200) return undefined;
      if (body.payment !== undefined) payment = legTexts(body.payment.legs);
      for (const { ledgerEntryId, legs } of body.items) {
        if (ledgerEntryId !== undefined) claims.set(ledgerEntryId, legTexts(legs));
      }
      if (body.planHash !== undefined) return { remittanceId, hash: body.planHash, payment, claims };
      token = `?pageToken=${body.nextPageToken}`;
    }
  };

  const asked = (kind: Kind, about: Item, path: string, body: object, version?: unknown): Request => {
    keys += 1;
    const key = `decision-${keys}`;
    return { kind, about, path, body, key, ...(version === undefined ? {} : { version: Number(version) }) };
  };

  const approval =
    (remittance: Item): Task =>
    async (worker) => {
      const plan = await look(worker, String(remittance.id));
      if (plan === undefined) return;
      const path = `/v1/remittances/${remittance.id}/post`;
      const request = { ...asked('approve', remittance, path, { planHash: plan.hash }), plan };
      // Now and then a person takes a break between reading and approving.
      if (chance.percent(40)) unanswered.push(request);
      else await send(worker, request);
    };

  const decision = (items: readonly Item[]): Request | undefined => {
    const reason = 'decided in a simulation';
    const ofType = (type: string, state?: string) =>
      items.filter((item) => item.type === type && (state === undefined || item.state === state));
    // Now and then two people work on the same item.
    const again = inHand;
    inHand = undefined;
    const kind: Kind =
      again === undefined ? chance.pick(worthIt(items, chance)) : chance.pick(['match', 'accept', 'accept']);
    if (kind === 'match' || kind === 'accept' || kind === 'close') {
      const open = ofType('exception', 'open');
      const answers = open.filter(({ ledgerEntryId }) => holding(items).has(ledgerEntryId as string));
      const about = again ?? pick(chance, kind === 'close' || chance.percent(10) ? open : answers);
      if (about === undefined) return undefined;
      const claimId = claimFor(about, items, again === undefined ? undefined : thought);
      if (again === undefined && kind !== 'close' && chance.percent(50)) [inHand, thought] = [about, claimId];
      const body = kind === 'close' ? { reason } : { claimId, reason };
      return asked(kind, about, `/v1/exceptions/${about.id}/${kind}`, body, about.version);
    }
    if (isOfDenial(kind)) {
      const about = pick(chance, ofType('denial', 'open'));
      // Often all of it, else a part.
      const part = chance.percent(40) ? { cents: 1 + chance.below(Number(about?.openCents ?? 1)) } : {};
      const to = chance.percent(50) ? 'patient' : 'next-payer';
      const bodies = { 'answer-denial': { by: 'appeal' }, 'move-denial': { to, ...part }, 'write-off': part };
      const route = kind === 'write-off' ? kind : kind.slice(0, kind.indexOf('-'));
      return (
        about && asked(kind, about, `/v1/denials/${about.id}/${route}`, { ...bodies[kind], reason }, about.version)
      );
    }
    if (kind === 'settle') {
      const listed = new Set(ofType('balance').flatMap((balance) => workOf(balance).map(({ id }) => id)));
      const about = pick(
        chance,
        ofType('exception', 'open').filter(({ id }) => listed.has(id as string)),
      );
      const most = Math.max(1, Math.abs(Number(about?.cents ?? 1)));
      const part = chance.percent(40) ? { cents: 1 + chance.below(most) } : {};
      const to = Number(about?.cents) < 0 ? 'refund' : chance.pick(['patient', 'next-payer']);
      const isMoved = chance.percent(60);
      const body = isMoved ? { to, ...part, reason } : { ...part, reason };
      const route = isMoved ? 'move' : 'write-off';
      return about && asked(kind, about, `/v1/exceptions/${about.id}/${route}`, body, about.version);
    }
    if (kind === 'reject' || kind === 'admit') {
      const states = kind === 'admit' ? ['held'] : ['held', 'quarantined'];
      const about = pick(
        chance,
        ofType('remittance').filter(({ state }) => states.includes(state as string)),
      );
      return about && asked(kind, about, `/v1/remittances/${about.id}/${kind}`, { reason }, about.version ?? 1);
    }
    const about = pick(
      chance,
      ofType('entry').filter((entry) => entry.answer !== undefined && entry.kind !== 'remittance-reversal'),
    );
    const body = kind === 'move' ? { claimId: claimFor(about, items), accept: true, reason } : { reason };
    return about && asked(kind, about, `/v1/ledger-entries/${wireEntryId(about)}/${kind}`, body);
  };

  /** The claim that a person chooses: mostly one of the payer's, and a different one than another person has chosen. */
  const claimFor = (about: Item | undefined, items: readonly Item[], other?: string): string => {
    const remittance = items.find(
      ({ id, type }) => type === 'remittance' && id === (about?.remittanceId ?? about?.remittance),
    );
    const [payerId] = (remittance?.payerIds as string[] | undefined) ?? [];
    const balances = items.filter(({ type, claimId }) => type === 'balance' && claimId !== other);
    const first = ({ payers }: Item) => (payers as { readonly payerId: string; readonly status: string }[])[0];
    const ofPayer = balances.filter((balance) => first(balance)?.payerId === payerId);
    const unanswered = ofPayer.filter((balance) => first(balance)?.status !== 'answered');
    const likely = unanswered.length > 0 && chance.percent(80) ? unanswered : ofPayer;
    return String(pick(chance, likely.length > 0 && chance.percent(80) ? likely : balances)?.claimId);
  };

  const next = (): Task | undefined => {
    const items = database.items().map((item) => unmarshall(item) as Item);
    const twin = inHand === undefined ? undefined : decision(items);
    if (twin !== undefined) return (worker) => send(worker, twin);
    const waiting =
      unanswered.length > 0 && chance.percent(35) ? unanswered.splice(chance.below(unanswered.length), 1) : [];
    const [request] = waiting;
    if (request !== undefined) return (worker) => send(worker, request);
    const planned = items.filter(({ type, state }) => type === 'remittance' && state === 'planned');
    if (left > 0 && (planned.length === 0 || chance.percent(60))) {
      left -= 1;
      const decided = decision(items);
      // Some people decide on what they saw, but send the decision later.
      if (decided !== undefined && chance.percent(20)) unanswered.push(decided);
      else if (decided !== undefined) return (worker) => send(worker, decided);
    }
    // Mostly a plan is chosen for which nobody has a decision that is still to be sent.
    const about = pick(
      chance,
      planned.filter(({ id }) => !unanswered.some((each) => each.about.id === id) || chance.percent(20)),
    );
    if (about !== undefined) return approval(about);
    const [last] = unanswered.splice(0, 1);
    return last && ((worker) => send(worker, last));
  };
  return { next, told };
}

const kinds = [
  'match',
  'match',
  'accept',
  'accept',
  'close',
  'unpost',
  'move',
  'move',
  'answer-denial',
  'move-denial',
  'write-off',
  'settle',
  'settle',
  'reject',
  'admit',
] as const satisfies readonly Kind[];

const ofDenials = ['answer-denial', 'move-denial', 'write-off'] as const satisfies readonly Kind[];

function isOfDenial(kind: Kind): kind is (typeof ofDenials)[number] {
  return ofDenials.some((each) => each === kind);
}

/** Decisions for which there are items, as people work from lists. Denials are rare, and are mostly worked first. */
function worthIt(items: readonly Item[], chance: Chance): readonly [Kind, ...Kind[]] {
  const has = (type: string, ...states: string[]): boolean =>
    items.some((item) => item.type === type && states.includes(item.state as string));
  const isAnswered = items.some(({ type, answer }) => type === 'entry' && answer !== undefined);
  if (has('denial', 'open') && chance.percent(60)) return ofDenials;
  const [first = 'match', ...others] = kinds.filter((kind) => {
    if (isOfDenial(kind)) return has('denial', 'open');
    if (kind === 'admit') return has('remittance', 'held');
    if (kind === 'reject') return has('remittance', 'held', 'quarantined');
    return kind === 'unpost' || kind === 'move' ? isAnswered : has('exception', 'open');
  });
  return [first, ...others];
}

function workOf({ openWork }: Item): readonly { readonly id: string }[] {
  return (openWork as { readonly id: string }[] | undefined) ?? [];
}

/** The entries that hold cash of an answer, by their ids in the API. */
function holding(items: readonly Item[]): ReadonlySet<string> {
  const holds = items.filter(({ kind }) => kind === 'remittance-unapplied' || kind === 'remittance-unpost');
  return new Set(holds.map(wireEntryId));
}

function pick(chance: Chance, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : items[chance.below(items.length)];
}

interface WireLeg {
  readonly account: string;
  readonly cents: number;
  readonly payerId?: string;
}

function legTexts(legs: readonly WireLeg[]): string[] {
  return legs.map(({ account, cents, payerId = '' }) => `${account} ${cents} ${payerId}`).sort();
}
