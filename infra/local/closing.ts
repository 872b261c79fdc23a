/** Ends the parts that were started, in the opposite order, whether or not all parts started. */
export type Closers = (() => Promise<void> | void)[];

/** Ends each part once, the last one first. If one fails, the others still end; then its error is thrown. */
export async function closeAll(closers: Closers): Promise<void> {
  const errors: unknown[] = [];
  for (const close of closers.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
