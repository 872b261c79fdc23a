import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimIntakeDesk } from '../support/claim-intake-desk.ts';
import { billingProviderBody, payerBody } from '../support/office.ts';
import { startTestTable } from '../support/table.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const isPresent = existsSync(new URL('MANIFEST.csv', corpus));

const files = isPresent
  ? readFileSync(new URL('MANIFEST.csv', corpus), 'utf8')
      .split('\n')
      .map((row) => row.split(','))
      .flatMap(([file = '', type = '', , , , valid = '']) =>
        /^837[PID]/.test(type) && valid === 'valid' && readFileSync(new URL(file, corpus), 'latin1').startsWith('ISA')
          ? [file]
          : [],
      )
  : [];

type Desk = Awaited<ReturnType<typeof claimIntakeDesk>>;

/** Sets up whatever the claims of a file lack, as an office would from the list of waiting claims. */
async function setUp(desk: Desk, intakeId: string): Promise<void> {
  const waiting = (await desk.waiting(intakeId)) as { reasons: { code: string; identity?: string }[] }[];
  const reasons = waiting.flatMap((claim) => claim.reasons);
  const named = new Map(reasons.flatMap(({ code, identity = '' }) => (identity === '' ? [] : [[identity, code]])));
  for (const [identity, code] of named) {
    const about = { ...payerBody, claimPayerId: identity, remittanceIdentities: [] };
    if (code === 'payer-unknown') await desk.practice.call('POST', '/v1/payers', about);
    const provider = { ...billingProviderBody, npi: identity };
    const { billing: _billing, ...acting } = provider;
    if (code === 'rendering-provider-unknown') await desk.practice.call('POST', '/v1/providers', acting);
  }
}

describe.skipIf(!isPresent)('importing claims from the corpus of 837 files', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await claimIntakeDesk(await startTestTable());
  });

  it('has files to try', () => expect(files.length).toBeGreaterThan(25));

  it.each(files)('%s: every claim is accepted or waits, and the charges add up', async (file) => {
    // The billing provider belongs to our office, so that the claims of these files have books.
    const text = readFileSync(new URL(file, corpus), 'latin1')
      .replaceAll(/(NM1.85.[12](?:.[^*~|]*){5}).XX.\d{10}/g, '$1*XX*1234567893')
      .replaceAll(/REF\*EI\*[^~*]+/g, 'REF*EI*123456789');
    const first = await desk.send(text, 'sent');
    expect(first.state).toBe('done');
    await setUp(desk, first.id);
    await desk.callIntake('POST', `/v1/claim-intakes/${first.id}/retry`);
    await desk.takeIn();
    const { all, taken, known, waiting } = await desk.intakeOf(first.id);
    expect(all.claims).toBeGreaterThan(0);
    expect(taken.claims + known.claims + waiting.claims).toBe(all.claims);
    expect(taken.chargeCents + known.chargeCents + waiting.chargeCents).toBe(all.chargeCents);
  });

  it('accepts some: the others wait for what their files leave out', async () => {
    const { items } = (await desk.callIntake('GET', '/v1/claim-intakes?month=2026-11&limit=200')).body;
    const claims = (fate: 'all' | 'taken') =>
      items.reduce((sum: number, intake: Record<string, { claims: number }>) => sum + (intake[fate]?.claims ?? 0), 0);
    process.stdout.write(`corpus: ${claims('taken')} of ${claims('all')} claims imported\n`);
    expect(claims('taken')).toBeGreaterThan(0);
  });
});
