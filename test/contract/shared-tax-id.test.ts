import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PartyIdentity } from '../../shared/domain/remittance/remittance.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { billingProviderBody, type OfficeApi, officeApi } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A group that bills under several NPIs with one tax id, from its claims to its payments and its bank account. */

const [clinicTaxId, strangeTaxId] = ['123456789', '987654321'];
const [clinicNpi, branchNpi, strangeNpi] = ['1234567893', '1993999998', '1245319599'];

let store: TestTable;
let bank: BankOffice;
let practice: OfficeApi;
let branch: { readonly id: string; readonly entityId: string };
let strange: { readonly id: string; readonly entityId: string };

const billsUnder = (npi: string, value: string) => ({
  ...billingProviderBody,
  npi,
  billing: { ...billingProviderBody.billing, taxId: { kind: 'ein', value } },
});

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
  practice = officeApi(bank.edge);
  branch = (await practice.call('POST', '/v1/providers', billsUnder(branchNpi, clinicTaxId))).body;
  strange = (await practice.call('POST', '/v1/providers', billsUnder(strangeNpi, strangeTaxId))).body;
});
afterEach(() => store?.stop());

/** Takes over a claim of a billing provider: 100.00, all of which its payer owes. */
const open = async (billingProviderId: string, controlNumber: string) => {
  const { patientId, payerId } = bank.office;
  const claim = {
    ...{ controlNumber, patientId, serviceFrom: '2026-10-05', chargeCents: 10_000, lineCount: 1 },
    ...{ payers: [{ payerId, receivableCents: 10_000 }], patientCents: 0 },
  };
  const { body } = await bank.call('POST', '/v1/opening-claims', { billingProviderId, claims: [claim] });
  return body.items[0];
};
const openBoth = async () => [await open(bank.office.billingProviderId, 'CLINIC 1'), await open(branch.id, 'BRANCH 1')];

const byNpi = (id: string, taxId?: string): PartyIdentity => ({
  ...{ name: 'EXAMPLE CLINIC', idQualifier: 'XX', id },
  references: taxId === undefined ? [] : [{ qualifier: 'TJ', value: taxId }],
});
const byTaxId = (id: string): PartyIdentity => ({ name: 'EXAMPLE CLINIC', idQualifier: 'FI', id, references: [] });

const bothPaid = [paidClaim('CLINIC 1', 10_000, 8_000), paidClaim('BRANCH 1', 10_000, 7_000)];
const claimOf = async (claimId: string) => (await bank.call('GET', `/v1/claims/${claimId}`)).body;
const remittanceOf = async (id: string) => (await bank.call('GET', `/v1/remittances/${id}`)).body;
const exceptions = async () =>
  (await bank.call('GET', '/v1/exceptions')).body.items.map((item: { code: string }) => item.code);

/** The books of a legal entity; zeros left out. */
async function booksOf(entityId: string): Promise<Record<string, number>> {
  const { body } = await bank.call('GET', `/v1/trial-balance?entityId=${entityId}`);
  expect(body.totalCents).toBe(0);
  const rows: { account: string; balanceCents: number }[] = body.accounts;
  return Object.fromEntries(rows.filter((row) => row.balanceCents !== 0).map((row) => [row.account, row.balanceCents]));
}

