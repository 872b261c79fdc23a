import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChildHost, startChildHost } from './child-host.ts';
import { readPage, type Typed, typeBlocks } from './typed-page.ts';

/* The page for newcomers, typed as it stands: every block of bash, one after the other, in one shell. */

const page = readPage('first-day.md');

describe('docs/first-day.md', () => {
  let host: ChildHost;
  let typed: Typed;

  beforeAll(async () => {
    expect(page.text).toContain('npm start -- --scenario lost-control-number');
    host = await startChildHost('--scenario', 'lost-control-number');
    typed = await typeBlocks(page.blocks, { SUPERBILL_FOLDER: join(host.folder, 'host') });
  }, 300_000);
  afterAll(() => host.stop());

  it('is typed to its end, and nothing in it is refused', () => {
    expect(page.blocks.length).toBeGreaterThan(8);
    expect([typed.exitCode, typed.stderr]).toEqual([0, '']);
    expect(typed.stdout).not.toContain('superbill.example/problems');
  });

  it('shows what the page says that it shows', () => {
    const { printed } = typed;
    expect(printed('GET health')).toContain('"status":"ok"');
    expect(printed('PAYER=')).toMatch(/^pay_/);
    expect(printed('ENCOUNTER=')).toContain('"state":{"kind":"ready"}');
    expect(printed('SUBMISSION=')).toMatch(/~\s*CLM\*S[0-9A-Z]{15}\*125\*/);
    expect(printed('SUBMISSION=')).toContain('NM1*IL*1*NUNEZ*ANN*');
    expect(JSON.parse(printed('REMITTANCE='))).toMatchObject({
      state: 'posted',
      paymentCents: 10_000,
      claimsUnapplied: 1,
    });
    const exception = { stated: { chargeCents: 12_500, paidCents: 10_000, serviceFrom: '2026-11-02' }, candidates: [] };
    expect(JSON.parse(printed('EXCEPTION='))).toMatchObject(exception);
    expect(printed('/match')).toMatch(/"state":"resolved".*"kind":"adjudicated"/s);
    expect(printed('/match')).toContain('"insuranceCents":0');
    expect(printed('trial-balance')).toContain('"totalCents":0');
    expect(printed('ENTRY=')).toContain('CLP*LOST0001*');
  });
});
