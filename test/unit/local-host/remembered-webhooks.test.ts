import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rememberWebhooks } from '../../../infra/local/start-with-simulators.ts';
import { practiceSecrets, startPracticeServer } from '../../../simulator/card-processor/server.ts';

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Bearer ${practiceSecrets.secretKey}`,
    'idempotency-key': crypto.randomUUID(),
    'stripe-version': '2026-01-01',
  },
  body: new URLSearchParams(fields).toString(),
});

it('the practice processor sends its events where it did before a restart, also when the host has another port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'card-webhooks.json');
  const heard: string[] = [];
  const host = createServer((request, response) => {
    heard.push(String(request.url));
    response.end();
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void host.close());
  const address = host.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  const first = await startPracticeServer();
  rememberWebhooks(first, file, 'http://127.0.0.1:1');
  await fetch(`${first.url}/v1/webhook_endpoints`, form({ url: 'http://127.0.0.1:1/v1/card-webhooks/demo/ccn_1' }));
  await first.stop();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(['/v1/card-webhooks/demo/ccn_1']);

  const second = await startPracticeServer();
  onTestFinished(() => second.stop());
  rememberWebhooks(second, file, url);
  const intent = { amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' };
  const asked = await fetch(`${second.url}/v1/payment_intents`, form(intent));
  expect(asked.status, await asked.text()).toBe(200);
  await expect.poll(() => heard).toContain('/v1/card-webhooks/demo/ccn_1');
});
