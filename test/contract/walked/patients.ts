import { agencyBody } from '../../support/collection-desk.ts';
import { secondManager, type WholeOffice } from '../../support/whole-office.ts';
import { after, biller, type Json, make, type Reach, reason, type Walks, work } from './walk.ts';

/* What patients owe, pay and get back. */

const today = '2026-11-23';
const employer = async (office: WholeOffice): Promise<string> => {
  const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
  const { id } = await office.do('createAccount', '', { guarantor });
  const items = [{ description: 'Drug screen', quantity: 1, unitCents: 45_50 }];
  const { billingProviderId } = office.office;
  await office.do('chargeAccount', `/v1/accounts/${id}`, { billingProviderId, serviceOn: '2026-11-20', items });
  return id;
};
const invoice = async (office: WholeOffice) => {
  const { items } = await office.do('createInvoices', '', { accountId: await employer(office) });
  return `/v1/invoices/${items[0].id}`;
};
export const set = async (office: WholeOffice, areas: object) => {
  const { version, ...settings } = await office.read('/v1/billing-settings');
  await office.do('replaceBillingSettings', '', { ...settings, ...areas });
};

/** Changes the claim of 141.00 that the patient owes. */
const adjust = (cents: number) =>
  make(
    'createAdjustment',
    async (office) => ({ claimId: await office.selfPaid(), why: 'billing-error', cents, ...reason }),
    biller,
  );
const manual = (cents: number) =>
  make('createManualEntry', ({ office: { entityId } }) => {
    const fee = { account: 'merchant-and-agency-fees', cents };
    return { entityId, lines: [fee, { account: 'bank', cents: -cents }], reason: 'The bank’s fee' };
  });

/** Cash of 100.00 that nobody owes; the front desk requests a refund of 60.00. */
const refund = async (office: WholeOffice): Promise<string> => {
  const payment = { accountId: office.accountId, method: 'check', cents: 100_00, receivedOn: '2026-11-22' };
  const { entityId } = office.office;
  const more = { reference: '1001', entityId, allocations: [] };
  const { id: paymentId } = await office.do('createPatientPayment', '', { ...payment, ...more });
  const { id } = await office.do('createRefund', '', { paymentId, cents: 60_00, reason: 'Too much' }, biller);
  return `/v1/refunds/${id}`;
};
export const approvedRefund = async (office: WholeOffice) => {
  const path = await refund(office);
  await office.do('approveRefund', path, reason);
  return path;
};
const checks = ({ id }: { readonly id: string }) => ({
  refundIds: [id],
  firstCheckNumber: 5001,
  reason: 'Printed',
});
export const sentRefund = async (office: WholeOffice) => {
  const path = await approvedRefund(office);
  await office.do('sendRefundChecks', '', checks(await office.read(path)));
  return path;
};
/** The office's own rule on unclaimed money: three years, and no letter. */
export const ownRule = {
  assumedMonths: 36,
  states: [{ state: 'OH', from: '2020-01-01', source: 'Made up', months: 36 }],
};
const unclaimedRefund = async (office: WholeOffice) => {
  const path = await sentRefund(office);
  await set(office, { unclaimed: ownRule });
  office.edge.setNow('2029-11-24T15:00:00.000Z');
  const { id } = await office.read(path);
  await office.do('reportUnclaimedRefunds', '', { refundIds: [id], reason: 'Of the year' });
  return path;
};

const plan = make('createPaymentPlan', async (office) => {
  await office.selfPaid();
  return { accountId: office.accountId, firstDueOn: '2026-11-30', every: 'month', count: 3 };
});
const planBehind = async (office: WholeOffice) => {
  const path = await plan(office);
  await office.pass(30);
  return path;
};
const pay =
  (cents: number) =>
  async (office: WholeOffice, { id: planId }: { readonly id: string }) => {
    const receivedOn = office.edge.now().toISOString().slice(0, 10);
    await office.do('createPatientPayment', '', {
      planId,
      accountId: office.accountId,
      method: 'cash',
      receivedOn,
      cents,
    });
  };
const endedPlan = { as: 'cancelled', ...reason };
const instalment = (reach: (office: WholeOffice) => Promise<string>) => async (office: WholeOffice) =>
  `${await reach(office)}#/instalments/0`;

