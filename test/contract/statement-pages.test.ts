import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import {
  asForm,
  enterDate,
  linkPath,
  noticesOf,
  openPage,
  preferEmail,
  rightDate,
  setStatements,
  statementPage,
  wrongDate,
} from '../support/announced-statement.ts';
import { times } from '../support/effort.ts';
import { patientBody } from '../support/office.ts';
import { openStatementDesk, type StatementDesk } from '../support/statement-desk.ts';

const [born, wrong] = [rightDate, wrongDate];

let desk: StatementDesk;
beforeEach(async () => {
  desk = await openStatementDesk();
  await settings({ statementPage });
  await prefer();
  await desk.selfPaid();
});
afterEach(async () => {
  // No token is stored or logged anywhere except in the messages themselves.
  expect(JSON.stringify(await desk.store.items())).not.toMatch(/stl_\w{26}\.\w/);
  expect(desk.edge.logLines.join()).not.toMatch(/stl_|1980-01-31|Canary/i);
  await desk.store.stop();
});

const get = async (path: string) => (await desk.call('GET', path)).body;
const done = async (answer: ReturnType<StatementDesk['call']>) => {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};

const settings = (more: object) => setStatements(desk, more);
const prefer = (more: object = {}) => preferEmail(desk, more);

/** Runs statements and sends the notices. @returns the statement's id and the path of its link */
async function announced(): Promise<{ readonly id: string; readonly path: string }> {
  const run = await desk.run();
  await desk.workOff();
  const [{ id }] = (await get(`/v1/statement-runs/${run.id}/statements`)).items;
  return { id, path: linkPath(desk) };
}
const visit = (path: string) => openPage(desk, path);
const enter = (path: string, date: Readonly<Record<string, string>>) => enterDate(desk, path, date);
const linkOf = (id: string) => get(`/v1/statements/${id}/link`);
const actions = async () => {
  const { items } = await get(`/v1/audit-items/${desk.accountId}`);
  return items
    .map(({ action }: { action: string }) => action)
    .filter((each: string) => /statement-(opened|refused)/.test(each));
};
/** What a person sees whose link opens nothing, for whatever reason. */
const nothing = async () => (await visit('/v1/statement-pages/first-office/absent')).body;

