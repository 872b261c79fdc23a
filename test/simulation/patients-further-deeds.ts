import { bulkDeeds } from './patients-bulk-deeds.ts';
import { any, type Document, type DrawDeed, deed, on, reason } from './patients-drawing.ts';
import { lockboxDeed } from './patients-lockbox.ts';

/* Actions about cards, about accounts with an agency, and about denials. */

const dollars = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

const isByCard = ({ method, card }: Document) => method === 'card' && card !== undefined;

const pageDeed: DrawDeed = ({ chance, seen }) => {
  if (seen.payPages.length === 0) return undefined;
  const body = chance.percent(60) ? {} : { cents: 50 + chance.below(4_000) };
  return deed('page', any(chance, seen.payPages), { body, by: 'public' });
};

const payDeeds = Array.from({ length: 6 }, () => pageDeed);

const cardDeeds: readonly DrawDeed[] = [
  ({ chance, seen, one }) => {
    // A link of a statement asks for what is left of that statement.
    const statement = chance.percent(40) ? one('statement') : undefined;
    const body = statement === undefined ? { accountId: any(chance, seen.accounts) } : { statementId: statement.id };
    return deed(statement === undefined ? 'link' : 'statement link', '/v1/pay-links', { body, by: 'biller' });
  },
  ({ one }) => {
    const payment = one('patient-payment', (item) => isByCard(item) && Number(item.unappliedCents) > 0);
    return payment && deed('refund', '/v1/refunds', { body: { paymentId: payment.id, reason }, by: 'biller' });
  },
  ({ one, chance }) =>
    on(
      'credit-card',
      'refunds',
      one('refund', ({ state }) => state === 'approved' || (state === 'crediting' && chance.percent(20))),
      { body: {} },
    ),
  ({ one }) => on('take-off', 'patient-payments', one('patient-payment', isByCard)),
  ({ one }) =>
    on(
      'approve',
      'refunds',
      one('refund', ({ state, of }) => state === 'requested' && (of as { readonly kind: string }).kind === 'payment'),
    ),
];

interface Held {
  readonly number: number;
  readonly ended?: object;
}

const openHold = ({ holds = [] }: Document) => (holds as readonly Held[]).find(({ ended }) => ended === undefined);

/** A person ends what held an account, so that work on it can continue. */
const endHoldDeed: DrawDeed = ({ one }) => {
  const account = one('account', (item) => openHold(item) !== undefined);
  const path = `/v1/accounts/${account?.id}/holds/${account && openHold(account)?.number}/end`;
  return account && deed('end hold', path, { body: { reason } });
};

const isPlaced = ({ state }: Document) => state === 'placed';

const agencyDeeds: readonly DrawDeed[] = [
  ...Array.from(
    { length: 2 },
    (): DrawDeed =>
      ({ chance, seen }) => {
        const body = { agencyId: seen.agencyId, accounts: [{ accountId: any(chance, seen.accounts) }], reason };
        return deed('place', '/v1/collection-cases', { body });
      },
  ),
  ({ seen }) => deed('tell agency', '/v1/agency-files', { body: { agencyId: seen.agencyId } }),
  ({ one }) => on('recall', 'collection-cases', one('collection-case')),
  ({ one, chance }) => {
    const body = { as: chance.pick(['uncollectible', 'disputed', 'expired']), reason };
    return on('return', 'collection-cases', one('collection-case', isPlaced), { body });
  },
  ({ one }) => {
    const payment = one('patient-payment', (item) => Number(item.unappliedCents) > 0);
    const placement = one('collection-case', (item) => isPlaced(item) && item.accountId === payment?.accountId);
    return payment && on('payments', 'collection-cases', placement, { body: { paymentId: payment.id } });
  },
  ...Array.from({ length: 3 }, (): DrawDeed => (drawing) => remitDeed(drawing)),
  ({ one }) => {
    const line = one('agency-remit-line', ({ state }) => state === 'waiting');
    const placement = one('collection-case');
    const back = line?.record === 'reversal' ? one('patient-payment', ({ method }) => method === 'agency') : undefined;
    const body = { caseId: placement?.id, reason, ...(back === undefined ? {} : { paymentId: back.id }) };
    const path = `/v1/agency-remits/${line?.remitId}/lines/${line?.line}/match`;
    return line && placement && deed('match line', path, { body });
  },
  ({ seen, amount }) => {
    const body = { entityId: seen.entityId, cents: Math.ceil(amount() / 20), checkNumber: `F${seen.number}`, reason };
    return deed('pay fees', `/v1/collection-agencies/${seen.agencyId}/fee-payments`, { body });
  },
];

/**
 * A file of one or two lines from the agency: payments of a placement or of an unknown one, and payments that were
 * returned.
 */
