import type { FieldError } from '../result.ts';
import type { Question } from './query.ts';

/**
 * Checks the wording of a query by the AHIMA and ACDIS guidelines for a compliant query practice (2022): it quotes the
 * record, does not lead to an answer, lets the physician give any answer, and says nothing about the financial effect
 * of an answer. Quoted words of the record are not judged.
 */
export function wordingFaults(asked: Question): readonly FieldError[] {
  const { question, form } = asked;
  const options = form.kind === 'choice' ? form.options : [];
  return [
    ...faultsOfText('/question', question),
    ...yesOrNo(question),
    ...options.flatMap((option, index) => faultsOfText(`/form/options/${index}`, option)),
    ...options.flatMap((option, index) => faultsOfOption(`/form/options/${index}`, option, options.slice(0, index))),
    ...namedOptions(asked, options),
  ];
}

/** A kind of wording that is refused, and the reason. */
interface RefusedWording {
  readonly words: RegExp;
  readonly why: string;
}

const ofPayment = 'speaks of payment, payers or scores that depend on it: ask about the patient only';
const asksForYes = 'can be answered by yes or no, which leads: ask what, which or how, or offer options';
const leads = 'leads to an answer: ask what the physician’s own judgement is';
const commands = 'tells the physician what to document: ask instead';
const concludes = 'draws the conclusion itself: give the indicators as they are quoted, and ask';
const saysWhy = 'says what the answer is wanted for: ask about the patient only';