export const application = make('createAssistanceApplication', async (office) => {
  await office.selfPaid();
  const household = { size: 3, incomeCents: 60_000_00 };
  return { accountId: office.accountId, appliedOn: '2026-11-20', household, documents: [] };
});
export const policy = {
  guidelines: [{ year: 2026, region: 'contiguous', firstCents: 15_000_00, furtherCents: 5_000_00 }],
  bands: [{ upToPercent: 300, rate: 5_000 }],
  ...{ lookBackDays: 240, validDays: 180 },
};
export const approvedApplication = async (office: WholeOffice) => {
  await set(office, { assistance: policy });
  const path = await application(office);
  await office.do('approveAssistance', path, reason, secondManager);
  return path;
};

const holds = ['bankruptcy', 'deceased', 'legal-hold', 'dispute', 'bad-address', 'pre-collect'];
const heldAs = (kind: string) => async (office: WholeOffice) => {
  await office.do('holdAccount', `/v1/accounts/${office.accountId}`, { kind, reason: 'Told' });
  return `/v1/accounts/${office.accountId}`;
};

/** A claim of 141.00 that was placed with an agency. */
export const placement = async (office: WholeOffice): Promise<string> => {
  const { collections } = await office.read('/v1/billing-settings');
  await set(office, { collections: { ...collections, statements: 1 } });
  const { id: agencyId } = await office.do('createCollectionAgency', '', agencyBody);
  await office.selfPaid();
  await office.do('createStatement', '', { accountId: office.accountId });
  office.edge.setNow('2027-04-15T15:00:00.000Z');
  const accounts = [{ accountId: office.accountId }];
  const { items } = await office.do('placeAccounts', '', { agencyId, accounts, reason: 'No answer' });
  return `/v1/collection-cases/${items[0].id}`;
};
export const returnedCase = async (office: WholeOffice) => {
  const path = await placement(office);
  await office.do('returnCase', path, { as: 'expired', ...reason });
  return path;
};
const placedAccount = (reach: Reach) => async (office: WholeOffice) => {
  await reach(office);
  return `/v1/accounts/${office.accountId}`;
};
export const placedHold = (reach: Reach, place: number) => ({
  reach: async (office: WholeOffice) => `${await placedAccount(reach)(office)}#/holds/${place}`,
  state: ({ kind, ended }: Json) => (ended === undefined ? kind : 'active'),
  body: reason,
});
const placedCase = (_path: string, { caseId }: Json) => `/v1/collection-cases/${caseId}`;
const head = 'record,reference,case,paid_on,paid_to,collected,fee,net';
const remit = (caseId?: string) => async (office: WholeOffice) => {
  const { agencyId, id } = await office.read(await placement(office));
  const line = `payment,A-1,${caseId ?? id},2027-04-10,agency,100.00,25.00,75.00`;
  const content = [head, line, 'total,1,,,,100.00,25.00,75.00'].join('\n');
  const { entityId } = office.office;
  const body = { agencyId, entityId, receivedOn: '2027-04-15', reference: 'ACH-77', content };
  return `/v1/agency-remits/${(await office.do('takeAgencyRemit', '', body)).id}`;
};

