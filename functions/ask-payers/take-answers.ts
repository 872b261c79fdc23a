import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { attemptsBeforeEnd, type Delivery } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { fileKey } from '../../shared/store/files.ts';
import {
  answersBrokenOffWrites,
  answersMendedWrites,
  answersReadWrite,
  readAnswerFile,
} from '../../shared/store/inquiry-answers.ts';
import { applyAnswers } from './apply-answers.ts';
import type { AskDeps } from './context.ts';
import { takeDocumentRequests } from './take-requests.ts';

/** At most this many findings of a file are kept. */
const findingsKept = 20;

/** Reads the answers and requests of a received file, and stores the outcome. Reading it again changes nothing. */
export async function takeAnswers(
  tenant: TenantId,
  fileId: string,
  { receiveCount }: Pick<Delivery, 'receiveCount'>,
  deps: AskDeps,
): Promise<void> {
  const { table, files, now } = deps;
  const file = await readAnswerFile(table, tenant, fileId);
  if (file?.state !== 'received') return;
  const at = now().toISOString();
  if (receiveCount > attemptsBeforeEnd) {
    const audit = workerAudit('ask-payers', tenant, at, { action: 'inquiry-answers-failed', entityId: fileId });
    await table.transact([...answersBrokenOffWrites(tenant, file, at), audit]);
    return;
  }
  const bytes = await files.get(fileKey(tenant, 'inquiry', `${file.sha256}.edi`));
  const answers = await applyAnswers(tenant, bytes, undefined, deps);
  const requests = await takeDocumentRequests(tenant, bytes, deps);
  // A file that cannot be read at all says so to both readers.
  const findings = [...answers.findings, ...requests.findings].map(({ code, byteOffset }) => `${code} ${byteOffset}`);
  const told = [...new Set(findings)].slice(0, findingsKept);
  const [answered, unmatched] = [answers.answered, answers.unmatched + requests.unmatched];
  await table.transact([
    answersReadWrite(tenant, fileId, { answered, requested: requests.taken, unmatched, findings: told }),
    ...(await answersMendedWrites(table, tenant, fileId, at)),
  ]);
}