describe('claims of two NPIs under one tax id', () => {
  const payees: readonly [string, PartyIdentity][] = [
    ['to the tax id alone', byTaxId(clinicTaxId)],
    ['to a tax id with its hyphen', byTaxId('12-3456789')],
    ['to the first NPI alone', byNpi(clinicNpi)],
    ['to the second NPI alone', byNpi(branchNpi)],
    ['to an NPI with the tax id', byNpi(branchNpi, clinicTaxId)],
    ['to an NPI that the office does not know, with the tax id', byNpi('1999999984', clinicTaxId)],
  ];
  it.each(payees)('are paid in one remittance %s, in the books of one legal entity', async (_, payee) => {
    const claims = await openBoth();
    const { entityId } = bank.office;
    expect(claims.map((claim) => claim.entityId)).toEqual([entityId, entityId]);
    expect(claims.map((claim) => claim.billingProviderId)).toEqual([bank.office.billingProviderId, branch.id]);
    const id = await bank.receive('1001', bothPaid, { payee });
    expect(await remittanceOf(id)).toMatchObject({ state: 'posted', entityId, claimsPosted: 2 });
    for (const { id } of claims) expect((await claimOf(id)).insuranceCents).toBe(0);
    expect(await exceptions()).toEqual([]);
    const books = await booksOf(entityId);
    expect(books).toEqual(await bank.accounts());
    expect(books).toMatchObject({ 'deposits-in-transit': 15_000, 'contractual-adjustments': 5_000 });
    expect(await booksOf(strange.entityId)).toEqual({});
  });

  it('are not paid by a payment to another legal entity: its cash waits in that entity’s books', async () => {
    const claims = await openBoth();
    const before = await booksOf(bank.office.entityId);
    const id = await bank.receive('1001', bothPaid, { payee: byNpi(strangeNpi, strangeTaxId) });
    expect(await remittanceOf(id)).toMatchObject({ entityId: strange.entityId, claimsUnapplied: 2 });
    for (const { id } of claims) expect((await claimOf(id)).insuranceCents).toBe(10_000);
    expect(await exceptions()).toEqual(['payee-differs', 'payee-differs']);
    expect(await booksOf(bank.office.entityId)).toEqual(before);
    expect(await booksOf(strange.entityId)).toEqual({ 'deposits-in-transit': 15_000, 'unapplied-payer-cash': -15_000 });
  });

  it('wait when the payment names the tax ids of two legal entities, or none of the office', async () => {
    await openBoth();
    const two = { ...byTaxId(clinicTaxId), references: [{ qualifier: 'TJ', value: strangeTaxId }] };
    const first = await bank.receive('1001', bothPaid, { payee: two });
    const second = await bank.receive('1002', bothPaid, { payee: byNpi('1999999984', '555555555') });
    for (const id of [first, second]) expect(await remittanceOf(id)).toMatchObject({ entityId: 'unassigned' });
    expect(await exceptions()).toEqual(Array.from({ length: 4 }, () => 'payee-differs'));
  });

  it('share a bank account: a deposit of the legal entity pays a remittance of either NPI, and no other’s', async () => {
    await openBoth();
    const deposit = {
      bankAccount: 'operating',
      depositedOn: '2026-11-21',
      cents: 7_000,
      kind: 'eft',
      traceNumber: '1001',
    };
    const paid = [paidClaim('BRANCH 1', 10_000, 7_000)];
    await bank.receive('1001', paid, { payee: byNpi(branchNpi, clinicTaxId) });
    const other = await bank.call('POST', '/v1/deposits', { ...deposit, entityId: strange.entityId });
    expect(other.body.deposit).toMatchObject({ state: 'unmatched', entityId: strange.entityId });
    const own = await bank.call('POST', '/v1/deposits', {
      ...{ ...deposit, bankAccount: 'clinic' },
      entityId: bank.office.entityId,
    });
    expect(own.body.deposit).toMatchObject({ state: 'matched', entityId: bank.office.entityId });
    expect(await booksOf(bank.office.entityId)).toMatchObject({ bank: 7_000 });
  });
});

describe('a billing provider that changed to another tax id', () => {
  const change = async () => {
    const path = `/v1/providers/${branch.id}`;
    const { version } = (await practice.call('GET', path)).body;
    const answer = await practice.call('PUT', path, billsUnder(branchNpi, strangeTaxId), {
      headers: { 'If-Match': `"${version}"` },
    });
    expect(answer.body.entityId).toBe(strange.entityId);
  };

  it('has its earlier claims paid under the former tax id, and its later ones under the new', async () => {
    const earlier = await open(branch.id, 'EARLIER');
    await change();
    const later = await open(branch.id, 'LATER');
    expect([earlier.entityId, later.entityId]).toEqual([bank.office.entityId, strange.entityId]);
    const former = { payee: byNpi(branchNpi, clinicTaxId) };
    const first = await bank.receive('1001', [paidClaim('EARLIER', 10_000, 8_000)], former);
    const present = { payee: byNpi(branchNpi, strangeTaxId) };
    const second = await bank.receive('1002', [paidClaim('LATER', 10_000, 7_000)], present);
    expect(await remittanceOf(first)).toMatchObject({ entityId: bank.office.entityId, claimsPosted: 1 });
    expect(await remittanceOf(second)).toMatchObject({ entityId: strange.entityId, claimsPosted: 1 });
    expect(await exceptions()).toEqual([]);
    expect(await booksOf(bank.office.entityId)).toMatchObject({ 'deposits-in-transit': 8_000 });
    expect(await booksOf(strange.entityId)).toMatchObject({ 'deposits-in-transit': 7_000 });
  });

  it('is paid into its current books by a payment that names its NPI alone: earlier claims wait for a person', async () => {
    const { id: claimId } = await open(branch.id, 'EARLIER');
    await change();
    const id = await bank.receive('1001', [paidClaim('EARLIER', 10_000, 8_000)], { payee: byNpi(branchNpi) });
    expect(await remittanceOf(id)).toMatchObject({ entityId: strange.entityId, claimsUnapplied: 1 });
    expect(await exceptions()).toEqual(['payee-differs']);
    expect((await claimOf(claimId)).insuranceCents).toBe(10_000);
  });
});
