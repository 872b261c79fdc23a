import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One object of a listing. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly lastModified: string;
  readonly etag: string;
}

type FactsOf = (path: string) => Promise<Omit<ListedObject, 'key'> | undefined>;

const objectEnding = '.object';
const mostKeys = 1000;

/** The keys below a folder, in any order. Names on disk are percent-encoded. */
async function keysBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    if (entry.isDirectory()) {
      return keysBelow(join(folder, entry.name), `${prefix}${decodeURIComponent(entry.name)}/`);
    }
    if (!entry.name.endsWith(objectEnding)) return [];
    return [`${prefix}${decodeURIComponent(entry.name.slice(0, -objectEnding.length))}`];
  });
  return (await Promise.all(found)).flat();
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Answers ListObjectsV2 for the parameters that the product uses: a prefix, and keys after another key, in the order of UTF-8 bytes. */
export async function listObjects(
  folder: string,
  bucket: string,
  query: URLSearchParams,
  factsOf: FactsOf,
): Promise<string> {
  const prefix = query.get('prefix') ?? '';
  const after = Buffer.from(query.get('continuation-token') ?? query.get('start-after') ?? '');
  const limit = Math.min(mostKeys, Number(query.get('max-keys') ?? mostKeys));
  // Only folders that the prefix names in full can have matches.
  const parents = prefix.split('/').slice(0, -1);
  const below = join(folder, bucket, ...parents.map(encodeURIComponent));
  const keys = (await keysBelow(below, parents.map((part) => `${part}/`).join('')))
    .filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), after) > 0)
    .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const page = keys.slice(0, limit);
  const contents = await Promise.all(
    page.map(async (key) => {
      const facts = await factsOf(join(folder, bucket, ...key.split('/').map(encodeURIComponent)));
      if (facts === undefined) return '';
      const { size, lastModified, etag } = facts;
      return `<Contents><Key>${escaped(key)}</Key><LastModified>${lastModified}</LastModified><ETag>${escaped(etag)}</ETag><Size>${size}</Size></Contents>`;
    }),
  );
  const isTruncated = keys.length > page.length;
  const next = isTruncated ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>${bucket}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
}
