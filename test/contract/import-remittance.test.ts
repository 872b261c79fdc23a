import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgementFileIdOf, readAcknowledgementFile } from '../../shared/store/acknowledgements.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import { reversalAndCorrection } from '../golden/09-reversal-and-correction.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { functionalAnswer } from '../support/acknowledgement-files.ts';
import { Cut, faultAt } from '../support/faults.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  remittancesOf,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const golden = reversalAndCorrection;
const [firstFile = '', secondFile = ''] = golden.remittances.map((text) => filledIn(golden, text));

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

async function fresh(fault = faultAt()) {
  await store.stop();
  store = await startTestTable();
  const pipeline = createPipeline(store, fault.wrap);
  await chargeGolden(pipeline.table, golden);
  return pipeline;
}

describe('import of a file', () => {
  it('reports that bytes which are not X12 cannot be read, and posts nothing', async () => {
    const pipeline = await fresh();
    const file = await pipeline.receive('\u0000\u0001\u0002 not a remittance');
    await pipeline.drain();
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'refused', refusal: 'file-unreadable' });
    expect((await storedBooks(pipeline.table, golden)).entries).toHaveLength(2);
  });

  it('reads a file that is folded into lines, reports that, and recognises its payment on one line', async () => {
    const pipeline = await fresh();
    const flat = firstFile.replace(/\n/g, '~');
    const lines = Array.from({ length: Math.ceil(flat.length / 72) }, (_, line) =>
      flat.slice(72 * line, 72 * line + 72),
    );
    const folded = await pipeline.receive(`${lines.join('\r\n')}\r\n`);
    await pipeline.drain();
    const { findings } = await pipeline.fileOf(folded);
    expect(findings?.map(({ code }) => code)).toContain('file-folded');
    const books = await storedBooks(pipeline.table, golden);
    const plain = await fresh();
    await plain.receive(firstFile);
    await plain.drain();
    const { totals, claims, exceptions } = await storedBooks(plain.table, golden);
    expect(books).toMatchObject({ totals, claims, exceptions });
    expect(books.entries.filter(({ source }) => source !== undefined)).not.toHaveLength(0);
    const again = await plain.receive(`${lines.join('\r\n')}\r\n`);
    await plain.drain();
    expect(await remittancesOf(plain, again)).toMatchObject([{ state: 'already-posted' }]);
  });

  it('hands over a payer’s report that names what was sent, and refuses any other text, and pieces of X12', async () => {
    const pipeline = await fresh();
    const sent = 'sub_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3';
    const report = await pipeline.receive(`SYNTHETIC REPORT\nFILE ${sent}: 1 CLAIM REJECTED\n`);
    const letter = await pipeline.receive('SYNTHETIC LETTER\nNothing that was sent\n');
    const pieces = await pipeline.receive(`ST*835*0001~BPR*I*100~CLP*A*1*100~ ${sent}`);
    await pipeline.drain();
    const { sha256 } = await pipeline.fileOf(report);
    const acknowledgementFileId = acknowledgementFileIdOf(goldenTenant, sha256);
    expect(await pipeline.fileOf(report)).toMatchObject({ state: 'done', payments: 0, acknowledgementFileId });
    expect(await readAcknowledgementFile(pipeline.table, goldenTenant, acknowledgementFileId)).toMatchObject({
      state: 'received',
      transactions: [],
    });
    for (const file of [letter, pieces]) {
      expect(await pipeline.fileOf(file)).toMatchObject({ state: 'refused', refusal: 'file-unreadable' });
    }
  });

  it('hands over acknowledgements that come as a remittance, or together with one', async () => {
    const pipeline = await fresh();
    const alone = await pipeline.receive(functionalAnswer('1', 'A'));
    const beside = await pipeline.receive(`${firstFile}\n${functionalAnswer('2', 'A')}`);
    await pipeline.drain();
    expect(await pipeline.fileOf(alone)).toMatchObject({ state: 'done', payments: 0 });
    expect(await pipeline.fileOf(beside)).toMatchObject({ state: 'done', payments: 1 });
    for (const file of [alone, beside]) {
      const { sha256, acknowledgementFileId } = await pipeline.fileOf(file);
      const id = acknowledgementFileIdOf(goldenTenant, sha256);
      expect(acknowledgementFileId).toBe(id);
      expect(await readAcknowledgementFile(pipeline.table, goldenTenant, id)).toMatchObject({
        state: 'received',
        transactions: ['999'],
        object: `${goldenTenant}/remittance/${sha256}.835`,
      });
    }
  });

  it('refuses an 837 that was sent as an 835', async () => {
    const pipeline = await fresh();
    const file = await pipeline.receive(firstFile.replace('ST*835*', 'ST*837*'));
    await pipeline.drain();
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'refused', refusal: 'no-remittance' });
  });

  it.each([
    ['is cut off before its trailer', (text: string) => text.slice(0, text.indexOf('SE*')), 'transaction-incomplete'],
    ['does not add up', (text: string) => text.replace('BPR*I*100*', 'BPR*I*101*'), 'payment-unbalanced'],
    [
      'has three decimals',
      (text: string) => text.replace('CLP*', 'CLP*').replace('*45*50~', '*45*50.001~'),
      'amount-unreadable',
    ],
    [
      'takes the money that it says it pays',
      (text: string) => text.replace('*100*C*', '*100*D*'),
      'payment-unbalanced',
    ],
  ])('quarantines a payment that %s, and posts nothing of it', async (_, spoil, reason) => {
    const pipeline = await fresh();
    const spoilt = spoil(firstFile);
    expect(spoilt).not.toBe(firstFile);
    const file = await pipeline.receive(spoilt);
    await pipeline.drain();
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', payments: 1, paymentsDone: 1 });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.exceptions).toEqual([reason]);
    expect(books.entries).toHaveLength(2);
  });

  it('holds a payment that is known with other content, and posts nothing of it', async () => {
    const pipeline = await fresh();
    await pipeline.receive(firstFile);
    await pipeline.drain();
    const before = await storedBooks(pipeline.table, golden);
    await pipeline.receive(firstFile.replace('ICN0901', 'ICN0999'));
    await pipeline.drain();
    const after = await storedBooks(pipeline.table, golden);
    expect(after.totals).toEqual(before.totals);
    expect(after.exceptions).toEqual(['identity-conflict']);
  });

  it('recognises a payment with other delimiters and line ends', async () => {
    const pipeline = await fresh();
    await pipeline.receive(firstFile);
    await pipeline.drain();
    const before = await storedBooks(pipeline.table, golden);
    const other = firstFile.replaceAll('*', '|').replaceAll('~\n', '~').replace('~GS', '~\r\nGS');
    const file = await pipeline.receive(other);
    await pipeline.drain();
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done' });
    const after = await storedBooks(pipeline.table, golden);
    expect(after.entries).toHaveLength(before.entries.length);
    expect(after.exceptions).toEqual([]);
  });

  it('leaves the cash of unknown claims in unapplied payer cash, chunk by chunk', async () => {
    const pipeline = await fresh();
    const claims = Array.from(
      { length: 700 },
      (_, index) => `CLP*STRANGER${index}*1*10*7.5*0*12*X${index}*11*1\nCAS*CO*45*2.5`,
    );
    const file = await pipeline.receive(
      remittanceText('bluecross', { amount: '5250', trace: 'MANY' }, claims.join('\n')),
    );
    await pipeline.drain();
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', claims: 700 });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toMatchObject({ 'unapplied-payer-cash': -525_000, 'deposits-in-transit': 525_000 });
    expect(books.totals['remittance-clearing']).toBeUndefined();
    expect(books.entries).toHaveLength(2 + 1 + 700);
  });
});

