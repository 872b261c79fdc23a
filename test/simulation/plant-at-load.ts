import { registerHooks } from 'node:module';

/*
 * Loaded before a program (`--import`), this changes one of the program's files while it is read: a planted bug.
 * Nothing on the disk changes, and all other files come from the compile cache.
 */

/** What is planted, and where. */
export interface Plant {
  /** The file’s address. */
  readonly url: string;
  readonly find: string;
  readonly put: string;
}

/** The environment’s variable that names the plant, as JSON. */
export const plantVariable = 'SUPERBILL_TEST_PLANT';

const text = process.env[plantVariable];
if (text !== undefined) {
  const { url, find, put } = JSON.parse(text) as Plant;
  registerHooks({
    load: (asked, context, next) => {
      const loaded = next(asked, context);
      if (asked !== url) return loaded;
      return { ...loaded, source: String(loaded.source).replace(find, () => put) };
    },
  });
}