const remitDeed: DrawDeed = ({ chance, seen, one, amount }) => {
  const lines = Array.from({ length: 1 + chance.below(2) }, (_, index) => {
    const placement = one('collection-case');
    const paid = chance.percent(25) ? one('agency-remit-line', ({ record }) => record === 'payment') : undefined;
    const isBack = paid !== undefined && !chance.percent(20);
    const sign = isBack ? -1 : 1;
    const collected = sign * (isBack ? Number(paid.collectedCents) : chance.pick([amount(), 1000]));
    // Now and then the fee differs from what was agreed, or a number is used a second time.
    const fee = Math.trunc(collected / 4) + (chance.percent(10) ? sign : 0);
    const isOurs = chance.percent(20) && !isBack;
    const net = seen.remits === 'net' ? (isOurs ? 0 : collected) - fee : isOurs ? 0 : collected;
    const reference = paid === undefined ? `A-${seen.number}-${index}` : String(paid.reference);
    const caseId = chance.percent(15) ? 'THEIRS' : String((isBack ? paid.caseId : placement?.id) ?? 'THEIRS');
    const record = isBack ? 'reversal' : 'payment';
    return { words: [record, reference, caseId, seen.today, isOurs ? 'office' : 'agency'], collected, fee, net };
  });
  const sum = (field: 'collected' | 'fee' | 'net') => dollars(lines.reduce((total, line) => total + line[field], 0));
  const content = [
    'record,reference,case,paid_on,paid_to,collected,fee,net',
    ...lines.map(({ words, collected, fee, net }) => [...words, ...[collected, fee, net].map(dollars)].join(',')),
    `total,${lines.length},,,,${sum('collected')},${sum('fee')},${sum('net')}`,
  ].join('\n');
  const of = { agencyId: seen.agencyId, entityId: seen.entityId, receivedOn: seen.today };
  return deed('remit', '/v1/agency-remits', { body: { ...of, reference: `ACH-${seen.number}`, content } });
};

interface Filed {
  readonly id: string;
  readonly outcome?: object;
}

const lastAppeal = ({ appeals = [] }: Document) => (appeals as readonly Filed[]).at(-1);
const isOpen = ({ state }: Document) => state === 'open';

const isStanding = (denial: Document) => lastAppeal(denial) !== undefined && lastAppeal(denial)?.outcome === undefined;

const appealDeed: DrawDeed = ({ one }) => {
  const denial = one('denial', (item) => isOpen(item) && !isStanding(item));
  const body = { by: 'appeal', via: 'portal', reason };
  return denial && deed('appeal', `/v1/denials/${denial.id}/answer`, { version: denial.version, body });
};

const decisionDeed: DrawDeed = ({ one, chance, seen }) => {
  const denial = one('denial', (item) => isOpen(item) && isStanding(item));
  const result = chance.pick(['refused', 'refused', 'won', 'won-in-part', 'withdrawn']);
  const body = { result, noticeOn: seen.today, reason, ...(result === 'won-in-part' ? { allowedCents: 1 } : {}) };
  const path = `/v1/denials/${denial?.id}/appeals/${denial && lastAppeal(denial)?.id}/outcome`;
  return denial && deed(`appeal ${result}`, path, { version: denial.version, body });
};

/** A person undoes the settlement of a denial that the payer has reversed. */
const undoDeed: DrawDeed = ({ one }) => {
  const settled = one('exception', (item) => isOpen(item) && item.code === 'settled-denial-taken-back');
  const { settledAs } = (settled?.facts ?? {}) as { readonly settledAs?: string };
  const [name, body] = settledAs === 'patient' ? ['move', { to: 'patient', reason }] : ['write-off', { reason }];
  return settled && deed('undo settled', `/v1/exceptions/${settled.id}/${name}`, { version: settled.version, body });
};

const denialDeeds: readonly DrawDeed[] = [
  ...[appealDeed, appealDeed, appealDeed, decisionDeed, decisionDeed, decisionDeed],
  ({ one, chance }) => {
    const denial = one('denial', isOpen);
    const [name, body] = chance.pick([
      ['move', { to: 'patient', reason }] as const,
      ['write-off', { reason }] as const,
    ]);
    return denial && deed(`${name} denial`, `/v1/denials/${denial.id}/${name}`, { version: denial.version, body });
  },
  undoDeed,
  undoDeed,
];

/** Each is as likely as the others; one that is listed twice is twice as likely. */
export const furtherDeeds: readonly DrawDeed[] = [
  ...cardDeeds,
  ...cardDeeds,
  ...[lockboxDeed, lockboxDeed],
  ...payDeeds,
  ...[endHoldDeed, endHoldDeed, endHoldDeed],
  ...agencyDeeds,
  ...denialDeeds,
  ...bulkDeeds,
];
