import { isClient } from '../../shared/domain/account/account.ts';
import { type ContactChannel, contactChannels, mayContact } from '../../shared/domain/contact/may-contact.ts';
import { invalid, ok } from '../../shared/domain/result.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { readContactParty } from '../../shared/store/contact-parties.ts';
import { readSubject } from './about.ts';
import type { CorrespondenceOperations } from './context.ts';

/** People who are about to call or write ask here first. */
export const contactOperations: CorrespondenceOperations<'checkContact'> = {
  checkContact: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, claimId, purpose } = request.body;
    const about = await readSubject(table, tenantId, { accountId });
    if (!about.ok) return about;
    const { account } = about.value;
    const [claim] = claimId === undefined ? [] : await readBalances(table, tenantId, [claimId]);
    if (claimId !== undefined && claim === undefined) {
      return invalid('/claimId', 'no such claim');
    }
    const [party, { correspondence }] = await Promise.all([
      readContactParty(table, tenantId, account),
      readBillingSettings(table, tenantId),
    ]);
    const items = (Object.keys(contactChannels) as ContactChannel[]).map((channel) => {
      // The rules protect people; an employer or a facility is a business.
      if (isClient(account)) return { channel, isAllowed: true };
      const may = mayContact(party, { channel, purpose, at: request.at, claim }, correspondence.hours);
      return may.ok ? { channel, isAllowed: true, ...may.value } : { channel, isAllowed: false, ...may.failure };
    });
    return ok({
      body: { items },
      writes: [],
      audit: { action: 'contact-checked', entityId: accountId, facts: { purpose } },
    });
  },
};
