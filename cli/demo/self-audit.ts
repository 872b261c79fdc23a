import type { Office } from './office.ts';
import { waitFor } from './office.ts';
import type { Practice } from './practice.ts';

interface Provider {
  readonly id: string;
  readonly version: number;
}

/**
 * The manager records, too late, that a physician has left, and runs a self-audit of the last weeks.
 * @returns the findings, worded by the API
 */
export async function lookAtOwnBilling(
  office: Office,
  { providers }: Practice,
  { from, leftOn, to }: { readonly from: string; readonly leftOn: string; readonly to: string },
): Promise<readonly string[]> {
  const path = `/v1/providers/${providers.doctorStone}`;
  const { id: _, version, ...provider } = await office.get<Provider>('manager', path);
  await office.put('manager', path, { ...provider, activeTo: leftOn }, `"${version}"`);
  const asked = await office.post<{ id: string }>('manager', '/v1/self-audits', { kind: 'billing', from, to });
  const audit = `/v1/self-audits/${asked.body.id}`;
  await waitFor('the self-audit', async () => {
    const { state } = await office.get<{ state: string }>('manager', audit);
    return state === 'done' ? true : undefined;
  });
  const flags = await office.list<{ rule: string; why: string }>('manager', `${audit}/flags?limit=200`);
  return flags.map(({ rule, why }) => `${rule}: ${why}`);
}
