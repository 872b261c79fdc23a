import type { Connection } from '../../shared/domain/connection/connection.ts';
import {
  type FileFailure,
  fileFailures,
  type RunFailure,
  runFailures,
  unrecognisedReasons,
} from '../../shared/domain/connection/failures.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { ConnectionFile, ConnectionRun, ConnectionState } from '../../shared/store/connections.ts';

/** Views of connections and their runs in the API. */

const failureView = (code: RunFailure) => ({ code, detail: runFailures[code] });

const isHeld = (state: ConnectionState, now: Instant): boolean => (state.leaseUntil ?? '') > now;

function originView(origin: Connection['origin']) {
  return origin.kind === 'sftp' ? { ...origin, hostKeyFingerprints: [...origin.hostKeyFingerprints] } : origin;
}

export function connectionView(connection: Connection, state: ConnectionState, now: Instant) {
  const { nextRunAt, lastRunAt, lastRunState, lastFailure, lastNewsAt } = state;
  const isRunning = isHeld(state, now);
  return {
    ...connection,
    origin: originView(connection.origin),
    ...present({ nextRunAt }),
    isRunning,
    ...present({
      lastRunAt,
      lastRunState:
        lastRunState === undefined
          ? undefined
          : lastRunState === 'running' && !isRunning
            ? ('interrupted' as const)
            : lastRunState,
      lastFailure: lastFailure === undefined ? undefined : failureView(lastFailure),
    }),
    lastNewsAt,
    isQuiet: state.quietExceptionId !== undefined,
  };
}

/** A run was cut off when its lease has expired and it never reported its end. */
export function runView(run: ConnectionRun, state: ConnectionState, now: Instant) {
  const { failure, fileFailures: files, ...rest } = run;
  const isAlive = state.leaseRunId === run.id && isHeld(state, now);
  return {
    ...rest,
    state: run.state === 'running' && !isAlive ? ('interrupted' as const) : run.state,
    ...present({ failure: failure === undefined ? undefined : failureView(failure) }),
    fileFailures: Object.entries(files).map(([code, count]) => ({
      code: code as FileFailure,
      detail: fileFailures[code as FileFailure],
      files: count,
    })),
  };
}

export function connectionFileView({ reason, ...file }: ConnectionFile) {
  return {
    ...file,
    ...present({ reason: reason && { code: reason, detail: unrecognisedReasons[reason] } }),
  };
}
