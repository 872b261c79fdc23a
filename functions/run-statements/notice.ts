import type { Notice } from '../../shared/domain/contact/notice.ts';
import type { Statement, StatementContent } from '../../shared/domain/statement/statement.ts';

/** What a notice leads to. */
export interface NoticeLinks {
  /** Where the statement opens. */
  readonly statementPage?: string;
  /** The page where it can be paid by card; otherwise the office's own page, if it has one. */
  readonly payLink?: string;
  /** Too many wrong dates were entered, so that only the office can say what the statement says. */
  readonly isLocked?: true;
}

/** The pay page shows only the amount. If the office has no page that opens the statement, the notice asks the patient to call. */
const texts = {
  en: {
    subject: 'A new statement',
    there: (sender: string) => `${sender}: you have a new statement.`,
    statementPage: (link: string) => ` Open it, and pay: ${link}`,
    paid: (link: string) => ` Nothing is to be paid now. Open it: ${link}`,
    payPage: (link: string) => ` See the amount and pay: ${link}`,
    ownPage: (link: string) => ` To pay, go to our page: ${link}`,
    call: (phone: string | undefined) => ` To see the statement, or if you have questions, call ${phone ?? 'us'}.`,
    ask: (phone: string | undefined) => ` Questions? Call ${phone ?? 'us'}.`,
    stop: 'Reply STOP to get no more texts.',
  },
  es: {
    subject: 'Un nuevo estado de cuenta',
    there: (sender: string) => `${sender}: hay un nuevo estado de cuenta para usted.`,
    statementPage: (link: string) => ` Ábralo y pague: ${link}`,
    paid: (link: string) => ` Ahora no hay nada que pagar. Ábralo: ${link}`,
    payPage: (link: string) => ` Vea el importe y pague: ${link}`,
    ownPage: (link: string) => ` Para pagar, vaya a nuestra página: ${link}`,
    call: (phone: string | undefined) =>
      ` Para ver el estado de cuenta, o si tiene preguntas, ${phone === undefined ? 'llámenos' : `llame al ${phone}`}.`,
    ask: (phone: string | undefined) =>
      ` Si tiene preguntas, ${phone === undefined ? 'llámenos' : `llame al ${phone}`}.`,
    stop: 'Responda STOP para no recibir más mensajes.',
  },
};

type Told = Pick<Statement, 'id' | 'delivery' | 'language' | 'payToken' | 'notice' | 'revision'>;

/** The notice of a statement, to the number or address that may be used. */
export function noticeOf(
  { delivery, language, ...statement }: Told,
  sender: StatementContent['sender'],
  links: NoticeLinks,
  { to, isPaid }: { readonly to: string; readonly isPaid: boolean },
): Notice {
  const words = texts[language];
  const id = noticeId(statement);
  const text = `${words.there(sender.name)}${linkText(words, { ...statement, isPaid }, links)}${(links.statementPage === undefined ? words.call : words.ask)(sender.phone)}`;
  return delivery === 'email'
    ? { id, channel: 'email', to, subject: words.subject, text: `${text}${addressText(sender)}` }
    : { id, channel: 'text', to, text: `${text} ${words.stop}` };
}

function linkText(
  words: (typeof texts)['en'],
  { payToken, isPaid }: Pick<Told, 'payToken'> & { readonly isPaid: boolean },
  { statementPage, payLink }: NoticeLinks,
): string {
  if (statementPage !== undefined) return isPaid ? words.paid(statementPage) : words.statementPage(statementPage);
  if (payLink === undefined || isPaid) return '';
  return payToken === undefined ? words.ownPage(payLink) : words.payPage(payLink);
}

/** A notice that is sent again is another message. */
export function noticeId({ id, notice, revision }: Pick<Told, 'id' | 'notice' | 'revision'>): string {
  return notice === undefined ? id : `${id}-${revision}`;
}

/** Every e-mail states its sender and the sender's address. */
function addressText({ address }: StatementContent['sender']): string {
  if (address === undefined) return '';
  const { line1, city, state, postalCode } = address;
  return ` ${[line1, city, [state, postalCode].filter((part) => part !== undefined).join(' ')].join(', ')}.`;
}
