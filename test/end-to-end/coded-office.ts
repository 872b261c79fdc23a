import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { request } from '../support/api-request.ts';
import type { AskedHost } from './asked-host.ts';
import { sendIntake } from './sent-intake.ts';

/** What a coder enters in the worksheet for the level of a visit. */
export const visitWorksheet = { serviceOn: '2026-11-20', category: 'office-new', minutes: 30 };

/** A rule that matches nothing in the story. */
const sampleRules = [
  {
    name: 'tag-a-code',
    because: 'a code that nobody uses',
    when: [{ field: 'procedure', is: 'in', values: ['X9099'] }],
    actions: [{ do: 'tag', tag: 'sample' }],
  },
];

/** A query about the note of this office's encounter. */
export function questionAbout(noteId: string) {
  const indicators = [{ noteId, quote: 'a late note' }];
  return { indicators, question: 'Which condition is it about?', form: { kind: 'open' } };
}

/** The ids of what belongs to an encounter and its coding, by the names of the parameters in paths. */
export async function idsOfCoding(host: AskedHost, encounterId: string): Promise<Record<string, string>> {
  const path = `/v1/encounters/${encounterId}`;
  const send = async (role: 'coder' | 'manager', to: string, body: unknown, version?: string) => {
    const parts = { body, idempotencyKey: randomUUID(), ...(version === undefined ? {} : { version }) };
    const answer = await request(host.url, host.tokens[role], 'POST', to, parts);
    expect(answer.status, `${to}: ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const evaluation = await send('coder', `${path}/evaluations`, visitWorksheet);
  const note = await send('coder', `${path}/documentation`, { kind: 'visit-note', text: 'Synthetic: a late note.' });
  const document = await attach(path, send);
  const query = await send('coder', `/v1/coding-work/${encounterId}/queries`, questionAbout(String(note.id)));
  const { body: coded } = await request(host.url, host.tokens.coder, 'GET', path);
  const { patientId, billingProviderId } = coded;
  // What is still to be coded.
  await send('coder', '/v1/encounters', { patientId, billingProviderId, placeOfService: '11' });
  const rules = { rules: sampleRules, reason: 'to have a version' };
  const { version } = await send('manager', '/v1/coding-rules/versions', rules, '"0"');
  // A record without any data fails, and waits for a person.
  const intake = await sendIntake(host, '{}\n');
  const mapping = { body: { columns: { Visit: '/externalId' } }, version: '"0"' };
  const mapped = await request(host.url, host.tokens.manager, 'PUT', '/v1/intake-mappings/practice-system', mapping);
  expect(mapped.status, mapped.text).toBe(200);
  const loads = await request(host.url, host.tokens.coder, 'GET', '/v1/code-sets/loads');
  return {
    evaluationId: String(evaluation.id),
    noteId: String(note.id),
    documentId: document,
    queryId: String(query.id),
    intakeId: intake.id,
    record: '1',
    name: 'practice-system',
    'getCodingRulesVersion.version': String(version),
    loadId: String((loads.body.items as { id: string }[])[0]?.id),
    // A release that this office loaded; those of the installation belong to every office.
    kind: 'cpt',
    effectiveFrom: '2015-10-01',
    system: 'icd-10-cm',
    code: 'J209',
  };
}

async function attach(
  path: string,
  send: (role: 'coder', to: string, body: unknown) => Promise<Readonly<Record<string, unknown>>>,
): Promise<string> {
  const bytes = Buffer.from('Synthetic: what another office sent.\n');
  const file = { mediaType: 'text/plain', sha256: createHash('sha256').update(bytes).digest('hex') };
  const upload = await send('coder', `${path}/document-uploads`, { ...file, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  return String((await send('coder', `${path}/documents`, file)).id);
}
