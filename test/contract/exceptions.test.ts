import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, type ResolutionOffice, stranger } from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeAll(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } });
});
afterAll(() => office?.stop());

describe('the list of exceptions', () => {
  it('pages through exceptions of all shards, each with words', async () => {
    const claims = Array.from({ length: 9 }, (_, index) => `CLP*STRANGER${index}*1*10*10*0*12*X${index}*11*1`);
    await office.post(remittanceText('bluecross', { amount: '90', trace: 'NINE' }, claims.join('\n')));
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await office.get(`/v1/exceptions?limit=2${token === undefined ? '' : `&pageToken=${token}`}`);
      expect(page.status).toBe(200);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      for (const item of page.body.items) {
        seen.push(item.id);
        expect(item).toMatchObject({ code: 'claim-not-found', cents: 1000 });
        expect(item.detail).toContain('unapplied payer cash');
        expect((await office.get(`/v1/exceptions/${item.id}`)).body).toMatchObject({ ...item, candidates: [] });
      }
      token = page.body.nextPageToken;
    } while (token !== undefined);
    expect(new Set(seen).size).toBe(9);
  });

  it('refuses a page token of another query or office', async () => {
    const { body } = await office.get('/v1/exceptions?limit=2');
    expect(body.nextPageToken).toBeTypeOf('string');
    expect((await office.get(`/v1/exceptions?limit=3&pageToken=${body.nextPageToken}`)).status).toBe(400);
    expect((await office.get(`/v1/exceptions?limit=2&pageToken=${body.nextPageToken}`, stranger)).status).toBe(400);
  });

  it('shows nothing of another office', async () => {
    expect((await office.get('/v1/exceptions', stranger)).body.items).toEqual([]);
  });
});
