import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type EntryResolver, functionEntry } from '../bundle.ts';
import type { FunctionRow } from '../function-row.ts';
import { functionRows } from '../functions.ts';
import { type Authorize, createAuthorizerCache } from './authorizer-cache.ts';
import { cachedBundles } from './bundle-cache.ts';
import { type HostClock, openClock } from './clock.ts';
import { type Closers, closeAll } from './closing.ts';
import { startDropFolder } from './drop-folder.ts';
import { type Endpoints, functionEnvironment, type LocalStack } from './environment.ts';
import { createFunctionPools, type FunctionPools } from './function-pool.ts';
import { functionWorker, type InvocationOutcome } from './function-threads.ts';
import { hostFile, issueTokens, type RoleTokens, removeHostFile, writeHostFile } from './host-file.ts';
import { type HostLog, openHostLog } from './host-log.ts';
import { listenFront } from './http-front.ts';
import { createIssuer, type IssueToken } from './issuer.ts';
import { lockFolder } from './lock.ts';
import { pollingClient, startPoller } from './poller.ts';
import { startStandIns } from './stand-ins.ts';
import { type RunLater, runLater, startTicker } from './ticker.ts';

/** A part that starts after the host and ends before it, such as a payer simulator. */
export type Companion = (host: LocalHost) => Promise<{ stop(): Promise<void> }>;

export interface HostOptions {
  /** The folder for all data; created if missing. Undefined: in memory, gone when the host stops. */
  readonly folder?: string | undefined;
  /** The port of the API; by default a free one. */
  readonly port?: number | undefined;
  readonly rows?: readonly FunctionRow[] | undefined;
  /** The source of a function by its name; by default `functions/<name>/handler.ts`. */
  readonly entryOf?: EntryResolver | undefined;
  /** Stand-ins that run elsewhere, instead of the embedded ones. */
  readonly endpoints?: Partial<Endpoints> | undefined;
  /** The office that the tokens are for; by default `demo`. */
  readonly tenantId?: string | undefined;
  readonly logLevel?: string | undefined;
  /** The clock of the authorizer's cache, in milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Makes the ticker's timers. */
  readonly later?: RunLater | undefined;
  readonly companions?: readonly Companion[] | undefined;
  readonly authorizerSecondsToLive?: number | undefined;
  readonly integrationMilliseconds?: number | undefined;
  /** The longest wait in seconds before a failed message comes again. */
  readonly longestRetrySeconds?: number | undefined;
  readonly dropFolderEveryMilliseconds?: number | undefined;
}

export interface LocalHost {
  /** The API's address, without a slash at the end. */
  readonly url: string;
  readonly folder: string;
  readonly tenantId: string;
  /** A token for each role of the demo tenant. */
  readonly tokens: RoleTokens;
  readonly issueToken: IssueToken;
  readonly clock: Pick<HostClock, 'now'>;
  readonly endpoints: Endpoints;
  readonly tableName: string;
  readonly bucket: string;
  readonly queueUrls: ReadonlyMap<string, string>;
  /** Runs a function with an event, as the host does. */
  invoke(name: string, event: unknown): Promise<InvocationOutcome>;
  /** The bodies of the messages in a queue or its dead letters; empty when SQS runs elsewhere. */
  messagesIn(queue: string): readonly string[];
  /** Takes no more work, waits for work in progress, and ends everything. */
  stop(): Promise<void>;
}

const tableName = 'superbill';
const bucket = 'superbill-files';

/** How long functions may continue when the host is to stop. */
const drainMilliseconds = 10_000;

/** Creates the host's folder and locks it for this host. */
function prepareFolder(given: string | undefined, closers: Closers): string {
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'superbill-')) : resolve(given);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (given === undefined) closers.push(() => rmSync(folder, { recursive: true, force: true }));
  closers.push(lockFolder(folder).release);
  return folder;
}

function authorizerOf(rows: readonly FunctionRow[], { invoke }: FunctionPools, options: HostOptions): Authorize {
  const row = rows.find(({ trigger }) => trigger.kind === 'authorizer');
  if (row === undefined) return async () => ({ kind: 'failed' });
  const { authorizerSecondsToLive: secondsToLive = 300, now = Date.now } = options;
  return createAuthorizerCache({ invoke: invoke(row.name), secondsToLive, now });
}

/** The parts of the host that run before it accepts work. */
interface Started {
  readonly rows: readonly FunctionRow[];
  readonly stack: LocalStack;
  readonly pools: FunctionPools;
}

/**
 * Starts the parts that give work to the functions: the queues' pollers and the ticker.
 * @returns closers for these parts and for the functions
 */
