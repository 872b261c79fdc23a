import type { DropOrigin } from '../../shared/domain/connection/connection.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Files, ListedFile } from '../../shared/store/files.ts';
import type { RemoteFileName } from '../../shared/store/keys/connection.ts';
import type { RemoteSource } from './source.ts';

/** The key prefix of an office's drop folder. */
function dropPrefix(tenant: TenantId, folder: string): string {
  return `${tenant}/drop/${folder}/`;
}

/**
 * A folder of the bucket. Objects appear whole or not at all, so none can grow. They stay where they are, because no function
 * may delete files.
 */
export function openDropFolder(tenant: TenantId, origin: DropOrigin, files: Files): RemoteSource {
  const prefix = dropPrefix(tenant, origin.folder);
  const named = ({ key, sizeBytes, modifiedAt }: ListedFile): RemoteFileName => ({
    name: key.slice(prefix.length),
    sizeBytes,
    modifiedAt,
  });
  return {
    canGrow: false,
    isNear: true,
    list: async function* () {
      let after: string | undefined;
      do {
        const page = await files.list(prefix, after);
        after = page.at(-1)?.key;
        if (page.length > 0) yield page.map(named);
      } while (after !== undefined);
    },
    look: async (name) => {
      const found = (await files.list(`${prefix}${name}`)).find(({ key }) => key === `${prefix}${name}`);
      return found === undefined ? undefined : named(found);
    },
    read: (name, offset, length) => files.getRange(`${prefix}${name}`, offset, length),
    putAway: async () => true,
    close: async () => undefined,
  };
}
