import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readForm, textAt } from './form.ts';
import { pageHtml } from './page-html.ts';
import { type PracticeProcessor, practiceProcessor, type SignedEvent } from './stand-in.ts';
import { type PracticeCardName, practiceCards } from './state.ts';

/** The simulated processor over HTTP: its API, its pages, and its events. */
export interface PracticeServer {
  readonly url: string;
  readonly processor: PracticeProcessor;
  /** Also sends events to these addresses, and reports all addresses whenever another one is registered. */
  remember(known: readonly string[], keep: (all: readonly string[]) => void): void;
  /** Uses this clock for the times of its events. Before this call it uses the machine's clock. */
  goBy(now: () => Date): void;
  stop(): Promise<void>;
}

/** The simulated processor's key and secret, which are valid nowhere else. */
export const practiceSecrets = { secretKey: 'sk_test_practice', webhookSecret: 'whsec_practice' } as const;

/** An event that nobody accepts is repeated after this time, at most this often. */
const again = { milliseconds: 1000, times: 60 } as const;

/**
 * Starts the simulated processor. `POST /v1/webhook_endpoints` with `url` registers an address for its events, which
 * report what happens on its pages and through its API.
 */
export async function startPracticeServer(port = 0): Promise<PracticeServer> {
  const targets = new Set<string>();
  let keep: (all: readonly string[]) => void = () => undefined;
  const timers = new Set<NodeJS.Timeout>();
  let address = '';
  let now = () => new Date();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
  // Nothing is kept over a restart. Ids count from the current millisecond, and fewer than one object is made per
  // millisecond, so no id occurs twice.
  const processor = practiceProcessor({ ...practiceSecrets, address, countFrom: Date.now() });

  const send = (target: string, event: SignedEvent, times = 0): void => {
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': event.signature };
    fetch(target, { method: 'POST', headers, body: event.text })
      .then(({ ok }) => ok)
      .catch(() => false)
      .then((isTaken) => {
        if (isTaken || times >= again.times) return;
        const timer = setTimeout(() => {
          timers.delete(timer);
          send(target, event, times + 1);
        }, again.milliseconds);
        timers.add(timer);
      })
      .catch(() => undefined);
  };
  const tellEverybody = (): void => {
    for (const event of processor.takeEvents(now())) for (const target of targets) send(target, event);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const [body, path, method] = [Buffer.concat(chunks).toString('utf8'), request.url ?? '/', request.method ?? 'GET'];
    const [, pageId] = /^\/pages\/(\w+)$/.exec(path) ?? [];
    if (pageId !== undefined) showPage(processor, { pageId, method, body }, response);
    else if (method === 'POST' && path === '/v1/webhook_endpoints') {
      targets.add(textAt(readForm(body), 'url') ?? '');
      keep([...targets]);
      json(response, 200, { id: 'we_practice', object: 'webhook_endpoint', secret: practiceSecrets.webhookSecret });
    } else {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const told = processor.answer({ method, path, headers, body });
      json(response, told.status, told.body);
    }
    tellEverybody();
  }

  const stop = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const remember: PracticeServer['remember'] = (known, keepAll) => {
    for (const target of known) targets.add(target);
    keep = keepAll;
  };
  const goBy = (clock: () => Date): void => {
    now = clock;
  };
  return { url: address, processor, remember, goBy, stop };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A page shows the amount, and accepts a card by its name. */
function showPage(
  processor: PracticeProcessor,
  { pageId, method, body }: { readonly pageId: string; readonly method: string; readonly body: string },
  response: ServerResponse,
): void {
  const page = processor.state.pages.get(pageId);
  if (page === undefined) {
    response.writeHead(404).end();
    return;
  }
  const named = textAt(readForm(body), 'card') ?? 'pm_card_visa';
  if (method === 'POST' && page.status === 'open' && Object.hasOwn(practiceCards, named)) {
    processor.payOnPage(pageId, named as PracticeCardName);
  }
  if (method === 'POST' && page.status === 'complete') {
    response.writeHead(303, { location: page.returnTo }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageHtml(page));
}
