import { manager } from '../support/api-event.ts';
import { secondManager } from '../support/whole-office.ts';
import type { BillersDeed, Done, Scene } from './billers-office.ts';
import { happenAtProcessor } from './patients-cards.ts';
import { any, type Deed, reason } from './patients-drawing.ts';
import { nextDeed, send } from './patients-people.ts';

/* What patients owe, pay and get back: the deeds of the simulated patients, assistance, and discounts by rule. */

/** Sends a deed of the patients’ simulation, and keeps the pages that it opens. */
async function sendDeed({ office }: Scene, drawn: Deed): Promise<Done> {
  if (drawn.file !== undefined) await office.upload('bank-statement', drawn.file, '.lockbox');
  const answer = await send(office.call, drawn, office.edge.newUlid(), manager.tenantId);
  const { address, url = answer.body?.pageUrl } = (answer.body ?? {}) as { address?: string; url?: string };
  if (url !== undefined) office.cardPages.push(String(url.split('/').at(-1)));
  if (address !== undefined) office.payPages.push(`/v1/pay-pages/${address.split('/c/')[1]}`);
  return { ...answer, what: drawn.name };
}

const ofPatients: BillersDeed = {
  ...{ name: 'patients', often: 30 },
  draw: (scene) => {
    const drawn = nextDeed(scene.chance, scene.seen);
    return drawn && (() => sendDeed(scene, drawn));
  },
};

/** Something happens at the card processor, and the office hears of it. */
const atProcessor: BillersDeed = {
  ...{ name: 'cards', often: 5 },
  draw: ({ office, chance }) => {
    const { practice: processor, edge } = office;
    if (processor.state.pages.size === 0) return undefined;
    return async () => {
      happenAtProcessor(chance, { processor, now: edge.now }, office.cardPages);
      await office.tellAll();
      return { status: 200, body: undefined };
    };
  },
};

const applies: BillersDeed = {
  ...{ name: 'apply for assistance', often: 2 },
  draw: ({ office, chance, seen }) => {
    const household = { size: 3, incomeCents: chance.pick([60_000_00, 20_000_00, 300_000_00]) };
    const asked = { accountId: any(chance, seen.accounts), appliedOn: seen.today, household, documents: [] };
    return () => office.send('POST', '/v1/assistance-applications', asked);
  },
};

/** A second person decides about assistance, applies it to what is owed since, or ends it. */
const decides = (name: string, often: number, states: readonly string[]): BillersDeed => ({
  ...{ name: `${name} assistance`, often },
  draw: ({ one, office }) => {
    const asked = one('assistance', ({ state }) => states.includes(String(state)));
    const path = `/v1/assistance-applications/${asked?.id}/${name}`;
    const more = { version: Number(asked?.version), principal: secondManager };
    return asked && (() => office.send('POST', path, { reason }, more));
  },
});

const approvesAsSecond: BillersDeed = {
  ...{ name: 'approve as the second', often: 5 },
  draw: ({ one, office, chance }) => {
    const [type, family] = chance.pick([['refund', 'refunds'] as const, ['adjustment', 'adjustments'] as const]);
    const waiting = one(type, ({ state }) => state === 'requested' || state === 'waiting');
    const more = { version: Number(waiting?.version), principal: secondManager };
    const path = `/v1/${family}/${waiting?.id}/${chance.percent(80) ? 'approve' : 'decline'}`;
    return waiting && (() => office.send('POST', path, { reason }, more));
  },
};

const runs = (name: string, path: string, body: object): BillersDeed => ({
  ...{ name, often: 1 },
  draw:
    ({ office }) =>
    () =>
      office.send('POST', path, body),
});

export const patientDeeds: readonly BillersDeed[] = [
  ...[ofPatients, atProcessor, applies, approvesAsSecond],
  ...[decides('approve', 3, ['open']), decides('deny', 1, ['open'])],
  ...[decides('apply', 2, ['approved']), decides('end', 1, ['open', 'approved'])],
  runs('small balances', '/v1/small-balance-runs', { reason }),
  {
    ...{ name: 'make a statement', often: 2 },
    draw: ({ office, chance, seen }) => {
      const body = { accountId: any(chance, seen.accounts), isAnother: true };
      return () => office.send('POST', '/v1/statements', body);
    },
  },
];
