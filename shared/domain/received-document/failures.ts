import type { FailureMeaning } from '../result.ts';

/** What can be wrong with requests about documents that came. */
export const receivedDocumentFailures = {
  'received-document-not-uploaded': {
    status: 409,
    title: 'The file has not been uploaded',
    detail:
      'Upload it to the URL that `createReceivedDocumentUpload` gives, and then register it with the same SHA-256.',
    retryable: true,
  },
  'document-not-waiting': {
    status: 409,
    title: 'The document is not waiting',
    detail:
      'It was filed or discarded. Restore a discarded one with `restore`; strike out a filing with its correspondence.',
    retryable: false,
  },
  'document-not-discarded': {
    status: 409,
    title: 'The document was not discarded',
    detail: 'Only a document that was discarded can be restored.',
    retryable: false,
  },
  'document-unreadable': {
    status: 422,
    title: 'The file is neither a PDF nor a TIFF',
    detail: 'Faxes and scans are PDF or TIFF files. Convert it, and upload it again.',
    retryable: false,
  },
} as const satisfies Record<string, FailureMeaning>;
