import { afterEach, beforeEach, expect, it } from 'vitest';
import { waysOut } from '../../../shared/http/states.ts';
import { bookFaults } from '../../support/book-faults.ts';
import { openWholeOffice, type WholeOffice } from '../../support/whole-office.ts';
import { look, stateOf, type Walk, type Walks } from './walk.ts';

/** Each walk, with the thing and the state that it ends, and the name of the operation. */
export function stepsOf(walks: readonly Walks[]) {
  return walks
    .flatMap((each) => Object.entries(each))
    .flatMap(([thing, states]) =>
      Object.entries(states).flatMap(([state, walk]) =>
        [walk].flat().map((each: Walk) => {
          return { thing, state, name: typeof each.by === 'string' ? each.by : 'itself', each };
        }),
      ),
    );
}

/**
 * Each walk has its own office: the thing reaches the state, and what the table names ends it. Afterwards the books
 * must be right.
 */
export function walkAll(walks: readonly Walks[]): void {
  let office: WholeOffice;
  beforeEach(async () => {
    office = await openWholeOffice();
  });
  afterEach(async () => {
    expect(bookFaults(await office.store.items())).toEqual([]);
    await office.store.stop();
  });

  it.each(stepsOf(walks))('$thing $state is ended by $name', async ({ thing, state, each }) => {
    const { reach, by, body, to, next, principal, state: told = stateOf, on = (path: string) => path } = each;
    const way = waysOut[thing]?.[state];
    const at = await reach(office);
    const before = await look(office, at);
    expect(told(before), JSON.stringify(before)).toBe(state);
    if (typeof by === 'string') {
      expect(way?.by).toContain(by);
      const sent = typeof body === 'function' ? await body(before, office) : body;
      await office.do(by, await on(at.split('#')[0] as string, before, office), sent, principal);
    } else {
      expect(way?.byItself).toBeDefined();
      await by(office, before);
    }
    await next?.(office);
    const after = await look(office, at);
    expect(told(after), JSON.stringify(after)).toBe(to);
  });
}
