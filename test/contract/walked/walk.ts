import { manager, type TestPrincipal } from '../../support/api-event.ts';
import { allRoutes } from '../../support/whole-api.ts';
import type { WholeOffice } from '../../support/whole-office.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
export type Json = any;

export type Reach = (office: WholeOffice) => Promise<string>;

/** How a thing comes into a state, and how it leaves it. */
export interface Walk {
  /**
   * Brings a thing into the state.
   * @returns its path; if the thing is a part of what the path shows, its place there follows after `#`
   */
  readonly reach: Reach;
  /**
   * The operation of the table that ends the state. If the table says that the state ends automatically, what causes
   * that.
   */
  readonly by: string | ((office: WholeOffice, thing: Json) => Promise<unknown>);
  /** Reads the state from the thing, if the API shows it in another form. */
  readonly state?: (thing: Json) => unknown;
  /** Runs the work that the operation leaves, if any. */
  readonly next?: (office: WholeOffice) => Promise<unknown>;
  /** The state that follows. */
  readonly to: string;
  readonly body?: object | ((thing: Json, office: WholeOffice) => object | Promise<object | undefined>);
  /** The path of the operation, if it is not the thing’s own. */
  readonly on?: (path: string, thing: Json, office: WholeOffice) => string | Promise<string>;
  /** Who calls the operation, if the manager may not. */
  readonly principal?: TestPrincipal;
}

/** Walks by the thing and the state that they end. */
export type Walks = Readonly<Record<string, Readonly<Record<string, Walk | readonly Walk[]>>>>;

/** A biller, who may decide only small amounts alone. */
export const biller: TestPrincipal = { ...manager, subject: 'user-biller', roles: 'biller' };

export const reason = { reason: 'Looked at' };

/** The workers process what is due. */
export const work = (office: WholeOffice) => office.work();
/** Some days pass, and the workers process what is due on each. */
export const after = (days: number) => (office: WholeOffice) => office.pass(days);

/** An hour later the workers process what is due. */
export const anHour = async (office: WholeOffice) => {
  office.edge.setNow(new Date(office.edge.now().getTime() + 3_600_000).toISOString());
  await office.work();
};

/** Reads the path. If a place follows after `#`, returns only that part. */
export async function look(office: WholeOffice, at: string): Promise<Json> {
  const [path = '', place = ''] = at.split('#');
  const parts = place.split('/').filter((each) => each !== '');
  return parts.reduce((thing, part) => thing?.[part], await office.read(path));
}
export const stateOf = (thing: Json): unknown => thing?.state?.kind ?? thing?.state ?? thing?.status;

/** Has the workers bring a thing into a state that lasts only while they work. */
export const workedTo =
  (state: string, reach: Reach): Reach =>
  async (office: WholeOffice) => {
    const at = await reach(office);
    await office.workUntil(async () => stateOf(await look(office, at)) === state);
    return at;
  };

/** Makes a thing by an operation, at the path of its family. @returns its path */
export const make =
  (operation: string, body: object | ((office: WholeOffice) => object | Promise<object>), principal?: TestPrincipal) =>
  async (office: WholeOffice): Promise<string> => {
    const made = await office.do(operation, '', typeof body === 'function' ? await body(office) : body, principal);
    return `${allRoutes.find(({ name }) => name === operation)?.path}/${made.id}`;
  };

/** The id in the path of a thing. */
export const idOf = (path: string): string => path.split('/')[3] as string;

/** The first thing of a list. @returns its path */
export const only = (list: string) => async (office: WholeOffice) => `${list}/${(await office.read(list)).items[0].id}`;
