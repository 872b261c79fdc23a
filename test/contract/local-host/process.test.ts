import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountId, sdkConfiguration } from '../../../infra/local/environment.ts';
import { roles } from '../../../shared/domain/identity/principal.ts';

const program = fileURLToPath(new URL('./fixture-host.ts', import.meta.url));

interface Facts {
  readonly url: string;
  readonly pid: number;
  readonly tenantId: string;
  readonly tokens: Record<string, string>;
  readonly dynamodbEndpoint: string;
  readonly sqsEndpoint: string;
  readonly s3Endpoint: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

let folder: string;
let started: Running[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'superbill-host-'));
  started = [];
});
afterEach(async () => {
  for (const { child, exit } of started) {
    child.kill('SIGKILL');
    await exit;
  }
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [program, '--folder', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const running = { child, output: () => text, exit };
  started.push(running);
  return running;
}

async function up(host: Running): Promise<Facts> {
  await expect.poll(host.output).toMatch(/Ctrl\+C/);
  return JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as Facts;
}

/** The databases that run on the test's folder. */
function databases(): readonly string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && line.includes('--db-path') && !line.includes('/bin/sh'));
}

function clients({ dynamodbEndpoint, sqsEndpoint }: Facts) {
  const table = new DynamoDBClient(sdkConfiguration(dynamodbEndpoint));
  const queues = new SQSClient(sdkConfiguration(sqsEndpoint));
  const read = async (pk: string, sk: string) => {
    const { Item } = await table.send(
      new GetItemCommand({ TableName: 'superbill', Key: { pk: { S: pk }, sk: { S: sk } } }),
    );
    return Item;
  };
  const write = (pk: string, sk: string) =>
    table.send(new PutItemCommand({ TableName: 'superbill', Item: { pk: { S: pk }, sk: { S: sk } } }));
  const send = (message: Record<string, string>) => {
    const QueueUrl = `${sqsEndpoint}/${accountId}/worker`;
    return queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };
  return { read, write, send };
}

test('loses nothing to kill -9: items, waiting messages and those being processed', async () => {
  const trace = join(folder, 'trace.txt');
  const first = run();
  const before = clients(await up(first));
  await before.write('kept', '1');
  // The message fails the first time, so that it is hidden for a second when the host is killed.
  await before.send({ id: 'waiting', do: 'fail-once', trace });
  await before.send({ id: 'at-work', do: 'hang', trace });
  const timesAtWork = () => (existsSync(trace) ? readFileSync(trace, 'utf8').split('at-work').length - 1 : 0);
  await expect.poll(timesAtWork).toBe(1);
  expect(databases()).toHaveLength(1);
  first.child.kill('SIGKILL');
  await first.exit;

  const second = run();
  const after = clients(await up(second));
  expect(await after.read('kept', '1')).toBeDefined();
  await expect.poll(timesAtWork).toBe(2);
  await expect.poll(() => after.read('worked', 'waiting')).toBeDefined();
  expect(databases()).toHaveLength(1);
  second.child.kill('SIGKILL');
  await second.exit;

  // The host is killed more often than a message may be received (twice) before it is given up.
  const third = run();
  await up(third);
  await expect.poll(timesAtWork).toBe(3);
  third.child.kill('SIGKILL');
  await expect.poll(databases).toHaveLength(0);
});

test('says how to continue, and stops with exit code 0 after finishing current work', async () => {
  const host = run('--log-level', 'debug');
  const facts = await up(host);
  expect(facts).toMatchObject({ pid: host.child.pid, tenantId: 'demo' });
  expect(Object.keys(facts.tokens)).toEqual(Object.keys(roles));
  expect(statSync(join(folder, 'host.json')).mode & 0o777).toBe(0o600);
  expect(host.output()).toContain(facts.url);
  for (const token of Object.values(facts.tokens)) expect(host.output()).toContain(token);
  const headers = { authorization: `Bearer ${facts.tokens.coder}` };
  const answer = fetch(`${facts.url}/v1/things?wait=400`, { headers });
  await expect.poll(() => readFileSync(join(folder, 'host.log'), 'utf8')).toMatch(/"function":"authorize"/);
  host.child.kill('SIGTERM');
  expect((await answer).status).toBe(201);
  expect(await host.exit).toBe(0);
  expect(existsSync(join(folder, 'host.json'))).toBe(false);
  expect(databases()).toHaveLength(0);
});

test('refuses a second start on the same folder, and uses a given port', async () => {
  const first = run('--port', '0');
  const { url } = await up(first);
  const second = run();
  expect(await second.exit).toBe(1);
  expect(second.output()).toContain(`A host is already running on ${folder} (process ${first.child.pid}, ${url})`);
  expect(second.output()).not.toMatch(/\n\s+at /);
  expect((await fetch(`${url}/v1/nothing`)).status).toBe(404);
});

test('names every error in a scenario', async () => {
  const file = join(folder, 'scenario.json');
  writeFileSync(file, JSON.stringify({ about: 'a test', remittances: [{ after: -1 }, { method: 'CASH' }] }));
  const host = run('--scenario', file);
  expect(await host.exit).toBe(1);
  expect(host.output()).toMatch(
    /^--scenario .*scenario\.json:\n {2}remittances\[0\]\.after: .*\n {2}remittances\[1\]\.method: /,
  );
});

test('says in one line what it cannot do', async () => {
  const wrongPort = run('--port', 'eighty');
  expect(await wrongPort.exit).toBe(1);
  expect(wrongPort.output()).toBe('--port takes a number from 0 to 65535, not eighty\n');
  const unknown = run('--nonsense');
  expect(await unknown.exit).toBe(1);
  expect(unknown.output()).toMatch(/^Unknown option '--nonsense'/);
});
