import { type Cents, formatCents } from '../../shared/domain/money/cents.ts';
import { type Office, waitFor } from './office.ts';

/* Unpaid patient balances go to a collection agency, which collects a part of them; one account is recalled. */

/**
 * What a collection agency received and paid, kept for recomputation: the files in both directions, and the claims of
 * each placement.
 */
export interface AgencyDid {
  readonly cases: readonly { readonly caseId: string; readonly claimIds: readonly string[] }[];
  /** The files that the office sent to the agency, in order. */
  readonly filesToAgency: readonly string[];
  readonly remits: readonly string[];
}

interface Candidate {
  readonly accountId: string;
  readonly entityId: string;
  readonly placeableCents: number;
}

interface Placement {
  readonly id: string;
  readonly entityId: string;
  readonly placedCents: number;
  readonly claims: readonly { readonly claimId: string }[];
}

/** SYNTHETIC. This agency keeps a quarter of what it collects. */
const agency = {
  name: 'SYNTHETIC RECOVERY',
  address: { line1: '9 EXAMPLE SQ', city: 'DAYTON', state: 'OH', postalCode: '454020001' },
  contact: { name: 'PAT SAMPLE', phone: '9375550100' },
  licences: [{ state: 'OH', number: 'EX-1001' }],
  fees: [{ from: '2020-01-01', basisPoints: 2500 }],
  remits: 'net',
};

/**
 * The demo takes one day, so this office does not wait: it may place an account after one statement. A real office
 * waits for three statements, 30 days after the last one, and 120 days of debt.
 */
const terms = { minimumCents: 1000, statements: 1, noticeDays: 0, ageDays: 0, booksBadDebt: true };

const amount = (cents: number) => formatCents(cents as Cents);

/** The manager sets when an account may go to an agency, and names the agency. @returns the agency's id */
export async function agreeWithAgency(office: Office): Promise<string> {
  const { version, ...settings } = await office.get<{ version: number; collections: object }>(
    'manager',
    '/v1/billing-settings',
  );
  const collections = { ...settings.collections, ...terms };
  await office.put('manager', '/v1/billing-settings', { ...settings, collections }, `"${version}"`);
  return (await office.post<{ id: string }>('manager', '/v1/collection-agencies', agency)).body.id;
}

/**
 * Places the two accounts that owe most among those that meet every condition. The agency receives the file of
 * placements, collects half of the first account, and remits it less its fee; then the first account is recalled.
 * Accounts that the demo needs for something else are left out.
 */
export async function collect(
  office: Office,
  {
    agencyId,
    today,
    without,
  }: { readonly agencyId: string; readonly today: string; readonly without: readonly string[] },
  say: (text: string) => void,
): Promise<AgencyDid> {
  const ready = await office.list<Candidate>('biller', '/v1/collection-candidates?ready=true&limit=50');
  const chosen = ready
    .filter(({ accountId }) => !without.includes(accountId))
    .sort((left, right) => right.placeableCents - left.placeableCents)
    .slice(0, 2);
  if (chosen.length < 2) throw new Error('the demo has too few accounts that may go to an agency');
  const accounts = chosen.map(({ accountId, entityId }) => ({ accountId, entityId }));
  const order = { agencyId, accounts, reason: 'No answer to the statement' };
  const placed = await office.post<{ items: Placement[] }>('biller', '/v1/collection-cases', order);
  const [first, second] = placed.body.items.toSorted((left, right) => right.placedCents - left.placedCents);
  if (first === undefined || second === undefined) throw new Error('an account that was ready was not placed');
  const told = [await tellAgency(office, agencyId)];
  say(`Two accounts go to a collection agency, with ${amount(first.placedCents)} and ${amount(second.placedCents)}.\n`);
  const remit = await agencyPays(office, { agencyId, placement: first, today }, say);
  await recall(office, first.id);
  told.push(await tellAgency(office, agencyId));
  say(
    'The office recalls that account: the patient calls, and will pay the rest. The other one stays with the agency.\n',
  );
  return {
    cases: [first, second].map(({ id, claims }) => ({ caseId: id, claimIds: claims.map(({ claimId }) => claimId) })),
    filesToAgency: told,
    remits: [remit],
  };
}

/**
 * Writes the file of everything that the agency does not know yet.
 * @returns its text
 */
async function tellAgency(office: Office, agencyId: string): Promise<string> {
  const made = await office.post<{ id: string }>('biller', '/v1/agency-files', { agencyId });
  const { file } = await office.get<{ file: { url: string } }>('biller', `/v1/agency-files/${made.body.id}`);
  return (await fetch(file.url)).text();
}

/** The agency's remittance file, and its transfer as the bank shows it. @returns the file's text */
async function agencyPays(
  office: Office,
  { agencyId, placement, today }: { readonly agencyId: string; readonly placement: Placement; readonly today: string },
  say: (text: string) => void,
): Promise<string> {
  const collected = 4 * Math.floor(placement.placedCents / 8);
  const fee = collected / 4;
  const sums = [collected, fee, collected - fee].map(amount).join(',');
  const content = [
    'record,reference,case,paid_on,paid_to,collected,fee,net',
    `payment,A-1001,${placement.id},${today},agency,${sums}`,
    `total,1,,,,${sums}\n`,
  ].join('\n');
  const { entityId } = placement;
  const remit = { agencyId, entityId, receivedOn: today, reference: 'ACH-1', content };
  const taken = await office.post<{ id: string }>('biller', '/v1/agency-remits', remit);
  await waitFor('what the agency pays to be booked', async () => {
    const { state } = await office.get<{ state: string }>('biller', `/v1/agency-remits/${taken.body.id}`);
    return state === 'posted' ? true : undefined;
  });
  const shown = { bankAccount: 'SYNTHETIC-1', cents: collected - fee, kind: 'eft', traceNumber: 'ACH-1' };
  await office.post('biller', '/v1/deposits', { entityId, depositedOn: today, ...shown });
  say(`The agency collects ${amount(collected)}, keeps ${amount(fee)}, and sends ${amount(collected - fee)}.\n`);
  return content;
}

async function recall(office: Office, caseId: string): Promise<void> {
  const path = `/v1/collection-cases/${caseId}`;
  const { version } = await office.get<{ version: number }>('biller', path);
  await office.post('biller', `${path}/recall`, { reason: 'The patient pays the rest' }, `"${version}"`);
}
