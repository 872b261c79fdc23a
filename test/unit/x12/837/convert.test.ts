import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convert } from '../../../../cli/convert.ts';
import type { ClaimSink } from '../../../../shared/x12/837/convert/claim-document.ts';
import { readClaimDocument } from '../../../../shared/x12/837/convert/read-json.ts';
import { openClaimPass } from '../../../../shared/x12/837/convert/read-x12.ts';
import { openJsonSink } from '../../../../shared/x12/837/convert/write-json.ts';
import { X12Sink } from '../../../../shared/x12/837/convert/write-x12.ts';
import { runLongCommand } from '../../../support/run-command.ts';
import { fileOf, sampleClaim, sampleDependent, write } from './sample-claim.ts';

/* Synthetic files. */

const bytesOf = (text: string) => new TextEncoder().encode(text);

function writtenSample(): string {
  const written = write(
    fileOf(
      sampleClaim,
      { ...sampleClaim, patientControlNumber: 'B' },
      { ...sampleClaim, patientControlNumber: 'C', dependent: sampleDependent },
      { ...sampleClaim, patientControlNumber: 'D', subscriber: { ...sampleClaim.subscriber, memberId: 'M0002' } },
    ),
  );
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

const dental =
  'ST*837*0002*005010X224A2~BHT*0019*00*R2*20261102*0930*CH~NM1*41*2*SENDER*****46*S1~PER*IC*DESK*TE*6145550100~NM1*40*2*RECEIVER*****46*R1~HL*1**20*1~NM1*85*2*EXAMPLE DENTAL*****XX*1234567893~N3*1 MAIN ST~N4*COLUMBUS*OH*432150001~REF*EI*123456789~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*SAMPLE*JANE****MI*M0001~N3*2 OAK ST~N4*COLUMBUS*OH*43215~DMG*D8*19800131*F~NM1*PR*2*EXAMPLE HEALTH*****PI*99999~CLM*E*100***11:B:1*Y*A*Y*Y~DTP*472*D8*20261001~LX*1~SV3*AD:D9999*100****1~TOO*JP*3*M:O~SE*23*0002~';

/** Two interchanges, each with its own delimiters; the second one has two groups, and two forms of claims. */
function manyOf(one: string): string {
  const ISA =
    'ISA*00*          *01*SECRET    *ZZ*SENDER         *30*123456789      *261102*0930*^*00501*000000008*1*P*:~';
  const transaction = one.slice(one.indexOf('ST*'), one.indexOf('GE*'));
  const second = [
    ISA,
    'GS*HC*A1*B1*20261102*093015*8*X*005010X222A1~',
    transaction,
    transaction.replaceAll('*0007', '*0008'),
    'GE*2*8~GS*HC*A1*B1*20261102*0931*0009*X*005010X224A2~',
    dental,
    'GE*1*0009~IEA*2*000000008~',
  ].join('');
  return one.replaceAll('*', '|').replaceAll('~', '!') + second;
}

function read(text: string, sink: ClaimSink, step = text.length): string[] {
  const codes: string[] = [];
  const pass = openClaimPass(sink, ({ code }) => codes.push(code));
  const bytes = bytesOf(text);
  for (let at = 0; at < bytes.length; at += step) pass.push(bytes.subarray(at, at + step));
  expect(pass.finish().ok).toBe(true);
  sink.end();
  return codes;
}

function toJson(text: string, step?: number): string {
  const parts: string[] = [];
  expect(
    read(
      text,
      openJsonSink((part) => parts.push(Buffer.from(part).toString())),
      step,
    ),
  ).toEqual([]);
  return parts.join('');
}

function toX12(json: string, step = json.length) {
  const parts: string[] = [];
  const sink = new X12Sink((part) => parts.push(Buffer.from(part).toString()));
  const bytes = bytesOf(json);
  const done = readClaimDocument(function* () {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
  }, sink);
  return { done, text: parts.join(''), problems: sink.problems };
}

describe('converting a file of claims', () => {
  const sample = manyOf(writtenSample());

  it('turns interchanges, groups and transactions of several forms into JSON, and back into the same bytes', () => {
    const json = toJson(sample);
    const document = JSON.parse(json);
    expect(document.interchanges.map((each: { groups: unknown[] }) => each.groups.length)).toEqual([1, 2]);
    const [first] = document.interchanges[0].groups[0].transactions;
    expect(first.claims.map((claim: { patientControlNumber: string }) => claim.patientControlNumber)).toEqual([
      'PCN0000000000001',
      'B',
      'C',
      'D',
    ]);
    expect(first.claims[2].dependent).toEqual(sampleDependent);
    expect(first.claims[0]).toEqual(sampleClaim);
    expect(document.interchanges[1].security).toEqual({ qualifier: '01', text: 'SECRET' });
    expect(document.interchanges[1].groups[1].transactions[0].kind).toBe('dental');
    expect(toX12(json)).toEqual({ done: { ok: true, value: { claims: 13 } }, text: sample, problems: [] });
  });

  it('gives the same in whatever pieces a file is read', () => {
    const json = toJson(sample);
    expect(toJson(sample, 7)).toBe(json);
    for (const step of [1, 13]) expect(toX12(json, step).text).toBe(sample);
  });

  it('reads a document with any blanks and any order of its fields', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, inner]) => [name, turned(inner)]),
            )
          : value;
    const json = JSON.stringify(turned(JSON.parse(toJson(sample))), undefined, 3);
    expect(toX12(json, 101).text).toBe(sample);
  });

  it.each([
    [
      '/claims/1/chargeCents',
      (claim: Record<string, unknown>) => ({ ...claim, chargeCents: '12.50' }),
      'amount-invalid',
    ],
    ['/claims/1/colour', (claim: Record<string, unknown>) => ({ ...claim, colour: 'red' }), 'field-unknown'],
    ['/claims/1/payer', ({ payer: _payer, ...claim }: Record<string, unknown>) => claim, 'missing'],
    [
      '/claims/1/billingProvider/address/zip',
      (claim: Record<string, unknown>) => ({
        ...claim,
        billingProvider: {
          ...sampleClaim.billingProvider,
          address: { ...sampleClaim.billingProvider.address, zip: '1' },
        },
      }),
      'field-unknown',
    ],
    ['/claims/1/serviceLines', (claim: Record<string, unknown>) => ({ ...claim, serviceLines: [] }), 'missing'],
    ['/claims/1/diagnoses', (claim: Record<string, unknown>) => ({ ...claim, diagnoses: null }), 'missing'],
    ['/claims/1/diagnoses', (claim: Record<string, unknown>) => ({ ...claim, diagnoses: [null] }), 'missing'],
    ['/claims/1/diagnoses', (claim: Record<string, unknown>) => ({ ...claim, diagnoses: 'Z00.00' }), 'missing'],
    ['/claims/1/conditionCodes', (claim: Record<string, unknown>) => ({ ...claim, conditionCodes: {} }), 'missing'],
    [
      '/claims/1/anesthesiaProcedures',
      (claim: Record<string, unknown>) => ({ ...claim, anesthesiaProcedures: 7 }),
      'missing',
    ],
    [
      '/claims/1/patientControlNumber',
      (claim: Record<string, unknown>) => ({ ...claim, patientControlNumber: 'A*B' }),
      'delimiter-in-text',
    ],
  ])('refuses a claim that cannot be written, at %s', (place, change, kind) => {
    const document = JSON.parse(toJson(writtenSample()));
    const { claims } = document.interchanges[0].groups[0].transactions[0];
    claims[1] = change(claims[1]);
    const { problems } = toX12(JSON.stringify(document));
    const found = problems.map((problem) => `${problem.kind} ${problem.place.replace(/^.*(?=\/claims)/, '')}`);
    expect(found.some((each) => each.startsWith(`${kind} ${place}`))).toBe(true);
  });

  it.each([
    ['{"interchanges":[{}]}', '/interchanges/0/delimiters', 'element, component, repetition and segment'],
    ['{"interchanges":[{"delimiters":{}}]}', '/interchanges/0/groups', 'a list is expected'],
    ['{"interchanges":[7]}', '/interchanges/0', 'an object is expected'],
    [
      '{"interchanges":[{"delimiters":{},"groups":[{"transactions":[{}]}]}]}',
      '/interchanges/0/groups/0/transactions/0/kind',
      'professional, institutional, dental',
    ],
    ['{"claims":[]}', '/claims', 'begins with a list of interchanges'],
    ['[]', '/interchanges', 'a list is expected'],
    ['{"interchanges":[', undefined, 'the JSON ends too early'],
    ['', undefined, 'this is not JSON'],
  ])('refuses %s, which is no file of claims, and states what is expected where', (text, place, words) => {
    const { done } = toX12(text, 1000);
    expect(done.ok).toBe(false);
    if (!done.ok) expect([done.failure.place, done.failure.message]).toEqual([place, expect.stringContaining(words)]);
  });

  it.each([
    ['a missing comma', '}\n{', 'a comma is missing before the claim on line 7'],
    ['a second comma', '},,\n{', 'there is a surplus comma between claims on line 6'],
    ['a text', '},"more",\n{', 'there is no claim on line 6'],
  ])('refuses %s between claims, with its line', (_, between, message) => {
    const json = toJson(writtenSample());
    // The third claim of four begins with the seventh line.
    expect(json.split('\n')[6]?.slice(0, 8)).toBe('{"kind":');
    let met = 0;
    const broken = json.replaceAll('},\n{', (text) => {
      met += 1;
      return met === 2 ? between : text;
    });
    for (const step of [broken.length, 1]) {
      const { done } = toX12(broken, step);
      expect(done).toMatchObject({ ok: false, failure: { kind: 'document-malformed' } });
      if (!done.ok) expect(done.failure.message).toContain(message);
    }
  });

  it.each([
    ['before the first', '"claims":[', '"claims":[,', 'there is a surplus comma between claims on line 4'],
    ['behind the last', '\n]}', ',\n]}', 'there is a surplus comma between claims on line 9'],
  ])('refuses a comma %s claim', (_, from, to, message) => {
    const { done } = toX12(toJson(writtenSample()).replace(from, to));
    expect(done).toMatchObject({ ok: false, failure: { kind: 'document-malformed' } });
    if (!done.ok) expect(done.failure.message).toContain(message);
  });

  it('names the line of a claim that is not JSON', () => {
    const { done } = toX12(toJson(writtenSample()).replace('"patientControlNumber":"C"', '"patientControlNumber":C'));
    if (!done.ok) expect(done.failure.message).toBe('claim 3, on line 7, is not a JSON object');
    expect(done.ok).toBe(false);
  });

  it('reads the name of who bills from its place, also behind a claim', () => {
    const text = writtenSample();
    const name = /NM1\*85\*[^~]*~/.exec(text)?.[0] ?? '';
    const without = text.replace(name, '');
    const last = without.lastIndexOf('HL*');
    const parts: string[] = [];
    const sink = openJsonSink((part) => parts.push(Buffer.from(part).toString()));
    read(`${without.slice(0, last)}${name}${without.slice(last)}`, sink);
    const [{ claims }] = JSON.parse(parts.join('')).interchanges[0].groups[0].transactions;
    const billing = claims.map((claim: { billingProvider: { name: { name: string } } }) => claim.billingProvider.name);
    const { name: named } = sampleClaim.billingProvider;
    const blank = { kind: 'organization', name: '' };
    expect(billing).toEqual([blank, blank, blank, named]);
  });

  it('reports a segment that it cannot keep with its claim and loop', () => {
    const found: unknown[] = [];
    const text = writtenSample()
      .replace('HI*', 'REF*ZZZ*1~HI*')
      .replace(/SE\*\d+/, (count) => `SE*${Number(count.slice(3)) + 1}`);
    const pass = openClaimPass(
      openJsonSink(() => {}),
      ({ code, claim, loop }) => found.push({ code, claim, loop }),
    );
    pass.push(bytesOf(text));
    pass.finish();
    expect(found).toEqual([{ code: 'segment-unknown', claim: 1, loop: '2300' }]);
  });
});

