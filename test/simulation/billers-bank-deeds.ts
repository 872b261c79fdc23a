import type { BillersDeed } from './billers-office.ts';
import { type Document, reason } from './patients-drawing.ts';

/* Deposits of payers’ payments, and what waited until something was set up. */

const enters: BillersDeed = {
  ...{ name: 'enter a deposit', often: 3 },
  draw: ({ office, one, seen, chance }) => {
    const payment = one('remittance', ({ state, paymentCents }) => state === 'posted' && Number(paymentCents) > 0);
    const cents = Number(payment?.paymentCents) + (chance.percent(15) ? 1 : 0);
    const { entityId } = office.people;
    const body = {
      entityId,
      bankAccount: 'operating',
      depositedOn: seen.today,
      cents,
      kind: chance.pick(['eft', 'check']),
    };
    return payment && (() => office.send('POST', '/v1/deposits', body));
  },
};

const matches: BillersDeed = {
  ...{ name: 'match a deposit', often: 2 },
  draw: ({ one, on, chance }) => {
    const isAny = chance.percent(20);
    const deposit = one('deposit', ({ state }) => state === 'unmatched');
    const isFit = ({ paymentCents }: Document) => isAny || paymentCents === deposit?.cents;
    const payment = one('remittance', (each) => each.state === 'posted' && isFit(each));
    const body = { remittanceIds: [payment?.id] };
    return deposit && payment && (() => on(`/v1/deposits/${deposit.id}/match`, deposit, body));
  },
};

const undoes = (name: 'unmatch' | 'void', states: readonly string[], body?: object): BillersDeed => ({
  ...{ name: `${name} a deposit`, often: 1 },
  draw: ({ one, on }) => {
    const deposit = one('deposit', ({ state }) => states.includes(String(state)));
    return deposit && (() => on(`/v1/deposits/${deposit.id}/${name}`, deposit, body));
  },
});

const retries: BillersDeed = {
  ...{ name: 'retry what waited', often: 1 },
  draw:
    ({ office }) =>
    () =>
      office.send('POST', '/v1/exception-retries', { reason }),
};

export const bankDeeds: readonly BillersDeed[] = [
  ...[enters, matches, retries],
  ...[undoes('unmatch', ['matched']), undoes('void', ['unmatched', 'matched'], { reason })],
];
