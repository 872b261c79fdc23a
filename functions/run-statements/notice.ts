import type { Notice } from '../../shared/domain/contact/notice.ts';
import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';

/** The pay page shows only the amount, so patients who want the statement itself are asked to call. */
const texts = {
  en: {
    subject: 'A new statement',
    there: (sender: string) => `${sender}: a new statement is there for you.`,
    payPage: (link: string) => ` See the amount and pay: ${link}`,
    ownPage: (link: string) => ` To pay, go to our page: ${link}`,
    call: (phone: string | undefined) => ` To see the statement, or with questions, call ${phone ?? 'us'}.`,
    stop: 'Reply STOP to get no more texts.',
  },
  es: {
    subject: 'Un nuevo estado de cuenta',
    there: (sender: string) => `${sender}: hay un nuevo estado de cuenta para usted.`,
    payPage: (link: string) => ` Vea el importe y pague: ${link}`,
    ownPage: (link: string) => ` Para pagar, vaya a nuestra página: ${link}`,
    call: (phone: string | undefined) =>
      ` Para ver el estado de cuenta, o si tiene preguntas, ${phone === undefined ? 'llámenos' : `llame al ${phone}`}.`,
    stop: 'Responda STOP para no recibir más mensajes.',
  },
};

/**
 * The notice of a statement, to the number or address that may be used.
 * @param payLink the page where the statement can be paid by card; otherwise the office's own page, if it has one
 */
export function noticeOf(
  { id, delivery, language, payToken }: Pick<Statement, 'id' | 'delivery' | 'language' | 'payToken'>,
  { sender, payLink }: Pick<StatementContent, 'sender' | 'payLink'>,
  to: string,
): Notice {
  const words = texts[language];
  const pay = payToken === undefined ? words.ownPage : words.payPage;
  const link = payLink === undefined ? '' : pay(payLink);
  const text = `${words.there(sender.name)}${link}${words.call(sender.phone)}`;
  return delivery === 'email'
    ? { id, channel: 'email', to, subject: words.subject, text: `${text}${addressText(sender)}` }
    : { id, channel: 'text', to, text: `${text} ${words.stop}` };
}

/** Every e-mail states its sender and the sender's address. */
function addressText({ address }: StatementContent['sender']): string {
  if (address === undefined) return '';
  const { line1, city, state, postalCode } = address;
  return ` ${[line1, city, [state, postalCode].filter((part) => part !== undefined).join(' ')].join(', ')}.`;
}
