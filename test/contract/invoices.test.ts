import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOfPdf } from '../support/pdf-content.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';

let desk: StatementDesk;
let accountId: string;
beforeEach(async () => {
  desk = await openStatementDesk();
  const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
  accountId = (await desk.send('POST', '/v1/accounts', { guarantor })).body.id;
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const bytesOf = (url: string) => desk.bucket.objects.get(url.replace('https://files.example/', '')) as Uint8Array;

/** Two items, 45.50 and 20.00. */
async function charge(): Promise<void> {
  const items = [
    { description: 'Drug screen', quantity: 1, unitCents: 45_50 },
    { description: 'Form', quantity: 2, unitCents: 10_00 },
  ];
  const body = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-20', items };
  const charged = await desk.send('POST', `/v1/accounts/${accountId}/charges`, body);
  expect(charged.status, JSON.stringify(charged.body)).toBe(201);
}

const bill = (more: object = {}) => desk.send('POST', '/v1/invoices', { accountId, ...more });

describe('an invoice', () => {
  test('bills charges that are on no invoice, is numbered, and changes no balance', async () => {
    await charge();
    const before = await get(`/v1/accounts/${accountId}/balance`);
    const { status, body } = await bill();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body.items).toMatchObject([
      { number: 'INV-000001', totalCents: 65_50, openCents: 65_50, state: 'open', billTo: { name: 'Example Works' } },
    ]);
    expect(await get(`/v1/accounts/${accountId}/balance`)).toEqual(before);
    expect((await bill()).body.type).toContain('nothing-to-invoice');
    await charge();
    expect((await bill()).body.items).toMatchObject([{ number: 'INV-000002' }]);
    expect((await get(`/v1/invoices?accountId=${accountId}`)).items).toHaveLength(2);
  });

  test('prints the same bytes each time', async () => {
    await charge();
    const [{ id, sha256 }] = (await bill()).body.items;
    const file = await get(`/v1/invoices/${id}/file`);
    expect(file.sha256).toBe(sha256);
    expect(Buffer.from(bytesOf(file.url)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('has its number, every item with its price, and the total on its page', async () => {
    await charge();
    const [{ id }] = (await bill()).body.items;
    const text = textOfPdf(bytesOf((await get(`/v1/invoices/${id}/file`)).url));
    expect(text).toContain('Invoice INV-000001 $65.50');
    expect(text).toMatch(/Amount due \$65\.50 .* To Example Works /);
    expect(text).toContain('Service What For Quantity Price Amount');
    expect(text).toContain('November 20, 2026 Drug screen 1 45.50 45.50');
    expect(text).toContain('November 20, 2026 Form 2 10.00 20.00');
    // 45.50 and twice 10.00.
    expect(text).toContain('Total 65.50 How to pay');
    expect(text).toContain('Name the invoice: INV-000001.');
  });

  test('makes its charges free again when it is withdrawn', async () => {
    await charge();
    const [{ id }] = (await bill()).body.items;
    const withdraw = () => desk.send('POST', `/v1/invoices/${id}/withdraw`, { reason: 'wrong employer' });
    expect((await withdraw()).body).toMatchObject({ state: 'withdrawn', openCents: 0 });
    expect((await withdraw()).body.type).toContain('invoice-withdrawn-already');
    expect((await bill()).body.items).toMatchObject([{ number: 'INV-000002', totalCents: 65_50 }]);
  });

  test('names only charges of the account that are on no invoice; patients get none', async () => {
    await charge();
    const { items } = await get(`/v1/accounts/${accountId}/charges`);
    const one = await bill({ chargeIds: [items[0].id] });
    expect(one.body.items).toMatchObject([{ totalCents: items[0].cents }]);
    const again = await bill({ chargeIds: [items[0].id] });
    expect(again.body.errors).toEqual([{ pointer: '/chargeIds/0', detail: 'is on an invoice already' }]);
    const patients = await desk.send('POST', '/v1/invoices', { accountId: desk.accountId });
    expect(patients.body.type).toContain('account-of-no-client');
    const statement = await desk.send('POST', '/v1/statements', { accountId });
    expect(statement.body.type).toContain('statement-of-client');
  });

  test('replaces a statement: a run says so', async () => {
    await charge();
    expect(await desk.run()).toMatchObject({ statements: 0, skips: { 'client-account': 1 } });
  });
});

describe('the list of open invoices of the office', () => {
  const client = async (organizationName: string) => {
    const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
    const guarantor = { kind: 'facility', organizationName, address, contacts: [] };
    return (await desk.send('POST', '/v1/accounts', { guarantor })).body.id as string;
  };
  const chargeOf = async (id: string, unitCents: number) => {
    const items = [{ description: 'Visit', quantity: 1, unitCents }];
    const body = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-20', items };
    expect((await desk.send('POST', `/v1/accounts/${id}/charges`, body)).status).toBe(201);
  };
  const invoice = async (id: string) => (await desk.send('POST', '/v1/invoices', { accountId: id })).body.items[0];
  const numbers = async (query = '') =>
    (await get(`/v1/open-invoices${query}`)).items.map(({ number }: { readonly number: string }) => number);

  test('shows what is owed on each by the entries, with client and age, and what is on none', async () => {
    await charge();
    await bill();
    const home = await client('Example Home');
    await chargeOf(home, 100_00);
    await invoice(home);
    desk.edge.setNow('2026-11-23T15:00:00.000Z');
    await chargeOf(home, 30_00);
    expect(await get('/v1/open-invoices?sort=largest')).toMatchObject({
      // 100.00 and 65.50.
      ...{ count: 2, totalCents: 165_50, isComplete: true, notInvoiced: { charges: 1, cents: 30_00 } },
      items: [
        { number: 'INV-000002', clientName: 'Example Home', accountId: home, openCents: 100_00, ageDays: 0 },
        { number: 'INV-000001', clientName: 'Example Works', accountId, totalCents: 65_50, openCents: 65_50 },
      ],
    });
    // 40.00 pay a part of the home's oldest charge.
    const paid = { accountId: home, method: 'check', reference: '1', cents: 40_00, receivedOn: '2026-11-23' };
    const payment = { ...paid, entityId: desk.office.entityId };
    expect((await desk.send('POST', '/v1/patient-payments', payment)).status).toBe(201);
    expect(await get(`/v1/open-invoices?accountId=${home}`)).toMatchObject({
      ...{ count: 1, totalCents: 60_00, notInvoiced: { charges: 1, cents: 30_00 } },
      items: [{ number: 'INV-000002', totalCents: 100_00, openCents: 60_00 }],
    });
    expect((await desk.send('POST', '/v1/patient-payments', { ...payment, reference: '2', cents: 60_00 })).status).toBe(
      201,
    );
    expect(await numbers()).toEqual(['INV-000001']);
    const { items } = await get(`/v1/open-invoices?accountId=${accountId}`);
    await desk.send('POST', `/v1/invoices/${items[0].id}/withdraw`, { reason: 'wrong employer' });
    expect(await get('/v1/open-invoices')).toMatchObject({
      ...{ count: 0, items: [], notInvoiced: { charges: 3, cents: 95_50 } },
    });
  });

  test('is filtered by client, amount, age and due day, and is read page by page', async () => {
    await charge();
    await bill();
    desk.edge.setNow('2027-01-10T12:00:00.000Z');
    const home = await client('Example Home');
    await chargeOf(home, 100_00);
    await invoice(home);
    expect(await numbers()).toEqual(['INV-000001', 'INV-000002']);
    expect(await numbers('?isOverdue=true')).toEqual(['INV-000001']);
    expect(await numbers('?isOverdue=false&sort=due')).toEqual(['INV-000002']);
    expect(await numbers('?minAgeDays=30')).toEqual(['INV-000001']);
    expect(await numbers('?minCents=10000')).toEqual(['INV-000002']);
    expect(await numbers(`?accountId=${home}`)).toEqual(['INV-000002']);
    expect(await numbers(`?entityId=${desk.office.entityId}&sort=largest`)).toEqual(['INV-000002', 'INV-000001']);
    const [late] = (await get('/v1/open-invoices')).items;
    // Made on 23 November, and due after the days that the settings state.
    expect(late).toMatchObject({ ageDays: 48, invoiceOn: '2026-11-23' });
    expect(late.daysOverdue).toBe((Date.parse('2027-01-10') - Date.parse(late.dueOn)) / 86_400_000);
    const first = await get('/v1/open-invoices?limit=1');
    expect(first).toMatchObject({ count: 2, items: [{ number: 'INV-000001' }] });
    expect((await get(`/v1/open-invoices?limit=1&pageToken=${first.nextPageToken}`)).items).toMatchObject([
      { number: 'INV-000002' },
    ]);
  });
});

describe('documents on demand', () => {
  test('an itemised bill lists the services of some days, and refuses days without any', async () => {
    await desk.selfPaid();
    const ask = (from: string, to: string) =>
      desk.send('POST', '/v1/itemized-bills', { accountId: desk.accountId, from, to });
    const made = await ask('2026-01-01', '2026-12-31');
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    // The bill names the sender even when nothing is owed any more.
    expect(textOfPdf(bytesOf(made.body.url))).toContain('Example Clinic');
    const paid = { accountId: desk.accountId, method: 'cash', cents: 141_00, receivedOn: '2026-11-20' };
    expect((await desk.send('POST', '/v1/patient-payments', paid)).status).toBe(201);
    const settled = textOfPdf(bytesOf((await ask('2026-01-01', '2026-12-31')).body.url));
    expect(settled).toContain('Example Clinic');
    expect(settled).toContain('January 1, 2026 to December 31, 2026');
    expect((await ask('2025-01-01', '2025-12-31')).body.type).toContain('nothing-to-bill');
    expect((await ask('2026-12-31', '2026-01-01')).status).toBe(400);
  });

  test('an itemised bill has the day, code, quantity and charge of each service, and what they come to', async () => {
    await desk.selfPaid();
    const asked = { accountId: desk.accountId, from: '2026-11-01', to: '2026-11-30' };
    const text = textOfPdf(bytesOf((await desk.send('POST', '/v1/itemized-bills', asked)).body.url));
    expect(text).toContain('Itemized bill Charges $141.00');
    // One at 130.00 and four at 2.75: 11.00.
    expect(text).toContain(
      [
        'Service Code Description Quantity Charge November 20, 2026 X9003-25',
        'SYNTHETIC office visit, established patient, 25 minutes 1 130.00',
        'November 20, 2026 J1885 Injection, ketorolac tromethamine, per 15 mg 4 11.00',
        ...['Charge 141.00', 'You owe 141.00'],
      ].join(' '),
    );
    // The bill also shows what was paid.
    const paid = { accountId: desk.accountId, method: 'cash', cents: 41_00, receivedOn: '2026-11-20' };
    expect((await desk.send('POST', '/v1/patient-payments', paid)).status).toBe(201);
    const after = textOfPdf(bytesOf((await desk.send('POST', '/v1/itemized-bills', asked)).body.url));
    expect(after).toContain('Charge 141.00 You paid -41.00 You owe 100.00');
  });

  test('an itemised bill is in the language of the account', async () => {
    await desk.selfPaid();
    const { version, ...body } = await get(`/v1/accounts/${desk.accountId}`);
    const preferences = { ...body.preferences, language: 'es' };
    await desk.send('PUT', `/v1/accounts/${desk.accountId}`, { ...body, preferences }, { version });
    const asked = { accountId: desk.accountId, from: '2026-11-01', to: '2026-11-30' };
    const text = textOfPdf(bytesOf((await desk.send('POST', '/v1/itemized-bills', asked)).body.url));
    expect(text).toContain('Factura detallada Cargos $141.00');
    expect(text).toContain('Usted debe 141.00');
  });

  test('a receipt shows a payment', async () => {
    await desk.selfPaid();
    const paid = await desk.send('POST', '/v1/patient-payments', {
      ...{ accountId: desk.accountId, method: 'cash', cents: 41_00, receivedOn: '2026-11-20' },
    });
    expect(paid.status, JSON.stringify(paid.body)).toBe(201);
    const receipt = await get(`/v1/payment-receipts/${paid.body.id}`);
    const text = textOfPdf(bytesOf(receipt.url));
    expect(text).toContain('From Example Clinic');
    expect(text).toMatch(/Visit of November 20, 2026, claim \w{16} 41\.00/);
    // The statement asks for the rest, and shows the payment.
    const statement = await desk.send('POST', '/v1/statements', { accountId: desk.accountId });
    expect(await get(`/v1/statements/${statement.body.id}`)).toMatchObject({
      ...{ dueCents: 100_00, payments: [{ receivedOn: '2026-11-20', method: 'cash', cents: 41_00 }] },
      visits: [{ chargeCents: 141_00, patientPaidCents: 41_00, owedCents: 100_00 }],
    });
  });
});
