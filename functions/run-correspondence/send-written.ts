import { mayContact } from '../../shared/domain/contact/may-contact.ts';
import type { Correspondence, Sending } from '../../shared/domain/correspondence/correspondence.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { correspondenceWrite, readCorrespondence, sendMessage } from '../../shared/store/correspondence.ts';
import { noticeFolder } from '../../shared/store/notices.ts';
import type { RunCorrespondenceDeps } from './context.ts';

type Order = Extract<MessageOf<'run-correspondence'>, { readonly work: 'send' }>;

/**
 * Sends an e-mail or a text. The guarantor is checked again at that moment: one who has revoked consent since, or may
 * no longer be contacted, gets none; if quiet hours have begun, the message leaves when they end. A repeated message
 * does nothing once it was sent.
 */
export async function sendWritten(message: Order, deps: RunCorrespondenceDeps): Promise<void> {
  const { table, logger, now } = deps;
  const tenant = message.tenantId as TenantId;
  const record = await readCorrespondence(table, tenant, message.correspondenceId);
  if (record?.sending?.state !== 'waiting' || record.struck !== undefined) return;
  const at = now().toISOString();
  const { sending, again } = await sentNow(tenant, { ...record, sending: record.sending }, deps, at);
  const after: Correspondence = { ...record, version: record.version + 1, sending };
  const written = await table.transact([
    correspondenceWrite(tenant, after),
    ...(again === undefined ? [] : [dueWrite(at, sendMessage(tenant, record.id, again))]),
    workerAudit('run-correspondence', tenant, at, {
      action: 'correspondence-sending-changed',
      entityId: record.id,
      facts: { state: sending.state, accountId: record.about.accountId },
    }),
  ]);
  // The message was stopped at the same moment, or this is a repetition. A second send only writes the same file name
  // again.
  if (!written.ok) logger.info('sending-overtaken', { correspondenceId: record.id });
}

async function sentNow(
  tenant: TenantId,
  record: Correspondence & { readonly sending: Sending },
  { table, files }: RunCorrespondenceDeps,
  at: string,
): Promise<{ readonly sending: Sending; readonly again?: string }> {
  const { id, about, channel, sending, summary } = record;
  const { dueAt: _dueAt, ...rest } = sending;
  const account = await readAccount(table, tenant, about.accountId);
  if (account === undefined || (channel !== 'email' && channel !== 'text')) {
    return { sending: { ...rest, state: 'not-sent', at, because: 'no-place' } };
  }
  const [party, { correspondence, statements }, [claim]] = await Promise.all([
    readContactParty(table, tenant, account),
    readBillingSettings(table, tenant),
    about.claimId === undefined ? [undefined] : readBalances(table, tenant, [about.claimId]),
  ]);
  const may = mayContact(party, { channel, purpose: sending.purpose, at, claim }, correspondence.hours);
  if (!may.ok) {
    const { because, from } = may.failure;
    return from === undefined
      ? { sending: { ...rest, state: 'not-sent', at, because } }
      : { sending: { ...sending, dueAt: from }, again: from };
  }
  const { to = '' } = may.value;
  const text =
    channel === 'text' ? `${summary} Reply STOP to get no more texts.` : withSender(summary, statements.sender);
  const notice = { id, channel, to, text, ...present({ subject: sending.subject }) };
  const key = await noticeFolder(files).send(tenant, notice);
  return { sending: { ...rest, state: 'sent', at, to, fileKey: key } };
}

interface Sender {
  readonly name: string;
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly state?: string;
    readonly postalCode?: string;
  };
  readonly phone: string;
}

/** Every e-mail states its sender, the sender's address, and how to unsubscribe. */
function withSender(text: string, sender: Sender | undefined): string {
  if (sender === undefined) return text;
  const { line1, city, state, postalCode } = sender.address;
  const place = [city, [state, postalCode].filter((part) => part !== undefined).join(' ')].join(', ');
  return `${text}\n\n${sender.name}, ${line1}, ${place}. To get no more e-mails, call ${sender.phone}.`;
}
