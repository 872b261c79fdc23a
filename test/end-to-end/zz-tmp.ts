import { startHost } from '/work/main/infra/local/host.ts';
import { createHash } from 'node:crypto';
const host = await startHost();
const token = host.tokens['api-client'];
const t0 = performance.now(); const log = (...x: unknown[]) => console.log(Math.round(performance.now()-t0), ...x);
const sha256 = createHash('sha256').update('announced').digest('hex');
const up = await fetch(host.url + '/v1/uploads', { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: JSON.stringify({ sha256, sizeBytes: 9 }) });
const { uploadUrl, headers } = await up.json() as any;
log(uploadUrl, headers);
for (const body of ['something', 'something longer']) { const a = await fetch(uploadUrl, { method: 'PUT', headers, body }).catch((e) => e); log(body, a.status, a.status ? await a.text() : a.cause); }
const i = await fetch(host.url + '/v1/remittance-files', { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json', 'idempotency-key': 'x' }, body: JSON.stringify({ sha256 }) });
log(i.status, await i.text());
await host.stop(); log('stopped');
