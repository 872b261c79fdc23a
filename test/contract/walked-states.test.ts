import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waysOut } from '../../shared/http/states.ts';
import { bookFaults } from '../support/book-faults.ts';
import { openWholeOffice, type WholeOffice } from '../support/whole-office.ts';
import { cards } from './walked/cards.ts';
import { claims } from './walked/claims.ts';
//X from './walked/claims.ts';
import { inquiries } from './walked/inquiries.ts';
import { moreClaims } from './walked/more-claims.ts';
import { officeWork } from './walked/office-work.ts';
import { patients } from './walked/patients.ts';
import { payers } from './walked/payers.ts';
import { look, stateOf, type Walk } from './walked/walk.ts';

/* The table of states is true: a real thing is brought into each state, and what the table names ends it. */

const walks = [patients, cards, officeWork, claims, moreClaims, payers, inquiries].flatMap((each) =>
  Object.entries(each),
);

/** States that are not over, and are not walked here: why, or where they are. The list may only get shorter. */
const notWalked: Readonly<Record<string, string>> = {
  'AuthorizationRequest asking': 'nothing reads it but the answer that begins it; its authorisation is walked',
  'AuthorizationRequest queued': 'nothing reads it but the answer that begins it; its authorisation is walked',
  'ConditionGap open': 'it needs an official file of conditions: run-self-audit.test.ts ends it',
  'Exception open': 'ways-out.test.ts ends one of each code',
  'StatusInquiry planned': 'nothing plans one',
};

let office: WholeOffice;
beforeEach(async () => {
  office = await openWholeOffice();
});
afterEach(async () => {
  expect(bookFaults(await office.store.items())).toEqual([]);
  await office.store.stop();
});

const steps = walks.flatMap(([thing, states]) =>
  Object.entries(states).flatMap(([state, walk]) =>
    [walk].flat().map((each: Walk) => ({ thing, state, name: typeof each.by === 'string' ? each.by : 'itself', each })),
  ),
);

describe('the table of states', () => {
  it('has a walk out of each state that is not over, but for those that a list names', () => {
    const open = Object.entries(waysOut).flatMap(([thing, states]) =>
      Object.entries(states).flatMap(([state, { isOver }]) => (isOver === undefined ? [`${thing} ${state}`] : [])),
    );
    const walked = new Set(steps.map(({ thing, state }) => `${thing} ${state}`));
    expect(open.filter((each) => !walked.has(each)).sort()).toEqual(Object.keys(notWalked).sort());
    expect(walked.size).toBeGreaterThan(1);
  });

  it.each(steps)('$thing $state is ended by $name', async ({ thing, state, each }) => {
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
});
