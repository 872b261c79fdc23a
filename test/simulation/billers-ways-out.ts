import type { BillersOffice } from './billers-office.ts';
import { type Document, reason } from './patients-drawing.ts';

/* At the end of a run somebody tidies up: whatever is open is ended by one of the ways that the product names. */

type Way = (item: Document, office: BillersOffice) => readonly { readonly act: string; readonly body: object }[];

const claimsOf = ({ items }: BillersOffice) =>
  items().flatMap(({ type, claimId }) => (type === 'balance' ? [String(claimId)] : []));

/** What may be asked for by these operations; each is tried until one is done. */
const ways: Readonly<Record<string, Way>> = {
  closeException: () => [{ act: 'close', body: { reason } }],
  moveException: () => ['patient', 'next-payer', 'refund'].map((to) => ({ act: 'move', body: { to, reason } })),
  writeOffException: () => ['contractual', 'write-off'].map((as) => ({ act: 'write-off', body: { as, reason } })),
  bookException: () =>
    ['refunds-payable', 'other-adjustments'].map((account) => ({ act: 'book', body: { account, reason } })),
  applyException: (_item, office) => claimsOf(office).map((claimId) => ({ act: 'apply', body: { claimId, reason } })),
};

/** Refusals that say what must happen first, and that it is under way. */
const untilThen: readonly string[] = ['filing-underway', 'version-changed'];

/** Open exceptions that none of their ways ends. */
export async function deadEnds(office: BillersOffice): Promise<string[]> {
  const faults: string[] = [];
  const open = office.items().filter(({ type, state }) => type === 'exception' && state === 'open') as Document[];
  for (const { id, code } of open) {
    const named: readonly string[] = (await office.call('GET', `/v1/exceptions/${id}`)).body.endedBy;
    // Another way is a deed of its own, which needs more than the exception.
    if (named.some((operation) => ways[operation] === undefined && !operation.endsWith('Exception'))) continue;
    const refusals = new Set<string>();
    for (const way of named.flatMap((operation) => ways[operation] ?? [])) {
      const item = office.items().find((each) => each.id === id) as Document;
      if (item.state !== 'open') break;
      for (const { act, body } of way(item, office)) {
        const { status, body: said } = await office.send('POST', `/v1/exceptions/${id}/${act}`, body, {
          version: item.version,
        });
        if (status < 300) break;
        refusals.add(`${act} ${String(said?.type).split('/').at(-1)}`);
      }
    }
    await office.work();
    const isOpen = office.items().some((each) => each.id === id && each.state === 'open');
    const isPassing = [...refusals].some((each) => untilThen.some((kind) => each.endsWith(kind)));
    if (isOpen && !isPassing) faults.push(`no way ends the exception ${code}: ${[...refusals].join(', ')}`);
  }
  return faults;
}
