import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fileKey } from '../../shared/store/files.ts';
import { applyAnswers } from './apply-answers.ts';
import type { AskDeps } from './context.ts';

/** Reads the answers of a file that came. */
export async function takeAnswers(tenant: TenantId, sha256: string, deps: AskDeps): Promise<void> {
  const bytes = await deps.files.get(fileKey(tenant, 'inquiry', `${sha256}.edi`));
  const { answered, unmatched } = await applyAnswers(tenant, bytes, undefined, deps);
  deps.logger.info('answers-taken', { answered, unmatched });
}
