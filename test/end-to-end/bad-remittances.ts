import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LocalHost } from '../../infra/local/host.ts';
import { request } from '../support/api-request.ts';
import { remittanceFixture } from '../support/x12-pass.ts';
import { checkBooks } from './child-host.ts';
import { importBytes, importText } from './remittance-files.ts';

/*
 * Bad files on a complete host: each is refused or set aside with its reason, nothing of it posts, and the books agree.
 */

let host: LocalHost;

const good = remittanceFixture('paid-with-contractual-and-coinsurance').toString('latin1');
/** The same remittance as a different payment, so that each test has its own. */
const paymentOf = (trace: string) => good.replace('TRN*1*SYN0001*', `TRN*1*${trace}*`);

async function trialBalance(): Promise<unknown> {
  const { body } = await request(host.url, host.tokens.auditor, 'GET', '/v1/trial-balance');
  return body.accounts;
}

async function exceptionCodes(remittanceId: string): Promise<string[]> {
  const { body } = await request(host.url, host.tokens.biller, 'GET', '/v1/exceptions?limit=200');
  const items = body.items as { readonly remittanceId: string; readonly code: string }[];
  return items.filter((item) => item.remittanceId === remittanceId).map((item) => item.code);
}

/** Runs an import that must not change the books, and checks the books afterwards. */
async function withoutPosting<Value>(run: () => Promise<Value>): Promise<Value> {
  const before = await trialBalance();
  const value = await run();
  expect(await trialBalance()).toEqual(before);
  const books = await checkBooks(host.url, host.tokens.manager);
  expect(books.out).toContain('the books agree to the cent');
  expect(books.exitCode).toBe(0);
  return value;
}