describe('unusual remittances', () => {
  const posted = async (pipeline: Pipeline, amount: string, trace: string, body: string) => {
    const file = await pipeline.receive(remittanceText('bluecross', { amount, trace }, filledIn(golden, body)));
    await pipeline.drain();
    return pipeline.fileOf(file);
  };

  it('post completely though thousands of claims have the same meaningless number', async () => {
    const pipeline = await fresh();
    const claims = Array.from({ length: 1300 }, () => 'CLP*0*1*10*7.5*0*12**11*1\nCAS*CO*45*2.5');
    expect(await posted(pipeline, '9750', 'ZEROS', claims.join('\n'))).toMatchObject({ state: 'done', claims: 1300 });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.totals).toMatchObject({ 'unapplied-payer-cash': -975_000 });
    expect(books.entries).toHaveLength(2 + 1 + 1300);
  });

  it('post though a claim has hundreds of adjustments without a rule, with one exception', async () => {
    const pipeline = await fresh();
    const odd = Array.from({ length: 200 }, () => 'CAS*CO*B999*.5').join('\n');
    const body = `CLP*{A}*1*150*50*0*12*ODD1*11*1\n${odd}\nCLP*STRANGER*1*10*10*0*12*ODD2*11*1`;
    expect(await posted(pipeline, '60', 'ODD', body)).toMatchObject({ state: 'done' });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.exceptions).toEqual(['adjustment-without-rule', 'claim-not-found']);
    expect(books.claims.A).toMatchObject({ payerCents: [10_000] });
  });

  it('are quarantined, with the reason, when one booking cannot hold their provider-level adjustments', async () => {
    const pipeline = await fresh();
    const pairs = Array.from({ length: 1500 }, (_, index) => `PLB*1234567893*20261231*CT:CAPITATION${index}*-1`);
    const body = `CLP*STRANGER*1*10*10*0*12*P1*11*1\n${pairs.join('\n')}`;
    expect(await posted(pipeline, '1510', 'MANYPLB', body)).toMatchObject({ state: 'done', paymentsDone: 1 });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.exceptions).toEqual(['provider-adjustments-too-many']);
    expect(books.entries).toHaveLength(2);
  });

  it('leave one claim unposted at which attempts die, and post the others', async () => {
    const { pk } = claimBalanceKey(goldenTenant, controlNumbers(golden).get('A') as string);
    // Any worker that writes claim A's balance dies.
    const pipeline = await fresh({
      count: () => 0,
      wrap: (sender) => ({
        send: async (command, options) => {
          const puts = (command.input?.TransactItems ?? []).map(
            (action: { Put?: { Item: never } }) => action.Put?.Item,
          );
          if (JSON.stringify(puts).includes(`{"pk":{"S":"${pk}"},"sk":{"S":"BALANCE"}`)) throw new Cut();
          return sender.send(command, options);
        },
      }),
    });
    const body = 'CLP*{A}*1*150*100*0*12*DIE1*11*1\nCAS*CO*45*50\nCLP*{B}*1*80*60*0*12*DIE2*11*1\nCAS*CO*45*20';
    const file = await pipeline.receive(
      remittanceText('bluecross', { amount: '160', trace: 'DIE' }, filledIn(golden, body)),
    );
    expect(await pipeline.drain(5)).toBe(0);
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done' });
    const books = await storedBooks(pipeline.table, golden);
    expect(books.exceptions).toEqual(['claim-unreadable']);
    expect(books.claims.B).toMatchObject({ state: 'adjudicated', outcome: 'paid' });
    expect(books.claims.A).toMatchObject({ state: 'submitted' });
    expect(books.totals).toMatchObject({ 'unapplied-payer-cash': -10_000 });
  });
});

