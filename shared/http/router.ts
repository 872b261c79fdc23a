import { fail, invariant, ok, type Result } from '../domain/result.ts';
import type { Api } from './api.ts';
import type { Failure } from './problem.ts';

interface CompiledRoute {
  readonly name: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly parameters: number;
}

export type RouteTable = readonly CompiledRoute[];

/** Prepares an API's routes for matching. Fixed segments are tried before parameters. */
export function routeTable(api: Api): RouteTable {
  const compiled = Object.entries(api).map(([name, route]) => {
    invariant(route.path.startsWith('/v1/'), `the path of ${name} begins with /v1/`);
    const segments = route.path.slice(1).split('/');
    const parameters = segments.filter((segment) => segment.startsWith('{')).length;
    return { name, method: route.method, segments, parameters };
  });
  return compiled.sort((left, right) => left.parameters - right.parameters);
}

/** Finds the operation of a method and path. A parameter that cannot be an id matches no operation. */
export function matchRoute(
  table: RouteTable,
  method: string,
  path: string,
): Result<{ readonly name: string; readonly params: Readonly<Record<string, string>> }, Failure> {
  const given = path.replace(/^\/|\/$/g, '').split('/');
  let pathExists = false;
  for (const route of table) {
    const params = paramsOf(route.segments, given);
    if (params === undefined) continue;
    pathExists = true;
    if (route.method !== method) continue;
    const plausible = Object.values(params).every((value) => /^[A-Za-z0-9_.-]{1,100}$/.test(value));
    return plausible ? ok({ name: route.name, params }) : fail({ kind: 'not-found' });
  }
  return fail({ kind: pathExists ? 'method-not-allowed' : 'route-not-found' });
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] as string;
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
