import { afterEach, beforeEach, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { auditor, openOffice, type ResolutionOffice, stranger } from '../support/resolution-office.ts';

/* The office's day is 23 November 2026. */

let office: ResolutionOffice;
beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } });
  await office.post(
    remittanceText(
      'bluecross',
      { amount: '50', trace: 'D1' },
      `CLP*{A}*1*100*0*0*12*ICN1*11*1\nSVC*HC:99213*100*0**1\nCAS*CO*197*100
       CLP*NOBODYS*1*50*50*0*12*ICN2*11*1\nSVC*HC:99213*50*50**1`,
    ),
  );
});
afterEach(() => office.stop());

const list = async (name: string, query = '') => (await office.get(`/v1/${name}${query}`)).body.items;

it('notes and marks are set on denials and exceptions, many at once, and both lists filter by them', async () => {
  const [denial] = await list('denials');
  const [exception] = await list('exceptions');
  expect(denial.mark).toBeUndefined();
  const items = [denial.id, exception.id];
  const body = { items, note: 'called', addTags: ['call', 'april'], followUpOn: '2026-12-04' };
  const marked = await office.send('/v1/work-marks', body);
  expect(marked.status).toBe(200);
  for (const [name, known] of [
    ['denials', denial],
    ['exceptions', exception],
  ] as const) {
    const [item] = await list(name, '?tag=call&followUpBy=2026-12-04');
    expect(item).toMatchObject({
      ...{ id: known.id, version: known.version },
      mark: { notes: [{ by: 'user-biller', text: 'called' }], tags: ['april', 'call'], followUpOn: '2026-12-04' },
    });
    expect(await list(name, '?tag=other')).toEqual([]);
    expect(await list(name, '?followUpBy=2026-12-03')).toEqual([]);
  }
  const change = { items: [denial.id], note: 'paid soon', removeTags: ['call'], endsFollowUp: true };
  const [after] = (await office.send('/v1/work-marks', change)).body.items;
  expect(after).toMatchObject({ version: 2, tags: ['april'], notes: [{ text: 'called' }, { text: 'paid soon' }] });
  expect(after.followUpOn).toBeUndefined();
});

it('nothing is set when one of them does not exist, or by people without the right role', async () => {
  const [denial] = await list('denials');
  const absent = 'exc_00000000000000000000000000';
  const refused = await office.send('/v1/work-marks', { items: [denial.id, absent], note: 'x' });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/items/1' }] } });
  expect((await office.send('/v1/work-marks', { items: [denial.id], followUpOn: '2026-11-22' })).status).toBe(400);
  expect((await office.send('/v1/work-marks', { items: [denial.id], note: 'x' }, { principal: auditor })).status).toBe(
    403,
  );
  expect((await office.send('/v1/work-marks', { items: [denial.id], note: 'x' }, { principal: stranger })).status).toBe(
    400,
  );
  expect((await list('denials'))[0].mark).toBeUndefined();
});
