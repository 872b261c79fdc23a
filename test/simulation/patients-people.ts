import { monthBefore } from '../../shared/domain/time/local-date.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { CallApi } from '../support/whole-api.ts';
import { cardOnFileDeeds } from './patients-card-deeds.ts';
import {
  any,
  type Deed,
  type Document,
  type DrawDeed,
  type Drawing,
  deed,
  on,
  reason,
  type Seen,
} from './patients-drawing.ts';
import { familyDeeds } from './patients-family-deeds.ts';
import { furtherDeeds } from './patients-further-deeds.ts';

/**
 * Draws what a person does next: take a payment, apply it to claims, take it off, reverse or transfer it, refund, write
 * off, agree a plan, hold an account, close a month; or something of the other files.
 */
export function nextDeed(chance: Chance, seen: Seen): Deed | undefined {
  const of = (type: string) => seen.items.filter((item) => item.type === type) as Document[];
  const one = (type: string, holds: (item: Document) => boolean = () => true): Document | undefined => {
    const all = of(type).filter(holds);
    return all.length === 0 ? undefined : all[chance.below(all.length)];
  };
  const amount = () => 100 + chance.below(15_000);
  const usual = chance.pick([deeds, deeds, furtherDeeds, furtherDeeds, familyDeeds, cardOnFileDeeds]);
  const all = chance.percent(15) ? refundDeeds : usual;
  const draw = all[chance.below(all.length)] as DrawDeed;
  return draw({ chance, seen, one, amount });
}

const pay = ({ chance, seen, amount }: Drawing): Deed => {
  const method = chance.pick(['cash', 'check', 'card']);
  const orders = () => [{ claimId: any(chance, seen.claims), cents: amount() }];
  const body = {
    ...{ accountId: any(chance, seen.accounts), method, cents: amount(), receivedOn: seen.today },
    reference: `R${seen.number}`,
    ...(chance.percent(30) ? { allocations: chance.percent(30) ? [] : orders() } : {}),
  };
  return deed('pay', '/v1/patient-payments', { body, by: 'biller' });
};

/** A refund takes several steps, so its steps are drawn together. */
const refundDeeds: readonly DrawDeed[] = [
  ({ one }) => {
    const payment = one('patient-payment', (item) => Number(item.unappliedCents) > 0);
    return payment && deed('refund', '/v1/refunds', { body: { paymentId: payment.id, reason }, by: 'biller' });
  },
  ({ one }) => {
    const credit = one('balance', (item) => Number(item.patientCents) < 0);
    return credit && deed('refund', '/v1/refunds', { body: { claimId: credit.claimId, reason }, by: 'biller' });
  },
  ({ one }) =>
    on(
      'approve',
      'refunds',
      one('refund', (item) => item.state === 'requested'),
    ),
  ({ one }) => on('decline', 'refunds', one('refund')),
  ({ one, seen }) => {
    const refund = one('refund', (item) => item.state === 'approved');
    const body = { refundIds: [refund?.id], firstCheckNumber: 1000 + seen.number, reason };
    return refund && deed('refund-checks', '/v1/refund-checks', { body });
  },
  ({ one }) => on('clear', 'refunds', one('refund'), { body: {} }),
  ({ one }) => on('stop', 'refunds', one('refund')),
];

/** Each is as likely as the others; one that is listed twice is twice as likely. */
const deeds: readonly DrawDeed[] = [
  pay,
  pay,
  pay,
  ({ one, chance, seen, amount }) => {
    const orders = [{ claimId: any(chance, seen.claims), cents: amount() }];
    const body = chance.percent(60) ? {} : { allocations: orders };
    return on(
      'allocate',
      'patient-payments',
      one('patient-payment', (item) => Number(item.unappliedCents) > 0),
      { body },
    );
  },
  ({ one }) => on('take-off', 'patient-payments', one('patient-payment')),
  ({ one, chance }) => {
    const body = { as: chance.pick(['voided', 'returned', 'charged-back']), reason };
    return on('reverse', 'patient-payments', one('patient-payment'), { body });
  },
  ({ one, chance, seen, amount }) => {
    const body = { accountId: any(chance, seen.accounts), reason, ...(chance.percent(50) ? { cents: amount() } : {}) };
    return on(
      'transfer',
      'patient-payments',
      one('patient-payment', (item) => Number(item.unappliedCents) > 0),
      { body },
    );
  },
  ({ chance, seen, amount }) => {
    const why = chance.pick(['courtesy', 'billing-error', 'uncollectible']);
    const body = { claimId: any(chance, seen.claims), why, cents: amount(), reason };
    return deed('give up', '/v1/adjustments', { body, by: chance.pick(['biller', 'manager']) });
  },
  ({ one }) =>
    on(
      'approve',
      'adjustments',
      one('adjustment', (item) => item.state === 'waiting'),
    ),
  ({ one }) => on('reverse', 'adjustments', one('adjustment')),
  ({ chance, seen }) => {
    const plan = { firstDueOn: seen.today, every: 'month', count: 1 + chance.below(4) };
    return deed('plan', '/v1/payment-plans', { body: { accountId: any(chance, seen.accounts), ...plan } });
  },
  ({ one, chance }) => {
    const body = { as: chance.pick(['completed', 'cancelled', 'broken']), reason };
    return on('end', 'payment-plans', one('payment-plan'), { body });
  },
  ({ chance, seen }) => {
    const body = { kind: chance.pick(['dispute', 'legal-hold', 'bad-address']), reason };
    return deed('hold', `/v1/accounts/${any(chance, seen.accounts)}/holds`, { body });
  },
  ({ seen }) => {
    const waiting = seen.items.filter(({ g1pk }) => String(g1pk).endsWith('#WAITING-PAYMENTS'));
    const ids = new Set(waiting.map(({ g1sk }) => String(g1sk).split('#')[1]));
    const totalCents = seen.items
      .filter(({ type, id, method }) => type === 'patient-payment' && ids.has(String(id)) && method !== 'card')
      .reduce((total, { cents }) => total + Number(cents), 0);
    const body = { entityId: seen.entityId, depositedOn: seen.today, totalCents, reference: `S${seen.number}` };
    return deed('bring to the bank', '/v1/deposit-batches', { body });
  },
  ({ chance, seen, amount }) => {
    const cents = amount();
    const lines = [
      { account: 'bank', cents },
      { account: 'interest-income', cents: -cents },
    ];
    const postedOn = chance.percent(50) ? seen.today : `${monthBefore(seen.today.slice(0, 7))}-28`;
    return deed('enter by hand', '/v1/manual-entries', { body: { entityId: seen.entityId, postedOn, lines, reason } });
  },
  ({ one }) => on('reverse', 'manual-entries', one('manual-entry')),
  ({ seen }) => {
    const accepted = ['clearing-open', 'plb-suspense', 'unassigned-books', 'deposits-open', 'drafts-open'];
    const path = `/v1/accounting-periods/${seen.entityId}/${monthBefore(seen.today.slice(0, 7))}/close`;
    return deed('close', path, { body: { accepted }, version: 0 });
  },
];

/** Sends it as a person of the office. Returns the status, and the answer's body. */
export async function send(call: CallApi, { method, path, body, version, by }: Deed, key: string, tenantId: string) {
  const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
  const person = { tenantId, subject: `user-${by}`, roles: by };
  const principal = by === 'public' ? (undefined as never) : person;
  return call(method, path, body, { principal, headers: { 'Idempotency-Key': key, ...match } });
}