describe('the page of a statement’s link', () => {
  test('asks for the date of birth, shows nothing before, and then leads to the stored bytes', async () => {
    const { id, path } = await announced();
    const asked = await visit(path);
    expect([asked.status, asked.headers['Content-Type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(asked.body).toContain('<html lang="en">');
    expect(asked.body).toContain('<form method="post" autocomplete="off">');
    expect(asked.body).toContain('enter your date of birth');
    expect(asked.body).not.toMatch(/141|Canary|files\.example/i);
    expect(await linkOf(id)).toMatchObject({ state: 'usable', sentTo: 'pat@example.com', triesLeft: 5 });
    expect(await linkOf(id)).not.toHaveProperty('opened');
    const opened = await enter(path, born);
    expect(opened.status).toBe(200);
    const [, key = ''] = /href="https:\/\/files\.example\/([^"]+\.pdf)"/.exec(opened.body) ?? [];
    const { sha256 } = await get(`/v1/statements/${id}`);
    expect(sha256Hex(desk.bucket.objects.get(key) as Uint8Array)).toBe(sha256);
    await enter(path, { month: '01', day: ' 31', year: '1980' });
    const at = '2026-11-23T14:05:06.789Z';
    expect(await linkOf(id)).toMatchObject({ opened: { count: 2, firstAt: at, lastAt: at }, triesLeft: 5 });
    expect(await actions()).toEqual(['statement-opened', 'statement-opened']);
  });

  test('opens although a program that sends or forwards messages has added parameters to the link', async () => {
    const { id, path } = await announced();
    const marked = `${path}?utm_source=mail&utm_source=again`;
    expect((await visit(marked)).body).toBe((await visit(path)).body);
    expect((await enter(marked, wrong)).status).toBe(403);
    expect((await enter(marked, born)).status).toBe(200);
    expect(await linkOf(id)).toMatchObject({ triesLeft: 4, opened: { count: 1 } });
  });

  test('is not cached, frames nothing, runs no script and tells no other site its address', async () => {
    const { path } = await announced();
    for (const { headers, body } of [await visit(path), await enter(path, born), await visit(`${path}0`)]) {
      expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
      expect(headers['Content-Security-Policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'/,
      );
      expect(body).not.toMatch(/<script|\son\w+=|src=/);
    }
  });

  test('is in the language of the statement, and names whom to call', async () => {
    await settings({
      sender: {
        name: 'Clínica <Uno> & "Dos"',
        phone: '6145550100',
        address: { line1: '1 Example St', city: 'Columbus', state: 'OH', postalCode: '43215' },
      },
    });
    await prefer({ language: 'es' });
    const { path } = await announced();
    const { body } = await visit(path);
    expect(body).toContain('<html lang="es">');
    expect(body).toContain('Su estado de cuenta de Clínica &lt;Uno&gt; &amp; &quot;Dos&quot;');
    expect(body).toContain('Llame al 614-555-0100.');
    expect((await enter(path, wrong)).body).toContain('Puede intentarlo 4 veces más');
    expect((await enter(path, born)).body).toContain('Su estado de cuenta está abierto');
  });

  test('asks for the birth date of any patient where the guarantor is none', async () => {
    const { version, preferences } = await get(`/v1/accounts/${desk.accountId}`);
    const guarantor = { kind: 'person', name: { lastName: 'Parent', firstName: 'Ann' }, address: patientBody.address };
    await done(desk.send('PUT', `/v1/accounts/${desk.accountId}`, { guarantor, preferences }, { version }));
    const { path } = await announced();
    expect((await visit(path)).body).toContain('The patient’s date of birth');
    expect((await enter(path, born)).status).toBe(200);
  });

  test('leads to the office’s own pay page where it has one', async () => {
    await settings({ payPage: 'https://pay.example.com/s/' });
    const { id, path } = await announced();
    expect((await visit(path)).body).toContain(`href="https://pay.example.com/s/${id}"`);
    expect((await enter(path, born)).body).toContain(`href="https://pay.example.com/s/${id}"`);
  });
});

describe('a wrong date', () => {
  test('is refused and noted; the fifth closes the page, which states whom to call, until the office sends a new link', async () => {
    const { id, path } = await announced();
    for (const left of ['4 times', '3 times', '2 times', 'once']) {
      const { status, body } = await enter(path, wrong);
      expect([status, body]).toEqual([403, expect.stringContaining(`You can try ${left} more.`)]);
      expect(body).toContain('<p role="alert" id="said">');
    }
    expect((await enter(path, wrong)).body).toContain('Too many wrong dates');
    expect(await actions()).toEqual(Array(5).fill('statement-refused'));
    // Now even the right date does not open it, and nothing more is recorded.
    for (const closed of [await enter(path, born), await visit(path)]) {
      expect([closed.status, closed.body]).toEqual([403, expect.stringContaining('We will check who you are')]);
    }
    expect(await actions()).toHaveLength(5);
    expect(await linkOf(id)).toMatchObject({ state: 'locked', triesLeft: 0 });
    const asked = await desk.send('POST', `/v1/statements/${id}/notice`, { reason: 'Called; showed who it is' });
    expect([asked.status, asked.body.notice.state]).toEqual([202, 'waiting']);
    expect((await visit(path)).body).toBe(await nothing());
    await desk.workOff();
    expect(noticesOf(desk).at(-1)?.id).toMatch(new RegExp(`^${id}-\\d+$`));
    const again = linkPath(desk);
    expect(again).not.toBe(path);
    expect((await enter(again, born)).status).toBe(200);
    expect((await enter(path, born)).body).toBe(await nothing());
    expect((await get(`/v1/statements/${id}`)).notice).toMatchObject({
      state: 'sent',
      firstSentAt: '2026-11-23T14:05:06.789Z',
    });
  });

  test('counts across the links of an account, and correct dates do not reset the count; after a year it is deleted', async () => {
    const { path: first } = await announced();
    for (let tries = 0; tries < 4; tries += 1) await enter(first, wrong);
    expect((await enter(first, born)).status).toBe(200);
    desk.edge.setNow('2026-12-28T15:00:00.000Z');
    const { path: second } = await announced();
    expect((await enter(second, wrong)).body).toContain('Too many wrong dates');
    desk.edge.setNow('2027-11-24T15:00:00.000Z');
    const { path: third } = await announced();
    expect((await enter(third, wrong)).body).toContain('You can try 3 times more');
  });

  test('is answered once of many that arrive at the same time, and no correct date is accepted among them', async () => {
    const { id, path } = await announced();
    const count = times(40, 400);
    const dates = Array.from({ length: count }, (_, place) =>
      place === count - 1 ? born : { ...wrong, year: String(1900 + (place % 100)) },
    );
    const answers = await Promise.all(dates.map((date) => enter(path, date)));
    const answered = answers.filter(({ status }) => status !== 409);
    expect(answered.length).toBeLessThanOrEqual(5);
    // All requests that lost the race get the same answer, whatever date they sent.
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body)).size).toBe(1);
    for (let round = 0; round < 6; round += 1) await Promise.all(dates.slice(0, 10).map((date) => enter(path, date)));
    expect(await linkOf(id)).toMatchObject({ state: 'locked' });
    expect((await actions()).filter((action: string) => action === 'statement-refused').length).toBe(5);
  });

  test('counts only if it is a date: other text costs no attempt', async () => {
    const { id, path } = await announced();
    for (const date of [
      { ...born, month: '13' },
      { ...born, year: '80' },
      { ...born, day: '' },
      { ...born, day: '<b>' },
    ]) {
      const { status, body } = await enter(path, date);
      expect([status, body]).toEqual([400, expect.stringContaining('There is no such day')]);
      expect(body).not.toContain('<b>');
    }
    expect(await linkOf(id)).toMatchObject({ triesLeft: 5 });
  });
});

