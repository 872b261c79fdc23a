import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eligibilityAnswer, inquiryDesk, payloadOf, soapAnswer } from '../support/inquiry-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* A payer's system that refuses a question, is out of order, or answers something else: what the office is told. */

let store: TestTable;
let desk: Awaited<ReturnType<typeof inquiryDesk>>;
beforeAll(async () => {
  store = await startTestTable();
  desk = await inquiryDesk(store);
});
afterAll(async () => {
  await desk.stop();
  await store.stop();
});
beforeEach(async () => {
  await desk.channel(desk.realTime);
});

const envelope = (code: string, more = '') =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><c:COREEnvelopeRealTimeResponse xmlns:c="x"><PayloadType>CoreEnvelopeError</PayloadType><ErrorCode>${code}</ErrorCode><ErrorMessage>CANARYNAME ${more}</ErrorMessage></c:COREEnvelopeRealTimeResponse></s:Body></s:Envelope>`;
const fault = (...codes: readonly string[]) =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code>${codes
    .map((code) => `<s:Value>s:${code}</s:Value>`)
    .join('<s:Subcode>')}</s:Code><s:Reason><s:Text>CANARYNAME</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`;
const acknowledgement = (content: readonly string[]) =>
  [
    'ISA*00*          *00*          *ZZ*EXCLEAR        *ZZ*EXSUBMIT       *261123*1205*^*00501*000000009*0*P*:',
    ...content,
    '',
  ].join('~');
const form = (fields: Record<string, string>) =>
  `${Object.entries(fields)
    .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--b--\r\n`;

const ask = async () => {
  const { body } = await desk.check();
  await desk.workOff();
  return desk.checkNow(body.id);
};

it.each([
  ['its status', { status: 401, body: '<html>' }, 'sign-in-refused', 'status 401'],
  ['CORE’s code', { body: envelope('UnAuthorized') }, 'sign-in-refused', 'UnAuthorized'],
  [
    'a fault of SOAP',
    { status: 500, body: fault('Sender', 'FailedAuthentication') },
    'sign-in-refused',
    'FailedAuthentication',
  ],
])('a wrong password is told by %s, and is not tried again', async (_title, answer, code, place) => {
  const before = desk.asked.length;
  desk.answer(() => answer);
  expect(await ask()).toMatchObject({ state: 'failed', fault: { code, places: [place] } });
  expect(desk.asked).toHaveLength(before + 1);
});

it.each([
  ['a code of CORE', { body: envelope('PayloadTypeIllegal') }, 'PayloadTypeIllegal'],
  ['a fault of SOAP', { status: 500, body: fault('Sender') }, 'Sender'],
  ['another address', { status: 302, body: '' }, 'status 302'],
  ['a page that is not there', { status: 404, body: '<html>' }, 'status 404'],
])(
  'a question that is refused by %s says with which code, and nothing of the receiver’s text',
  async (_title, answer, place) => {
    desk.answer(() => answer);
    const check = await ask();
    expect(check).toMatchObject({ state: 'failed', fault: { code: 'question-refused', places: [place] } });
    expect(JSON.stringify(check)).not.toContain('CANARY');
  },
);

it('a code of CORE in a form is read, whatever the letters of its type', async () => {
  await desk.channel({ ...desk.realTime, envelope: 'mime' });
  desk.answer(() => ({
    type: 'Multipart/Form-Data; boundary=b',
    body: form({ Payload: '', ErrorCode: 'SenderIDIllegal' }),
  }));
  expect(await ask()).toMatchObject({ fault: { code: 'question-refused', places: ['SenderIDIllegal'] } });
  desk.answer(({ body }) => {
    const trace = /TRN\*1\*([^*~]+)/.exec(body)?.[1] ?? '';
    return {
      type: 'Multipart/Form-Data; boundary=b',
      body: form({ ErrorCode: 'Success', Payload: eligibilityAnswer(trace, 'EB*1**30') }),
    };
  });
  expect(await ask()).toMatchObject({ state: 'answered', result: { status: 'active' } });
});

it.each([
  ['TA1', ['TA1*000000001*261123*1200*R*006', 'IEA*0*000000009'], ['TA1 006']],
  [
    '999',
    [
      ...['GS*FA*EXCLEAR*EXSUBMIT*20261123*1205*9*X*005010X231A1', 'ST*999*0001*005010X231A1', 'AK1*HS*1*005010X279A1'],
      ...['AK2*270*0001*005010X279A1', 'IK3*NM1*5*2100B*8', 'IK4*9*67*7*CANARYVALUE', 'IK5*R*5', 'AK9*R*1*1*0'],
      ...['SE*8*0001', 'GE*1*9', 'IEA*1*000000009'],
    ],
    ['999 5', 'NM1 at 5, element 9: 7'],
  ],
])('a %s in place of the answer says what is wrong with the question', async (_title, segments, places) => {
  desk.answer(() => ({ body: soapAnswer(acknowledgement(segments)) }));
  const check = await ask();
  expect(check).toMatchObject({ state: 'failed', fault: { code: 'file-rejected', places } });
  expect(JSON.stringify(check)).not.toContain('CANARYVALUE');
});

it.each([
  ['a fault on its side', { status: 500, body: fault('Receiver') }, 'Receiver'],
  ['too many questions', { status: 429, body: '' }, 'status 429'],
  ['no word', { status: 503, body: 'busy' }, 'status 503'],
])('a system that is out of order (%s) is asked again, and then the reason is told', async (_title, answer, place) => {
  desk.answer(() => answer);
  const { body } = await desk.check();
  await expect(desk.workOff(1)).rejects.toThrow('payer-unreachable');
  await desk.workOff(3);
  expect(await desk.checkNow(body.id)).toMatchObject({ fault: { code: 'payer-unreachable', places: [place] } });
});

it('an answer without end is not read to its end', async () => {
  desk.answer(() => ({ body: 'A'.repeat(10_000_001) }));
  expect(await ask()).toMatchObject({ fault: { code: 'answer-unreadable', places: ['too long'] } });
  desk.answer(() => ({ body: gzipSync(Buffer.alloc(12_000_000)), encoding: 'gzip' }));
  expect(await ask()).toMatchObject({ fault: { code: 'answer-unreadable', places: ['too long'] } });
});

it('each attempt has an id of its own in the form of a UUID, as the rule wants it', async () => {
  desk.answer((one) => {
    const trace = /TRN\*1\*([^*~]+)/.exec(payloadOf(one))?.[1] ?? '';
    return { body: soapAnswer(eligibilityAnswer(trace, 'EB*1**30')) };
  });
  const before = desk.asked.length;
  await ask();
  await ask();
  const ids = desk.asked.slice(before).map(({ body }) => /<PayloadID>([^<]*)</.exec(body)?.[1] ?? '');
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(2);
});

it('a question during which the function ends each time fails, and a person is told', async () => {
  const { body } = await desk.check();
  await desk.workOff(5);
  expect(await desk.checkNow(body.id)).toMatchObject({
    ...{ state: 'failed', needsAttention: true, fault: { code: 'broke-off' } },
  });
});