const refused: readonly RefusedWording[] = [
  {
    words: /\b(?:reimburse\w*|re-?payments?|payments?|pays?|paying|payors?|payers?|paid|unpaid|copays?)\b/,
    why: ofPayment,
  },
  {
    words: /\b(?:revenue|profit\w*|financ\w+|money|dollars?|fees?|fee schedule|deductibles?)\b|\$\s?\d/,
    why: ofPayment,
  },
  { words: /\b(?:bill|bills|billed|billing|billable|charges|underpa\w+|overpa\w+|allowed amount)\b/, why: ofPayment },
  {
    words: /\b(?:insurance|insurers?|medicare|medicaid|denied claims?|claims? denials?|medical necessity)\b/,
    why: ofPayment,
  },
  {
    words: /\b(?:(?:ms|apr)[- ]?)?drgs?\b|\bm\.?c\.?c\.?s?\b|\bcc ?\/ ?mcc\b|\bcase[- ]?mix\b|\bcmi\b/,
    why: ofPayment,
  },
  { words: /\b(?:rvus?|relative (?:weight|value)s?|risk[- ]adjust\w*|raf|hierarchical condition)\b/, why: ofPayment },
  {
    words: /\bquality (?:scores?|metrics?|measures?|ratings?|bonus\w*)\b|\bupcod\w*|\bhigher[- ](?:paying|weighted)\b/,
    why: ofPayment,
  },
  { words: /\b(?:would|do|did|don[’']t|wouldn[’']t) you (?:not )?(?:agree|think|concur|consider)\b/, why: leads },
  { words: /\b(?:isn[’']t it|wasn[’']t it|don[’']t you|correct\?|right\?|agreed\?|yes\?)/, why: leads },
  { words: /\bplease (?:confirm|agree|concur|validate)\b/, why: leads },
  { words: /\b(?:obviously|clearly|certainly|undoubtedly|surely|of course|preferred|recommended)\b/, why: leads },
  { words: /\bplease (?:add|list|code|diagnose|write|record|enter)\b/, why: commands },
  { words: /\bplease (?:document|state|indicate|specify|note) (?:that|as|an?)\b/, why: commands },
  {
    words: /\b(?:must|need(?:s)? to|have to|should|ought to) (?:be )?(?:document|diagnos|cod|add|list|stat)\w*/,
    why: commands,
  },
  { words: /\b(?:need|want|would like|[’']d like) you to\b/, why: commands },
  {
    words:
      /\bmeets? (?:the )?(?:\w+ ){0,2}criteria\b|\b(?:suggests?|suggesting|suggestive of|indicative of|consistent with)\b/,
    why: concludes,
  },
  { words: /\b(?:most likely|probably|(?:appears?|seems?) (?:to|like|that)|looks? like)\b/, why: concludes },
  {
    words: /\b(?:so (?:that )?(?:we|it|i) can|in order to|to (?:be able to )?(?:code|capture|support a))\b/,
    why: saysWhy,
  },
];

function faultsOfText(pointer: string, text: string): readonly FieldError[] {
  const plain = plainText(text);
  const reasons = refused.filter(({ words }) => words.test(plain)).map(({ why }) => why);
  return [...new Set(reasons)].map((detail) => ({ pointer, detail }));
}

const verb =
  "(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|isn[’']t|aren[’']t|wasn[’']t|weren[’']t|doesn[’']t|didn[’']t|hasn[’']t|haven[’']t)";
const asksOpenly = /\b(?:which|what|how|why|when|where|who)\b/;
const beginsYesOrNo = new RegExp(`^(?:and |or |so |then )?${verb} `);
const continuesYesOrNo = new RegExp(`[,;:–—-] (?:and |or |so |then )?${verb} `);
/** “Could you clarify …” is a polite request, not a yes-or-no question. */
const asksPolitely =
  /(?:can|could|will|would) you (?:please |kindly |further )*(?:clarify|specify|describe|explain|document|indicate|state|provide|elaborate|comment)\b/;

function yesOrNo(question: string): readonly FieldError[] {
  const sentences = plainText(question).match(/[^.?!]+[.?!]*/g) ?? [];
  const leading = sentences
    .filter((sentence) => sentence.trimEnd().endsWith('?'))
    .map((sentence) => sentence.trim().replace(asksPolitely, 'please tell'))
    .some(
      (sentence) => beginsYesOrNo.test(sentence) || (continuesYesOrNo.test(sentence) && !asksOpenly.test(sentence)),
    );
  return leading ? [{ pointer: '/question', detail: asksForYes }] : [];
}

/** `other` and `cannot be determined` belong to every choice, and are not entered as options. */
const givenAnyway =
  /^(?:others?|other .*specify.*|none of (?:the )?(?:above|these)|(?:clinically )?(?:unable to determine|undetermined)|cannot be (?:clinically )?determined|unknown)$/;

function faultsOfOption(pointer: string, option: string, before: readonly string[]): readonly FieldError[] {
  const plain = plainText(option);
  if (givenAnyway.test(plain.replace(/[.()[\]_:]+/g, '').trim())) {
    return [{ pointer, detail: '`other` and `cannot be determined` belong to every choice: leave it out' }];
  }
  return before.some((other) => plainText(other) === plain) ? [{ pointer, detail: 'is listed twice' }] : [];
}

/** A question that names some of its options, which are not the record's own words, leads to these. */
function namedOptions({ question, indicators }: Question, options: readonly string[]): readonly FieldError[] {
  const text = ` ${wordsOf(question)} `;
  const quotes = indicators.map(({ quote }) => ` ${wordsOf(quote)} `);
  const holds = (where: string, option: string) => where.includes(` ${wordsOf(option)} `);
  const named = options.filter((option) => holds(text, option));
  const introduced = named.filter((option) => !quotes.some((quote) => holds(quote, option)));
  if (introduced.length === 0 || (named.length === options.length && options.length > 1)) return [];
  return [{ pointer: '/question', detail: 'names one of the options, which leads: leave it to the options' }];
}

/** Lower case, without invisible characters and with single blanks: what a reader sees decides. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

const wordsOf = (text: string): string => (plainText(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** Whether a text contains the quoted words, ignoring blanks and line ends. */
export function isQuoted(quote: string, texts: readonly string[]): boolean {
  const plain = quote.replace(/\s+/g, ' ').trim();
  return plain !== '' && texts.some((text) => text.replace(/\s+/g, ' ').includes(plain));
}
