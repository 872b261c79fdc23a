import type { Notice } from '../domain/contact/notice.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Files, fileKey } from './files.ts';

/** The gateway for outgoing e-mails and texts. @returns where the message can be seen */
interface NoticePort {
  send(tenant: TenantId, notice: Notice): Promise<string>;
}

/**
 * Notices as files in a folder, one each, for a gateway to take. The same notice is one file, however often it is sent.
 */
export function noticeFolder(files: Pick<Files, 'put'>): NoticePort {
  return {
    send: async (tenant, notice) => {
      const key = fileKey(tenant, 'notice', `${notice.id}.json`);
      await files.put(key, Buffer.from(`${JSON.stringify(notice)}\n`), 'application/json');
      return key;
    },
  };
}
