import { createHash } from 'node:crypto';
import { type Connection, type KeyboardAuthContext, Server, type SFTPWrapper, utils } from 'ssh2';

export interface PasswordHostOptions {
  readonly method: 'password' | 'keyboard-interactive';
  readonly password: string;
  /** The files of its only directory. */
  readonly files: Readonly<Record<string, string>>;
  /** States no size, time or kind of its files as attributes, only in the line that people read. */
  readonly isBare?: true;
  /** Accepts the sign-in, opens the channel, and then never answers. */
  readonly silentAfterSignIn?: true;
}

export interface PasswordHost {
  readonly port: number;
  readonly fingerprint: string;
  passwordsTried(): number;
  stop(): Promise<void>;
}

const { STATUS_CODE: status } = utils.sftp;
const fileMode = 0o100644;

/** The directory and its files, read only. */
function serveFiles(sftp: SFTPWrapper, { files, isBare }: PasswordHostOptions): void {
  const handles: { readonly name: string | undefined; isListed: boolean }[] = [];
  const open = (name: string | undefined): Buffer => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(handles.push({ name, isListed: false }) - 1);
    return handle;
  };
  const opened = (handle: Buffer) => handles[handle.readUInt32BE()] as (typeof handles)[number];
  const contents = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const bytesOf = (path: string) => contents.get(path.split('/').at(-1) ?? '');
  const attributes = (size: number) =>
    isBare ? ({} as never) : { mode: fileMode, uid: 0, gid: 0, size, atime: 1795442706, mtime: 1795442706 };

  sftp.on('OPENDIR', (id) => sftp.handle(id, open(undefined)));
  sftp.on('READDIR', (id, handle) => {
    const directory = opened(handle);
    if (directory.isListed) return sftp.status(id, status.EOF);
    directory.isListed = true;
    const names = Object.entries(files).map(([filename, text]) => ({
      filename,
      longname: `-rw-r--r-- 1 0 0 ${text.length} ${filename}`,
      attrs: attributes(text.length),
    }));
    sftp.name(id, names);
  });
  sftp.on('LSTAT', (id, path) => {
    const bytes = bytesOf(path);
    if (bytes === undefined) sftp.status(id, status.NO_SUCH_FILE);
    else sftp.attrs(id, attributes(bytes.length));
  });
  sftp.on('OPEN', (id, path) => sftp.handle(id, open(path)));
  sftp.on('READ', (id, handle, offset, length) => {
    const bytes = bytesOf(opened(handle).name ?? '')?.subarray(offset, offset + length);
    if (bytes === undefined || bytes.length === 0) return sftp.status(id, status.EOF);
    // Returns less than requested, as hosts may do, but enough for the read to make progress.
    sftp.data(id, bytes.subarray(0, Math.max(4096, Math.ceil(bytes.length / 2))));
  });
  sftp.on('CLOSE', (id) => sftp.status(id, status.OK));
}

/** A new key pair. The library cannot read about one in 400 of the keys that it makes. */
function newHostKey() {
  for (;;) {
    const hostKey = utils.generateKeyPairSync('ed25519');
    const parsed = utils.parseKey(hostKey.public);
    if (!(parsed instanceof Error)) return { hostKey, parsed };
  }
}

/**
 * A host in this process to which users sign in with a password; OpenSSH would do so only with the machine's own
 * passwords.
 */
export async function passwordHost(options: PasswordHostOptions): Promise<PasswordHost> {
  const { hostKey, parsed } = newHostKey();
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64');
  let tried = 0;
  const clients = new Set<Connection>();
  const serve = (client: Connection) => {
    clients.add(client);
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      const isRight = (given: string | undefined) => {
        tried += 1;
        return given === options.password;
      };
      if (context.method !== options.method) return context.reject([options.method]);
      if (context.method === 'password') return isRight(context.password) ? context.accept() : context.reject();
      const asked = context as KeyboardAuthContext;
      asked.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        isRight(answers[0]) ? asked.accept() : asked.reject(),
      );
    });
    client.on('ready', () => {
      client.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => {
          const sftp = acceptSftp();
          if (options.silentAfterSignIn !== true) serveFiles(sftp, options);
          else sftp.on('OPENDIR', () => undefined);
        });
      });
    });
  };
  const server = new Server({ hostKeys: [hostKey.private] }, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    fingerprint: `SHA256:${digest.replace(/=+$/, '')}`,
    passwordsTried: () => tried,
    stop: async () => {
      for (const client of clients) client.end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
