import type { InquiryChannel } from '../../shared/domain/inquiry/channel.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { channelItem, readChannel } from '../../shared/store/inquiries.ts';
import { inquiryChannelKey } from '../../shared/store/keys/inquiry.ts';
import { type Item, standsAt } from '../../shared/store/table.ts';
import type { InquiriesOperations } from './context.ts';

export const channelOperations: InquiriesOperations<
  'listInquiryChannels' | 'getInquiryChannel' | 'replaceInquiryChannel'
> = {
  listInquiryChannels: async (request, { table }) => {
    const { pk } = inquiryChannelKey(request.principal.tenantId, '');
    const viewOf = (item: Item) => documentOfItem<InquiryChannel>(item);
    return asAnswer(await listPage(request, table, { partitions: [pk], limit: request.query.limit }, viewOf));
  },

  getInquiryChannel: async (request, { table }) => {
    const channel = await readChannel(table, request.principal.tenantId, request.params.receiverId);
    return channel === undefined ? fail({ kind: 'not-found' }) : ok({ body: channel, version: channel.version });
  },

  replaceInquiryChannel: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { receiverId } = request.params;
    if (!/^[A-Za-z0-9._-]{2,15}$/.test(receiverId)) return fail({ kind: 'not-found' });
    const before = (await readChannel(table, tenantId, receiverId))?.version ?? 0;
    if (before !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const channel: InquiryChannel = { ...request.body, receiverId, version: before + 1 };
    return ok({
      body: channel,
      version: channel.version,
      writes: [
        {
          put: channelItem(tenantId, channel),
          condition: standsAt(before),
          orElse: { kind: 'version-changed' },
        },
      ],
      audit: {
        action: 'inquiry-channel-replaced',
        entityId: 'inquiry-channels',
        facts: { receiverId, version: channel.version },
      },
    });
  },
};