describe('a file of many payments', () => {
  /** A file of the given number of payments, with one unknown claim each. */
  const filed = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      remittanceText(
        'bluecross',
        { amount: '10', trace: `MANY${count}N${index}` },
        `CLP*STRANGER${index}*1*10*10*0*12*N${index}*11*1`,
      ),
    ).join('');

  /** How many requests to the table and the bucket it takes to import and post a file. */
  async function requestsFor(count: number): Promise<number> {
    let requests = 0;
    const counting: ReturnType<typeof faultAt> = {
      count: () => requests,
      wrap: (sender) => ({
        send: (command, options) => {
          requests += 1;
          return sender.send(command, options);
        },
      }),
    };
    const pipeline = await fresh(counting);
    const file = await pipeline.receive(filed(count));
    expect(await pipeline.drain()).toBe(0);
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', payments: count, paymentsDone: count });
    const { totals } = await storedBooks(pipeline.table, golden);
    expect(totals).toMatchObject({ 'deposits-in-transit': 1000 * count, 'unapplied-payer-cash': -1000 * count });
    return requests;
  }

  it('takes fewer than two requests per payment, however many there are', async () => {
    const few = await requestsFor(100);
    const many = await requestsFor(1000);
    expect(few).toBeLessThan(200);
    expect(many).toBeLessThan(11 * few);
  });

  it('is imported in messages of some hundred payments, so that others get their turn', async () => {
    const pipeline = await fresh();
    const file = await pipeline.receive(filed(700));
    // Three messages to import, and seven to post, of a hundred payments each.
    expect(await pipeline.drainInShortLives(10_000)).toBe(3 + 7);
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', paymentsDone: 700 });
  });

  it('has deposits for its payments looked for by one message per ten, each payment once', async () => {
    const pipeline = await fresh();
    const file = await pipeline.receive(filed(25));
    await pipeline.drain();
    const due: Item[] = [];
    for (let shard = 0; shard < shards.due; shard += 1) {
      due.push(...(await pipeline.table.queryAll({ partition: duePartition(shard) })));
    }
    const sides = due
      .filter(({ queue }) => queue === 'reconcile-bank')
      .map(({ body }) => (body as { ids: string[] }).ids);
    expect(sides.length).toBeLessThanOrEqual(4);
    const admitted = (await remittancesOf(pipeline, file)).map(({ id }) => id);
    expect(sides.flat().sort()).toEqual(admitted.sort());
  });

  it('has each payment tried separately when posting several together has failed twice', async () => {
    let dying = 0;
    const pipeline = await fresh({
      count: () => 0,
      wrap: (sender) => ({
        send: async (command, options) => {
          // A worker that books this unknown claim dies, three times.
          if (JSON.stringify(command.input?.TransactItems ?? []).includes('STRANGER7') && dying < 3) {
            dying += 1;
            throw new Cut();
          }
          return sender.send(command, options);
        },
      }),
    });
    const file = await pipeline.receive(filed(12));
    expect(await pipeline.drain(5)).toBe(0);
    expect(await pipeline.fileOf(file)).toMatchObject({ state: 'done', paymentsDone: 12 });
    const { totals } = await storedBooks(pipeline.table, golden);
    expect(totals).toMatchObject({ 'unapplied-payer-cash': -12_000 });
  });
});

