import { isId, type TenantId } from '../domain/identity/ids.ts';
import type { ReportTarget } from '../domain/report/report-run.ts';
import type { DeliveryTarget } from './deliveries.ts';
import { readChannel } from './inquiries.ts';
import { readReportRun } from './report-runs.ts';
import type { Table } from './table.ts';
import { readPartnerTerms } from './trading-partners.ts';

/**
 * Where a trading partner's files are delivered automatically; undefined when people fetch them, or there is no partner
 * record.
 */
export async function partnerTarget(
  table: Table,
  tenant: TenantId,
  receiverId: string,
): Promise<DeliveryTarget | undefined> {
  const delivery = (await readPartnerTerms(table, tenant, receiverId))?.delivery;
  return delivery === undefined || delivery.kind === 'by-hand' ? undefined : delivery;
}

/**
 * Where files of inquiries and documents go: into the folder of the receiver's channel, or else like the trading
 * partner's files.
 */
export async function inquiryTarget(
  table: Table,
  tenant: TenantId,
  receiverId: string,
): Promise<DeliveryTarget | undefined> {
  const via = (await readChannel(table, tenant, receiverId))?.via;
  if (via?.kind === 'file' && via.folder !== undefined) return { kind: 's3-drop', folder: via.folder };
  return partnerTarget(table, tenant, receiverId);
}

/**
 * Where the files of a report go: into a folder of the bucket, or like a trading partner's files; undefined when they
 * are not delivered automatically.
 */
export async function reportTarget(
  table: Table,
  tenant: TenantId,
  { target }: { readonly target?: ReportTarget },
): Promise<DeliveryTarget | undefined> {
  if (target === undefined) return undefined;
  return target.kind === 'folder'
    ? { kind: 's3-drop', folder: target.folder }
    : partnerTarget(table, tenant, target.receiverId);
}

/**
 * Where a file other than a submission goes today, by its id: paper claims, statements, faxes, files to collection
 * agencies, reports, or inquiries and documents.
 */
export async function otherTarget(
  table: Table,
  tenant: TenantId,
  { id, receiverId }: { readonly id: string; readonly receiverId: string },
): Promise<DeliveryTarget | undefined> {
  if (isId('reportRun', id)) return reportTarget(table, tenant, (await readReportRun(table, tenant, id)) ?? {});
  const isPartners = (['paperBatch', 'statementRun', 'correspondence', 'agencyFile'] as const).some((kind) =>
    isId(kind, id),
  );
  return (isPartners ? partnerTarget : inquiryTarget)(table, tenant, receiverId);
}
