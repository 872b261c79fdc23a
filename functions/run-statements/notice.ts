import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';
import type { Notice } from '../../shared/store/notices.ts';

const texts = {
  en: {
    subject: 'A new statement',
    there: (sender: string) => `${sender}: a new statement is there for you.`,
    see: (link: string) => ` See it and pay: ${link}`,
    call: (phone: string) => ` Questions? Call ${phone}.`,
    stop: 'Reply STOP to get no more texts.',
  },
  es: {
    subject: 'Un nuevo estado de cuenta',
    there: (sender: string) => `${sender}: hay un nuevo estado de cuenta para usted.`,
    see: (link: string) => ` Véalo y pague: ${link}`,
    call: (phone: string) => ` ¿Preguntas? Llame al ${phone}.`,
    stop: 'Responda STOP para no recibir más mensajes.',
  },
};

/** The notice of a statement to the number or address that it may go to. */
export function noticeOf(
  { id, delivery, language }: Statement,
  { sender, payLink }: Pick<StatementContent, 'sender' | 'payLink'>,
  to: string,
): Notice {
  const words = texts[language];
  const see = payLink === undefined ? '' : words.see(payLink);
  const call = sender.phone === undefined ? '' : words.call(sender.phone);
  const text = `${words.there(sender.name)}${see}${call}`;
  return delivery === 'email'
    ? { id, channel: 'email', to, subject: words.subject, text: `${text}${addressText(sender)}` }
    : { id, channel: 'text', to, text: `${text} ${words.stop}` };
}

/** Every e-mail says who sends it, and from where. */
function addressText({ address }: StatementContent['sender']): string {
  if (address === undefined) return '';
  const { line1, city, state, postalCode } = address;
  return ` ${[line1, city, [state, postalCode].filter((part) => part !== undefined).join(' ')].join(', ')}.`;
}
