import { readFileSync } from 'node:fs';

/** What a lock file says of a package. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dev?: boolean;
  readonly optional?: boolean;
}

export interface LockFile {
  readonly packages: Record<string, LockedPackage>;
}

export const lockFile = new URL('../../package-lock.json', import.meta.url);

export function readLock(): LockFile {
  return JSON.parse(readFileSync(lockFile, 'utf8')) as LockFile;
}

/**
 * Packages for other platforms that a locked package names but the lock file lacks. If the registry lacks such a
 * package, `npm install` silently leaves it out, and `npm ci` then refuses the lock file everywhere.
 */
export function missingPlatforms(lock: LockFile): { readonly name: string; readonly version: string }[] {
  const missing = new Map<string, string>();
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`];
      const isPlatform = platformOf(name).os.length > 0;
      if (isPlatform && !places.some((place) => place in lock.packages)) missing.set(name, version);
    }
  }
  return [...missing].map(([name, version]) => ({ name, version }));
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The platform that a package's name states: `cli-linux-x64-musl`. */
export function platformOf(name: string): { readonly os: string[]; readonly cpu: string[]; readonly libc?: string[] } {
  const parts = name.split('/').at(-1)?.split('-') ?? [];
  const os = systems.filter((system) => parts.includes(system));
  const cpu = processors.filter((processor) => parts.includes(processor));
  if (!os.includes('linux')) return { os, cpu };
  if (parts.some((part) => part.includes('musl'))) return { os, cpu, libc: ['musl'] };
  return parts.some((part) => part.startsWith('gnu')) ? { os, cpu, libc: ['glibc'] } : { os, cpu };
}
