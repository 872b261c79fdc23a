import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreAnswer, coreRequest } from '../../functions/ask-payers/core-envelope.ts';
import { payerSimulator } from '../../simulator/companion.ts';
import { type CoreServer, startCoreServer } from '../../simulator/core-server.ts';
import { eligibilityAnswer, inquiryDesk, payloadOf, soapAnswer } from '../support/inquiry-desk.ts';
import { startTestTable } from '../support/table.ts';

/* The simulated payer in real time. Everything is synthetic. */

let core: CoreServer;
beforeAll(async () => {
  core = await startCoreServer(payerSimulator('practice').answer);
});
afterAll(() => core.stop());

describe('a channel of the kind practice', () => {
  it('asks the simulated payer at once, or says that none runs', async () => {
    const desk = await inquiryDesk(await startTestTable());
    const set = await desk.channel({ kind: 'practice' });
    expect([set.status, set.body.via]).toEqual([200, { kind: 'practice' }]);

    const { body: early } = await desk.check();
    await desk.workOff();
    expect(await desk.checkNow(early.id)).toMatchObject({ state: 'failed', fault: { code: 'practice-payer-missing' } });

    desk.reachPractice(core.url);
    const { body: asked } = await desk.check({ serviceTypes: ['30', '98'] });
    await desk.workOff();
    const check = await desk.checkNow(asked.id);
    expect(check).toMatchObject({ state: 'answered', result: { rejections: [] } });
    expect(check.result.benefits.length).toBeGreaterThan(3);
    await desk.stop();
    await desk.store.stop();
  });
});

describe('a payer asked in real time', () => {
  it('may answer with any letters: none of them becomes a separator', async () => {
    const desk = await inquiryDesk(await startTestTable());
    await desk.channel(desk.realTime);
    // The low bytes of these letters are those of a tilde, an asterisk and a colon.
    const plan = '\u017eivot \u012a \u013a';
    desk.answer((asked) => {
      const trace = /TRN\*1\*([^*~]+)/.exec(payloadOf(asked))?.[1] ?? '';
      return { body: soapAnswer(eligibilityAnswer(trace, `EB*1**30*HM*${plan}`)) };
    });
    const { body } = await desk.check();
    await desk.workOff();
    expect((await desk.checkNow(body.id)).result).toMatchObject({ benefits: [{ plan }], rejections: [] });
    await desk.stop();
    await desk.store.stop();
  });
});

const question = [
  'ISA*00*          *00*          *ZZ*EXSUBMIT       *ZZ*EXCLEAR        *261123*1200*^*00501*000000001*0*T*:',
  'GS*HS*EXSUBMIT*EXCLEAR*20261123*1200*1*X*005010X279A1',
  'ST*270*0001*005010X279A1',
  ...['BHT*0022*13*Q1*20261123*1200', 'HL*1**20*1', 'NM1*PR*2*EXAMPLE & SONS*****PI*99999'],
  ...['HL*2*1*21*1', 'NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893', 'HL*3*2*22*0', 'TRN*1*Q1*9123456789'],
  ...['NM1*IL*1*SAMPLE*ANN****MI*M1', 'DMG*D8*19800131*F', 'DTP*291*D8*20261125', 'EQ*30'],
  ...['SE*13*0001', 'GE*1*1', 'IEA*1*000000001', ''],
].join('~');

const request = {
  payloadType: 'X12_270_Request_005010X279A1',
  payloadId: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  at: '2026-11-23T12:00:00.000Z' as Parameters<typeof coreRequest>[1]['at'],
  ...{ senderId: 'EXSUBMIT', receiverId: 'EXCLEAR', user: 'any', password: 'p&ss<', payload: question },
};

async function ask(envelope: 'soap' | 'mime', more: Partial<typeof request> = {}, edit = (body: string) => body) {
  const { headers, body } = coreRequest(envelope, { ...request, ...more });
  const sent = typeof body === 'string' ? edit(body) : body;
  const answer = await fetch(core.url, { method: 'POST', headers, body: sent });
  const contentType = answer.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { contentType, said: await coreAnswer({ status: answer.status, contentType, bytes }) };
}

describe('the simulated payer’s envelope', () => {
  it.each(['soap', 'mime'] as const)('is that of the question: %s', async (envelope) => {
    const { contentType, said } = await ask(envelope);
    expect(contentType).toMatch(envelope === 'soap' ? /^application\/soap\+xml/ : /^multipart\/form-data/);
    expect(said.errorCode).toBeUndefined();
    expect(said.payload).toMatch(/^ISA\*.*~ST\*271\*.*EXAMPLE & SONS.*~TRN\*2\*Q1\*/s);
  });

  it('says with the rule’s code why a question is not answered', async () => {
    for (const envelope of ['soap', 'mime'] as const) {
      expect((await ask(envelope, { payloadType: 'X12_837_Request' })).said).toEqual({
        errorCode: 'PayloadTypeIllegal',
      });
      expect((await ask(envelope, { payload: 'hello' })).said).toEqual({ errorCode: 'PayloadNotUnderstood' });
      expect((await ask(envelope, { senderId: '' })).said).toEqual({ errorCode: 'SenderIDRequired' });
    }
    const batch = (body: string) => body.replace('RealTime<', 'Batch<');
    expect((await ask('soap', {}, batch)).said).toEqual({ errorCode: 'ProcessingModeIllegal' });
    expect((await ask('soap', {}, () => 'no xml')).said).toEqual({ errorCode: 'PayloadTypeRequired' });
  });

  it('takes one question by POST, of a size that a question can have', async () => {
    expect((await fetch(core.url)).status).toBe(405);
    expect((await fetch(core.url, { method: 'POST', body: 'x'.repeat(1_000_001) })).status).toBe(413);
  });

  it('is read in a time that grows with its length only', async () => {
    // A reader that searched the rest at each of these beginnings would keep the whole host busy for minutes.
    expect((await ask('soap', {}, () => '<Payload '.repeat(100_000))).said).toEqual({
      errorCode: 'PayloadTypeRequired',
    });
  }, 20_000);
});
