import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PracticeServer, practiceSecrets, startPracticeServer } from '../../simulator/card-processor/server.ts';
import type { PayerSimulator } from '../../simulator/companion.ts';
import { startCoreServer } from '../../simulator/core-server.ts';
import { type HostOptions, type LocalHost, startHost } from './host.ts';

export interface SimulatorOptions extends HostOptions {
  /** The simulated payer of the office. */
  readonly payer?: PayerSimulator | undefined;
}

/**
 * Starts the host. When a simulated payer is given, it works beside the host and answers questions in real time; a
 * simulated card processor is started too, unless another stand-in for card processors is named. If the host cannot start,
 * these servers are stopped, because they would keep the process from ending.
 */
export async function startWithSimulators({ payer, ...options }: SimulatorOptions): Promise<LocalHost> {
  if (payer === undefined) return startHost(options);
  const { companions = [], endpoints } = options;
  const started: { stop(): Promise<void> }[] = [];
  try {
    const core = await startCoreServer(payer.answer);
    started.push(core);
    const cards = endpoints?.cards === undefined ? await startPracticeServer() : undefined;
    if (cards !== undefined) started.push(cards);
    return await startHost({
      ...options,
      companions: [
        ...companions,
        payer.companion,
        async () => core,
        ...(cards ? [async (host: LocalHost) => attend(cards, host)] : []),
      ],
      endpoints: { ...endpoints, payer: core.url, ...(cards && { cards: cards.url }) },
    });
  } catch (error) {
    await Promise.all(started.map((each) => each.stop()));
    throw error;
  }
}

/** Sets the simulated card processor up for the office of a host. */
function attend(cards: PracticeServer, { folder, tenantId, url, clock }: LocalHost): PracticeServer {
  cards.goBy(clock.now);
  keepPracticeSecret(join(folder, 'secrets.json'), tenantId);
  rememberWebhooks(cards, join(folder, webhooksFile), url);
  return cards;
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
