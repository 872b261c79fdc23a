import type { Account } from '../account/account.ts';
import { unwantedBy } from '../contact/may-contact.ts';
import type { Notice } from '../contact/notice.ts';
import type { LocalDate } from '../time/local-date.ts';

/** The channel to notify the guarantor of a charge: e-mail or text, with consent. */
export function noticeChannel({
  preferences,
}: Pick<Account, 'preferences'>): Pick<Notice, 'channel' | 'to'> | undefined {
  const { email, mobile } = preferences;
  if (email !== undefined && unwantedBy(preferences, 'email') === undefined) return { channel: 'email', to: email };
  const isText = mobile !== undefined && unwantedBy(preferences, 'text') === undefined;
  return isText ? { channel: 'text', to: mobile } : undefined;
}

const texts = {
  en: {
    subject: 'Your card will be charged',
    there: (payee: string, card: string, on: string) =>
      `${payee}: the card ending in ${card} that you keep with us will be charged on ${on}, as you agreed.`,
    see: (link: string) => ` See the amount, or pay another way: ${link}`,
    object: (phone: string | undefined) =>
      phone === undefined ? ' To object, call us before that day.' : ` To object, call ${phone} before that day.`,
  },
  es: {
    subject: 'Se hará un cobro en su tarjeta',
    there: (payee: string, card: string, on: string) =>
      `${payee}: el ${on} se hará un cobro en la tarjeta terminada en ${card} que usted guarda con nosotros, como acordó.`,
    see: (link: string) => ` Vea el importe o pague de otra forma: ${link}`,
    object: (phone: string | undefined) =>
      phone === undefined
        ? ' Si no está de acuerdo, llámenos antes de ese día.'
        : ` Si no está de acuerdo, llame al ${phone} antes de ese día.`,
  },
};

/** The announcement of a charge. The linked page shows the amount. */
export function announcement(
  id: string,
  where: Pick<Notice, 'channel' | 'to'>,
  facts: {
    readonly language: string;
    readonly payee: string;
    readonly last4: string;
    readonly on: LocalDate;
    readonly link: string;
    readonly phone?: string | undefined;
  },
): Notice {
  const words = facts.language === 'es' ? texts.es : texts.en;
  const text = `${words.there(facts.payee, facts.last4, facts.on)}${words.see(facts.link)}${words.object(facts.phone)}`;
  return { id, ...where, ...(where.channel === 'email' ? { subject: words.subject } : {}), text };
}
