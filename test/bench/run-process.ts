import { spawnSync } from 'node:child_process';

/** What one run of a process came to. */
export interface ProcessRun {
  readonly seconds: number;
  /** The most memory that it held at once (resident), in megabytes; only where it was asked for. */
  readonly peakMegabytes?: number;
  /** Seconds of the processor in all its threads, user and system, which other programs disturb less than the clock; where it was asked for. */
  readonly processorSeconds?: number;
  readonly output: string;
}

/**
 * Prints the peak memory and the processor's time of the process that it is imported into, on standard error, at its end. Where the system tells the peak of the
 * program itself, that one: what `getrusage` tells counts the parent that it was forked from.
 */
const reportUse = `data:text/javascript,process.on('exit',()=>{
  let kilobytes=process.resourceUsage().maxRSS;
  try{kilobytes=/VmHWM:\\s+(\\d+)/.exec(process.getBuiltinModule('fs').readFileSync('/proc/self/status','utf8'))[1]}catch{}
  const {user,system}=process.cpuUsage();
  process._rawDebug('peak kilobytes '+kilobytes+', processor microseconds '+(user+system))})`;

/**
 * Runs Node once with these arguments, in a process of its own.
 * @throws when it ends with another code than 0
 */
export function runNode(words: readonly string[], measuresUse: boolean, env = process.env): ProcessRun {
  const options = measuresUse ? ['--import', reportUse] : [];
  const start = performance.now();
  const run = spawnSync(process.execPath, [...options, '--no-warnings', ...words], {
    encoding: 'utf8',
    env,
    maxBuffer: 1 << 26,
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(`${words[0]} ended with ${run.status}: ${run.stderr.slice(-800)}`);
  const [, peak, processor] = /peak kilobytes (\d+), processor microseconds (\d+)/.exec(run.stderr) ?? [];
  const used = { peakMegabytes: Number(peak) / 1000, processorSeconds: Number(processor) / 1e6 };
  return { seconds, output: run.stdout, ...(peak === undefined ? {} : used) };
}

/** The quickest of several runs, then one more that measures what it uses, so that measuring costs no time. */
export function measure(words: readonly string[], repetitions: number): Required<ProcessRun> {
  const runs = Array.from({ length: repetitions }, () => runNode(words, false));
  const best = runs.reduce((left, right) => (right.seconds < left.seconds ? right : left));
  const { peakMegabytes = Number.NaN, processorSeconds = Number.NaN } = runNode(words, true);
  return { ...best, peakMegabytes, processorSeconds };
}
