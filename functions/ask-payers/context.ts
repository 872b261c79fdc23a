import type { Inquiry } from '../../shared/domain/inquiry/inquiry.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Secrets } from '../../shared/runtime/secrets.ts';
import type { Files } from '../../shared/store/files.ts';

/** What the work needs. */
export interface AskDeps extends Pick<Edge, 'table' | 'logger' | 'now'> {
  readonly files: Files;
  readonly secrets: Secrets;
  readonly fetch: typeof globalThis.fetch;
  /** The address of the simulated payer, if one runs. */
  readonly practicePayer?: string | undefined;
  /** How files are marked unless the channel or the trading partner says that they are tests: `T` in every stage but production. */
  readonly usage: 'P' | 'T';
}

/** The state of a question that has its answer. */
export type Answered = Extract<Inquiry['state'], { kind: 'answered' }>;
