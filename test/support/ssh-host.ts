import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/local/ports.ts';

/** The OpenSSH server, where it is installed (`apt-get install openssh-server`; `.ci/run` does). */
const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));

export const hasSshd = sshd !== undefined;

/** A real OpenSSH server on loopback, in its own process, with its own keys and directory. */
export interface SshHost {
  readonly port: number;
  readonly user: string;
  /** The directory into which files are put. */
  readonly directory: string;
  readonly privateKey: string;
  readonly fingerprint: string;
  /** Ends every session, as a crash or a lost connection would; the server itself stays. */
  breakSessions(): number;
  /** Stops the server with all its sessions, until it is started again unchanged. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Starts again on the same port with another host key. Returns its fingerprint. */
  changeHostKey(): Promise<string>;
  stop(): Promise<void>;
}

function makeKey(path: string): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'synthetic', '-f', path]);
}

function fingerprintOf(publicKeyFile: string): string {
  const [, blob = ''] = readFileSync(publicKeyFile, 'utf8').split(' ');
  const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

function configuration(folder: string, port: number, hostKey: string): string {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${join(folder, 'user-key.pub')}`,
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PidFile none',
    'Subsystem sftp internal-sftp',
  ].join('\n');
}

async function startServer(folder: string, port: number, hostKey: string): Promise<ChildProcess> {
  const file = join(folder, 'sshd_config');
  writeFileSync(file, configuration(folder, port, hostKey));
  const child = spawn(sshd as string, ['-D', '-e', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      told += text.toString();
      if (told.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`sshd ended: ${told}`)));
  });
  return child;
}

/** The processes that a process has started. */
function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Kills a process, unless it has already ended. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export async function startSshHost(): Promise<SshHost> {
  // The directory that sshd needs to drop its rights. Its package creates it only at boot.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(join(tmpdir(), 'superbill-sshd-'));
  const directory = join(folder, 'outbound');
  mkdirSync(directory);
  for (const key of ['user-key', 'host-key', 'other-host-key']) makeKey(join(folder, key));
  const port = await freePort();
  let child = await startServer(folder, port, join(folder, 'host-key'));
  const breakSessions = (): number => {
    const sessions = childrenOf(child.pid as number).flatMap((pid) => [...childrenOf(pid), pid]);
    for (const pid of sessions) killIfThere(pid);
    return sessions.length;
  };
  return {
    port,
    user: userInfo().username,
    directory,
    privateKey: readFileSync(join(folder, 'user-key'), 'utf8'),
    fingerprint: fingerprintOf(join(folder, 'host-key.pub')),
    breakSessions,
    goAway: async () => {
      breakSessions();
      await end(child);
    },
    comeBack: async () => {
      child = await startServer(folder, port, join(folder, 'host-key'));
    },
    changeHostKey: async () => {
      breakSessions();
      await end(child);
      child = await startServer(folder, port, join(folder, 'other-host-key'));
      return fingerprintOf(join(folder, 'other-host-key.pub'));
    },
    stop: async () => {
      breakSessions();
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
