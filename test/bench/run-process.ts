import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** The figures of one run of a process. */
export interface ProcessRun {
  readonly seconds: number;
  /** The most memory that it held at once (resident), in megabytes; only if requested. */
  readonly peakMegabytes?: number;
  /**
   * Processor seconds in all its threads, user and system; only if requested. Other programs disturb them less than
   * time by the clock.
   */
  readonly processorSeconds?: number;
  readonly output: string;
}

/**
 * At its end, the process that imports this prints its peak memory and its processor time on standard error. The peak
 * is read from the system if possible, because that of `getrusage` includes the parent process.
 */
const reportUse = `data:text/javascript,process.on('exit',()=>{
  let kilobytes=process.resourceUsage().maxRSS;
  try{kilobytes=/VmHWM:\\s+(\\d+)/.exec(process.getBuiltinModule('fs').readFileSync('/proc/self/status','utf8'))[1]}catch{}
  const {user,system}=process.cpuUsage();
  process._rawDebug('peak kilobytes '+kilobytes+', processor microseconds '+(user+system))})`;

/**
 * Runs Node once with these arguments, in its own process.
 * @throws when it exits with a code other than 0
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

/**
 * The fastest of several runs. One more run measures memory and processor time, so that measuring does not slow the
 * others.
 * @param output the file that a run writes. It is removed before each run: the system takes as long to free a large file that is replaced
 * as to write a part of it.
 */
export function measure(words: readonly string[], repetitions: number, output?: string): Required<ProcessRun> {
  const run = (measuresUse: boolean): ProcessRun => {
    if (output !== undefined) rmSync(output, { force: true });
    return runNode(words, measuresUse);
  };
  const runs = Array.from({ length: repetitions }, () => run(false));
  const best = runs.reduce((left, right) => (right.seconds < left.seconds ? right : left));
  const { peakMegabytes = Number.NaN, processorSeconds = Number.NaN } = run(true);
  return { ...best, peakMegabytes, processorSeconds };
}
