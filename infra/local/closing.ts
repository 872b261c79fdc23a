/** What was started, each with how to end it; ended in the opposite order, whether all of it started or not. */
export type Closers = (() => Promise<void> | void)[];

/** Ends everything once, the last one first. One that fails does not keep the others from ending; its error comes last. */
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
