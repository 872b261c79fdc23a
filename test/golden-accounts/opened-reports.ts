/*
 * Two figures of reports, opened as a reader would: page by page into their parts, and each part into the ledger
 * entries behind it, with the API alone.
 */

// biome-ignore lint/suspicious/noExplicitAny: whatever JSON has come
type Read = (path: string) => Promise<any>;

interface Part {
  readonly id: string;
  readonly of: string;
  readonly kind: string;
  readonly claimId?: string;
  readonly payerId?: string;
  readonly value: number;
}

interface Entry {
  readonly id: string;
  readonly legs: readonly { readonly account: string; readonly cents: number; readonly payerId?: string }[];
}

const cash = ['remittance-clearing', 'unapplied-payer-cash', 'unapplied-patient-cash', 'unidentified-receipts'];
const money = [...cash, 'deposits-in-transit', 'bank'];

/** Figures that differ from the sum of their entries, to the cent. */
export async function openedFaults(read: Read, first: string): Promise<string[]> {
  return [...(await openedMix(read, first)), ...(await openedAgeing(read))];
}

/** Charges and payments of the payer mix: each part is an entry, and together they are the figure. */
async function openedMix(read: Read, first: string): Promise<string[]> {
  const asked = `from=${first}`;
  const { totals } = await read(`reports/payer-mix?${asked}`);
  const faults: string[] = [];
  const entries = new Map<string, Entry>();
  for (const [column, accounts, sign] of [
    ['chargesCents', ['charges'], -1],
    ['paymentsCents', money, 1],
  ] as const) {
    const parts = await partsOf(read, `payer-mix/parts?${asked}&column=${column}`);
    for (const { id } of parts) entries.set(id, entries.get(id) ?? (await read(`ledger-entries/${id}`)));
    const told = new Map<string, number>();
    for (const { id, value } of parts) told.set(id, (told.get(id) ?? 0) + value);
    for (const [id, value] of told) {
      const own = sign * legsOf(entries.get(id), (account) => (accounts as readonly string[]).includes(account));
      if (own !== value) faults.push(`reports: ${column} of the entry ${id} is ${value}, its legs come to ${own}`);
    }
    const sum = [...told.values()].reduce((total, value) => total + value, 0);
    if (sum !== totals[column]) faults.push(`reports: ${column} is ${totals[column]}, its entries come to ${sum}`);
  }
  return faults;
}

/** What is owed by age: each part of a claim is the sum of the claim's entries, with the same payer. */
async function openedAgeing(read: Read): Promise<string[]> {
  const { totals } = await read('reports/receivables-ageing');
  const parts = await partsOf(read, 'receivables-ageing/parts?column=balanceCents');
  const faults: string[] = [];
  const entries = new Map<string, readonly Entry[]>();
  for (const { claimId, kind, payerId, value } of parts) {
    if (claimId === undefined || kind === 'client-receivable') continue;
    const own = entries.get(claimId) ?? (await read(`ledger-entries?claimId=${claimId}&limit=200`)).items;
    entries.set(claimId, own);
    const isWith = (account: string, payer?: string) =>
      account === kind && (kind === 'patient-receivable' || payer === payerId);
    const sum = (own as readonly Entry[]).reduce((total, entry) => total + legsOf(entry, isWith), 0);
    if (sum !== value) faults.push(`reports: ${kind} of ${claimId} is ${value}, its entries come to ${sum}`);
  }
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return sum === totals.balanceCents
    ? faults
    : [...faults, `reports: ${totals.balanceCents} are owed, the parts come to ${sum}`];
}

/** Every part, page after page. */
async function partsOf(read: Read, path: string): Promise<Part[]> {
  const parts: Part[] = [];
  for (let token = '', more = true; more; ) {
    const { items = [], nextPageToken } = await read(`reports/${path}&limit=200${token}`);
    parts.push(...items);
    more = nextPageToken !== undefined;
    token = `&pageToken=${encodeURIComponent(String(nextPageToken))}`;
  }
  return parts;
}

function legsOf(entry: Entry | undefined, isWanted: (account: string, payerId?: string) => boolean): number {
  const legs = (entry?.legs ?? []).filter(({ account, payerId }) => isWanted(account, payerId));
  return legs.reduce((total, { cents }) => total + cents, 0);
}
