import { createHash } from 'node:crypto';
import { expect } from 'vitest';

type Send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<Record<string, unknown>>;

interface About {
  readonly accountId: string;
  readonly encounterId: string;
}

/** The ids of an office's correspondence and tasks, by the names of the parameters in paths. */
export async function idsOfCorrespondence(
  send: Send,
  { accountId, encounterId }: About,
): Promise<Record<string, string>> {
  const followUpOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const call = { channel: 'call', direction: 'out', with: { kind: 'guarantor' }, about: { accountId } };
  const { id } = await send('POST', '/v1/correspondence', { ...call, summary: 'Asked for a card.', followUpOn });
  const wording = { title: 'Hello', purpose: 'inform', language: 'en', channels: ['letter'], attachments: [] };
  await send('PUT', '/v1/message-templates/example-letter', { ...wording, paragraphs: ['Dear {{recipient}}.'] });
  const questions = [{ id: 'say', ask: 'What do you say?', kind: 'text' }];
  await send('PUT', '/v1/call-scripts/example-call', { title: 'A call', questions });
  const words = { title: 'A reminder', paragraphs: ['You owe {{amountDue}}.'] };
  await send('PUT', '/v1/dunning-letters/example-reminder', { texts: { en: words } });
  const task = await send('POST', '/v1/tasks', { title: 'Call again', about: id, dueOn: followUpOn });
  const begun = { about: { encounterId }, title: 'A question', text: 'Which side?', mentions: [] };
  const thread = await send('POST', '/v1/threads', begun);
  return {
    correspondenceId: String(id),
    templateName: 'example-letter',
    scriptName: 'example-call',
    letterName: 'example-reminder',
    taskId: String(task.id),
    threadId: String(thread.id),
    receivedDocumentId: await takeLetter(send),
  };
}

/** A scanned letter that waits to be filed. @returns its id */
async function takeLetter(send: Send): Promise<string> {
  const bytes = Buffer.from('%PDF-1.7 a letter');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await send('POST', '/v1/received-documents/uploads', { sha256, sizeBytes: bytes.length });
  const headers = upload.headers as Record<string, string>;
  expect((await fetch(String(upload.uploadUrl), { method: 'PUT', headers, body: bytes })).status).toBe(200);
  return String((await send('POST', '/v1/received-documents', { sha256, channel: 'letter' })).id);
}
