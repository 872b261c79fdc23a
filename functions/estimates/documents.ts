import { estimateDocument } from '../../shared/document/estimate/estimate-document.ts';
import { accountIdOf } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Patient } from '../../shared/domain/practice/practice.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { keptDocument } from '../../shared/runtime/api/kept-document.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readEstimate, readFormerEstimate } from '../../shared/store/estimates.ts';
import type { Table } from '../../shared/store/table.ts';
import type { EstimatesOperations } from './context.ts';

export const documentOperations: EstimatesOperations<'getEstimateDocument'> = {
  getEstimateDocument: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const { format, edition } = request.query;
    const current = await readEstimate(table, tenantId, request.params.estimateId);
    if (current === undefined) return fail({ kind: 'not-found' });
    const isCurrent = edition === undefined || edition === current.edition;
    const shown = isCurrent ? current : await readFormerEstimate(table, tenantId, current.id, edition);
    if (shown === undefined) return fail({ kind: 'not-found' });
    const language = request.query.language ?? (await languageOf(table, tenantId, current.patientId));
    const document = estimateDocument(current.id, shown, language);
    return ok({
      body: await keptDocument({ files, tenant: tenantId }, document, format),
      writes: [],
      audit: {
        action: 'estimate-document-read',
        entityId: current.id,
        facts: { patientId: current.patientId, edition: shown.edition },
      },
    });
  },
};

/** The language of the account’s guarantor, if there are texts in it. */
async function languageOf(table: Table, tenant: TenantId, patientId: string): Promise<'en' | 'es'> {
  const patient = (await readDocuments<Patient>(table, tenant, 'PATIENT', [patientId])).get(patientId);
  const account = patient && (await readAccount(table, tenant, accountIdOf(patient)));
  return account?.preferences.language === 'es' ? 'es' : 'en';
}
