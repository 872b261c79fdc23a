import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';

/*
 * Pages for people who cannot sign in here. They work in any browser, without scripts, and load nothing. Their
 * addresses contain tokens, so a page never sends its address to another site, is not cached by a browser, and is not
 * found by search engines.
 */

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:0}main{max-width:36rem;margin:0 auto;padding:1.5rem}label{display:inline-block;margin:0 1rem 1rem 0}input{display:block;font:inherit;padding:.5rem;border:2px solid #111}button,.button{display:inline-block;font:inherit;padding:.75rem 1.25rem;border:0;background:#0b4a8f;color:#fff;text-decoration:none}a:focus,input:focus,button:focus{outline:3px solid #f5a300;outline-offset:2px}fieldset{border:0;margin:0;padding:0}legend{font-weight:bold;padding:0}[role=alert]{border-left:.375rem solid #b00020;padding-left:.75rem}';

const styleDigest = createHash('sha256').update(style).digest('base64');

const headers = {
  'Cache-Control': 'no-store',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleDigest}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

export type PageLanguage = 'en' | 'es';

/** Escapes text for HTML. */
export function htmlText(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] as string);
}

/** A whole page. @param main HTML, in which every text went through {@link htmlText} */
export function webPage(language: PageLanguage, title: string, main: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${htmlText(title)}</title><style>${style}</style>`;
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head><body><main>${main}</main></body></html>\n`;
}

/** A page as an answer. */
export function pageAnswer(statusCode: number, body: string): APIGatewayProxyResult {
  return { statusCode, headers: { ...headers }, body };
}

const refusals = {
  gone: {
    en: [
      'This link does not work',
      'It may be too old, or part of it may be missing. Call the office that sent it. The office’s phone number is in the message. The office can send you a new link.',
    ],
    es: [
      'Este enlace no funciona',
      'Puede ser demasiado antiguo o estar incompleto. Llame al consultorio que lo envió. El número de teléfono está en el mensaje. El consultorio puede enviarle un enlace nuevo.',
    ],
  },
  again: {
    en: [
      'Something went wrong',
      'Open the link in your message again. If that does not help, call the office that sent it. The office’s phone number is in the message.',
    ],
    es: [
      'Algo salió mal',
      'Abra de nuevo el enlace de su mensaje. Si eso no ayuda, llame al consultorio que lo envió. El número de teléfono está en el mensaje.',
    ],
  },
} as const;

/**
 * What a person sees in place of a problem, in both languages, because the person's language is not known. The page is
 * the same for every request with this status, so that nobody can learn from it whether something exists.
 */
export function refusedPage(status: number): APIGatewayProxyResult {
  const { en, es } = status === 404 ? refusals.gone : refusals.again;
  const said = ([title, text]: readonly [string, string]) => `<h1>${htmlText(title)}</h1><p>${htmlText(text)}</p>`;
  return pageAnswer(status, webPage('en', en[0], `${said(en)}<div lang="es">${said(es)}</div>`));
}
