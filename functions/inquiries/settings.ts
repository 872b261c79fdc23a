import { ok } from '../../shared/domain/result.ts';
import { settingsChange } from '../../shared/runtime/api/settings-change.ts';
import { ageingMessage, inquirySettingsItem, readInquirySettings } from '../../shared/store/inquiries.ts';
import type { InquiriesOperations } from './context.ts';

export const settingsOperations: InquiriesOperations<'getInquirySettings' | 'replaceInquirySettings'> = {
  getInquirySettings: async (request, { table }) => {
    const settings = await readInquirySettings(table, request.principal.tenantId);
    return ok({ body: settings, version: settings.version });
  },

  replaceInquirySettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readInquirySettings(table, tenantId);
    const after = { ...request.body, version: before + 1 };
    return settingsChange(request, {
      ...{ before, after, put: inquirySettingsItem(tenantId, after) },
      audit: { action: 'inquiry-settings-replaced', entityId: 'inquiry-settings' },
      // The daily run starts, or continues with the new version; the run of an older version ends by itself.
      due: after.statusAfterDays === undefined ? [] : [ageingMessage(tenantId, after.version, request.at)],
    });
  },
};
