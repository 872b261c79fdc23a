import { phoneText } from '../../shared/document/party-facts.ts';
import type { AskedBirth } from '../../shared/domain/statement/date-tries.ts';
import type { StatementContent } from '../../shared/domain/statement/statement.ts';
import { htmlText, webPage } from '../../shared/runtime/api/web-page.ts';
import { pageWords } from './words.ts';

/** The facts that every page of a link shows: whose statement it is, the language, and where to pay, if anywhere. */
export interface PageFacts {
  readonly content: Pick<StatementContent, 'language' | 'sender'>;
  readonly payAddress: string | undefined;
  /** Whether the account is asked for nothing now. */
  readonly isPaid: boolean;
}

/** Why the page asks again: no date was entered, or a wrong one, with the number of tries that are left. */
export type AskedAgain = 'no-date' | { readonly triesLeft: number };

const paragraph = (text: string): string => `<p>${htmlText(text)}</p>`;

function phoneOf({ sender }: PageFacts['content']): string | undefined {
  return sender.phone === undefined ? undefined : phoneText(sender.phone);
}

/** The pay page shows only the amount, so it can be opened without a date of birth. */
function payOnly({ content, payAddress, isPaid }: PageFacts): string {
  if (payAddress === undefined || isPaid) return '';
  const words = pageWords[content.language];
  return `<p>${htmlText(words.payOnly)} <a rel="noreferrer" href="${htmlText(payAddress)}">${htmlText(words.pay)}</a></p>`;
}

/**
 * Asks for the date of birth. The page reveals nothing about the statement, and tells the browser not to remember the
 * date.
 */
export function askPage(facts: PageFacts, whose: AskedBirth, again?: AskedAgain): string {
  const { content } = facts;
  const words = pageWords[content.language];
  const title = words.title(content.sender.name);
  const said = again === undefined ? undefined : again === 'no-date' ? words.noDate : words.wrong(again.triesLeft);
  const alert = said === undefined ? '' : `<p role="alert" id="said">${htmlText(said)}</p>`;
  const field = (name: 'month' | 'day' | 'year', digits: number): string =>
    `<label for="${name}">${htmlText(words[name])}<input id="${name}" name="${name}" inputmode="numeric" size="${digits}" maxlength="${digits}" required${said === undefined ? '' : ' aria-describedby="said"'}></label>`;
  const form = `<form method="post" autocomplete="off"><fieldset><legend>${htmlText(words.born[whose])}</legend>${field('month', 2)}${field('day', 2)}${field('year', 4)}</fieldset><button>${htmlText(words.open)}</button></form>`;
  const main = `<h1>${htmlText(title)}</h1>${alert}${paragraph(words.ask[whose])}${form}${payOnly(facts)}${paragraph(words.questions(phoneOf(content)))}`;
  return webPage(content.language, said === undefined ? title : `${words.error}: ${title}`, main);
}

/** Leads to the statement's PDF, and to paying it, or says that nothing is to be paid. */
export function openedPage({ content, payAddress, isPaid }: PageFacts, url: string): string {
  const words = pageWords[content.language];
  const title = words.title(content.sender.name);
  const link = (address: string, text: string) =>
    `<p><a class="button" rel="noreferrer" href="${htmlText(address)}">${htmlText(text)}</a></p>`;
  const pay = isPaid ? paragraph(words.paid) : payAddress === undefined ? '' : link(payAddress, words.pay);
  const main = `<h1>${htmlText(title)}</h1>${paragraph(words.opened)}${link(url, words.read)}${paragraph(words.forMinutes)}${pay}${paragraph(words.questions(phoneOf(content)))}`;
  return webPage(content.language, title, main);
}

/** Says that no date may be entered any more, and whom to call. */
export function lockedPage(facts: PageFacts): string {
  const { content } = facts;
  const words = pageWords[content.language];
  const title = words.title(content.sender.name);
  const main = `<h1>${htmlText(title)}</h1><p role="alert">${htmlText(words.locked)}</p>${paragraph(`${words.call(phoneOf(content))} ${words.newLink}`)}${payOnly(facts)}`;
  return webPage(content.language, `${words.error}: ${title}`, main);
}
