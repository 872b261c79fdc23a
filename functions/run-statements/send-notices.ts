import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { maySend } from '../../shared/domain/statement/decide.ts';
import { firstSent, type Statement, type StatementNotice } from '../../shared/domain/statement/statement.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { askedAccounts, statementFacts } from '../../shared/statements/asked-accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { noticeFolder, sentNotice } from '../../shared/store/notices.ts';
import { readOffice } from '../../shared/store/office.ts';
import { owingAccount } from '../../shared/store/owing-account.ts';
import { noticeMessage } from '../../shared/store/statement-links.ts';
import {
  noticesMessage,
  readRunSlice,
  readStatement,
  readStatementRun,
  statementChange,
} from '../../shared/store/statements.ts';
import type { StatementWork } from './context.ts';
import { noticeId, noticeOf } from './notice.ts';
import { noticeLinks } from './notice-links.ts';

type Notices = Extract<MessageOf<'run-statements'>, { readonly work: 'notices' }>;
type Again = Extract<MessageOf<'run-statements'>, { readonly work: 'notice' }>;

/**
 * Sends the notices of a slice. Each account is checked again first: one that has paid meanwhile, or may no longer be
 * asked, gets none (a notice that somebody asked for leaves although all is paid). For notices that must wait for the
 * end of quiet hours, the message is delivered again then.
 */
export async function sendNotices(work: StatementWork, { runId, slice: number }: Notices): Promise<void> {
  const { table, tenant, now } = work;
  const slice = await readRunSlice(table, tenant, runId, number);
  const run = await readStatementRun(table, tenant, runId);
  invariant(slice !== undefined && run !== undefined, 'the items of a slice precede its notices');
  const waiting: Instant[] = [];
  for (const { id, delivery } of slice.statements) {
    if (delivery === 'paper') continue;
    const read = await readStatement(table, tenant, id);
    invariant(read !== undefined, 'the statements of a slice are kept with it');
    if (read.statement.notice !== undefined) continue;
    const from = await send(work, read, delivery);
    if (from !== undefined) waiting.push(from);
  }
  const [next] = waiting.sort();
  if (next !== undefined)
    await table.transact([dueWrite(now().toISOString(), noticesMessage(tenant, runId, number, next))]);
}

/**
 * Sends the notice of a statement again because a person asked for it, unless it has been sent meanwhile. During quiet
 * hours it waits for their end.
 */
export async function sendAgain(work: StatementWork, { statementId, revision }: Again): Promise<void> {
  const { table, tenant, now } = work;
  const read = await readStatement(table, tenant, statementId);
  invariant(read !== undefined, 'a statement precedes its notice');
  const { statement } = read;
  if (statement.notice?.state !== 'waiting' || statement.revision !== revision || statement.delivery === 'paper')
    return;
  const from = await send(work, read, statement.delivery);
  if (from !== undefined) await table.transact([dueWrite(now().toISOString(), noticeMessage(tenant, statement, from))]);
}

/** Sends a notice and keeps what became of it. @returns until when it must wait, if it must */
async function send(work: StatementWork, read: ReadStatement, channel: 'email' | 'text'): Promise<Instant | undefined> {
  const told = await noticed(work, read, channel);
  if ('from' in told) return told.from;
  const notice = { ...told, ...present({ firstSentAt: firstSent(read.statement.notice) }) };
  const written = await work.table.transact([statementChange(work.tenant, read.statement, { notice })]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return undefined;
}

type ReadStatement = NonNullable<Awaited<ReturnType<typeof readStatement>>>;

/** Sends one notice, or says why it is not sent, or until when it must wait. */
async function noticed(
  work: StatementWork,
  { statement, content }: ReadStatement,
  channel: 'email' | 'text',
): Promise<StatementNotice | { readonly from: Instant }> {
  const { now, files, table, tenant } = work;
  const at = now().toISOString();
  // An interrupted attempt may have sent the notice already, and the gateway may have taken it since.
  const before = await sentNotice(files, tenant, noticeId(statement));
  if (before !== undefined) return { state: 'sent', at, fileKey: before };
  const asked = await askedNow(work, statement, at);
  // Whoever asked for a link wants to read the statement, whether or not it was paid.
  const isPaid = asked.because === 'paid';
  if (asked.because !== undefined && !(isPaid && statement.notice !== undefined))
    return { state: 'not-sent', at, because: asked.because };
  const [party, { correspondence, statements }] = await Promise.all([
    readContactParty(table, tenant, asked.account),
    readBillingSettings(table, tenant),
  ]);
  // Whether money may be requested was decided above, as for every statement.
  const may = mayContact(party, { channel, purpose: 'inform', at }, correspondence.hours);
  if (!may.ok) {
    const { because, from } = may.failure;
    return from === undefined ? { state: 'not-sent', at, because } : { from };
  }
  const to = may.value.to ?? '';
  const links = await noticeLinks(work, { statement, content }, { page: statements.statementPage, channel, to, at });
  return {
    state: 'sent',
    at,
    fileKey: await noticeFolder(files).send(tenant, noticeOf(statement, content.sender, links, { to, isPaid })),
    ...present({ isLocked: links.isLocked }),
  };
}

async function askedNow({ table, tenant }: StatementWork, { accountId, runId }: Statement, at: string) {
  const [{ timeZone }, run, owing] = await Promise.all([
    readOffice(table, tenant),
    readStatementRun(table, tenant, runId ?? ''),
    owingAccount(table, tenant, accountId),
  ]);
  invariant(run !== undefined, 'a notice belongs to a run');
  const today = dayIn(timeZone, at);
  const settings = { ...run.settings, minimumCents: zeroCents };
  const one = owing && (await askedAccounts({ table, tenant, settings, today }, [owing])).get(accountId);
  if (one === undefined) return { because: 'account-missing' } as const;
  const may = maySend(statementFacts(one), settings, today);
  const because = may.ok ? undefined : may.failure === 'nothing-due' ? 'paid' : may.failure;
  return { account: one.account, ...present({ because }) };
}