const run = (words: readonly string[]) => runLongCommand(convert, words);

describe('superbill convert', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'superbill-convert-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes medical and dental predeterminations of their own guides without loss: says so once, and ends well', async () => {
    const text = manyOf(writtenSample())
      .replaceAll('005010X222A1', '005010X291')
      .replaceAll('005010X224A2', '005010X300');
    const [file, json, back, pages] = ['p.837', 'p.json', 'p2.837', 'p.pdf'].map((name) => join(folder, name)) as [
      ...[string, string, string, string],
    ];
    writeFileSync(file, text, 'latin1');
    const read = await run([file, '--to', 'json', '--out', json, '--threads', '1']);
    expect([read.exitCode, read.errors.match(/guide-predetermination/g)?.length]).toEqual([0, 1]);
    const inThreads = await run([file, '--to', 'json', '--out', json, '--threads', '2']);
    expect(inThreads).toEqual(read);
    expect(await run([json, '--to', 'x12', '--out', back])).toMatchObject({ exitCode: 0, errors: '' });
    expect(readFileSync(back, 'latin1')).toBe(text);
    expect((await run([file, '--to', 'pdf', '--out', pages])).errors).toContain('guide-predetermination');
    // What is really lost is still told so.
    writeFileSync(file, text.replaceAll('DTP*472*', 'DTP*999*'), 'latin1');
    expect((await run([file, '--to', 'json', '--out', json])).exitCode).toBe(1);
    for (const each of [file, json, back, pages]) rmSync(each, { force: true });
  });

  it('writes a file beside the requested one, and leaves nothing else', async () => {
    const [edi, json, again] = ['a.837', 'a.json', 'again.837'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(edi, writtenSample());
    expect(await run([edi, '--to', 'json', '--out', json])).toEqual({ exitCode: 0, out: '', errors: '' });
    expect((await run([json, '--to', 'x12', '--out', again])).exitCode).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(writtenSample());
    expect((await run([edi, '--to', 'x12'])).out).toBe(writtenSample());
    expect((await run([edi, '--to', 'text'])).out).toContain('4 claims');
    expect(readdirSync(folder).sort()).toEqual(['a.837', 'a.json', 'again.837']);
  });

  it('reads files that are larger than one read', async () => {
    const [edi, json, again] = ['d.837', 'd.json', 'd2.837'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const claims = Array.from({ length: 1500 }, (_, index) => ({ ...sampleClaim, patientControlNumber: `N${index}` }));
    const text = write(fileOf(...claims));
    writeFileSync(edi, text.ok ? text.value : '');
    expect(await run([edi, '--to', 'json', '--out', json])).toEqual({ exitCode: 0, out: '', errors: '' });
    expect(readFileSync(json).length).toBeGreaterThan(1 << 20);
    expect(await run([json, '--to', 'x12', '--out', again])).toEqual({ exitCode: 0, out: '', errors: '' });
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(edi, 'utf8'));
    for (const file of [edi, json, again]) rmSync(file);
  });

  it('checks a file against its guide on request', async () => {
    const [edi, json] = ['c.837', 'c.json'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(edi, writtenSample().replace('DMG*D8*19800131*F', 'DMG*D8*19800131*X'));
    const words = [edi, '--to', 'json', '--out', json];
    expect(await run(words)).toEqual({ exitCode: 0, out: '', errors: '' });
    const { exitCode, errors } = await run([...words, '--check']);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(
      /^superbill convert: segment \d+, loop 2010BA, DMG, element 3: .* \[SNIP 2, code-unknown\]\n$/,
    );
    rmSync(edi);
    rmSync(json);
  });

  it('names document, loop, segment and element of what cannot be written, and writes nothing', async () => {
    const [edi, json, out] = ['b.837', 'b.json', 'b.out'].map((name) => join(folder, name)) as [string, string, string];
    writeFileSync(edi, writtenSample());
    await run([edi, '--to', 'json', '--out', json]);
    writeFileSync(json, readFileSync(json, 'utf8').replace('"frequency":"1"', '"frequency":"11"'));
    const { exitCode, errors } = await run([json, '--to', 'x12', '--out', out]);
    expect(exitCode).toBe(2);
    expect(errors).toContain(
      '/interchanges/0/groups/0/transactions/0/claims/0/frequency (loop 2300, segment CLM, element 5-3): it is longer than',
    );
    expect(readdirSync(folder)).not.toContain('b.out');
  });

  it('reports what is wrong with a field of an envelope, whichever field it is', async () => {
    const json = join(folder, 'e.json');
    writeFileSync(json, toJson(writtenSample()).replace('"controlNumber":"000000007"', '"controlNumber":"7"'));
    expect(await run([json, '--to', 'x12'])).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining(
        '/interchanges/0/controlNumber: it is missing, has the wrong length, or has characters that an envelope cannot carry [envelope-invalid]\n',
      ),
    });
    rmSync(json);
  });

  it('refuses a file without claims, and says what shows it', async () => {
    const [file, out] = ['f.999', 'f.out'].map((name) => join(folder, name)) as [string, string];
    const answer = 'ST*999*0001*005010X231A1~AK1*HC*1~AK9*A*1*1*1~SE*4*0001~GE*1*7~IEA*1*000000007~';
    writeFileSync(file, `${writtenSample().split('ST*')[0]}${answer}`);
    for (const words of [['json'], ['x12'], ['pdf'], ['json', '--threads', '2']]) {
      const { exitCode, errors } = await run([file, '--out', out, '--to', ...words]);
      expect(exitCode).toBe(2);
      expect(errors).toContain(
        'superbill convert: the file has no claims (837); superbill inspect says what is in it\nsuperbill convert: nothing was written.\n',
      );
    }
    writeFileSync(file, '{"interchanges":[]}');
    expect((await run([file, '--to', 'x12', '--out', out])).errors).toContain('no interchanges: nothing was written');
    expect(readdirSync(folder)).not.toContain('f.out');
    rmSync(file);
  });

  it('never replaces the file that it reads', async () => {
    const file = join(folder, 'g.837');
    writeFileSync(file, writtenSample());
    for (const to of ['json', 'x12', 'text', 'pdf']) {
      await expect(run([file, '--to', to, '--out', file])).rejects.toThrow('would replace the file that is read');
    }
    expect(readFileSync(file, 'utf8')).toBe(writtenSample());
    rmSync(file);
  });

  it.each([[[]], [['x', '--to', 'pdf']], [['x']], [['missing', '--to', 'json']]])('refuses %j', async (words) => {
    expect((await run(words)).exitCode).toBe(2);
  });
});

describe('a claim file with an ISA16 that is not its component separator', () => {
  it('is read with a finding that names the place and how to correct it', () => {
    const odd = writtenSample().replaceAll('11:B:1', '11>B>1');
    const messages: string[] = [];
    const pass = openClaimPass(
      openJsonSink(() => {}),
      ({ code, message, loop, claim }) => {
        if (code === 'component-separator-differs') messages.push(`${claim} ${loop}: ${message}`);
      },
    );
    pass.push(bytesOf(odd));
    pass.finish();
    expect(messages).toHaveLength(4);
    expect(messages[0]).toMatch(/^1 2300: .*CLM05.*ISA16.*use the same one in both/);
  });
});
