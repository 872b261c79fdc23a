import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import {
  type BankStatement,
  reconcileMessage,
  statementItem,
  statementKey,
  statementObjectName,
} from '../../shared/store/deposits.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { fileKey } from '../../shared/store/files.ts';
import type { Item } from '../../shared/store/table.ts';
import type { BankOperations } from './context.ts';
import { partyFaults } from './known-parties.ts';
import { statementView } from './views.ts';

export const statementOperations: BankOperations<
  'createStatementUpload' | 'importBankStatement' | 'listBankStatements' | 'getBankStatement'
> = {
  createStatementUpload: async (request, { files }) => {
    const { sha256 } = request.body;
    const key = fileKey(request.principal.tenantId, 'bank-statement', statementObjectName(sha256));
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  importBankStatement: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { sha256, format } = request.body;
    const { accounts } = request.body;
    const names = accounts.map((account) => account.bankAccount);
    const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
    if (twice !== -1) {
      const errors = [{ pointer: `/accounts/${twice}/bankAccount`, detail: 'given more than once' }];
      return fail({ kind: 'request-invalid', errors });
    }
    const owners = accounts.map(({ entityId: id }, index) => {
      return { pointer: `/accounts/${index}/entityId`, kind: 'LEGAL-ENTITY', id } as const;
    });
    const errors = await partyFaults(table, tenantId, owners);
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    // If other accounts are named, the statement is read again, so that accounts that were left out can still be
    // imported.
    const digest = digestOf('bank-statement', tenantId, sha256, format, JSON.stringify(accounts));
    const id = idFromDigest('bankStatement', digest);
    const known = await table.get(statementKey(tenantId, id));
    if (known !== undefined) {
      const statement = statementView(documentOfItem<BankStatement>(known));
      return ok({ status: 200, body: { statement, alreadyReceived: true } });
    }
    const sizeBytes = await files.head(fileKey(tenantId, 'bank-statement', statementObjectName(sha256)));
    if (sizeBytes === undefined) return fail({ kind: 'statement-not-uploaded' });
    const statement: BankStatement = {
      id,
      sha256,
      sizeBytes,
      format,
      accounts,
      receivedAt: request.at,
      state: 'received',
    };
    return ok({
      body: { statement: statementView(statement), alreadyReceived: false },
      writes: [
        { put: statementItem(tenantId, statement), condition: { absent: true }, orElse: { kind: 'write-conflict' } },
      ],
      audit: { action: 'bank-statement-received', entityId: id, facts: { sizeBytes } },
      due: [reconcileMessage(tenantId, 'statement', id)],
    });
  },

  listBankStatements: async (request, { table }) => {
    const viewOf = (item: Item) => statementView(documentOfItem<BankStatement>(item));
    return asAnswer(await listMonth(request, table, { entity: 'BANK-STATEMENT' }, viewOf));
  },

  getBankStatement: async (request, { table }) => {
    const item = await table.get(statementKey(request.principal.tenantId, request.params.statementId));
    if (item === undefined) return fail({ kind: 'not-found' });
    return ok({ body: statementView(documentOfItem<BankStatement>(item)) });
  },
};