describe('a run that is cut at any request and continues', () => {
  it('ends with the same books, wherever it was cut', async () => {
    const whole = faultAt();
    const pipeline = await fresh(whole);
    for (const text of [firstFile, secondFile]) {
      await pipeline.receive(text);
      await pipeline.drain();
    }
    const expected = await storedBooks(pipeline.table, golden);
    expect(expected.totals).toEqual(golden.expected.accounts);
    expect(whole.count()).toBeGreaterThan(30);
    for (let at = 1; at <= whole.count(); at += 1) {
      for (const when of ['before', 'after'] as const) {
        const cut = await fresh(faultAt(at, when));
        for (const text of [firstFile, secondFile]) {
          const file = await cut.receive(text);
          expect(await cut.drain(4), `cut ${when} request ${at}`).toBe(0);
          expect((await cut.fileOf(file)).state, `cut ${when} request ${at}`).toBe('done');
        }
        const books = await storedBooks(cut.table, golden);
        expect(books.totals, `cut ${when} request ${at}`).toEqual(expected.totals);
        expect(books.claims, `cut ${when} request ${at}`).toEqual(expected.claims);
        expect(books.entries.map((entry) => entry.id).sort(), `cut ${when} request ${at}`).toEqual(
          expected.entries.map((entry) => entry.id).sort(),
        );
      }
    }
  });
});
