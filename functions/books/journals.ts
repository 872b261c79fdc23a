import type { Journal } from '../../shared/domain/books/journal.ts';
import { shownTotals } from '../../shared/domain/ledger/running-totals.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import {
  journalFileKey,
  journalMessage,
  journalOfItem,
  journalWrite,
  readJournal,
} from '../../shared/store/journals.ts';
import type { BooksOperations } from './context.ts';

/** At most this many days in one journal. */
const mostDays = 3_660;

/** Journals of the books for accounting software: a worker writes them. */
export const journalOperations: BooksOperations<'createJournal' | 'listJournals' | 'getJournal'> = {
  createJournal: async (request) => {
    const { tenantId, subject } = request.principal;
    const { from, to, form, entityId } = request.body;
    const unfit = (detail: string) => invalid('/to', detail);
    if (to > (await request.today())) return unfit('expected a day that has begun');
    if (to < from || to > addDays(from, mostDays - 1)) return unfit('expected ten years at most, from first to last');
    const journal: Journal = {
      id: request.newId('journal'),
      ...{ form, from, to, ...present({ entityId }) },
      ...{ requestedAt: request.at, requestedBy: subject, state: 'writing', nextDay: from },
      ...{ files: [], lines: 0, debitCents: 0, creditCents: 0, totals: {} },
    };
    return ok({
      body: { ...journalView(journal), files: [] },
      writes: [journalWrite(tenantId, undefined, journal)],
      audit: { action: 'journal-requested', entityId: journal.id, facts: { form, from, to } },
      due: [journalMessage(tenantId, journal.id)],
    });
  },

  listJournals: async (request, { table }) =>
    asAnswer(await listMonth(request, table, { entity: 'JOURNAL' }, (item) => journalView(journalOfItem(item)))),

  getJournal: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const journal = await readJournal(table, tenantId, request.params.journalId);
    if (journal === undefined) return fail({ kind: 'not-found' });
    const signed = journal.files.map((file) => signedFile(files, journalFileKey(tenantId, file.sha256), file));
    return ok({ body: { ...journalView(journal), files: await Promise.all(signed) } });
  },
};

function journalView(journal: Journal) {
  const { id, form, from, to, entityId, requestedAt, requestedBy, state, writtenAt } = journal;
  const { lines, debitCents, creditCents, totals, differences = {} } = journal;
  return {
    ...{ id, form, from, to, requestedAt, requestedBy, state, lines },
    ...present({ entityId, writtenAt }),
    ...{ debitCents: cents(debitCents), creditCents: cents(creditCents) },
    accounts: shownTotals(totals),
    differences: shownTotals(differences),
  };
}
