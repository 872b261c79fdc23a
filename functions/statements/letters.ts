import { statementDocument } from '../../shared/document/statement/statement-document.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { type DunningLetter, letterFields, wordsOfLetter } from '../../shared/domain/statement/dunning-letter.ts';
import { nextVersion } from '../../shared/domain/text/next-version.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { exampleStatement } from '../../shared/statements/example-statement.ts';
import { withLetterText } from '../../shared/statements/letter-text.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { latestLetters, readLetter, readLetters, wordingWrite } from '../../shared/store/wordings.ts';
import type { statementsApi } from './api.ts';
import type { StatementsOperations } from './context.ts';
import { keptFor } from './kept-file.ts';

type LetterView = AnswerOf<(typeof statementsApi)['getDunningLetter']>;

// The API shows what is stored. The types differ only in `readonly`.
const letterView = (letter: DunningLetter) => letter as unknown as LetterView;

/** The texts of the dunning letters. */
export const letterOperations: StatementsOperations<
  'getDunningLetters' | 'getDunningLetter' | 'replaceDunningLetter' | 'previewDunningLetter'
> = {
  getDunningLetters: async (request, { table }) => {
    const letters = await readLetters(table, request.principal.tenantId);
    const fields = Object.entries(letterFields).map(([name, field]) => ({ name, ...field }));
    return ok({ body: { items: letters.map(letterView), fields } });
  },

  getDunningLetter: async (request, { table }) => {
    const { letterName } = request.params;
    const letter = await readLetter(table, request.principal.tenantId, letterName, request.query.version);
    return letter === undefined
      ? fail({ kind: 'not-found' })
      : ok({ body: letterView(letter), version: letter.version });
  },

  replaceDunningLetter: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { letterName: name } = request.params;
    const version = nextVersion(name, await readLetter(table, tenantId, name), request.expectedVersion);
    if (!version.ok) return version;
    const letter: DunningLetter = { name, version: version.value, ...request.body };
    return ok({
      body: letterView(letter),
      version: letter.version,
      writes: [wordingWrite(tenantId, 'LETTER', letter)],
      audit: {
        action: 'dunning-letter-replaced',
        entityId: 'dunning-letters',
        facts: { name, version: version.value },
      },
    });
  },

  previewDunningLetter: async (request, deps) => {
    const { table } = deps;
    const { tenantId } = request.principal;
    const { letterName: name } = request.params;
    const { language, words } = request.body;
    const [letters, { statements: settings }, today] = await Promise.all([
      latestLetters(table, tenantId, [name]),
      readBillingSettings(table, tenantId),
      request.today(),
    ]);
    const isNamed = letters.has(name) || settings.dunningLevels.some(({ letter }) => letter === name);
    if (!isNamed && words === undefined) return fail({ kind: 'not-found' });
    const source = { ...wordsOfLetter(letters, name, language), ...words };
    const content = withLetterText(exampleStatement(settings, { language, letter: name, today }), source);
    if (!content.ok) throw new Error('broken invariant: the example has every fact');
    return ok({ body: await keptFor(request, deps, statementDocument(content.value)) });
  },
};
