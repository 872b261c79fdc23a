import { randomBytes } from 'node:crypto';
import { processMessage as applyAcknowledgement } from '../../functions/apply-acknowledgement/process-message.ts';
import { askPayers } from '../../functions/ask-payers/ask-payers.ts';
import { assembleClaimOfSource, assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { billNextPayers } from '../../functions/assemble-claims/bill-next-payers.ts';
import { fileAgain } from '../../functions/assemble-claims/file-again.ts';
import { findVariances } from '../../functions/find-variances/find-variances.ts';
import { giveUpByRule } from '../../functions/give-up-by-rule/give-up-by-rule.ts';
import { importClaims } from '../../functions/import-claims/import-claims.ts';
import { importEncounters } from '../../functions/import-encounters/import-encounters.ts';
import { processMessage as importRemittance } from '../../functions/import-remittance/process-message.ts';
import { keepBooks } from '../../functions/keep-books/keep-books.ts';
import { loadCodeSet } from '../../functions/load-code-set/load-code-set.ts';
import { postAgencyRemit } from '../../functions/post-agency-remit/post-agency-remit.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { reconcile } from '../../functions/reconcile-bank/reconcile.ts';
import { remindOfQuery } from '../../functions/remind-coding/remind-of-query.ts';
import { retryExceptions } from '../../functions/retry-exceptions/retry-exceptions.ts';
import { deliver } from '../../functions/run-connection/deliver.ts';
import { createSourceOpener } from '../../functions/run-connection/open-source.ts';
import { runConnection } from '../../functions/run-connection/run-connection.ts';
import { runCorrespondence } from '../../functions/run-correspondence/run-correspondence.ts';
import { runReports } from '../../functions/run-reports/run-reports.ts';
import { runSelfAudit } from '../../functions/run-self-audit/run-self-audit.ts';
import { runStatements } from '../../functions/run-statements/run-statements.ts';
import { settleCards } from '../../functions/settle-cards/settle-cards.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import { watchDeadlines } from '../../functions/watch-deadlines/watch-deadlines.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf, QueueName } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Files } from '../../shared/store/files.ts';
import type { Table } from '../../shared/store/table.ts';
import { syntheticCodeSets } from './synthetic-code-sets.ts';

/**
 * What is decided outside of an office: whether this is production, and how often its messages were delivered before.
 */
export interface Outside {
  holdsTests: boolean;
  attempts: number;
}

type Workers = { readonly [Name in QueueName]: (message: MessageOf<Name>, delivery: Delivery) => Promise<unknown> };

interface WorkersEdge {
  readonly table: Table;
  readonly files: Files;
  readonly outside: Outside;
  readonly queues: object;
  readonly secrets: object;
  readonly fetch: typeof fetch;
}

/** Every worker, as its handler wires it. */
export function workersOver(edge: WorkersEdge): Workers {
  const host = { secrets: { get: async () => undefined }, patience: { connectMilliseconds: 1, replyMilliseconds: 1 } };
  const deps = {
    ...edge,
    ...{ codeSets: syntheticCodeSets, formats, usage: 'T' },
    randomBytes: (count: number) => new Uint8Array(randomBytes(count)),
    openOutbox: () => Promise.reject(new Error('nothing leaves by SFTP here')),
    openSource: createSourceOpener({ files: edge.files, ...host }),
    pause: async () => undefined,
    ...{ partBytes: 1 << 16, breaksBorne: 3, filesPerRun: 1000, settleMilliseconds: 1, entriesListed: 1000 },
    ...{ fileBytes: largestFileBytes.remittance, listingMilliseconds: 60_000, runMilliseconds: 120_000 },
  } as never;
  return {
    'assemble-claims': async (message) => {
      const tenantId = message.tenantId as TenantId;
      if (message.work === 'next-payers') await billNextPayers(tenantId, deps);
      else if (message.work === 'file-again') await fileAgain({ ...message, tenantId }, deps);
      else if (message.work === 'claim') await assembleClaimOfSource({ tenantId, claimId: message.claimId }, deps);
      else await assembleEncounter({ tenantId, encounterId: message.encounterId }, deps);
    },
    'submit-claims': ({ tenantId, submissionId }, own) =>
      submitClaims({ tenantId: tenantId as TenantId, submissionId, messageId: 'message', delivery: own }, deps),
    'import-remittance': (message, own) =>
      importRemittance(message, own, { ...(deps as object), holdsTests: edge.outside.holdsTests } as never),
    'apply-acknowledgement': (message, own) => applyAcknowledgement(message, own, deps),
    'run-connection': (message, own) =>
      message.work === 'deliver' ? deliver(message, deps) : runConnection(message, own, deps),
    'post-remittance': (message, own) => postChunks(message, own, deps),
    'retry-exceptions': (message, own) => retryExceptions(message, own, deps),
    'remind-coding': (message) => remindOfQuery(message, deps),
    'watch-deadlines': (message, own) => watchDeadlines(message, own, deps),
    'run-correspondence': (message) => runCorrespondence(message, deps),
    'load-code-set': (message, own) => loadCodeSet(message, own, deps),
    'import-encounters': (message, own) => importEncounters(message, own, deps),
    'import-claims': (message, own) => importClaims(message, own, deps),
    'keep-books': (message, own) => keepBooks(message, own, deps),
    'find-variances': (message, own) => findVariances(message, own, deps),
    'run-self-audit': (message, own) => runSelfAudit(message, own, deps),
    'run-reports': (message, own) => runReports(message, own, deps),
    'give-up-by-rule': (message, own) => giveUpByRule(message, own, deps),
    'run-statements': (message, own) => runStatements(message, own, deps),
    'post-agency-remit': (message, own) => postAgencyRemit(message, own, deps),
    'ask-payers': (message, own) => askPayers(message, own, deps),
    'settle-cards': (message) => settleCards(message, deps),
    'reconcile-bank': (message, own) => reconcile(message, own, deps),
  };
}
