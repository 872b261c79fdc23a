import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { denialsApi } from '../../functions/denials/api.ts';
import { operations as denialsOperations } from '../../functions/denials/operations.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { callApi, manager } from './api-event.ts';
import type { claimsDesk } from './claims-desk.ts';

/** What an office sees of a claim and of its books, in few words, so that a test reads like a biller's notes. */
export interface Standing {
  /** The claim's status, and the answer of the payer if there is one. */
  readonly status: string;
  /** Each filing: the payer's position, the frequency, and the state. */
  readonly filings: readonly string[];
  /** What each payer owes by the claim's balance; the patient comes last. */
  readonly owed: readonly number[];
  /** The same, summed from the claim's ledger entries. */
  readonly booked: readonly number[];
  /** Cents per account of the office, zeros left out. */
  readonly accounts: Readonly<Record<string, number>>;
  /** All items on the office's work lists, whatever claim they are about. */
  readonly lists: readonly string[];
}

interface WireEntry {
  readonly legs: readonly { readonly account: string; readonly cents: number; readonly share?: number }[];
}

/** Reads this from the APIs of claims, books and work lists. */
export function standings(desk: Awaited<ReturnType<typeof claimsDesk>>) {
  const deps = { ...desk.edge, files: createFiles(desk.s3, 'files') };
  const books = createApiHandler(booksApi, booksOperations, deps);
  const denials = createApiHandler(denialsApi, denialsOperations, deps);
  const exceptions = createApiHandler(exceptionsApi, exceptionsOperations, deps);
  const get = async (handler: typeof books, path: string) =>
    (await callApi(handler, { method: 'GET', path, principal: manager })).body;

  const accounts = async (): Promise<Record<string, number>> => {
    const { accounts: all, totalCents } = await get(books, '/v1/trial-balance');
    if (totalCents !== 0) throw new Error(`the trial balance is off by ${totalCents}`);
    const rows = all as { account: string; balanceCents: number }[];
    return Object.fromEntries(rows.flatMap((row) => (row.balanceCents === 0 ? [] : [[row.account, row.balanceCents]])));
  };

  const booked = async (claimId: string, payers: number): Promise<number[]> => {
    const { items, nextPageToken } = await get(books, `/v1/ledger-entries?claimId=${claimId}&limit=100`);
    if (nextPageToken !== undefined) throw new Error('the claim has more entries than a page');
    const owed = Array.from({ length: payers + 1 }, () => 0);
    for (const { account, cents, share } of (items as WireEntry[]).flatMap(({ legs }) => legs)) {
      const place = account === 'insurance-receivable' ? share : account === 'patient-receivable' ? payers : undefined;
      if (place !== undefined) owed[place] = (owed[place] ?? 0) + cents;
    }
    return owed;
  };

  const lists = async (): Promise<string[]> => {
    const open = (await get(exceptions, '/v1/exceptions')).items as { code: string; cents?: number }[];
    const denied = (await get(denials, '/v1/denials')).items as { openCents: number; sent?: { by: string } }[];
    const due = (await desk.call('GET', '/v1/next-payer-claims')).body.items as Record<string, number>[];
    return [
      ...open.map(({ code, cents }) => ['exception', code, cents].filter((part) => part !== undefined).join(' ')),
      ...denied.map(({ openCents, sent }) => `denial ${openCents}${sent === undefined ? '' : `, ${sent.by} sent`}`),
      ...due.map(({ share, receivableCents }) => `next payer ${share} ${receivableCents}`),
    ];
  };

  return async (claimId: string): Promise<Standing> => {
    const { state, filings, payers, patientCents } = (await desk.call('GET', `/v1/claims/${claimId}`)).body;
    return {
      status: [state.kind, state.outcome].filter((part) => part !== undefined).join(' '),
      filings: filings.map((filing: { payerPosition: number; frequency: string; state: { kind: string } }) =>
        [filing.payerPosition, filing.frequency, filing.state.kind].join(' '),
      ),
      owed: [...payers.map(({ receivableCents }: { receivableCents: number }) => receivableCents), patientCents],
      booked: await booked(claimId, payers.length),
      accounts: await accounts(),
      lists: await lists(),
    };
  };
}
