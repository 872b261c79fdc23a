// `npm run complete-lock`, after every `npm install`: puts packages for other platforms back into the lock file if the
// registry did not have them. They are never fetched here, but `npm ci` refuses a lock file without them.
import { writeFileSync } from 'node:fs';
import { type LockedPackage, lockFile, missingPlatforms, platformOf, readLock } from './lock-file.ts';

const lock = readLock();
const packages: Record<string, LockedPackage> = { ...lock.packages };
const missing = missingPlatforms(lock);
for (const { name, version } of missing) {
  packages[`node_modules/${name}`] = { version, ...platformOf(name), dev: true, optional: true };
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([left], [right]) => (left < right ? -1 : 1)));
writeFileSync(lockFile, `${JSON.stringify({ ...lock, packages: sorted }, undefined, 2)}\n`);
console.log(`${missing.length} packages for other platforms were put back.`);
