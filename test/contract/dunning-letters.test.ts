import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOfPdf } from '../support/pdf-content.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
  desk.edge.setNow('2026-11-30T15:00:00.000Z');
});
afterEach(() => desk.store.stop());

const path = '/v1/dunning-letters/reminder';
const get = async (from: string) => (await desk.call('GET', from)).body;
const bytesOf = (url: string) => desk.bucket.objects.get(url.replace('https://files.example/', '')) as Uint8Array;
const words = (...paragraphs: string[]) => ({ title: 'A word about {{amountDue}}', paragraphs });
const put = (texts: object, version: number, at = path) => desk.send('PUT', at, { texts }, { version });
const preview = (body: object, of = path) => desk.send('POST', `${of}/preview`, body);
const previewText = async (body: object, of = path) => textOfPdf(bytesOf((await preview(body, of)).body.url));

/** What a run on a day makes of the only account. */
async function madeOn(day: string) {
  desk.edge.setNow(`${day}T15:00:00.000Z`);
  const run = await desk.run();
  const [{ id }] = (await get(`/v1/statement-runs/${run.id}/statements`)).items;
  const file = await get(`/v1/statements/${id}/file`);
  return { statement: await get(`/v1/statements/${id}`), sha256: file.sha256, text: textOfPdf(bytesOf(file.url)) };
}

describe('the text of a dunning letter', () => {
  test('is the product’s until the office writes its own, and each version is kept', async () => {
    const before = await get(path);
    expect(before).toMatchObject({ name: 'reminder', version: 0, texts: { es: { title: 'Recordatorio' } } });
    const texts = { en: words('You owe {{amountDue}} by {{dueBy}}.') };
    expect((await put(texts, 0)).body).toEqual({ name: 'reminder', version: 1, texts });
    expect((await put({ en: words('Please pay.') }, 0)).body.type).toContain('version-changed');
    expect((await put({ en: words('Please pay.') }, 1)).body.version).toBe(2);
    expect(await get(`${path}?version=1`)).toEqual({ name: 'reminder', version: 1, texts });
    const { items, fields } = await get('/v1/dunning-letters');
    expect(items.map(({ name, version }: { name: string; version: number }) => [name, version])).toEqual([
      ...[
        ['final-notice', 0],
        ['reminder', 2],
      ],
      ['second-reminder', 0],
    ]);
    expect(fields).toContainEqual({ name: 'amountDue', meaning: 'The amount that the letter asks for' });
  });

  test('with a field that does not exist is refused, with its place and the existing fields', async () => {
    const { status, body } = await put({ es: words('Hola', 'Usted debe {{colour}}.') }, 0);
    expect([status, body.errors[0].pointer]).toEqual([400, '/texts/es/paragraphs/1']);
    expect(body.errors[0].detail).toMatch(/^has fields that do not exist: colour; there are today, office, .*dispute$/);
    const tried = await preview({ language: 'en', words: words('{{patient}}') });
    expect(tried.body.errors[0].pointer).toBe('/words/paragraphs/0');
    expect((await get(path)).version).toBe(0);
  });

  test('is printed with made-up data, before it is saved and after, and the preview makes no statement', async () => {
    const tried = await previewText({ language: 'en', words: words('Dear {{recipient}}, pay by {{dueBy}}.') });
    expect(tried).toContain('A word about $37.50');
    expect(tried).toContain('Dear Pat Example, pay by December 21, 2026.');
    expect(await previewText({ language: 'es' })).toContain('Recordatorio');
    await put({ es: words('Pague {{amountDue}}.') }, 0);
    expect(await previewText({ language: 'es' })).toContain('Pague $37.50.');
    expect((await preview({ language: 'en' }, '/v1/dunning-letters/unknown')).status).toBe(404);
    expect((await desk.store.items()).some(({ type }) => type === 'statement')).toBe(false);
  });

  test('without the words on help and disputes gets them below; with them, they appear once', async () => {
    const help = 'If you cannot pay, ask us about financial assistance';
    const dispute = 'If you think that something is wrong, tell us';
    const counts = (text: string) => [text.split(help).length - 1, text.split(dispute).length - 1];
    const without = await previewText({ language: 'en', words: words('Pay.') });
    expect(counts(without)).toEqual([1, 1]);
    expect(without.indexOf(dispute)).toBeGreaterThan(without.indexOf('Help and your rights'));
    const itself = await previewText({ language: 'en', words: words('Pay. {{dispute}}') });
    expect(counts(itself)).toEqual([1, 1]);
    expect(itself.indexOf(dispute)).toBeLessThan(itself.indexOf('Help and your rights'));
    expect(itself.indexOf(help)).toBeGreaterThan(itself.indexOf('Help and your rights'));
  });
});

describe('a letter of a run', () => {
  test('has the newest text of its day, and is printed again with the same bytes when the text changes', async () => {
    await desk.selfPaid();
    await put({ en: words('The first text.') }, 0);
    expect((await madeOn('2026-11-30')).statement).not.toHaveProperty('letterText');
    await put({ en: words('The second text: {{amountDue}}, asked for on {{lastStatementOn}}.') }, 1);
    const made = await madeOn('2027-01-04');
    expect(made.statement.letterText).toEqual({
      ...{ name: 'reminder', version: 2, title: 'A word about $141.00', says: [] },
      paragraphs: ['The second text: $141.00, asked for on November 30, 2026.'],
    });
    expect(made.text).toContain('The second text: $141.00, asked for on November 30, 2026.');
    await put({ en: words('The third text.') }, 2);
    const again = await get(`/v1/statements/${made.statement.id}/file`);
    expect(again.sha256).toBe(made.sha256);
    expect((await get(`/v1/statements/${made.statement.id}`)).letterText.version).toBe(2);
    // The office has no text for the second reminder, so the product's is used.
    expect((await madeOn('2027-02-04')).statement.letterText).toMatchObject({ name: 'second-reminder', version: 0 });
  });

  test('is not made with a gap: the account is listed, and gets it once the text has its facts', async () => {
    await desk.selfPaid();
    await madeOn('2026-11-30');
    // This provider no longer bills, so there is no phone number to call.
    const at = `/v1/providers/${desk.office.billingProviderId}`;
    const { billing: _billing, version, ...provider } = await get(at);
    expect((await desk.send('PUT', at, provider, { version })).status).toBe(200);
    await put({ en: words('Call {{officePhone}}.') }, 0);
    desk.edge.setNow('2027-01-04T15:00:00.000Z');
    const run = await desk.run();
    expect(run).toMatchObject({ statements: 0, skips: { 'letter-facts-missing': 1 } });
    await put({ en: words('Call us.') }, 1);
    expect((await madeOn('2027-01-04')).statement.letterText).toMatchObject({ version: 2, paragraphs: ['Call us.'] });
  });
});