export function describeBadRemittances(openOwn: () => Promise<LocalHost>): void {
  beforeAll(async () => {
    host = await openOwn();
  });

  describe('a remittance file', () => {
    it('posts once: its cash, which belongs to no claim of ours, is in unapplied payer cash', async () => {
      const imported = await importText(host, paymentOf('ONCE'));
      expect(imported.alreadyReceived).toBe(false);
      expect(imported.payments).toMatchObject([{ state: 'posted', paymentCents: 10_000, claimsUnapplied: 1 }]);
      const accounts = (await trialBalance()) as { account: string; balanceCents: number }[];
      const balance = (name: string) => accounts.find(({ account }) => account === name)?.balanceCents ?? 0;
      expect([balance('deposits-in-transit'), balance('unapplied-payer-cash')]).toEqual([10_000, -10_000]);
      expect(balance('remittance-clearing')).toBe(0);
    });

    it('is reported as received before when its bytes arrive again, and posts nothing', async () => {
      await importText(host, paymentOf('AGAIN'));
      const again = await withoutPosting(() => importText(host, paymentOf('AGAIN')));
      expect(again.alreadyReceived).toBe(true);
      expect(again.payments).toMatchObject([{ state: 'posted' }]);
    });

    it('posts nothing when the same payment arrives in other bytes', async () => {
      const first = await importText(host, paymentOf('OTHER-BYTES'));
      const reformatted = paymentOf('OTHER-BYTES')
        .replaceAll('~\n', '~\r\n')
        .replace('*000000835*0*T', '*000000836*0*T');
      const second = await withoutPosting(() =>
        importText(host, reformatted.replace('IEA*1*000000835', 'IEA*1*000000836')),
      );
      expect(second.alreadyReceived).toBe(false);
      expect(second.payments).toMatchObject([
        { state: 'already-posted', sameAs: first.payments[0]?.id, exceptions: 0 },
      ]);
    });

    it('posts once when its bytes arrive eight times at once, and eight times in other bytes', async () => {
      const balanceOf = async (name: string) => {
        const accounts = (await trialBalance()) as { account: string; balanceCents: number }[];
        return accounts.find(({ account }) => account === name)?.balanceCents ?? 0;
      };
      const before = await balanceOf('unapplied-payer-cash');
      const text = paymentOf('EIGHT');
      const inAnEnvelope = (number: number) => text.replaceAll('*000000835', `*${String(number).padStart(9, '0')}`);
      const files = Array.from({ length: 8 }, (_, index) => [text, inAnEnvelope(900_000 + index)]).flat();
      const imported = await Promise.all(files.map((each) => importText(host, each)));
      const payments = new Map(imported.flatMap((each) => each.payments).map((each) => [each.id, each.state]));
      expect([...payments.values()].sort()).toEqual([...Array.from({ length: 8 }, () => 'already-posted'), 'posted']);
      expect(await balanceOf('unapplied-payer-cash')).toBe(before - 10_000);
      const books = await checkBooks(host.url, host.tokens.manager);
      expect(books.out).toContain('the books agree to the cent');
    });

    it('is held when the same payment arrives with other content', async () => {
      const first = await importText(host, paymentOf('OTHER-CONTENT'));
      const changed = paymentOf('OTHER-CONTENT')
        .replace('CAS*CO*45*30', 'CAS*CO*45*31')
        .replace('CAS*PR*2*20', 'CAS*PR*2*19');
      const second = await withoutPosting(() => importText(host, changed));
      const [payment] = second.payments;
      expect(payment).toMatchObject({
        state: 'held',
        reason: { code: 'identity-conflict' },
        sameAs: first.payments[0]?.id,
      });
      expect(await exceptionCodes(payment?.id ?? '')).toEqual(['identity-conflict']);
    });

    it('is quarantined when its payment does not add up', async () => {
      const { payments } = await withoutPosting(() =>
        importText(host, paymentOf('UNBALANCED').replace('BPR*I*100*', 'BPR*I*100.01*')),
      );
      expect(payments).toMatchObject([
        { state: 'quarantined', reason: { code: 'payment-unbalanced' }, claimsPosted: 0 },
      ]);
      expect(await exceptionCodes(payments[0]?.id ?? '')).toEqual(['payment-unbalanced']);
    });

    it('is quarantined when it is cut off, wherever in its transaction, and posts once it arrives whole', async () => {
      const whole = paymentOf('CUT-OFF');
      for (const end of ['NM1*QC', 'SVC*', 'CAS*PR*2', 'SE*25']) {
        const cut = await withoutPosting(() => importText(host, whole.slice(0, whole.indexOf(end))));
        expect(cut.payments, end).toMatchObject([{ state: 'quarantined', reason: { code: 'transaction-incomplete' } }]);
        expect(cut.file.findings.length, end).toBeGreaterThan(0);
      }
      expect((await importText(host, whole)).payments).toMatchObject([{ state: 'posted' }]);
    });

    it('posts when only the envelope’s end is missing, and is the same payment once it arrives whole', async () => {
      const whole = paymentOf('NO-END');
      const cut = await importText(host, whole.slice(0, whole.indexOf('GE*1')));
      expect(cut.payments).toMatchObject([{ state: 'posted' }]);
      expect(cut.file.findings.length).toBeGreaterThan(0);
      const again = await withoutPosting(() => importText(host, whole));
      expect(again.payments).toMatchObject([{ state: 'already-posted', sameAs: cut.payments[0]?.id }]);
    });

    it('is refused when it is cut off in its envelope, or is not X12 at all', async () => {
      const files = [
        remittanceFixture('cut-off-inside-isa'),
        randomBytes(5000),
        Buffer.from('%PDF-1.7 a picture of a remittance'),
        Buffer.alloc(2000),
        Buffer.from('I'),
      ];
      for (const bytes of files) {
        const { file, payments } = await withoutPosting(() => importBytes(host, bytes));
        expect(file).toMatchObject({ state: 'refused', refusal: { code: 'file-unreadable' } });
        expect(payments).toEqual([]);
      }
    });

    it('is refused when it holds claims, not remittances', async () => {
      const claims = readFileSync(new URL('../fixtures/837p/subscriber-and-dependent.edi', import.meta.url));
      for (const bytes of [claims, remittanceFixture('claims-sent-as-remittance')]) {
        const { file } = await withoutPosting(() => importBytes(host, bytes));
        expect(file).toMatchObject({ state: 'refused', refusal: { code: 'no-remittance' } });
      }
    });

    it('is quarantined when an amount of its payment cannot be read', async () => {
      for (const amount of ['100.005', '1E2', '9999999999999999', '']) {
        const text = paymentOf(`AMOUNT${amount.length}`).replace('BPR*I*100*', `BPR*I*${amount}*`);
        const { payments } = await withoutPosting(() => importText(host, text));
        expect(payments, amount).toMatchObject([{ state: 'quarantined' }]);
      }
    });

    it('is refused when its bytes differ from those announced, or never arrived', async () => {
      const token = host.tokens['api-client'];
      const sha256 = createHash('sha256').update('announced').digest('hex');
      const upload = await request(host.url, token, 'POST', '/v1/uploads', { body: { sha256, sizeBytes: 9 } });
      const { uploadUrl, headers } = upload.body as { uploadUrl: string; headers: Record<string, string> };
      const { 'content-length': _, ...signed } = headers;
      for (const body of ['something', 'something longer', '']) {
        const { status } = await fetch(uploadUrl, { method: 'PUT', headers: signed, body });
        expect([400, 403, 411], body).toContain(status);
      }
      const imported = await withoutPosting(() =>
        request(host.url, token, 'POST', '/v1/remittance-files', { body: { sha256 }, idempotencyKey: 'never-came' }),
      );
      expect(imported.status).toBeGreaterThanOrEqual(400);
      expect(imported.status).toBeLessThan(500);
      expect(imported.headers.get('content-type')).toContain('application/problem+json');
    });

    it('is refused when it is announced without a valid length or digest', async () => {
      const sha256 = '0'.repeat(64);
      const bodies = [
        { sha256, sizeBytes: 0 },
        { sha256, sizeBytes: -1 },
        { sha256, sizeBytes: 1.5 },
        { sha256: 'ABC', sizeBytes: 10 },
        { sha256, sizeBytes: 10, name: 'file.835' },
        {},
      ];
      for (const body of bodies) {
        const { status } = await request(host.url, host.tokens.biller, 'POST', '/v1/uploads', { body });
        expect(status, JSON.stringify(body)).toBe(400);
      }
    });
  });
}
