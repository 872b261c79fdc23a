import * as z from 'zod';
import type { Role } from '../domain/identity/principal.ts';

/*
 * Actions on many items of a list in one request. Each item is checked, written and answered as if it were a request of
 * its own.
 */

/**
 * At most this many items in one request. Each is its own transaction, and all must be done within the time of a
 * request.
 */
const mostAtOnce = 100;

const resultSchema = z
  .object({
    id: z.string().meta({ description: 'As the request named it' }),
    outcome: z.enum(['done', 'refused']),
    version: z.int().exactOptional().meta({ description: 'The version that it has now' }),
    made: z.string().exactOptional().meta({ description: 'The id of what was created, such as a refund' }),
    problem: z.string().exactOptional().meta({ description: 'The kind of problem, as in the list of errors' }),
    title: z.string().exactOptional().meta({ description: 'The problem in words' }),
    detail: z.string().exactOptional().meta({ description: 'How to correct it' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .exactOptional()
      .meta({ description: 'Which parts of the action do not fit this item' }),
  })
  .meta({ id: 'BulkResult', description: 'The result for one of many items' });

export type BulkResult = z.input<typeof resultSchema>;

export const bulkAnswerSchema = z.object({
  items: z.array(resultSchema).meta({ description: 'One result for each item of the request, in the same order' }),
});

const isOnce = (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id)).size === items.length;

/** The name of an action, with what it does. */
export const doing = <const Name extends string>(name: Name, description: string) =>
  z.literal(name).meta({ description });

/** Items of work, each once, with the versions that the caller saw. */
export function seenItems(id: z.ZodType<string, string>) {
  return z
    .array(
      z.strictObject({
        id,
        version: z
          .int()
          .min(0)
          .meta({ description: 'The version that you saw. An item that has changed since is refused' }),
      }),
    )
    .min(1)
    .max(mostAtOnce)
    .refine(isOnce, 'an item occurs twice');
}

/**
 * Items for which something new is created, each once. No version is named, because the items themselves do not change.
 */
export function namedItems(id: z.ZodType<string, string>) {
  return z.array(z.strictObject({ id })).min(1).max(mostAtOnce).refine(isOnce, 'an item occurs twice');
}

/**
 * The route for actions on many items. A caller of the route may not be allowed every action: each action is checked as
 * if it were requested alone.
 */
export function bulkRoute<Path extends string, const Roles extends readonly Role[], Body extends z.ZodType>(
  path: Path,
  summary: string,
  roles: Roles,
  body: Body,
) {
  const answer = { status: 200, schema: bulkAnswerSchema } as const;
  return { method: 'POST', path, summary, roles, idempotencyKey: 'required', body, answer } as const;
}
