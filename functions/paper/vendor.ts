import type { PaperBatch } from '../../shared/domain/claim/paper-batch.ts';
import type { SubmittedFile } from '../../shared/domain/claim/submission.ts';
import type { Delivery } from '../../shared/domain/delivery/delivery.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import type { PartnerDelivery } from '../../shared/domain/trading-partner/trading-partner.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import { deliveryMessage, newDeliveryWrite } from '../../shared/store/deliveries.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Write } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import type { PaperDeps, PaperRequest } from './context.ts';

type Target = Exclude<PartnerDelivery, { readonly kind: 'by-hand' }>;

/** A batch that a vendor prints and mails, and what brings it there. */
interface Outgoing {
  readonly batch: PaperBatch;
  readonly writes: readonly Write<Failure>[];
  readonly due: readonly DueMessage[];
}

/**
 * The deliveries of a batch to the vendor who prints and mails for the payer: its receiver, where that is a trading partner to whom files
 * go. First the pages, then a manifest, so that whoever sees the manifest has the pages. Undefined when the office prints itself.
 */
export async function deliveriesOf(
  request: PaperRequest<'createPaperBatch'>,
  payer: Payer,
  batch: PaperBatch,
  { table, files }: PaperDeps,
): Promise<Outgoing | undefined> {
  const { tenantId } = request.principal;
  const target = (await readPartnerTerms(table, tenantId, payer.receiver.id))?.delivery;
  if (target === undefined || target.kind === 'by-hand') return undefined;
  const bytes = Buffer.from(`${JSON.stringify(manifestOf(batch), undefined, 2)}\n`);
  const sha256 = sha256Hex(bytes);
  const manifest = { fileKey: fileKey(tenantId, 'claim-file', `${sha256}.json`), sha256, sizeBytes: bytes.length };
  await files.put(manifest.fileKey, bytes, 'application/json');
  const deliveries = [
    delivery(batch, target, { number: 1, file: batch.file, fileName: `${batch.id}.pdf` }),
    delivery(batch, target, { number: 2, file: manifest, fileName: `${batch.id}.json` }),
  ];
  return {
    batch: { ...batch, manifest },
    writes: deliveries.map((one) => newDeliveryWrite(tenantId, one) as Write<Failure>),
    due: deliveries.map((one) => deliveryMessage(tenantId, one, request.at)),
  };
}

/** What the vendor needs: which pages go into one envelope, and where to. It names no patient. */
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

function delivery(
  { id, createdAt, createdBy }: PaperBatch,
  target: Target,
  { number, file, fileName }: { readonly number: number; readonly file: SubmittedFile; readonly fileName: string },
): Delivery {
  const isSftp = target.kind === 'sftp';
  return {
    number,
    submissionId: id,
    requestedAt: createdAt,
    requestedBy: createdBy,
    method: target.kind,
    ...(isSftp ? { connectionId: target.connectionId } : {}),
    place: isSftp ? target.directory : target.folder,
    fileName,
    ...file,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: createdAt,
  };
}