function startWork(
  { rows, stack, pools }: Started,
  { later = runLater }: HostOptions,
  log: HostLog,
): () => Promise<void> {
  const { longestRetrySeconds } = stack;
  const client = pollingClient(stack.endpoints.sqs);
  const pollers = rows
    .filter((row) => row.trigger.kind === 'queue')
    .map((row) => {
      const queueUrl = stack.queueUrls.get(row.name) as string;
      return startPoller({ row, client, queueUrl, invoke: pools.invoke(row.name), log, longestRetrySeconds });
    });
  const ticker = startTicker(rows, pools.invoke, later);
  return async () => {
    // Stopping takes no longer than this: a batch that is not finished in time fails, and its messages are delivered
    // again.
    await Promise.all([...[...pollers, ticker].map((part) => part.stop()), pools.stop(drainMilliseconds)]);
    client.destroy();
  };
}

interface HostBase {
  readonly folder: string;
  readonly log: HostLog;
  readonly clock: HostClock;
}

/** Starts everything that the functions need, and prepares the functions. */
async function startStack(options: HostOptions, { folder, log, clock }: HostBase, closers: Closers) {
  const { rows = functionRows, entryOf = functionEntry, endpoints: given = {}, logLevel = 'info' } = options;
  const { longestRetrySeconds = 30 } = options;
  const names = [functionWorker, ...rows].map(({ name }) => name);
  const sourceOf: EntryResolver = (name) => (name === functionWorker.name ? functionWorker.source : entryOf(name));
  const bundling = cachedBundles(names, sourceOf);
  // If another part fails first, nobody awaits this promise. Without a handler, its own failure would then end the process.
  bundling.catch(() => undefined);
  const front = await listenFront(options.port ?? 0);
  closers.push(front.stop);
  const issuerUrl = `${front.url}/oidc`;
  const issuer = await createIssuer(folder, issuerUrl);
  const isKept = options.folder !== undefined;
  const standIns = await startStandIns({ folder, isKept, given, rows, tableName, bucket, log }, closers);
  const jwksUri = `${issuerUrl}/jwks.json`;
  const secretsFile = join(folder, 'secrets.json');
  const issuerAt = { issuer: issuerUrl, jwksUri };
  const codeSetsFolder = join(folder, 'code-sets');
  const kept = { tableName, bucket, secretsFile, codeSetsFolder };
  const stack: LocalStack = { ...standIns, ...issuerAt, ...kept, logLevel, longestRetrySeconds };
  const files = new Map((await bundling).map(({ name, file }) => [name, file]));
  const pools = createFunctionPools(rows, files, (row) => functionEnvironment(row, stack), { log, clock });
  const { messagesIn, isDatabaseLost } = standIns;
  return { rows, front, issuer, stack, pools, messagesIn, isDatabaseLost };
}

async function startAll(options: HostOptions, closers: Closers): Promise<LocalHost> {
  const { tenantId = 'demo', integrationMilliseconds } = options;
  const folder = prepareFolder(options.folder, closers);
  const log = openHostLog(join(folder, 'host.log'));
  const clock = openClock(join(folder, 'clock.json'));
  const base = { folder, log, clock };
  const { rows, front, issuer, stack, pools, messagesIn, isDatabaseLost } = await startStack(options, base, closers);
  const { issueToken } = issuer;
  const authorize = authorizerOf(rows, pools, options);
  front.open({ rows, invoke: pools.invoke, authorize, issuer, clock, isDatabaseLost, integrationMilliseconds });
  let stopped: Promise<void> | undefined;
  const host: LocalHost = {
    url: front.url,
    folder,
    tenantId,
    tokens: await issueTokens(issueToken, tenantId),
    issueToken,
    clock,
    endpoints: stack.endpoints,
    tableName,
    bucket,
    queueUrls: stack.queueUrls,
    invoke: (name, event) => pools.invoke(name)(event),
    messagesIn,
    stop: () => {
      stopped ??= closeAll(closers);
      return stopped;
    },
  };
  // Requests end first, then background work, then what both need.
  closers.push(startWork({ rows, stack, pools }, options, log), front.stop);
  writeHostFile(join(folder, hostFile), host);
  closers.push(() => removeHostFile(join(folder, hostFile)));
  const drop = { folder: join(folder, 'drop'), tenantId, url: front.url, issueToken, log };
  const dropFolder = await startDropFolder({ ...drop, everyMilliseconds: options.dropFolderEveryMilliseconds ?? 500 });
  closers.push(dropFolder.stop);
  for (const companion of options.companions ?? []) closers.push((await companion(host)).stop);
  log.event('host-started', { pid: process.pid, url: host.url });
  return host;
}

/**
 * Starts the whole backend on this machine, from the rows. Rejects with `FolderInUse` when another host has the folder, with
 * `DynamodbUnavailable` where there is no embedded DynamoDB. On failure it ends everything that it has started.
 */
export async function startHost(options: HostOptions = {}): Promise<LocalHost> {
  const closers: Closers = [];
  try {
    return await startAll(options, closers);
  } catch (error) {
    await closeAll(closers).catch(() => undefined);
    throw error;
  }
}
