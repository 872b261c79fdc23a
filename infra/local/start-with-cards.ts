import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PracticeServer, practiceSecrets, startPracticeServer } from '../../simulator/card-processor/server.ts';
import { type HostOptions, type LocalHost, startHost } from './host.ts';

/**
 * Starts the host; with a card processor to practise with, wherever there is a payer to practise with and no other stand-in is named. A host
 * that cannot start leaves none behind, which would keep the process from ending.
 */
export async function startWithCards(options: HostOptions): Promise<LocalHost> {
  const { companions = [], endpoints } = options;
  if (options.companions?.length === 0 || endpoints?.cards !== undefined) return startHost(options);
  const practice = await startPracticeServer();
  const companion = async ({ folder, tenantId }: LocalHost): Promise<PracticeServer> => {
    keepPracticeSecret(join(folder, 'secrets.json'), tenantId);
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

/** The office knows the processor to practise with by the secret `stripe`, unless it has another one of this name. */
function keepPracticeSecret(file: string, tenantId: string): void {
  const { secretKey, webhookSecret } = practiceSecrets;
  const offices = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>) : {};
  const own = { stripe: { secretKey, webhookSecrets: [webhookSecret] }, ...offices[tenantId] };
  writeFileSync(file, JSON.stringify({ ...offices, [tenantId]: own }), { mode: 0o600 });
}
