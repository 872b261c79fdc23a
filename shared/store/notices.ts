import type { Notice } from '../domain/contact/notice.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Files, fileKey } from './files.ts';

/** Where notices leave: a gateway for e-mail and texts. @returns where the message can be seen */
interface NoticePort {
  send(tenant: TenantId, notice: Notice): Promise<string>;
}

/** Notices as files in a folder, one each, from which a gateway takes them. The same notice is one file, however often it is sent. */
export function noticeFolder(files: Pick<Files, 'put'>): NoticePort {
  return {
    send: async (tenant, notice) => {
      const key = fileKey(tenant, 'notice', `${notice.id}.json`);
      await files.put(key, Buffer.from(`${JSON.stringify(notice)}\n`), 'application/json');
      return key;
    },
  };
}
