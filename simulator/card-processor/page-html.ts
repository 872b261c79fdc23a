import { type Page, practiceCards } from './state.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A payment page to practise with: cards are chosen by name, and no card number is ever typed. */
export function pageHtml({ mode, cents, title, words, status }: Page): string {
  const asked = mode === 'payment' ? `${escaped(title)}: $${(cents / 100).toFixed(2)}` : escaped(words);
  const buttons = Object.entries(practiceCards).map(([name, { brand, last4 }]) => {
    const how = /^pm_card_(?:visa|mastercard)$/.test(name) ? '' : ` (${name.slice('pm_card_'.length)})`;
    return `<p><button name="card" value="${name}">${brand} ${last4}${how}</button></p>`;
  });
  const form = status === 'open' ? `<form method="post">${buttons.join('')}</form>` : `<p>This page is ${status}.</p>`;
  return `<!doctype html><meta charset="utf-8"><title>Practice card processor</title><h1>Practice card processor</h1><p>Nothing is charged here: everything is made up.</p><p>${asked}</p>${form}`;
}
