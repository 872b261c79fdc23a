import { countedPdfPages } from '../document/pdf-pages.ts';
import { statementDocument } from '../document/statement/statement-document.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { LastStatement, Statement, StatementContent } from '../domain/statement/statement.ts';
import { digestOf } from '../store/digest.ts';
import { type Files, fileKey, sha256Hex } from '../store/files.ts';
import { type ZippedFile, zipOf } from './zip.ts';

/** A new statement: its facts without the place of its bytes, and its content. */
export interface DraftStatement {
  readonly facts: Omit<Statement, 'file'>;
  readonly content: StatementContent;
  /** The record that says it is the account's latest statement. */
  readonly latest: LastStatement;
  /** The address at which the statement can be paid by card. It is printed, but not stored. */
  readonly payAddress?: string;
}

/** A statement with the place of its bytes. */
export interface MadeStatement {
  readonly statement: Statement;
  readonly content: StatementContent;
  readonly latest: LastStatement;
}

/** A file that holds the pages of several statements. */
export interface StatementsFile {
  readonly fileKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The statement's id: an account has at most one per run. */
export function statementIdOf(tenant: TenantId, runId: string, accountId: string): string {
  return idFromDigest('statement', digestOf('statement', tenant, runId, accountId));
}

/**
 * Prints statements and puts their pages, one file each, into one archive with a list of them. A file is named by its
 * digest, so that a second attempt with other balances cannot overwrite what the first one stored. Undefined when there
 * are none.
 */
export async function makeStatements(
  files: Pick<Files, 'put'>,
  tenant: TenantId,
  drafts: readonly DraftStatement[],
): Promise<{ readonly made: readonly MadeStatement[]; readonly file: StatementsFile } | undefined> {
  if (drafts.length === 0) return undefined;
  const printed: { readonly draft: DraftStatement; readonly bytes: Uint8Array; readonly pages: number }[] = [];
  for (const draft of drafts)
    printed.push({ draft, ...(await countedPdfPages(statementDocument(printedContent(draft)))) });
  const pages = printed.map(({ draft, bytes }): ZippedFile => ({ name: `${draft.facts.id}.pdf`, bytes }));
  const rows = printed.map((each) => JSON.stringify(manifestRow(each.draft, each.bytes, each.pages)));
  const manifest = { name: 'manifest.jsonl', bytes: Buffer.from(rows.map((row) => `${row}\n`).join('')) };
  const { bytes, offsets } = zipOf([manifest, ...pages]);
  const sha256 = sha256Hex(bytes);
  const file = { fileKey: fileKey(tenant, 'statement', `${sha256}.zip`), sha256, sizeBytes: bytes.length };
  await files.put(file.fileKey, bytes, 'application/zip');
  const made = printed.map(({ draft, bytes: own, pages: count }, place): MadeStatement => {
    const { facts, content, latest } = draft;
    const range = { fileKey: file.fileKey, offset: offsets[place + 1] as number, sizeBytes: own.length };
    return { content, latest, statement: { ...facts, file: { ...range, sha256: sha256Hex(own), pages: count } } };
  });
  return { made, file };
}

/** The printed content, with the address of its pay link. */
function printedContent({ content, payAddress: payLink }: DraftStatement): StatementContent {
  return payLink === undefined ? content : { ...content, payLink };
}

/** What the printing and mailing vendor is given about a statement. */
function manifestRow({ facts, content: { addressee } }: DraftStatement, bytes: Uint8Array, pages: number) {
  const { id, letter, language } = facts;
  return {
    file: `${id}.pdf`,
    sha256: sha256Hex(bytes),
    sizeBytes: bytes.length,
    pages,
    letter,
    language,
    mailTo: addressee,
  };
}
