import { readFileSync } from 'node:fs';

/** The unit in which the kernel counts: a hundredth of a second. */
const tickMilliseconds = 10;

/**
 * The processor time that this process has used and, on Linux, that of its children that have ended. Other programs
 * affect a clock on the wall, but hardly this time.
 */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMilliseconds();
}

function childrenMilliseconds(): number {
  try {
    const text = readFileSync('/proc/self/stat', 'utf8');
    // The name in parentheses may contain spaces. After it come the state, ten numbers, and then utime, stime, cutime
    // and cstime.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMilliseconds;
  } catch {
    return 0;
  }
}
