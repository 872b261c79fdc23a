import type { FunctionRow, Trigger } from '../function-row.ts';

/** The settings that differ between stages, apart from names. They limit how much a stage can be used. */
export interface StageSettings {
  /** Requests per second that API Gateway lets through to the stage, and the burst. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Requests from one address in five minutes that the firewall lets through. */
  readonly requestsPerAddress: number;
  /** At most this many concurrent batches per worker, whatever its row says. */
  readonly workerConcurrency: number;
  /**
   * Reserved Lambda concurrency of each function of a kind, which is also its maximum. Workers get what their rows say.
   * When absent, nothing is reserved, and functions share the account's concurrency. A new account has a concurrency of
   * 10, of which nothing can be reserved.
   */
  readonly reserved?: Readonly<Record<Exclude<Trigger['kind'], 'queue'>, number>>;
}

export const stageSettings = {
  /** A stage for one developer. */
  development: { requestsPerSecond: 20, burst: 40, requestsPerAddress: 1000, workerConcurrency: 2 },
  /** Tests that send a whole office day within an hour, from one address. */
  test: { requestsPerSecond: 100, burst: 200, requestsPerAddress: 20_000, workerConcurrency: 10 },
  /**
   * All people of an office share one address. With a program of their own, they still stay far below 2,000 requests.
   */
  production: {
    requestsPerSecond: 100,
    burst: 200,
    requestsPerAddress: 2000,
    workerConcurrency: 10,
    reserved: { authorizer: 20, api: 10, schedule: 2 },
  },
} as const satisfies Readonly<Record<string, StageSettings>>;

type SettingsName = keyof typeof stageSettings;

/**
 * The settings of a stage: the named settings, or those with the stage's name, or else `test`.
 * @throws when no settings have the name
 */
export function settingsOf(stageName: string, named?: unknown): StageSettings {
  if (named === undefined)
    return Object.hasOwn(stageSettings, stageName) ? stageSettings[stageName as SettingsName] : stageSettings.test;
  if (typeof named === 'string' && Object.hasOwn(stageSettings, named)) return stageSettings[named as SettingsName];
  throw new Error(`settings: one of ${Object.keys(stageSettings).join(', ')}`);
}

/**
 * The concurrent batches of a worker. AWS allows no less than 2. Work that must not run twice at once is protected by
 * conditions in the table.
 */
export function concurrencyOf(settings: StageSettings, { concurrency }: Extract<Trigger, { kind: 'queue' }>): number {
  return Math.max(2, Math.min(settings.workerConcurrency, concurrency));
}

/** The reserved Lambda concurrency of a function. */
export function reservedFor(settings: StageSettings, { trigger }: FunctionRow): number | undefined {
  if (settings.reserved === undefined) return undefined;
  return trigger.kind === 'queue' ? concurrencyOf(settings, trigger) : settings.reserved[trigger.kind];
}
