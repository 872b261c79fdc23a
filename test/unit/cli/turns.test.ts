import { describe, expect, test } from 'vitest';
import { Stopped } from '../../../cli/start-threads.ts';
import { Turns } from '../../../cli/turns.ts';

describe('the turns of threads', () => {
  test('come in the order of the parts', () => {
    const turns = new Turns();
    expect([turns.take(), turns.take()]).toEqual([0, 1]);
    expect(turns.isAt(1)).toBe(false);
    turns.pass(0);
    expect(turns.isAt(1)).toBe(true);
    turns.wait(1);
  });

  test('are waited for a limited time only, because a thread may have ended without a word', () => {
    const turns = new Turns(undefined, 20);
    expect(() => turns.wait(1)).toThrow(Stopped);
  });

  test('do not come any more when the work was stopped', () => {
    const turns = new Turns();
    turns.stop();
    expect(() => turns.wait(0)).toThrow(Stopped);
  });
});
