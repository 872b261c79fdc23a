import type { PracticeProcessor } from '../../simulator/card-processor/stand-in.ts';

/** The requests to the processor, and a way to make them fail. */
export interface PracticeFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  }[];
  /**
   * How the next requests fail: `lost` after the processor did what was asked, `unsent` before, a number with that
   * status.
   */
  fail(...how: readonly ('lost' | 'unsent' | number)[]): void;
}

/** Sends requests to the practice processor without a network. */
export function practiceFetch(processor: PracticeProcessor): PracticeFetch {
  const asked: PracticeFetch['asked'] = [];
  const failures: ('lost' | 'unsent' | number)[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(String(url));
    const headers = Object.fromEntries(new Headers(init.headers));
    const request = {
      method: init.method ?? 'GET',
      path: `${pathname}${search}`,
      headers,
      body: String(init.body ?? ''),
    };
    asked.push(request);
    const failure = failures.shift();
    if (failure === 'unsent') throw new TypeError('fetch failed');
    if (typeof failure === 'number') return Response.json({ error: { type: 'api_error' } }, { status: failure });
    const answer = processor.answer(request);
    if (failure === 'lost') throw new DOMException('timed out', 'TimeoutError');
    return Response.json(answer.body, { status: answer.status });
  };
  return { fetch: fetch as typeof globalThis.fetch, asked, fail: (...how) => void failures.push(...how) };
}
