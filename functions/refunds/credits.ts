import { negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { ok } from '../../shared/domain/result.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import { isMarkedSo } from '../../shared/domain/work-mark/work-mark.ts';
import { asRead, listPage, nextPage } from '../../shared/runtime/api/list-page.ts';
import { type OwingAccount, type OwingPosition, owingAccounts } from '../../shared/store/accounts.ts';
import { unappliedPaymentsPartition } from '../../shared/store/keys/account.ts';
import { patientPaymentOfItem } from '../../shared/store/patient-payments.ts';
import { readWorkMarks, type ShownMark, shownMark } from '../../shared/store/work-marks.ts';
import type { RefundsOperations } from './context.ts';

/** At most this many portions of the accounts that owe something are looked through for one page of credits. */
const portions = 20;

/** To whom the office owes money. */
export const creditOperations: RefundsOperations<'listCredits'> = {
  listCredits: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { kind, minAgeDays = 0, limit, tag, assignedTo, followUpBy } = request.query;
    const asked = { tag, assignedTo, followUpBy };
    const audit = { action: 'credits-read', entityId: 'credits' } as const;
    if (kind === 'unapplied') {
      const latest = addDays(await request.today(), -minAgeDays);
      const partitions = [unappliedPaymentsPartition(tenantId)];
      const page = await listPage(
        request,
        table,
        { partitions, index: 'second', limit, marks: { tenant: tenantId, query: asked } },
        (item, mark) => {
          const { id, accountId, unappliedCents, receivedOn } = patientPaymentOfItem(item);
          const isAsked = unappliedCents > 0 && receivedOn <= latest;
          return isAsked
            ? { accountId, cents: unappliedCents, paymentId: id, since: receivedOn, ...present({ mark }) }
            : undefined;
        },
      );
      return asRead(page, audit, () => []);
    }
    const start = await request.position();
    if (!start.ok) return start;
    let position = start.value as OwingPosition | undefined;
    const items: (ReturnType<typeof creditsOf>[number] & { mark?: ShownMark })[] = [];
    for (let portion = 0; portion < portions; portion += 1) {
      const found = await owingAccounts(table, tenantId, position, limit);
      const credits = found.accounts.flatMap(creditsOf);
      const marks = await readWorkMarks(
        table,
        tenantId,
        credits.map(({ claimId }) => claimId),
      );
      const marked = credits.filter(({ claimId }) => isMarkedSo(marks.get(claimId), asked));
      items.push(...marked.map((credit) => ({ ...credit, ...present({ mark: shownMark(marks, credit.claimId) }) })));
      position = found.next;
      if (position === undefined || items.length >= limit) break;
    }
    const page = ok({ items, ...(await nextPage(request, position)) });
    return asRead(page, audit, (body) => body.items.map(({ claimId }) => claimId));
  },
};

function creditsOf({ accountId, claims }: OwingAccount) {
  return claims
    .filter(({ patientCents }) => patientCents < 0)
    .map(({ claimId, patientId, patientCents, payers }) => {
      const protection = payers.find(({ patientProtection }) => patientProtection !== undefined)?.patientProtection;
      return { accountId, cents: negateCents(patientCents), claimId, patientId, ...present({ protection }) };
    });
}
