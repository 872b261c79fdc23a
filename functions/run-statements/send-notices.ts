import { randomBytes } from 'node:crypto';
import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import { maySend } from '../../shared/domain/statement/decide.ts';
import type { Statement, StatementNotice } from '../../shared/domain/statement/statement.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { askedAccounts, statementFacts } from '../../shared/statements/asked-accounts.ts';
import { noticeLink, payOffer } from '../../shared/statements/pay-links.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { noticeFolder } from '../../shared/store/notices.ts';
import { readOffice } from '../../shared/store/office.ts';
import { owingAccount } from '../../shared/store/owing-account.ts';
import {
  noticesMessage,
  readRunSlice,
  readStatement,
  readStatementRun,
  statementChange,
} from '../../shared/store/statements.ts';
import type { StatementWork } from './context.ts';
import { noticeOf } from './notice.ts';

type Message = Extract<MessageOf<'run-statements'>, { readonly work: 'notices' }>;

/**
 * Sends the notices of a slice. Each account is checked again first: one that has paid meanwhile, or may no longer be
 * asked, gets none. For notices that must wait for the end of quiet hours, the message is delivered again then.
 */
export async function sendNotices(work: StatementWork, { runId, slice: number }: Message): Promise<void> {
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
    const notice = await noticed(work, read, delivery);
    if ('from' in notice) {
      waiting.push(notice.from);
      continue;
    }
    const written = await table.transact([statementChange(tenant, read.statement, { notice })]);
    if (!written.ok) throw new Error('another writer came first: the message will be worked off again');
  }
  const [next] = waiting.sort();
  if (next !== undefined)
    await table.transact([dueWrite(now().toISOString(), noticesMessage(tenant, runId, number, next))]);
}

/** Sends one notice, or says why it is not sent, or until when it must wait. */
async function noticed(
  work: StatementWork,
  { statement, content }: NonNullable<Awaited<ReturnType<typeof readStatement>>>,
  channel: 'email' | 'text',
): Promise<StatementNotice | { readonly from: Instant }> {
  const { now, files, table, tenant } = work;
  const at = now().toISOString();
  const asked = await askedNow(work, statement, at);
  if (asked.because !== undefined) return { state: 'not-sent', at, because: asked.because };
  const [party, { correspondence }] = await Promise.all([
    readContactParty(table, tenant, asked.account),
    readBillingSettings(table, tenant),
  ]);
  // Whether money may be requested was decided above, as for every statement.
  const may = mayContact(party, { channel, purpose: 'inform', at }, correspondence.hours);
  if (!may.ok) {
    const { because, from } = may.failure;
    return from === undefined ? { state: 'not-sent', at, because } : { from };
  }
  const offer = statement.payToken === undefined ? undefined : await payOffer(table, tenant);
  const payLink =
    offer === undefined ? content.payLink : await noticeLink(table, statement, offer, { random: randomBytes(17), at });
  const notice = noticeOf(statement, { sender: content.sender, ...present({ payLink }) }, may.value.to ?? '');
  return { state: 'sent', at, fileKey: await noticeFolder(files).send(tenant, notice) };
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
