import type { Account } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';
import { type Files, fileKey } from '../../shared/store/files.ts';

/** A message by e-mail or text. It has no health information: neither who was treated, nor when, nor how much is owed. */
export interface Notice {
  readonly id: string;
  readonly channel: 'email' | 'text';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

/** Where notices leave: a gateway for e-mail and texts. @returns where the message can be seen */
export interface NoticePort {
  send(tenant: TenantId, notice: Notice): Promise<string>;
}

/** Notices as files in a folder, one each, from which a gateway takes them. The same notice is one file, however often it is sent. */
export function noticeFolder(files: Pick<Files, 'put'>): NoticePort {
  return {
    send: async (tenant, notice) => {
      const key = fileKey(tenant, 'notice', `${notice.id}.json`);
      await files.put(key, Buffer.from(`${JSON.stringify(notice)}\n`), 'application/json');
      return key;
    },
  };
}

const texts = {
  en: {
    subject: 'A new statement',
    there: (sender: string) => `${sender}: a new statement is there for you.`,
    see: (link: string) => ` See it and pay: ${link}`,
    call: (phone: string) => ` Questions? Call ${phone}.`,
  },
  es: {
    subject: 'Un nuevo estado de cuenta',
    there: (sender: string) => `${sender}: hay un nuevo estado de cuenta para usted.`,
    see: (link: string) => ` Véalo y pague: ${link}`,
    call: (phone: string) => ` ¿Preguntas? Llame al ${phone}.`,
  },
};

/** The notice of a statement; undefined when the account has no place to send it to any more. */
export function noticeOf(
  { id, delivery, language }: Statement,
  { sender, payLink }: Pick<StatementContent, 'sender' | 'payLink'>,
  { preferences }: Pick<Account, 'preferences'>,
): Notice | undefined {
  const words = texts[language];
  const see = payLink === undefined ? '' : words.see(payLink);
  const call = sender.phone === undefined ? '' : words.call(sender.phone);
  const text = `${words.there(sender.name)}${see}${call}`;
  const { email, mobile, contactRules } = preferences;
  if (delivery === 'email' && email !== undefined && contactRules.mayEmail) {
    return { id, channel: 'email', to: email, subject: words.subject, text };
  }
  if (delivery === 'text' && mobile !== undefined && contactRules.mayText)
    return { id, channel: 'text', to: mobile, text };
  return undefined;
}
