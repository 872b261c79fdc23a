import { runHostCommand } from '../../../infra/local/command.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

/** `npm start` with functions that tests can control, for tests that kill the host. */
const { authorize, echo, worker } = fixtureRows;
await runHostCommand(process.argv.slice(2), {
  rows: [authorize, echo, worker],
  entryOf: fixtureEntry,
  longestRetrySeconds: 1,
});
