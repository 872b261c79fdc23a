import { randomBytes } from 'node:crypto';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { statementContent } from '../../shared/domain/statement/content.ts';
import { decideStatement, type StatementDecision, type StatementSkip } from '../../shared/domain/statement/decide.ts';
import { type DunningLetter, wordsOfLetter } from '../../shared/domain/statement/dunning-letter.ts';
import { latestStatement } from '../../shared/domain/statement/latest.ts';
import type { Statement } from '../../shared/domain/statement/statement.ts';
import {
  type RunSlice,
  runAfter,
  type SkippedAccount,
  type StatementRun,
} from '../../shared/domain/statement/statement-run.ts';
import { type AskedAccount, askedAccounts, statementFacts } from '../../shared/statements/asked-accounts.ts';
import { withLetterText } from '../../shared/statements/letter-text.ts';
import {
  type DraftStatement,
  type MadeStatement,
  makeStatements,
  statementIdOf,
} from '../../shared/statements/make-statements.ts';
import { payOffer, withPayLink } from '../../shared/statements/pay-links.ts';
import { type OwingAccount, owingAccounts } from '../../shared/store/accounts.ts';
import { dueWrite } from '../../shared/store/change.ts';
import {
  lastStatementWrite,
  newStatementWrite,
  noticesMessage,
  runSliceWrite,
  statementRunStep,
} from '../../shared/store/statements.ts';
import type { Write } from '../../shared/store/table.ts';
import { latestLetters } from '../../shared/store/wordings.ts';
import type { StatementWork } from './context.ts';
import { printedWrites } from './to-vendor.ts';

/**
 * How many rows of claims with balances are read at once: a slice has no more accounts than this, so that its writes
 * fit into one transaction.
 */
const rowsOfSlice = 40;

/** Makes the statements of the next accounts, and stores them with the position of the run. @returns the run after them */
export async function makeSlice(work: StatementWork, run: StatementRun): Promise<StatementRun> {
  const { table, tenant, files, now } = work;
  const at = now().toISOString();
  const { accounts, next } = await owingAccounts(table, tenant, run.position, rowsOfSlice);
  const asked = await askedAccounts({ table, tenant, settings: run.settings, today: run.on }, accounts);
  const offer = await payOffer(table, tenant);
  const letters = await latestLetters(
    table,
    tenant,
    run.settings.dunningLevels.map(({ letter }) => letter),
  );
  const { drafts: plain, skipped } = decideAll(work, run, { accounts, asked, letters, at });
  const drafts = plain.map((draft) => withPayLink(draft, offer, randomBytes(17)));
  const isPaper = ({ facts }: DraftStatement): boolean => facts.delivery === 'paper';
  const printed = await makeStatements(files, tenant, drafts.filter(isPaper));
  const electronic = await makeStatements(
    files,
    tenant,
    drafts.filter((draft) => !isPaper(draft)),
  );
  const made = [...(printed?.made ?? []), ...(electronic?.made ?? [])];
  const slice: RunSlice = {
    number: run.slices + 1,
    statements: made.map(({ statement }) => sliceRow(statement)),
    skipped,
    ...present({ printed: printed && { ...printed.file, statements: printed.made.length } }),
  };
  const { position: _position, ...rest } = runAfter(run, slice);
  const after: StatementRun = { ...rest, ...(next === undefined ? { isThrough: true as const } : { position: next }) };
  const written = await table.transact([
    statementRunStep(tenant, run, after),
    ...(accounts.length === 0 ? [] : [runSliceWrite(tenant, run.id, slice)]),
    ...made.flatMap((each) => statementWrites(work, each)),
    ...(electronic === undefined ? [] : [dueWrite(at, noticesMessage(tenant, run.id, slice.number))]),
    ...(await printedWrites(work, run, slice, at)),
  ]);
  if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  return after;
}

interface Decided {
  readonly accounts: readonly OwingAccount[];
  readonly asked: ReadonlyMap<string, AskedAccount>;
  /** The latest version of each letter. */
  readonly letters: ReadonlyMap<string, DunningLetter>;
  readonly at: string;
}

/**
 * Decides about each account. An account that already has its statement of this run (a family may have moved in
 * meanwhile) gets no second one.
 */
function decideAll({ tenant }: StatementWork, run: StatementRun, { accounts, asked, letters, at }: Decided) {
  const drafts: DraftStatement[] = [];
  const skipped: SkippedAccount[] = [];
  for (const { accountId, claims, clientCents } of accounts) {
    const one = asked.get(accountId);
    if (one === undefined) {
      const dueCents = sumCents([clientCents, ...claims.map(({ patientCents }) => patientCents)]);
      skipped.push({ accountId, dueCents, because: claims.length === 0 ? 'client-account' : 'account-missing' });
      continue;
    }
    if (one.last?.runId === run.id) continue;
    const { dueCents } = one.balance;
    const decision = decideStatement(statementFacts(one), run.settings, run.on);
    if (!decision.ok) {
      skipped.push({ accountId, dueCents, because: decision.failure });
      continue;
    }
    const draft = draftOf(tenant, run, { one, decision: decision.value, letters, at });
    if (draft.ok) drafts.push(draft.value);
    else skipped.push({ accountId, dueCents, because: draft.failure });
  }
  return { drafts, skipped };
}

interface Deciding {
  readonly one: AskedAccount;
  readonly decision: StatementDecision;
  readonly letters: Decided['letters'];
  readonly at: string;
}

/** Fails when the text of its letter names a fact that is not on record. */
function draftOf(
  tenant: TenantId,
  run: StatementRun,
  { one, decision, letters, at }: Deciding,
): Result<DraftStatement, StatementSkip> {
  const { letter, level, delivery, unpaidSince } = decision;
  const accountId = one.account.id;
  const id = statementIdOf(tenant, run.id, accountId);
  const balance = letter === 'statement' ? one.balance : one.pressed;
  const plain = statementContent({ ...one, balance, statementId: id, letter }, run.settings, run.on);
  const { dueOn, language, dueCents } = plain;
  const content = letter === 'statement' ? ok(plain) : withLetterText(plain, wordsOfLetter(letters, letter, language));
  if (!content.ok) return fail('letter-facts-missing');
  const facts = {
    ...{ id, accountId, runId: run.id, createdAt: at, createdBy: run.requestedBy, statementOn: run.on, dueOn },
    ...{ dueCents, letter, level, language, delivery, revision: 0 },
  };
  return ok({ facts, content: content.value, latest: latestStatement(facts, unpaidSince, one.last) });
}

function sliceRow({ id, accountId, dueCents, letter, delivery, file }: Statement): RunSlice['statements'][number] {
  return { id, accountId, dueCents, letter, delivery, pages: file.pages };
}

/** Writes a statement, and makes it the latest of its account. */
function statementWrites({ tenant }: StatementWork, { statement, content, latest }: MadeStatement): Write[] {
  return [newStatementWrite(tenant, statement, content), lastStatementWrite(tenant, latest)];
}
