import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { askAboutAgeing } from './ageing.ts';
import { askNow } from './ask-now.ts';
import type { AskDeps } from './context.ts';
import { sendAttachments } from './send-attachments.ts';
import { takeAnswers } from './take-answers.ts';
import { writeFiles } from './write-files.ts';

/** Does the work of a message. A repeated message does only what is not yet done. */
export async function askPayers(message: MessageOf<'ask-payers'>, delivery: Delivery, deps: AskDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  switch (message.work) {
    case 'ask':
      return askNow(tenant, message, delivery, deps);
    case 'file':
      return writeFiles(tenant, message.receiverId, deps);
    case 'answers':
      return takeAnswers(tenant, message.fileId, delivery, deps);
    case 'attachments':
      return sendAttachments(tenant, message, delivery, deps);
    case 'ageing':
      return askAboutAgeing(tenant, message.version, deps);
  }
}
