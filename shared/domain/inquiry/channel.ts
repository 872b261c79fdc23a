/** How a receiver is asked, on behalf of the payers behind it. */
export interface InquiryChannel {
  /** As payers name it. */
  readonly receiverId: string;
  readonly version: number;
  /** The office's sender id at the receiver; the billing provider's submitter id when absent. */
  readonly senderId?: string;
  readonly usage: 'production' | 'test';
  readonly via: CoreChannel | PracticeChannel | FileChannel;
  /** Prior authorisations go by FHIR instead, if the payer supports it. */
  readonly priorAuthorization?: FhirChannel;
}

/** Da Vinci PAS over HTTPS. */
export interface FhirChannel {
  /** The payer's FHIR server, below which `Claim/$submit` is. */
  readonly url: string;
  /** The name of the secret with `token`, or with `tokenUrl`, `clientId` and `clientSecret`. */
  readonly secretName: string;
}

/** In real time, in the envelope of CAQH CORE over HTTPS. */
export interface CoreChannel {
  readonly kind: 'core';
  readonly url: string;
  /** SOAP with WS-Security, or MIME multipart: payers serve one or both. */
  readonly envelope: 'soap' | 'mime';
  /** The name of the secret with `user` and `password`. */
  readonly secretName: string;
}

/** In real time, by the simulated payer of a host to practise with. */
export interface PracticeChannel {
  readonly kind: 'practice';
}

/** In files; the answers come in later files. */
export interface FileChannel {
  readonly kind: 'file';
  /**
   * The folder of the office from which the receiver, or a transfer program, takes the files; a person sends them when
   * absent.
   */
  readonly folder?: string;
  /** Questions from this many minutes go into one file; with 0 each is sent at once. */
  readonly everyMinutes: number;
}
