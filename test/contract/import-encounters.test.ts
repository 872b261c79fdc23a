import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intakeDesk } from '../support/intake-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof intakeDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await intakeDesk(store);
});
afterEach(() => store.stop());

const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20' };
const visit = (externalId: string, more: object = {}) =>
  JSON.stringify({ externalId, patientExternalId: 'MRN1', diagnoses: ['J20.9'], lines: [line], ...more });
const jsonLines = { format: 'json-lines' };

describe('JSON lines', () => {
  it('become drafts; a record that is sent again is known and changes nothing', async () => {
    const file = `${visit('V1')}\n\n${visit('V2', { renderingProviderNpi: '1003000126' })}`;
    expect(await desk.send(file, jsonLines)).toMatchObject({ state: 'done', records: 2, taken: 2, known: 0, open: 0 });
    expect(await desk.encounter('V2')).toMatchObject({
      version: 1,
      state: { kind: 'draft' },
      patientId: desk.patientId,
      renderingProviderId: desk.office.renderingProviderId,
      diagnoses: ['J209'],
    });
    const again = await desk.send(`${file}\n${visit('V3')}\n`, jsonLines);
    expect(again).toMatchObject({ state: 'done', records: 3, taken: 1, known: 2, open: 0 });
  });

  it('that fail wait with their place and the correction, without their content, and are tried again', async () => {
    const lines = [
      visit('V1'),
      '{"externalId": "CANARY',
      visit('V2', { patientExternalId: 'CANARY9' }),
      visit('V3', { colour: 'canary' }),
    ];
    const intake = await desk.send(lines.join('\r\n'), jsonLines);
    expect(intake).toMatchObject({ state: 'done', records: 4, taken: 1, open: 3 });
    const failed = await desk.failures(intake.id);
    expect(failed.map(({ record, line: at, errors }: Record<string, unknown>) => [record, at, errors])).toMatchObject([
      [2, 2, [{ pointer: '', detail: 'is not JSON: expected an object, { }, on one line' }]],
      [3, 3, [{ pointer: '/patientExternalId', detail: 'no patient here has it: enter the patient, then try again' }]],
      [4, 4, [{ detail: expect.stringContaining('unknown field') }]],
    ]);
    const kept = (await store.items()).filter(({ type }) => type === 'intake-failure' || type === 'audit');
    expect(JSON.stringify([kept, desk.edge.logLines])).not.toMatch(/canary/i);
    await desk.enterPatient('CANARY9');
    expect((await desk.call('POST', `/v1/intakes/${intake.id}/retry`)).status).toBe(202);
    await desk.workOff();
    const after = (await desk.call('GET', `/v1/intakes/${intake.id}`)).body;
    expect(after).toMatchObject({ records: 4, taken: 2, open: 2 });
    expect((await desk.failures(intake.id))[1]).toMatchObject({
      state: 'taken',
      encounterId: (await desk.encounter('V2')).id,
    });
  });

  it('need an externalId, so that a file can be sent again', async () => {
    const { externalId: _none, ...body } = JSON.parse(visit('V1'));
    const intake = await desk.send(JSON.stringify(body), jsonLines);
    expect((await desk.failures(intake.id))[0].errors).toMatchObject([{ pointer: '/externalId' }]);
  });

  it('are tried again one by one, if only one is wanted', async () => {
    const file = ['A', 'B'].map((id) => visit(`V-${id}`, { patientExternalId: `NEW-${id}` })).join('\n');
    const { id } = await desk.send(file, jsonLines);
    await desk.enterPatient('NEW-A');
    await desk.enterPatient('NEW-B');
    expect((await desk.call('POST', `/v1/intakes/${id}/failures/2/retry`)).status).toBe(202);
    await desk.workOff();
    const states = async () => (await desk.failures(id)).map(({ state }: { state: string }) => state);
    expect(await states()).toEqual(['open', 'taken']);
    const over = await desk.call('POST', `/v1/intakes/${id}/failures/2/retry`);
    expect([over.status, over.body.type]).toEqual([409, expect.stringMatching(/\/intake-failure-over$/)]);
    expect((await desk.call('POST', `/v1/intakes/${id}/failures/9/retry`)).status).toBe(404);
  });

  it('with one externalId in two lines lose neither: the second one waits for a person', async () => {
    const file = [visit('V1'), visit('V1', { lines: [{ ...line, procedure: 'J1885' }] })].join('\n');
    const intake = await desk.send(file, jsonLines);
    expect(intake).toMatchObject({ taken: 1, known: 0, open: 1 });
    expect((await desk.failures(intake.id))[0].errors).toMatchObject([{ pointer: '/externalId' }]);
  });

  it('are all accepted by two workers at once, each only once', async () => {
    const file = Array.from({ length: 25 }, (_, index) => (index % 5 === 4 ? '{}' : visit(`V${index}`))).join('\n');
    const sha256 = await desk.upload(file);
    const defaults = { billingProviderId: desk.office.billingProviderId, placeOfService: '11' };
    const asked = await desk.call('POST', '/v1/intakes', { sha256, ...jsonLines, defaults });
    await desk.workTogether(asked.body.id);
    const intake = (await desk.call('GET', `/v1/intakes/${asked.body.id}`)).body;
    expect(intake).toMatchObject({ state: 'done', records: 25, taken: 20, known: 0, open: 5 });
    expect((await store.items()).filter(({ type }) => type === 'encounter')).toHaveLength(20);
    expect(await desk.failures(intake.id)).toHaveLength(5);
  });

  it('are read in slices of time, each encounter once', async () => {
    const file = Array.from({ length: 30 }, (_, index) => visit(`V${index}`)).join('\n');
    const asked = await desk.call('POST', '/v1/intakes', {
      sha256: await desk.upload(file),
      format: 'json-lines',
      defaults: { billingProviderId: desk.office.billingProviderId, placeOfService: '11' },
    });
    let asks = 0;
    // Time runs out at every eighth encounter.
    const worked = await desk.workOff(() => {
      asks += 1;
      return asks % 8 === 0 ? 0 : 300_000;
    });
    expect(worked).toBeGreaterThan(3);
    const intake = (await desk.call('GET', `/v1/intakes/${asked.body.id}`)).body;
    expect(intake).toMatchObject({ state: 'done', records: 30, taken: 30, open: 0 });
    expect((await store.items()).filter(({ type }) => type === 'encounter')).toHaveLength(30);
  });
});