describe('a link', () => {
  test('that is wrong, of another office, expired, revoked, or of an earlier statement looks the same', async () => {
    const { id, path } = await announced();
    const same = await nothing();
    const alike = async (each: string) => {
      for (const { status, body } of [await visit(each), await enter(each, born)])
        expect([status, body]).toEqual([404, same]);
    };
    await alike(path.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await alike(path.replace('first-office', 'other-office'));
    await alike(path.replace('first-office', '-'));
    await alike(path.replace(/stl_/, 'plk_'));
    await alike(path.replace(/\.\w+$/, ''));
    await alike(`${path}%20`);
    await alike(`${path}%E0%A4`);
    desk.edge.setNow('2026-12-23T15:00:00.000Z');
    expect((await visit(path)).status).toBe(200);
    desk.edge.setNow('2026-12-24T15:00:00.000Z');
    await alike(path);
    expect(await linkOf(id)).toMatchObject({ state: 'expired' });
    const { id: later, path: next } = await announced();
    expect(await linkOf(id)).toMatchObject({ state: 'expired' });
    const { version } = await linkOf(later);
    await done(desk.send('POST', `/v1/statements/${later}/link/revoke`, { reason: 'Wrong address' }, { version }));
    await alike(next);
    expect(await linkOf(later)).toMatchObject({
      state: 'revoked',
      revoked: { by: 'user-manager', reason: 'Wrong address' },
    });
  });

  test('is closed by a later statement, and by changes of the account, without a reason', async () => {
    const { id, path } = await announced();
    const same = await nothing();
    const closed = async (because: string) => {
      expect(await linkOf(id)).toMatchObject({ state: 'closed', because });
      for (const { status, body } of [await visit(path), await enter(path, born)])
        expect([status, body]).toEqual([404, same]);
    };
    for (const kind of ['bankruptcy', 'legal-hold']) {
      const held = await done(desk.send('POST', `/v1/accounts/${desk.accountId}/holds`, { kind, reason: 'Told' }));
      await closed(kind);
      const { number } = held.holds.at(-1);
      await done(desk.send('POST', `/v1/accounts/${desk.accountId}/holds/${number}/end`, { reason: 'Over' }));
    }
    await prefer({ email: 'other@example.com' });
    await closed('place-changed');
    const confidentialAddress = { line1: '9 Other St', city: 'Columbus', state: 'OH', postalCode: '43215' };
    await prefer({ confidentialAddress });
    await closed('confidential-address');
    const { version, preferences, guarantor } = await get(`/v1/accounts/${desk.accountId}`);
    const { confidentialAddress: _gone, ...rest } = preferences;
    await done(
      desk.send(
        'PUT',
        `/v1/accounts/${desk.accountId}`,
        { guarantor, preferences: { ...rest, email: 'pat@example.com' } },
        { version },
      ),
    );
    expect((await visit(path)).status).toBe(200);
    await done(desk.send('POST', '/v1/statements', { accountId: desk.accountId }));
    expect(await linkOf(id)).toMatchObject({ state: 'superseded' });
    expect((await visit(path)).body).toBe(same);
  });

  test('is closed when a patient on it is billed to another account', async () => {
    const { id, path } = await announced();
    const other = ownAccountId(await desk.register());
    const body = { patientId: desk.office.patientId };
    await done(desk.send('POST', `/v1/accounts/${other}/members`, body));
    expect(await linkOf(id)).toMatchObject({ state: 'closed', because: 'patient-moved' });
    expect((await enter(path, born)).body).toBe(await nothing());
  });

  test('is closed when the guarantor has died', async () => {
    const { id, path } = await announced();
    const { version, ...patient } = await get(`/v1/patients/${desk.office.patientId}`);
    const { accountId: _account, id: _id, ...own } = patient;
    await done(
      desk.send('PUT', `/v1/patients/${desk.office.patientId}`, { ...own, deathDate: '2026-11-20' }, { version }),
    );
    expect(await linkOf(id)).toMatchObject({ state: 'closed', because: 'deceased' });
    expect((await enter(path, born)).body).toBe(await nothing());
  });
});

describe('an invalid form', () => {
  test('is refused as a page, and costs no attempt', async () => {
    const { id, path } = await announced();
    const refused = async (parts: object) => {
      const answer = await desk.call('POST', path, undefined, {
        principal: undefined as never,
        headers: asForm,
        ...parts,
      });
      expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('Something went wrong')]);
    };
    const rightOnes = new URLSearchParams(born).toString();
    await refused({ rawBody: JSON.stringify(born), headers: { 'Content-Type': 'application/json' } });
    await refused({ rawBody: rightOnes, headers: { 'Content-Type': 'text/plain' } });
    await refused({ rawBody: `${rightOnes}&year=1981` });
    await refused({ rawBody: `${rightOnes}&more=1` });
    await refused({ rawBody: `${rightOnes}&more=${'x'.repeat(3_000)}` });
    await refused({ rawBody: 'month=1&day=31' });
    await refused({ rawBody: 'month=%00&day=31&year=1980' });
    await refused({ rawBody: '' });
    for (const method of ['HEAD', 'PUT', 'DELETE']) {
      const answer = await desk.call(method, path, undefined, { principal: undefined as never });
      expect([answer.status, answer.headers['Content-Type']]).toEqual([405, 'text/html; charset=utf-8']);
    }
    const { body: asked } = await visit(path);
    expect((await visit(`${path}?month=1&day=31&year=1980`)).body).toBe(asked);
    expect(await linkOf(id)).toMatchObject({ triesLeft: 5 });
    expect(await actions()).toEqual([]);
  });

  test('cannot get an earlier answer again by a key', async () => {
    const { path } = await announced();
    const headers = { ...asForm, 'Idempotency-Key': 'same' };
    const rawBody = new URLSearchParams(wrong).toString();
    const bodies: string[] = [];
    for (let turn = 0; turn < 2; turn += 1)
      bodies.push((await desk.call('POST', path, undefined, { principal: undefined as never, headers, rawBody })).body);
    expect(bodies.map((body) => /try (\d) times/.exec(body)?.[1])).toEqual(['4', '3']);
  });

  test('leaks nothing when the store fails', async () => {
    const { path } = await announced();
    const kept = (await desk.store.items()).filter(({ type }) => type === 'statement');
    const [{ fileKey }] = kept.map(({ file }) => file) as [{ readonly fileKey: string }];
    (desk.bucket.objects as Map<string, unknown>).delete(fileKey);
    const answer = await enter(path, born);
    expect([answer.status, answer.body]).toEqual([500, expect.stringContaining('Something went wrong')]);
  });
});