export const patients: Walks = {
  Invoice: {
    open: [
      { reach: invoice, by: 'withdrawInvoice', body: reason, to: 'withdrawn' },
      {
        ...{ reach: invoice, by: 'createPatientPayment', to: 'settled' },
        body: ({ accountId, totalCents: cents }) => {
          return { accountId, cents, method: 'check', reference: '1', receivedOn: today };
        },
      },
    ],
  },
  Adjustment: {
    waiting: [
      { reach: adjust(141_00), by: 'approveAdjustment', body: reason, principal: secondManager, to: 'booked' },
      { reach: adjust(141_00), by: 'declineAdjustment', body: reason, principal: secondManager, to: 'declined' },
    ],
    booked: { reach: adjust(1_00), by: 'reverseAdjustment', body: reason, to: 'reversed' },
  },
  ManualEntry: {
    waiting: [
      { reach: manual(2_000_00), by: 'approveManualEntry', body: reason, principal: secondManager, to: 'booked' },
      { reach: manual(2_000_00), by: 'declineManualEntry', body: reason, principal: secondManager, to: 'declined' },
    ],
    booked: { reach: manual(35_00), by: 'reverseManualEntry', body: reason, to: 'reversed' },
  },
  SmallBalanceRun: { running: { reach: make('runSmallBalances', reason), by: work, to: 'done' } },
  Refund: {
    requested: [
      { reach: refund, by: 'approveRefund', body: reason, to: 'approved' },
      { reach: refund, by: 'declineRefund', body: reason, to: 'declined' },
    ],
    approved: [
      { reach: approvedRefund, by: 'sendRefundChecks', body: checks, to: 'sent' },
      { reach: approvedRefund, by: 'declineRefund', body: reason, to: 'declined' },
    ],
    sent: [
      { reach: sentRefund, by: 'clearRefund', body: {}, to: 'cleared' },
      { reach: sentRefund, by: 'stopRefund', body: reason, to: 'approved' },
    ],
    unclaimed: [
      { reach: unclaimedRefund, by: 'remitRefund', body: { checkNumber: '7001' }, to: 'remitted' },
      { reach: unclaimedRefund, by: 'stopRefund', body: reason, to: 'approved' },
      { reach: unclaimedRefund, by: 'clearRefund', body: {}, to: 'cleared' },
    ],
  },
  PaymentPlan: {
    current: [
      { reach: plan, by: 'endPaymentPlan', body: endedPlan, to: 'cancelled' },
      { reach: plan, by: pay(141_00), to: 'completed' },
    ],
    behind: [
      { reach: planBehind, by: 'endPaymentPlan', body: endedPlan, to: 'cancelled' },
      { reach: planBehind, by: pay(47_00), to: 'current' },
    ],
  },
  'PaymentPlan.instalments': {
    coming: { reach: instalment(plan), by: after(7), to: 'due' },
    due: {
      reach: async (office) => {
        const path = await plan(office);
        await office.pass(7);
        return `${path}#/instalments/0`;
      },
      ...{ by: after(20), to: 'missed' },
    },
    missed: { reach: instalment(planBehind), by: 'endPaymentPlan', body: endedPlan, to: 'missed' },
  },
  AssistanceApplication: {
    open: [
      { reach: application, by: 'denyAssistance', body: reason, principal: secondManager, to: 'denied' },
      { reach: application, by: 'endAssistance', body: reason, to: 'withdrawn' },
    ],
    approved: { reach: approvedApplication, by: 'endAssistance', body: reason, to: 'ended' },
  },
  StatementRun: { running: { reach: make('createStatementRun', {}), by: work, to: 'done' } },
  Account: {
    // A placement holds the claims that it is about, never the whole account.
    agency: { ...placedHold(placement, 0), by: 'recallCase', on: placedCase, to: 'active' },
    returned: { ...placedHold(returnedCase, 1), by: 'endAccountHold', on: (path) => `${path}/holds/2`, to: 'active' },
    'assistance-pending': {
      reach: placedAccount(application),
      ...{ by: 'endAccountHold', on: (path) => `${path}/holds/1`, body: reason, to: 'active' },
    },
    ...Object.fromEntries(
      holds.map((kind) => [
        kind,
        {
          reach: heldAs(kind),
          by: 'endAccountHold',
          on: (path: string) => `${path}/holds/1`,
          body: reason,
          to: 'active',
        },
      ]),
    ),
  },
  CollectionCase: {
    placed: [
      { reach: placement, by: 'recallCase', body: reason, to: 'recalled' },
      { reach: placement, by: 'returnCase', body: { as: 'expired', ...reason }, to: 'returned' },
    ],
    returned: { reach: returnedCase, by: 'recallCase', body: reason, to: 'recalled' },
  },
  AgencyRemitLine: {
    waiting: {
      reach: async (office) => {
        const path = await remit('THEIR-77')(office);
        await office.work();
        return `${path}/lines#/items/0`;
      },
      ...{ by: 'matchRemitLine', to: 'posted', on: (path) => `${path}/2` },
      body: async (_line, office) => {
        const { items } = await office.read('/v1/collection-cases');
        return { caseId: items[0].id, ...reason };
      },
    },
  },
  AgencyRemit: { posting: { reach: remit(), by: work, to: 'posted' } },
};
