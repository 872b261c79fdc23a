import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { remittancesApi } from '../../../../functions/remittances/api.ts';

const client = new S3Client({ endpoint: process.env.S3_ENDPOINT ?? '', forcePathStyle: true });
const Bucket = process.env.FILES_BUCKET;
/** The names of the received files, and the ids of those whose state was asked for. */
const received = new Map<string, string>();
const asked = new Set<string>();

const json = (statusCode: number, body: unknown): APIGatewayProxyResult => ({ statusCode, body: JSON.stringify(body) });
const refusal = json(400, { title: 'The request does not have the right form', status: 400, detail: 'See errors.' });

async function upload(key: string, sha256: string, sizeBytes: number): Promise<APIGatewayProxyResult> {
  const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
  const command = new PutObjectCommand({ Bucket, Key: key, ContentLength: sizeBytes, ChecksumSHA256 });
  const uploadUrl = await getSignedUrl(client, command, {
    expiresIn: 60,
    signableHeaders: new Set(['host', 'content-length', 'x-amz-checksum-sha256']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
  const headers = { 'content-length': String(sizeBytes), 'x-amz-checksum-sha256': ChecksumSHA256 };
  return json(201, { uploadUrl, headers });
}

/**
 * Receives files with the product's own request schemas, as its API does: signs uploads, and registers what was
 * uploaded.
 */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const body: unknown = JSON.parse(event.body ?? '{}');
  const keyOf = (sha256: string) => `${event.requestContext.authorizer?.tenantId}/remittance/${sha256}`;
  if (event.path === '/v1/uploads') {
    const parsed = remittancesApi.createUpload.body.safeParse(body);
    return parsed.success ? upload(keyOf(parsed.data.sha256), parsed.data.sha256, parsed.data.sizeBytes) : refusal;
  }
  if (event.httpMethod === 'GET') return stateOf(event.path.slice(event.path.lastIndexOf('/') + 1));
  const parsed = remittancesApi.importRemittanceFile.body.safeParse(body);
  if (!parsed.success || !/^[\w.-]{1,100}$/.test(event.headers['idempotency-key'] ?? '')) return refusal;
  await client.send(new HeadObjectCommand({ Bucket, Key: keyOf(parsed.data.sha256) }));
  const alreadyReceived = received.has(parsed.data.sha256);
  received.set(parsed.data.sha256, parsed.data.name ?? '');
  return json(alreadyReceived ? 200 : 202, { file: { id: parsed.data.sha256 }, alreadyReceived });
}

/**
 * The first time that a file's state is asked for, it is still being read. A file whose name contains "letter" cannot
 * be imported.
 */
function stateOf(id: string): APIGatewayProxyResult {
  const isFirst = !asked.has(id);
  asked.add(id);
  if (isFirst) return json(200, { state: 'received' });
  if (!received.get(id)?.includes('letter')) return json(200, { state: 'posting' });
  return json(200, { state: 'refused', refusal: { code: 'file-unreadable', detail: 'It is no X12 file.' } });
}
