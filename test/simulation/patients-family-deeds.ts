import { any, type DrawDeed, deed, reason } from './patients-drawing.ts';

/* Actions about families, an employer, payment plans, and runs of statements. */

const joinDeed: DrawDeed = ({ chance, seen }) => {
  const path = `/v1/accounts/${any(chance, seen.accounts)}/members`;
  return deed('move to account', path, { body: { patientId: any(chance, seen.patients) }, by: 'biller' });
};

/** One check for several visits of a family's members. */
const familyPaymentDeed: DrawDeed = ({ chance, seen, amount }) => {
  const claims = [...new Set([any(chance, seen.claims), any(chance, seen.claims), any(chance, seen.claims)])];
  const allocations = claims.map((claimId) => ({ claimId, cents: Math.ceil(amount() / 4) }));
  const cents = allocations.reduce((total, each) => total + each.cents, chance.below(500));
  const paid = { accountId: any(chance, seen.accounts), method: 'check', cents, receivedOn: seen.today };
  return deed('pay', '/v1/patient-payments', {
    body: { ...paid, reference: `R${seen.number}`, allocations },
    by: 'biller',
  });
};

const invoiceDeed: DrawDeed = ({ seen }) =>
  deed('invoice', '/v1/invoices', { body: { accountId: seen.employerId }, by: 'biller' });

const employerDeeds: readonly DrawDeed[] = [
  ({ chance, seen, amount }) => {
    const items = [{ description: 'Drug screen', quantity: 1 + chance.below(3), unitCents: Math.ceil(amount() / 3) }];
    const body = { billingProviderId: seen.providerId, serviceOn: seen.today, items };
    return deed('charge employer', `/v1/accounts/${seen.employerId}/charges`, { body, by: 'biller' });
  },
  ({ chance, seen, amount }) => {
    const body = { claimId: any(chance, seen.claims), reason, ...(chance.percent(50) ? { cents: amount() } : {}) };
    return deed('take over', `/v1/accounts/${seen.employerId}/shares`, { body });
  },
  ({ one }) => {
    const charge = one('client-charge', ({ reversed }) => reversed === undefined);
    const path = `/v1/accounts/${charge?.accountId}/charges/${charge?.id}/reverse`;
    return charge && deed('take charge back', path, { body: { reason } });
  },
  invoiceDeed,
  invoiceDeed,
  ({ one }) => {
    const invoice = one('invoice');
    return invoice && deed('withdraw', `/v1/invoices/${invoice.id}/withdraw`, { body: { reason }, by: 'biller' });
  },
  ({ seen, amount }) => {
    const paid = { accountId: seen.employerId, method: 'check', cents: amount(), receivedOn: seen.today };
    return deed('employer pays', '/v1/patient-payments', {
      body: { ...paid, reference: `E${seen.number}` },
      by: 'biller',
    });
  },
];

const planPaymentDeed: DrawDeed = ({ chance, seen, one }) => {
  const plan = one('payment-plan', ({ ended }) => ended === undefined);
  if (plan === undefined) return undefined;
  const instalments = plan.instalments as readonly { readonly cents: number }[];
  const cents = chance.percent(30) ? Number(plan.totalCents) : Number(instalments[0]?.cents);
  const paid = { accountId: plan.accountId, planId: plan.id, method: 'cash', cents, receivedOn: seen.today };
  return deed('pay instalment', '/v1/patient-payments', { body: paid, by: 'biller' });
};

const runDeed: DrawDeed = () => deed('run statements', '/v1/statement-runs', { body: {}, by: 'biller' });

const returnedDeed: DrawDeed = ({ one, seen }) => {
  const statement = one('statement', ({ returned }) => returned === undefined);
  const path = `/v1/statements/${statement?.id}/returned`;
  return statement && deed('mail came back', path, { body: { on: seen.today }, by: 'biller' });
};

/** Each is as likely as the others; one that is listed twice is twice as likely. */
export const familyDeeds: readonly DrawDeed[] = [
  ...[joinDeed, familyPaymentDeed, familyPaymentDeed],
  ...employerDeeds,
  ...[planPaymentDeed, planPaymentDeed, returnedDeed],
  ...[runDeed, runDeed, runDeed],
];
