/** Billing settings with every optional field, made from those that an office has at the start. */
// biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
export function fullSettings(body: any, entityId: string): object {
  const phone = '6145550100';
  const address = { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '432150001' };
  const sender = { name: 'Example Clinic', address, phone, email: 'billing@example.com' };
  const told = { sender, payPage: 'https://pay.example.com/s/', aid: { phone, page: 'https://example.com/aid' } };
  const statementPage = { address: 'https://billing.example.com/v1/statement-pages/', linkDays: 60 };
  const planned = { schedule: { weekday: 1, hour: 6 }, printVendor: 'PRINTER1' };
  const letters = [{ name: 'own', title: '{{payer}}', paragraphs: ['{{difference}}'], attachments: ['Claims'] }];
  const contracts = { ...body.contracts, letters };
  const correspondence = { ...body.correspondence, faxService: 'FAXES1', escalateTo: 'user-manager' };
  const state = {
    ...{ state: 'OH', from: '2026-01-01', source: 'Advice of counsel', creditReporting: 'forbidden' },
    interest: { maximumBasisPoints: 800, maximumCents: 5_000 },
    ...{ noticeDays: 30, ageDays: 120, limitationMonths: 72 },
  };
  const interest = { basisPoints: 600, afterDays: 60 };
  const collections = { ...body.collections, interest, nonprofitEntityIds: [entityId], states: [state] };
  const statements = { ...body.statements, cycleDays: 28, ...told, ...planned, statementPage };
  const cards = { payPage: 'https://pay.example.com/c/', linkDays: 30, announceDays: 10 };
  return { ...body, statements, cards, collections, contracts, correspondence };
}
