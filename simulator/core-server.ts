import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/*
 * The simulated payer in real time: one question per request, in the envelope of CAQH CORE's connectivity rule (Phase II,
 * 2.2.0), as SOAP or as MIME multipart; the answer comes in the same form. Any user and password are accepted.
 */

/** Answers the X12 file of a question; undefined when it cannot be read. */
type AnswerQuestion = (bytes: Uint8Array) => string | undefined;

export interface CoreServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a question of a type is answered with. */
const answerTypes: Readonly<Record<string, string>> = {
  X12_270_Request_005010X279A1: 'X12_271_Response_005010X279A1',
  X12_276_Request_005010X212: 'X12_277_Response_005010X212',
  X12_278_Request_005010X217: 'X12_278_Response_005010X217',
};

const coreNamespace = 'http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd';
const soapNamespace = 'http://www.w3.org/2003/05/soap-envelope';

/** More than this many bytes are not read: a question about one patient has a few hundred. */
const largestQuestion = 1_000_000;

type Fields = readonly (readonly [name: string, value: string])[];

/** Starts the server on this machine only, at a free port. */
export async function startCoreServer(answerTo: AnswerQuestion): Promise<CoreServer> {
  const server = createServer((request, response) => {
    answer(request, response, answerTo).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}/core`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, answerTo: AnswerQuestion): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(405, { Allow: 'POST' }).end();
    return;
  }
  const bytes = await bodyOf(request);
  if (bytes === undefined) {
    response.writeHead(413).end();
    return;
  }
  const type = request.headers['content-type'] ?? '';
  const isForm = /^multipart\/form-data/i.test(type);
  const asked = isForm ? await formFields(bytes, type) : xmlFields(bytes.toString('utf8'));
  const said = answerFields(asked, answerTo);
  await (isForm ? writeForm(response, said) : writeXml(response, said));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestQuestion) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const fieldNames = [
  ...['PayloadType', 'ProcessingMode', 'PayloadID', 'TimeStamp', 'SenderID', 'ReceiverID', 'CORERuleVersion'],
  'Payload',
] as const;
type Asked = Partial<Record<(typeof fieldNames)[number], string>>;

async function formFields(bytes: Buffer, type: string): Promise<Asked> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData();
    const entries = fieldNames.map(async (name) => {
      const value = form.get(name);
      return [name, value === null || typeof value === 'string' ? value : await value.text()] as const;
    });
    return Object.fromEntries((await Promise.all(entries)).filter(([, value]) => value !== null)) as Asked;
  } catch {
    return {};
  }
}

function xmlFields(text: string): Asked {
  const entries = fieldNames.flatMap((name) => {
    const content = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(text)?.[1];
    return content === undefined ? [] : [[name, plain(content)] as const];
  });
  return Object.fromEntries(entries) as Asked;
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => signs[name] ?? whole);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The rule's code for why an envelope is refused. */
function refusalOf(asked: Asked): string | undefined {
  const missing = fieldNames.find((name) => (asked[name] ?? '') === '');
  if (missing !== undefined) return `${missing}Required`;
  if (!Object.hasOwn(answerTypes, asked.PayloadType ?? '')) return 'PayloadTypeIllegal';
  return asked.ProcessingMode === 'RealTime' ? undefined : 'ProcessingModeIllegal';
}

/** The fields of the answer; an error has its code instead of a payload. */
function answerFields(asked: Asked, answerTo: AnswerQuestion): Fields {
  const refused = refusalOf(asked);
  const payload = refused === undefined ? answerTo(Buffer.from(asked.Payload ?? '', 'latin1')) : undefined;
  const error = refused ?? (payload === undefined ? 'PayloadNotUnderstood' : 'Success');
  return [
    ['PayloadType', (error === 'Success' && answerTypes[asked.PayloadType ?? '']) || 'CoreEnvelopeError'],
    ['ProcessingMode', 'RealTime'],
    ['PayloadID', asked.PayloadID ?? ''],
    ['TimeStamp', new Date().toISOString().replace(/\.\d+Z$/, 'Z')],
    ['SenderID', asked.ReceiverID ?? ''],
    ['ReceiverID', asked.SenderID ?? ''],
    ['CORERuleVersion', '2.2.0'],
    ...(payload === undefined ? [] : [['Payload', payload] as const]),
    ['ErrorCode', error],
    ['ErrorMessage', error === 'Success' ? 'None' : 'The simulated payer did not read the question.'],
  ];
}

async function writeForm(response: ServerResponse, fields: Fields): Promise<void> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const made = new Response(form);
  response.writeHead(200, { 'Content-Type': made.headers.get('content-type') ?? '' });
  for await (const chunk of Readable.from(made.body ?? [])) response.write(chunk);
  response.end();
}

function writeXml(response: ServerResponse, fields: Fields): void {
  const content = fields.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join('');
  response.writeHead(200, { 'Content-Type': 'application/soap+xml; charset=UTF-8' });
  response.end(
    `<soap:Envelope xmlns:soap="${soapNamespace}"><soap:Body><core:COREEnvelopeRealTimeResponse xmlns:core="${coreNamespace}">${content}</core:COREEnvelopeRealTimeResponse></soap:Body></soap:Envelope>`,
  );
}
