import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { LocalHost } from '../../infra/local/host.ts';
import { request } from '../support/api-request.ts';
import { until } from '../support/until.ts';

/** A remittance file as the API shows it. */
export interface FileView {
  readonly id: string;
  readonly sha256: string;
  readonly state: string;
  readonly refusal?: { readonly code: string; readonly detail: string };
  readonly payments: number;
  readonly claims: number;
  readonly findings: readonly { readonly code: string }[];
}

export interface PaymentView {
  readonly id: string;
  readonly state: string;
  readonly reason?: { readonly code: string; readonly detail: string };
  readonly sameAs?: string;
  readonly paymentCents: number;
  readonly claimsPosted: number;
  readonly claimsUnapplied: number;
  readonly exceptions: number;
}

export interface Imported {
  readonly uploadUrl: string;
  readonly alreadyReceived: boolean;
  readonly file: FileView;
  readonly payments: readonly PaymentView[];
}

type Office = Pick<LocalHost, 'url' | 'tokens'>;

/** Uploads bytes as a client does, imports them, and waits until the import has ended. */
export async function importBytes({ url, tokens }: Office, bytes: Uint8Array): Promise<Imported> {
  const token = tokens['api-client'];
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await request(url, token, 'POST', '/v1/uploads', { body: { sha256, sizeBytes: bytes.length } });
  expect(upload.status, upload.text).toBe(201);
  const { uploadUrl, headers } = upload.body as { uploadUrl: string; headers: Record<string, string> };
  const stored = await fetch(uploadUrl, { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> });
  // 412: these bytes have been uploaded already.
  expect([200, 412]).toContain(stored.status);
  const sent = { body: { sha256 }, idempotencyKey: randomUUID() };
  const send = () => request(url, token, 'POST', '/v1/remittance-files', sent);
  // 409: another request sent the same bytes at the same moment, and the answer says to try again.
  const imported = await until(send, ({ status }) => status !== 409);
  expect([200, 202], imported.text).toContain(imported.status);
  const { file, alreadyReceived } = imported.body as unknown as { file: FileView; alreadyReceived: boolean };
  const finished = await waitUntilDone({ url, tokens }, file.id);
  const payments = await request(url, token, 'GET', `/v1/remittance-files/${file.id}/remittances`);
  return { uploadUrl, alreadyReceived, file: finished, payments: payments.body.items as PaymentView[] };
}

/** The same for text, as Latin-1. */
export function importText(office: Office, text: string): Promise<Imported> {
  return importBytes(office, Buffer.from(text, 'latin1'));
}

async function waitUntilDone({ url, tokens }: Office, id: string): Promise<FileView> {
  const look = async () =>
    (await request(url, tokens['api-client'], 'GET', `/v1/remittance-files/${id}`)).body as unknown as FileView;
  return until(look, ({ state }) => state === 'done' || state === 'refused');
}
