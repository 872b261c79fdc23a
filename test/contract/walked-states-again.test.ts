import { describe } from 'vitest';
import { otherWalks } from './walked/all-walks.ts';
import { walkAll } from './walked/run-walks.ts';

/* For many states the table names more than one operation. The other operations end these states too. */

describe('the table of states', () => {
  walkAll(otherWalks);
});
