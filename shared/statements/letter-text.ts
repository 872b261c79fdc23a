import { dayText } from '../document/day-text.ts';
import { phoneText } from '../document/party-facts.ts';
import { requiredWords } from '../document/statement/rights.ts';
import { dollars } from '../document/statement/statement-document.ts';
import { ok, type Result } from '../domain/result.ts';
import { type LetterField, type LetterSource, requiredFields } from '../domain/statement/dunning-letter.ts';
import type { StatementContent } from '../domain/statement/statement.ts';
import { filledTexts, namesIn } from '../domain/text/merge-fields.ts';

/**
 * Fills in the fields of a letter's text. If a field has no value, the letter is not written; the failure names the
 * fields.
 */
export function withLetterText(
  content: StatementContent,
  { name, version, title, paragraphs }: LetterSource,
): Result<StatementContent, readonly string[]> {
  const filled = filledTexts([title, ...paragraphs], letterFacts(content));
  if (!filled.ok) return filled;
  const [first = '', ...others] = filled.value;
  const named = new Set(paragraphs.flatMap(namesIn));
  const says = requiredFields.filter((field) => named.has(field));
  return ok({ ...content, letterText: { name, version, title: first, paragraphs: others, says } });
}

function letterFacts(content: StatementContent): Readonly<Record<LetterField, string | undefined>> {
  const { language, statementOn, dueOn, dueCents, sender, addressee, accountId, previous } = content;
  return {
    ...{ today: dayText(statementOn, language), dueBy: dayText(dueOn, language), amountDue: dollars(dueCents) },
    ...{ office: sender.name, officePhone: sender.phone && phoneText(sender.phone) },
    ...{ recipient: addressee.name, accountNumber: accountId },
    lastStatementOn: previous && dayText(previous.on, language),
    ...requiredWords(content),
  };
}
