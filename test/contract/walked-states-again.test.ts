import { describe } from 'vitest';
import { otherWalks } from './walked/all-walks.ts';
import { walkAll } from './walked/run-walks.ts';

/* The table of states names more than one operation for many states: the others end them too. */

describe('the table of states', () => {
  walkAll(otherWalks);
});
