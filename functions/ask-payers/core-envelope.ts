import type { CoreChannel } from '../../shared/domain/inquiry/channel.ts';
import { present } from '../../shared/domain/present.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { HttpAnswer } from './http-answer.ts';
import { elementsOf } from './xml-elements.ts';

/*
 * The envelopes of CAQH CORE's connectivity rule (Phase II, 2.2.0) for inquiries in real time: SOAP 1.2 with a
 * WS-Security user name, and MIME multipart. Both carry the same fields and one X12 file.
 */

/** What goes into an envelope besides the file. */
export interface CoreRequest {
  /** For example `X12_270_Request_005010X279A1`. */
  readonly payloadType: string;
  /** A UUID, another one for each attempt: receivers refuse any other form, and one that they know. */
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

/** What an envelope brings: an X12 file, or the receiver's code for why there is none. */
export interface CoreAnswer {
  readonly payload?: string;
  /** CORE's error code (`PayloadTypeIllegal`, `UnAuthorized`), or the most exact one of a SOAP fault. */
  readonly errorCode?: string;
  /** Whether the fault is on the receiver's side, so that another attempt may succeed. */
  readonly isReceivers?: boolean;
}

/** Reads an answer. Texts of the receiver are left out: they may repeat the question. */
export async function coreAnswer(answer: HttpAnswer): Promise<CoreAnswer> {
  const text = new TextDecoder().decode(answer.bytes);
  return /^multipart\/form-data/i.test(answer.contentType) ? formAnswer(answer) : xmlAnswer(text);
}

async function formAnswer({ bytes, contentType }: HttpAnswer): Promise<CoreAnswer> {
  try {
    // The name of the type has no case; the reader of forms wants small letters.
    const type = contentType.replace(/^[^;]*/, (name) => name.toLowerCase());
    const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
    const textOf = async (name: string): Promise<string | undefined> => {
      const value = form.get(name);
      return value === null || typeof value === 'string' ? (value ?? undefined) : await value.text();
    };
    return told(await textOf('Payload'), [await textOf('ErrorCode')]);
  } catch {
    return {};
  }
}

/** Accepts any namespace prefix; a receiver may send its XML as one part of a multipart message. */
function xmlAnswer(text: string): CoreAnswer {
  const elements = elementsOf(text, ['Payload', 'ErrorCode', 'Value']);
  const textsOf = (name: string) => elements.filter((one) => one.name === name).map((one) => one.text);
  // A SOAP fault has its side first, then more exact codes: `Sender`, then `FailedAuthentication`.
  const ofFault = elements.filter(({ name, isInFault }) => isInFault && name === 'Value').map((one) => one.text);
  return told(textsOf('Payload')[0], ofFault.length > 0 ? ofFault : textsOf('ErrorCode'));
}

function told(payload: string | undefined, stated: readonly (string | undefined)[]): CoreAnswer {
  const codes = stated.flatMap((text = '') => {
    const code = text.trim().replace(/^.*:/, '');
    return /^[A-Za-z]{1,60}$/.test(code) && code !== 'Success' ? [code] : [];
  });
  const isReceivers = codes[0] === 'Receiver' ? true : undefined;
  return present({ payload: payload?.trim() || undefined, errorCode: codes.at(-1), isReceivers });
}
