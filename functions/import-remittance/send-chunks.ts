import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import { chunkPlaces, type PlacedPayment } from '../../shared/store/manifest.ts';

type Message = MessageOf<'post-remittance'>;

/** The file whose chunks are to be posted. */
interface ChunksOf {
  readonly tenant: TenantId;
  readonly fileId: string;
  readonly manifestKey: string;
}

/** Sends messages for the chunks of admitted payments. */
export interface ChunkSender {
  /** Adds the chunks of a payment. Sending one twice is harmless, because a chunk is posted once. */
  add(remittanceId: string, placed: PlacedPayment): void;
  /** Sends the added chunks. */
  flush(): Promise<void>;
}

/** Chunks of small payments share a message of at most this many claims and payments, about the work of one full chunk. */
const claimsPerMessage = 250;
const paymentsPerMessage = 100;

/** A payment of several chunks has a message for each; payments of one chunk share messages, in file order. */
export function createChunkSender({ tenant, fileId, manifestKey }: ChunksOf, queues: Queues): ChunkSender {
  const envelope = { schemaVersion: 1 as const, tenantId: tenant, fileId, manifestKey };
  let messages: Message[] = [];
  let small: { chunks: Message['chunks']; claims: number } = { chunks: [], claims: 0 };

  const close = () => {
    if (small.chunks.length > 0) messages.push({ ...envelope, chunks: small.chunks });
    small = { chunks: [], claims: 0 };
  };

  const add = (remittanceId: string, placed: PlacedPayment) => {
    const { claims } = placed.payment;
    const chunks = chunkPlaces(placed).map((place, chunk) => ({ remittanceId, chunk, ...place }));
    if (chunks.length > 1) {
      messages.push(...chunks.map((chunk) => ({ ...envelope, chunks: [chunk] })));
      return;
    }
    if (small.claims + claims > claimsPerMessage || small.chunks.length >= paymentsPerMessage) close();
    small.chunks.push(...chunks);
    small.claims += claims;
  };

  const flush = async () => {
    close();
    const sent = messages;
    messages = [];
    await queues.send('post-remittance', sent);
  };

  return { add, flush };
}
