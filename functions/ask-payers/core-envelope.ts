import type { CoreChannel } from '../../shared/domain/inquiry/channel.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';

/*
 * The envelopes of CAQH CORE's connectivity rule (Phase II, 2.2.0) for inquiries in real time: SOAP 1.2 with a
 * WS-Security user name, and MIME multipart. Both carry the same fields and one X12 file.
 */

/** What goes into an envelope besides the file. */
export interface CoreRequest {
  /** For example `X12_270_Request_005010X279A1`. */
  readonly payloadType: string;
  readonly payloadId: string;
  readonly at: Instant;
  readonly senderId: string;
  readonly receiverId: string;
  readonly user: string;
  readonly password: string;
  readonly payload: string;
}

/** A request over HTTP. */
interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData;
}

const ruleVersion = '2.2.0';
const namespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  password: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText',
  core: 'http://www.caqh.org/SOAP/WSDL/CORERule2.2.0.xsd',
} as const;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The fields of both envelopes, by their names in the rule. */
function fieldsOf({
  payloadType,
  payloadId,
  at,
  senderId,
  receiverId,
}: CoreRequest): readonly (readonly [string, string])[] {
  return [
    ['PayloadType', payloadType],
    ['ProcessingMode', 'RealTime'],
    ['PayloadID', payloadId],
    ['TimeStamp', at.replace(/\.\d+Z$/, 'Z')],
    ['SenderID', senderId],
    ['ReceiverID', receiverId],
    ['CORERuleVersion', ruleVersion],
  ];
}

/** Puts a question into the envelope of a channel. */
export function coreRequest(envelope: CoreChannel['envelope'], request: CoreRequest): Sent {
  return envelope === 'soap' ? soapRequest(request) : mimeRequest(request);
}

function soapRequest(request: CoreRequest): Sent {
  const { user, password, payload } = request;
  const fields = fieldsOf(request).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  const body = [
    `<soapenv:Envelope xmlns:soapenv="${namespaces.soap}"><soapenv:Header>`,
    `<wsse:Security xmlns:wsse="${namespaces.security}" soapenv:mustUnderstand="true"><wsse:UsernameToken>`,
    `<wsse:Username>${escaped(user)}</wsse:Username>`,
    `<wsse:Password Type="${namespaces.password}">${escaped(password)}</wsse:Password>`,
    '</wsse:UsernameToken></wsse:Security></soapenv:Header><soapenv:Body>',
    `<core:COREEnvelopeRealTimeRequest xmlns:core="${namespaces.core}">`,
    ...fields,
    `<Payload>${escaped(payload)}</Payload>`,
    '</core:COREEnvelopeRealTimeRequest></soapenv:Body></soapenv:Envelope>',
  ].join('');
  return { headers: { 'Content-Type': 'application/soap+xml; charset=UTF-8; action="RealTimeTransaction"' }, body };
}

function mimeRequest(request: CoreRequest): Sent {
  const form = new FormData();
  for (const [name, value] of fieldsOf(request)) form.append(name, value);
  form.append('UserName', request.user);
  form.append('Password', request.password);
  form.append('Payload', request.payload);
  // Sending the form sets the boundary, and with it the content type.
  return { headers: {}, body: form };
}

/** Takes the file out of an answer. Fails when there is none, or the receiver reports that it could not answer. */
export async function corePayload(response: Response): Promise<Result<string, 'answer-unreadable'>> {
  const type = response.headers.get('content-type') ?? '';
  return type.startsWith('multipart/form-data') ? formPayload(response) : xmlPayload(await response.text());
}

async function formPayload(response: Response): Promise<Result<string, 'answer-unreadable'>> {
  try {
    const payload = (await response.formData()).get('Payload');
    const text = payload === null || typeof payload === 'string' ? payload : await payload.text();
    return text === null || text.trim() === '' ? fail('answer-unreadable') : ok(text.trim());
  } catch {
    return fail('answer-unreadable');
  }
}

/** Accepts any namespace prefix; a receiver may send its XML as one part of a multipart message. */
function xmlPayload(text: string): Result<string, 'answer-unreadable'> {
  const found = /<(?:[\w.-]+:)?Payload(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?Payload>/.exec(text);
  const content = found?.[1];
  if (content === undefined || content.trim() === '') return fail('answer-unreadable');
  const section = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(content);
  return ok((section?.[1] ?? unescaped(content)).trim());
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (hex !== undefined || decimal !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[name] ?? whole;
  });
}
