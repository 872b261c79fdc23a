import { createHash } from 'node:crypto';
import SftpClient from 'ssh2-sftp-client';
import type { SftpOrigin } from '../../shared/domain/connection/connection.ts';
import { SourceFailed } from './source.ts';

/** The credentials to sign in with. Parsed from the secret, never logged or stored. */
export type Credentials =
  | { readonly password: string }
  | { readonly privateKey: string; readonly passphrase?: string | undefined };

/** How long we wait for the host. */
export interface Patience {
  readonly connectMilliseconds: number;
  readonly replyMilliseconds: number;
}

/** The SFTP channel of an open connection. */
export type Channel = Awaited<ReturnType<SftpClient['connect']>>;

/** One open connection to a host. */
export interface Session {
  readonly channel: Channel;
  /** Whether the connection is known to have ended. */
  isLost(): boolean;
  /** Waits for a reply of the host. @throws SourceFailed when the connection breaks or the host does not answer */
  reply<Value>(ask: (done: (error: Error | null | undefined, value?: Value) => void) => void): Promise<Value>;
  end(): void;
}

/** The host's answer is an SFTP status, such as 2 for a missing file. */
export class HostStatus extends Error {
  override readonly name = 'HostStatus';
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** Returns `value` when the host refuses; throws when the connection broke. */
export function unlessStatus<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof HostStatus) return value;
    throw error;
  };
}

/** The path of a file in a directory of the host. */
export const below = (directory: string, name: string): string => `${directory.replace(/\/+$/, '')}/${name}`;

/** A connection that is opened at the first use, and again after a break. */
export function reopenedSession(origin: SftpOrigin, credentials: Credentials, patience: Patience) {
  let current: Session | undefined;
  const session = async (): Promise<Session> => {
    if (current === undefined || current.isLost()) current = await openSession(origin, credentials, patience);
    return current;
  };
  return { session, end: () => current?.end() };
}

/** `SHA256:` and 43 characters, as OpenSSH shows the fingerprint of a host key. */
function fingerprintOf(hostKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

const ignore = () => undefined;

/**
 * Opens a connection. The host's key is compared before user and password are sent, which another host could misuse.
 * @throws SourceFailed
 */
async function openSession(origin: SftpOrigin, credentials: Credentials, patience: Patience): Promise<Session> {
  const client = new SftpClient('superbill', { error: ignore, end: ignore, close: ignore });
  let isKeyRefused = false;
  let lose: (error: Error) => void = ignore;
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(ignore);
  let isLost = false;
  const over = () => {
    isLost = true;
    lose(new SourceFailed('connection-lost'));
  };
  const end = () => {
    over();
    client.end().catch(ignore);
  };
  if ('password' in credentials) answerPrompts(client, credentials.password);
  // Requests are small and wait for each other. Without this, each one would wait some 40 ms longer for the host's acknowledgement.
  client.on('connect', function (this: { setNoDelay(isSet: boolean): void }) {
    this.setNoDelay(true);
  });
  const connecting = client.connect({
    host: origin.host,
    port: origin.port,
    username: origin.user,
    ...signIn(credentials),
    readyTimeout: patience.connectMilliseconds,
    keepaliveInterval: Math.max(1000, Math.floor(patience.replyMilliseconds / 3)),
    keepaliveCountMax: 2,
    hostVerifier: (key: Buffer) => {
      isKeyRefused = !origin.hostKeyFingerprints.includes(fingerprintOf(key));
      return !isKeyRefused;
    },
  });
  try {
    // Twice the usual time: a host may accept the connection, show its key, and then never answer.
    const channel = await within(connecting, patience.connectMilliseconds * 2);
    client.on('error', over);
    client.on('close', over);
    client.on('end', over);
    const reply: Session['reply'] = (ask) =>
      Promise.race([within(asked(ask), patience.replyMilliseconds), lost]).catch(failedReply(end));
    return { channel, isLost: () => isLost, reply, end };
  } catch (error) {
    connecting.catch(ignore);
    client.end().catch(ignore);
    throw new SourceFailed(isKeyRefused ? 'host-key-changed' : codeOf(error));
  }
}

function signIn(credentials: Credentials) {
  if ('password' in credentials) return { password: credentials.password, tryKeyboard: true };
  const { privateKey, passphrase } = credentials;
  return passphrase === undefined ? { privateKey } : { privateKey, passphrase };
}

/** Many hosts ask for the password in an interactive prompt. */
function answerPrompts(client: SftpClient, password: string): void {
  const answer = (...parts: unknown[]) => {
    const [, , , prompts, finish] = parts as [unknown, unknown, unknown, unknown[], (answers: string[]) => void];
    finish(prompts.map(() => password));
  };
  client.on('keyboard-interactive', answer);
}

function asked<Value>(ask: (done: (error: Error | null | undefined, value?: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error) reject(error);
      else resolve(value as Value);
    });
  });
}

/**
 * Turns a failed reply into a failure. The connection to a host that does not answer is dropped, so that the next call
 * opens a new one.
 */
function failedReply(end: () => void) {
  return (error: unknown): never => {
    if (error instanceof SourceFailed) {
      end();
      throw error;
    }
    const status = (error as { readonly code?: unknown }).code;
    // 6 and 7: no connection, connection lost; 4: any other failure.
    if (typeof status === 'number' && status !== 6 && status !== 7) throw new HostStatus(status);
    end();
    throw new SourceFailed('connection-lost');
  };
}

async function within<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SourceFailed('host-timeout')), milliseconds);
  });
  work.catch(ignore);
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** Texts and codes of ssh2 and of Node's sockets. They are only read here and never passed on. */
function codeOf(error: unknown): SourceFailed['code'] {
  if (error instanceof SourceFailed) return error.code;
  const { code = '', message = '' } = error as { code?: unknown; message?: unknown };
  const text = `${code} ${message}`;
  if (/authentication methods failed|authentication failure/i.test(text)) return 'sign-in-refused';
  if (/parse privateKey|passphrase|Encrypted/i.test(text)) return 'secret-malformed';
  if (/timed? ?out|ETIMEDOUT/i.test(text)) return 'host-timeout';
  return 'host-unreachable';
}
