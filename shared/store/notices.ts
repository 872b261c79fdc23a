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
      const key = noticeKey(tenant, notice.id);
      await files.put(key, Buffer.from(`${JSON.stringify(notice)}\n`), 'application/json');
      return key;
    },
  };
}

/** Where a notice can be seen if it was sent before; undefined if it was not. */
export async function sentNotice(
  files: Pick<Files, 'head'>,
  tenant: TenantId,
  id: string,
): Promise<string | undefined> {
  const key = noticeKey(tenant, id);
  return (await files.head(key)) === undefined ? undefined : key;
}

function noticeKey(tenant: TenantId, id: string): string {
  return fileKey(tenant, 'notice', `${id}.json`);
}
