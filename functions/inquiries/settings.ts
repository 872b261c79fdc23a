import { fail, ok } from '../../shared/domain/result.ts';
import { ageingMessage, inquirySettingsItem, readInquirySettings } from '../../shared/store/inquiries.ts';
import { standsAt } from '../../shared/store/table.ts';
import type { InquiriesOperations } from './context.ts';

export const settingsOperations: InquiriesOperations<'getInquirySettings' | 'replaceInquirySettings'> = {
  getInquirySettings: async (request, { table }) => {
    const settings = await readInquirySettings(table, request.principal.tenantId);
    return ok({ body: settings, version: settings.version });
  },

  replaceInquirySettings: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { version: before } = await readInquirySettings(table, tenantId);
    if (before !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const settings = { ...request.body, version: before + 1 };
    return ok({
      body: settings,
      version: settings.version,
      writes: [
        {
          put: inquirySettingsItem(tenantId, settings),
          condition: standsAt(before),
          orElse: { kind: 'version-changed' },
        },
      ],
      audit: {
        action: 'inquiry-settings-replaced',
        entityId: 'inquiry-settings',
        facts: { version: settings.version },
      },
      // The daily look begins, or goes on with the new version; that of an older version ends by itself.
      due: settings.statusAfterDays === undefined ? [] : [ageingMessage(tenantId, settings.version, request.at)],
    });
  },
};
