import type { AccountDesk } from './account-desk.ts';
import type { TestAnswer } from './api-event.ts';
import type { MemoryS3 } from './memory-s3.ts';

/* Statements that are announced by e-mail, with a page that opens them. */

/** An office that can send messages. */
export interface AnnouncingDesk extends AccountDesk {
  readonly bucket: Pick<MemoryS3, 'objects'>;
}

/** The address at which the office's guarantors reach the pages. */
export const statementPage = { address: 'https://billing.example.com/v1/statement-pages/', linkDays: 30 };

export const rightDate = { month: '1', day: '31', year: '1980' };
export const wrongDate = { month: '2', day: '1', year: '1980' };
export const asForm = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function changed(desk: AccountDesk, path: string, more: (body: TestAnswer['body']) => object): Promise<void> {
  const { version, ...body } = (await desk.call('GET', path)).body;
  const { status, body: told } = await desk.send('PUT', path, { ...body, ...more(body) }, { version });
  if (status !== 200) throw new Error(JSON.stringify(told));
}

/** Sets some of the settings of statements. */
export function setStatements(desk: AccountDesk, more: object): Promise<void> {
  return changed(desk, '/v1/billing-settings', ({ statements }) => ({ statements: { ...statements, ...more } }));
}

/** Has the office send the patient everything by e-mail. */
export function preferEmail(desk: AccountDesk, more: object = {}): Promise<void> {
  const contactRules = { mayEmail: true, mayText: false, mayCall: true, mayLeaveMessage: false };
  const electronic = { delivery: 'electronic', email: 'pat@example.com', contactRules, ...more };
  return changed(desk, `/v1/accounts/${desk.accountId}`, ({ preferences }) => ({
    preferences: { ...preferences, ...electronic },
  }));
}

/** The notices of statements that were sent, in order. */
export function noticesOf({ bucket }: AnnouncingDesk): readonly { readonly id: string; readonly text: string }[] {
  return [...bucket.objects].flatMap(([key, bytes]) =>
    key.includes('/notice/stm_') ? [JSON.parse(Buffer.from(bytes).toString())] : [],
  );
}

/** The path of the link in the latest notice. */
export function linkPath(desk: AnnouncingDesk): string {
  const { text = 'no notice' } = noticesOf(desk).at(-1) ?? {};
  const [, path] = /https:\/\/[a-z.]+(\/v1\/statement-pages\/[a-z-]+\/stl_\w{26}\.\w{26})/.exec(text) ?? [];
  if (path === undefined) throw new Error(`no link: ${text}`);
  return path;
}

/** Opens the page of a link, without a token. */
export function openPage(desk: AccountDesk, path: string): Promise<TestAnswer> {
  return desk.call('GET', path, undefined, { principal: undefined as never });
}

/** Sends the page's form. */
export function enterDate(
  desk: AccountDesk,
  path: string,
  date: Readonly<Record<string, string>>,
): Promise<TestAnswer> {
  const rawBody = new URLSearchParams(date).toString();
  return desk.call('POST', path, undefined, { principal: undefined as never, headers: asForm, rawBody });
}
