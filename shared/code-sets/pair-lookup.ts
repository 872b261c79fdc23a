import type { OpenArtifact } from './open.ts';
import { createRecent } from './recent.ts';

/** A code that was queried in column 1 and, once it is frequent, all its partners in column 2. */
interface AskedCode {
  times: number;
  partners: ReadonlySet<string> | undefined;
}

/** How many codes are cached; each has some hundred partners. */
const mostRecent = 1_000;

/**
 * After this many queries a code counts as frequent. A claim of a dozen lines queries each of its codes about this
 * often, so the partners are read for codes that an office bills every day.
 */
const oftenEnough = 60;

const readers = new WeakMap<OpenArtifact, (column1: string, column2: string) => boolean>();

/**
 * Whether a release of NCCI's pairs may have a row for two codes in this order; false is certain. A claim queries every
 * code with every other, and hardly any pair exists. So for a frequent code all partners are read at once, and pairs
 * are not queried one by one.
 */
export function mayHavePair(artifact: OpenArtifact, column1: string, column2: string): boolean {
  const known = readers.get(artifact) ?? pairReader(artifact);
  readers.set(artifact, known);
  return known(column1, column2);
}

function pairReader({ database }: OpenArtifact) {
  const find = database.prepare('SELECT DISTINCT column2 FROM "rows" WHERE column1 = ?');
  const recent = createRecent<AskedCode>(mostRecent);
  return (column1: string, column2: string): boolean => {
    const asked = recent.of(column1, () => ({ times: 0, partners: undefined }));
    asked.times += 1;
    if (asked.times > oftenEnough) {
      asked.partners ??= new Set(find.all(column1).map((row) => String(row.column2)));
    }
    return asked.partners?.has(column2) ?? true;
  };
}
