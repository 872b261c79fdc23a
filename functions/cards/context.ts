import { openProcessor, type ProcessorDeps } from '../../shared/cards/open-processor.ts';
import type { CardConnection } from '../../shared/domain/card/connection.ts';
import type { Asked, CardProcessor } from '../../shared/domain/card/processor.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { Operations, Request, StoreDeps } from '../../shared/runtime/api/operation.ts';
import type { cardsApi } from './api.ts';

/** What the operations may use. */
export interface CardsDeps extends StoreDeps, ProcessorDeps {
  randomBytes(count: number): Uint8Array;
}

/** The operations of the named routes. */
export type CardsOperations<Name extends keyof typeof cardsApi = keyof typeof cardsApi> = Pick<
  Operations<typeof cardsApi, CardsDeps>,
  Name
>;

/** A request for the named route. */
export type CardsRequest<Name extends keyof typeof cardsApi> = Request<(typeof cardsApi)[Name]>;

/** The processor of a connection, or a failure when it cannot be reached. */
export async function processorOf(
  tenant: TenantId,
  connection: CardConnection,
  deps: ProcessorDeps,
): Promise<Result<CardProcessor, Failure>> {
  const processor = await openProcessor(tenant, connection, deps);
  return processor.ok ? processor : unavailable(processor.failure);
}

/** The processor's answer, or a failure when it could not be reached. */
export function asAnswered<Value>(asked: Asked<Value>): Result<Value, Failure> {
  return asked.ok ? ok(asked.value) : unavailable(asked.failure.fault);
}

function unavailable(fault: string): Result<never, Failure> {
  return fail({ kind: 'card-processor-unavailable', facts: { fault } });
}
