import { readFileSync } from 'node:fs';

/** What the kernel counts in: a hundredth of a second. */
const tickMilliseconds = 10;

/**
 * The processor time that this process has used, and, where Linux tells, that of its children that have ended. Other programs take
 * time away from a clock on the wall, and hardly any from this one.
 */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMilliseconds();
}

function childrenMilliseconds(): number {
  try {
    const text = readFileSync('/proc/self/stat', 'utf8');
    // The name in parentheses may hold spaces; after it come state, ten numbers, then utime, stime, cutime and cstime.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMilliseconds;
  } catch {
    return 0;
  }
}