describe('CSV', () => {
  const columns = {
    Visit: '/externalId',
    MRN: '/patientExternalId',
    Dx: '/diagnoses',
    Code: '/lines/-/procedure',
    Mod: '/lines/-/modifiers',
    Day: '/lines/-/serviceOn',
    Units: '/lines/-/units',
    Pointers: '/lines/-/diagnosisPointers',
    Charge: '/lines/-/chargeCents',
    Note: '/claimNote',
  };
  const csv = { format: 'csv', mapping: 'practice-system' };
  const header = 'Visit,MRN,Dx,Code,Mod,Day,Units,Pointers,Charge,Note,Other';
  beforeEach(async () => {
    const headers = { 'If-Match': '"0"' };
    const body = { columns, dates: 'MM/DD/YYYY' };
    expect((await desk.call('PUT', '/v1/intake-mappings/practice-system', body, { headers })).status).toBe(200);
  });

  it('becomes encounters by the office’s mapping; rows of one visit are its services', async () => {
    const rows = [
      header,
      'V1,MRN1,J20.9 I10,X9003,25,11/20/2026,1,1 2,$130.00,"SEEN, ""TWICE""",x',
      'V1,MRN1,,J1885,,11/20/2026,4,1,11.00,,y',
      'V2,MRN1,J20.9,X9003,,11/21/2026,1,1,,,z',
    ];
    expect(await desk.send(`\uFEFF${rows.join('\r\n')}\r\n`, csv)).toMatchObject({
      state: 'done',
      records: 2,
      taken: 2,
    });
    expect(await desk.encounter('V1')).toMatchObject({
      diagnoses: ['J209', 'I10'],
      claimNote: 'SEEN, "TWICE"',
      lines: [
        {
          procedure: 'X9003',
          modifiers: ['25'],
          serviceOn: '2026-11-20',
          chargeCents: 13_000,
          diagnosisPointers: [1, 2],
        },
        { procedure: 'J1885', chargeCents: 1_100, serviceOn: '2026-11-20' },
      ],
    });
    expect((await desk.encounter('V2')).lines).toHaveLength(1);
  });

  it('loses no service of a visit whose rows are apart: the later ones fail', async () => {
    const row = (externalId: string, code: string) => `${externalId},MRN1,J20.9,${code},,11/20/2026,1,1,1.00,,`;
    const file = [header, row('V1', 'X9003'), row('V2', 'X9003'), row('V1', 'J1885')].join('\n');
    const intake = await desk.send(file, csv);
    expect(intake).toMatchObject({ state: 'done', records: 3, taken: 2, known: 0, open: 1 });
    expect(await desk.failures(intake.id)).toMatchObject([
      { record: 3, line: 4, errors: [{ pointer: '/lines', detail: expect.stringContaining('elsewhere in the file') }] },
    ]);
    await desk.call('POST', `/v1/intakes/${intake.id}/retry`);
    await desk.workOff();
    expect((await desk.call('GET', `/v1/intakes/${intake.id}`)).body).toMatchObject({ taken: 2, open: 1 });
    expect((await desk.encounter('V1')).lines).toHaveLength(1);
    expect(await desk.send([header, row('V1', 'X9003'), row('V2', 'X9003')].join('\n'), csv)).toMatchObject({
      known: 2,
      open: 0,
    });
  });

  it('names the column of what is wrong', async () => {
    const rows = [header, 'V1,MRN1,J20.9,X9003,,2026-11-20,1,1,a lot,,', 'V2,MRN1,J20.9,X9O03,,11/20/2026,0,1,,,'];
    const intake = await desk.send(rows.join('\n'), csv);
    const failed = await desk.failures(intake.id);
    expect(failed[0]).toMatchObject({
      line: 2,
      errors: [
        { pointer: '/lines/0/serviceOn', source: 'Day', detail: 'expected a day as MM/DD/YYYY' },
        { pointer: '/lines/0/chargeCents', source: 'Charge', detail: 'expected an amount, such as 125.50' },
      ],
    });
    expect(failed[1].errors.map(({ source }: { source: string }) => source)).toContain('Units');
  });

  it('names the line of each row, and accepts blank cells after the last column', async () => {
    const good = 'V1,MRN1,J20.9,X9003,,11/20/2026,1,1,,,,,,,';
    const rows = [header, good, '', 'V1,MRN1,,"X9003",,11/20/2026,1,1,,"A\nB",,', 'V1,MRN1,,J1885,,soon,4,1,,,,'];
    const [failed] = await desk.failures((await desk.send(rows.join('\n'), csv)).id);
    expect(failed).toMatchObject({ line: 2, errors: [{ pointer: '/lines/2/serviceOn', source: 'Day', line: 6 }] });
    expect(await desk.send([header, good].join('\n'), csv)).toMatchObject({ taken: 1 });
  });

  it('with a wrong header is refused as a whole, and so is one without its mapping', async () => {
    const refused = await desk.send(`${header.replace('MRN', 'Patient')}\nV1,MRN1,,,,,,,,,`, csv);
    expect(refused).toMatchObject({ state: 'refused', records: 0, refusal: { code: 'header-differs', line: 1 } });
    expect((await desk.send('a,b', { format: 'csv' })).type).toMatch(/intake-mapping-missing$/);
  });

  it('with a quotation mark that never ends is refused at its place, in bounded memory', async () => {
    const long = `${header}\nV1,MRN1,J20.9,X9003,,11/20/2026,1,1,,,\nV2,"${'x'.repeat(1_200_000)}`;
    expect(await desk.send(long, csv)).toMatchObject({
      state: 'refused',
      taken: 1,
      refusal: { code: 'record-too-long', line: 3 },
    });
  });
});

