import type { FunctionRow, Trigger } from '../functions.ts';

/** What differs between stages beside names: how much one may use at once. */
export interface StageSettings {
  /** What API Gateway lets through to the stage, and how many at one moment. */
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** What the firewall lets through from one address in five minutes. */
  readonly requestsPerAddress: number;
  /** Batches that a worker has at once at most, whatever its row says. */
  readonly workerConcurrency: number;
  /**
   * Lambda concurrency that is kept for each function of a kind, and is its most. Workers get what their rows say. Absent: nothing is
   * kept, and functions share what the account has; a new account has 10, of which nothing can be kept.
   */
  readonly reserved?: Readonly<Record<Exclude<Trigger['kind'], 'queue'>, number>>;
}

export const stageSettings = {
  /** One developer. */
  development: { requestsPerSecond: 20, burst: 40, requestsPerAddress: 1000, workerConcurrency: 2 },
  /** Whole days of an office in an hour, from one address. */
  test: { requestsPerSecond: 100, burst: 200, requestsPerAddress: 20_000, workerConcurrency: 10 },
  /** Offices behind one address each, with a program beside them, stay far below 2,000. */
  production: {
    requestsPerSecond: 100,
    burst: 200,
    requestsPerAddress: 2000,
    workerConcurrency: 10,
    reserved: { authorizer: 20, api: 10, schedule: 2 },
  },
} as const satisfies Readonly<Record<string, StageSettings>>;

type SettingsName = keyof typeof stageSettings;

/** The settings of a stage: those of its own name, or those that it names; other stages have the settings of `test`. @throws when there are none of that name */
export function settingsOf(stageName: string, named?: unknown): StageSettings {
  if (named === undefined)
    return Object.hasOwn(stageSettings, stageName) ? stageSettings[stageName as SettingsName] : stageSettings.test;
  if (typeof named === 'string' && Object.hasOwn(stageSettings, named)) return stageSettings[named as SettingsName];
  throw new Error(`settings: one of ${Object.keys(stageSettings).join(', ')}`);
}

/** Batches that a worker has at once. AWS takes nothing below 2: what must not run twice at once is kept apart by conditions in the table. */
export function concurrencyOf(settings: StageSettings, { concurrency }: Extract<Trigger, { kind: 'queue' }>): number {
  return Math.max(2, Math.min(settings.workerConcurrency, concurrency));
}

/** The Lambda concurrency that is kept for a function. */
export function reservedFor(settings: StageSettings, { trigger }: FunctionRow): number | undefined {
  if (settings.reserved === undefined) return undefined;
  return trigger.kind === 'queue' ? concurrencyOf(settings, trigger) : settings.reserved[trigger.kind];
}
