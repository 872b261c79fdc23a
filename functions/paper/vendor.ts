import type { PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import {
  type DeliveryTarget,
  deliveryMessage,
  newDeliveryWrite,
  otherDelivery,
} from '../../shared/store/deliveries.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Write } from '../../shared/store/table.ts';
import type { PaperDeps, PaperRequest } from './context.ts';

/** A batch that a vendor prints and mails, and its deliveries. */
interface Outgoing {
  readonly batch: PaperBatch;
  readonly writes: readonly Write<Failure>[];
  readonly due: readonly DueMessage[];
}

/**
 * The deliveries of a batch to the vendor that prints and mails for the payer: its receiver, where that is a trading
 * partner with file delivery. First the pages, then a manifest, so that a vendor that has the manifest also has the
 * pages.
 */
export async function deliveriesOf(
  request: PaperRequest<'createPaperBatch'>,
  vendor: { readonly receiverId: string; readonly target: DeliveryTarget },
  batch: PaperBatch,
  { files }: PaperDeps,
): Promise<Outgoing> {
  const { tenantId } = request.principal;
  const { receiverId, target } = vendor;
  const bytes = Buffer.from(`${JSON.stringify(manifestOf(batch), undefined, 2)}\n`);
  const sha256 = sha256Hex(bytes);
  const manifest = { fileKey: fileKey(tenantId, 'claim-file', `${sha256}.json`), sha256, sizeBytes: bytes.length };
  await files.put(manifest.fileKey, bytes, 'application/json');
  const about = { id: batch.id, receiverId };
  const order = { at: batch.createdAt, by: batch.createdBy };
  const deliveries = [
    otherDelivery({ ...about, ...batch.file, fileName: `${batch.id}.pdf` }, target, { ...order, number: 1 }),
    otherDelivery({ ...about, ...manifest, fileName: `${batch.id}.json` }, target, { ...order, number: 2 }),
  ];
  return {
    batch: { ...batch, manifest },
    writes: deliveries.map((one) => newDeliveryWrite(tenantId, one) as Write<Failure>),
    due: deliveries.map((one) => deliveryMessage(tenantId, one, request.at)),
  };
}

/** What the vendor needs: which pages go into one envelope, and the address. It names no patient. */
function manifestOf(batch: PaperBatch) {
  let last = 0;
  return {
    batchId: batch.id,
    createdAt: batch.createdAt,
    stock: batch.stock,
    file: { name: `${batch.id}.pdf`, sha256: batch.file.sha256, sizeBytes: batch.file.sizeBytes, pages: batch.pages },
    mailTo: batch.mailTo,
    envelopes: batch.claims.map(({ claimId, form, pages }) => {
      const firstPage = last + 1;
      last += pages;
      return { claimId, form, firstPage, lastPage: last };
    }),
  };
}
