import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PracticeServer, practiceSecrets, startPracticeServer } from '../../simulator/card-processor/server.ts';
import { type HostOptions, type LocalHost, startHost } from './host.ts';

/**
 * Starts the host. When a simulated payer runs and no other stand-in for card processors is named, also starts a
 * simulated card processor. If the host cannot start, the simulated processor is stopped, because it would keep the
 * process from ending.
 */
export async function startWithCards(options: HostOptions): Promise<LocalHost> {
  const { companions = [], endpoints } = options;
  if (options.companions?.length === 0 || endpoints?.cards !== undefined) return startHost(options);
  const practice = await startPracticeServer();
  const companion = async ({ folder, tenantId, url, clock }: LocalHost): Promise<PracticeServer> => {
    practice.goBy(clock.now);
    keepPracticeSecret(join(folder, 'secrets.json'), tenantId);
    rememberWebhooks(practice, join(folder, webhooksFile), url);
    return practice;
  };
  try {
    const cards = { ...endpoints, cards: practice.url };
    return await startHost({ ...options, companions: [...companions, companion], endpoints: cards });
  } catch (error) {
    await practice.stop();
    throw error;
  }
}

/** The office finds the simulated processor by the secret `stripe`, unless it already has a secret of this name. */
function keepPracticeSecret(file: string, tenantId: string): void {
  const { secretKey, webhookSecret } = practiceSecrets;
  const offices = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>) : {};
  const own = { stripe: { secretKey, webhookSecrets: [webhookSecret] }, ...offices[tenantId] };
  writeFileSync(file, JSON.stringify({ ...offices, [tenantId]: own }), { mode: 0o600 });
}

/** The file in the host's folder with the addresses to which the processor sends its events. */
const webhooksFile = 'card-webhooks.json';

/**
 * Restores the addresses to which the processor sent its events before the restart. Addresses of the host itself are
 * stored as paths, because its port may have changed.
 */
export function rememberWebhooks(practice: Pick<PracticeServer, 'remember'>, file: string, hostUrl: string): void {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly string[]) : [];
  practice.remember(
    kept.map((each) => (each.startsWith('/') ? `${hostUrl}${each}` : each)),
    (all) => {
      const addresses = all.map((each) => (each.startsWith(`${hostUrl}/`) ? each.slice(hostUrl.length) : each));
      writeFileSync(file, JSON.stringify(addresses), { mode: 0o600 });
    },
  );
}
