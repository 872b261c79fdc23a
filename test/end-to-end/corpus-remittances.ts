import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LocalHost } from '../../infra/local/host.ts';
import { until } from '../support/until.ts';

/**
 * Every remittance of the corpus is imported into one office, over the API. None of their claims is known, so whatever
 * is admitted must be in unapplied payer cash, and must equal the figures of an independent reader to the cent.
 */
const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isThere = existsSync(corpus);
if (!isThere) console.warn('The corpus is not beside this checkout: its remittances are not posted.');

interface Expected {
  readonly claims: number;
  readonly paidCents: number;
  readonly plbCents: number;
  readonly bprCents: number;
  readonly creditDebit: string;
  readonly trace: string;
  readonly paymentBalances: boolean;
  readonly badNumber: boolean;
}

interface Remittance {
  readonly state: string;
  readonly reason?: { readonly code: string };
  readonly sameAs?: string;
  readonly claims: number;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly paymentCents: number;
  readonly claimPaidCents: number;
  readonly traceNumber: string;
}

export function describeCorpus(openOwn: () => Promise<LocalHost>): void {
  describe.skipIf(!isThere)('the remittances of the corpus', () => {
    const expected = isThere
      ? (JSON.parse(readFileSync(new URL('expected-835.json', corpus), 'utf8')) as Record<string, Expected[]>)
      : {};
    const outcomes = new Map<
      string,
      { file: { state: string; refusal?: { code: string } }; remittances: Remittance[] }
    >();
    let host: LocalHost;

    const call = async (method: string, path: string, body?: unknown, key?: string) => {
      const answer = await fetch(`${host.url}${path}`, {
        method,
        headers: { Authorization: `Bearer ${host.tokens.manager}`, ...(key ? { 'Idempotency-Key': key } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
      return (await answer.json()) as any;
    };

    async function importBytes(bytes: Buffer): Promise<string> {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const upload = await call('POST', '/v1/uploads', { sha256, sizeBytes: bytes.length });
      const put = await fetch(upload.uploadUrl, {
        method: 'PUT',
        headers: upload.headers,
        body: new Uint8Array(bytes),
      });
      expect(put.status).toBe(200);
      return (await call('POST', '/v1/remittance-files', { sha256 }, sha256)).file.id;
    }

    async function settled(fileId: string) {
      const look = () => call('GET', `/v1/remittance-files/${fileId}`);
      const file = await until(look, ({ state }) => state === 'done' || state === 'refused');
      const { items } = await call('GET', `/v1/remittance-files/${fileId}/remittances?limit=200`);
      return { file, remittances: items as Remittance[] };
    }

    beforeAll(async () => {
      host = await openOwn();
      const ids = new Map<string, string>();
      // One after the other, because the first of two payments with the same identity is the one that counts.
      for (const name of readdirSync(new URL('835/', corpus)).sort()) {
        const id = await importBytes(readFileSync(new URL(`835/${name}`, corpus)));
        ids.set(name, id);
        outcomes.set(name, await settled(id));
      }
    });

    it('reads every file that the independent reader could read, and refuses others with a reason', () => {
      for (const [name, transactions] of Object.entries(expected)) {
        const { file, remittances } = outcomes.get(name) as NonNullable<ReturnType<typeof outcomes.get>>;
        if (transactions.length === 0 && file.state === 'refused') expect(file.refusal?.code, name).toBeDefined();
        else {
          expect(file.state, name).toBe('done');
          if (transactions.length > 0) expect(remittances, name).toHaveLength(transactions.length);
        }
      }
    });

    it('admits each payment that balances, or holds it for a valid reason; quarantines each that does not balance', () => {
      for (const [name, transactions] of Object.entries(expected)) {
        for (const [index, found] of transactions.entries()) {
          const place = `${name} ${index}`;
          const remittance = outcomes.get(name)?.remittances[index] as Remittance;
          expect(remittance, place).toMatchObject({ claims: found.claims, paymentCents: found.bprCents });
          const isSound = found.paymentBalances && !found.badNumber;
          if (!isSound) expect(remittance.state, place).toBe('quarantined');
          else if (remittance.state === 'quarantined') {
            expect(remittance.reason?.code, place).toMatch(
              /^(transaction-incomplete|notification-with-money|payment-unreadable)$/,
            );
          } else if (remittance.state !== 'posted') {
            expect(remittance.state, place).toMatch(/^(already-posted|held)$/);
            if (remittance.reason?.code !== 'notification-with-money') expect(remittance.sameAs, place).toBeDefined();
          } else expect(remittance.claimsPosted + remittance.claimsUnapplied, place).toBe(found.claims);
        }
      }
    });

    it('leaves their cash in unapplied payer cash to the cent, and clearing at zero', async () => {
      let paid = 0;
      let deposits = 0;
      let posted = 0;
      for (const [name, { remittances }] of outcomes) {
        for (const [index, remittance] of remittances.entries()) {
          if (remittance.state !== 'posted') continue;
          posted += 1;
          // If only our reader found an envelope, our own figures are used.
          const found = expected[name]?.[index];
          paid += found?.paidCents ?? remittance.claimPaidCents;
          deposits += found?.bprCents ?? remittance.paymentCents;
        }
      }
      expect(posted).toBeGreaterThan(20);
      const { accounts, totalCents } = await call('GET', '/v1/trial-balance');
      const balances = new Map(
        accounts.map((each: { account: string; balanceCents: number }) => [each.account, each.balanceCents]),
      );
      expect(totalCents).toBe(0);
      expect(balances.get('remittance-clearing') ?? 0).toBe(0);
      expect(balances.get('unapplied-payer-cash')).toBe(-paid);
      expect(balances.get('deposits-in-transit')).toBe(deposits);
      expect(balances.get('insurance-receivable') ?? 0).toBe(0);
      expect(balances.get('contractual-adjustments') ?? 0).toBe(0);
    });
  });
}
