import { runHostCommand } from '../../../infra/local/command.ts';
import { fixtureEntry, fixtureRows } from './fixture-rows.ts';

/** `npm start` with functions that the tests can tell what to do, for tests that kill it. */
const { authorize, echo, worker } = fixtureRows;
await runHostCommand(process.argv.slice(2), {
  rows: [authorize, echo, worker],
  entryOf: fixtureEntry,
  longestRetrySeconds: 1,
});