describe('hostile files', () => {
  it.each([
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 0, 0]), 'not-text'],
    ['a page of the web', '<html></html>', 'another-format'],
    ['bytes of zero', `{"externalId":"V1"}\n\0\0`, 'not-text'],
  ])('%s is refused, and nothing is imported', async (_what, content, code) => {
    expect(await desk.send(content, jsonLines)).toMatchObject({ state: 'refused', records: 0, refusal: { code } });
  });

  it('a control character fails its encounter alone', async () => {
    const intake = await desk.send(
      `${visit('V1')}\n${visit('V2').replace('V2', 'V\u0007')}\n${visit('V3')}`,
      jsonLines,
    );
    expect(intake).toMatchObject({ taken: 2, open: 1 });
  });

  it('fifty-one services of one visit are accepted, and become two claims when it is finalised', async () => {
    const lines = Array.from({ length: 51 }, () => line);
    expect(await desk.send(visit('V1', { lines }), jsonLines)).toMatchObject({ taken: 1 });
    expect((await desk.encounter('V1')).lines).toHaveLength(51);
  });

  it('a file with too many failures is not read to its end', async () => {
    const file = Array.from({ length: 1_010 }, () => '{}').join('\n');
    expect(await desk.send(file, jsonLines)).toMatchObject({
      state: 'refused',
      open: 1_000,
      refusal: { code: 'too-many-failures', line: 1_001 },
    });
  });

  it('a file whose import is interrupted again and again is given up', async () => {
    const sha256 = await desk.upload(visit('V1'));
    const asked = await desk.call('POST', '/v1/intakes', { sha256, format: 'json-lines' });
    await desk.workOff(undefined, 5);
    const intake = (await desk.call('GET', `/v1/intakes/${asked.body.id}`)).body;
    expect(intake.refusal).toMatchObject({ code: 'broke-off' });
  });
});
