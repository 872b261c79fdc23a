/**
 * Why a filing was rejected before a payer decided it. Rejected claims name these codes; the acknowledgement says more.
 */
export const rejectionReasons = {
  'interchange-rejected':
    'The receiver could not take the whole file in (TA1). Correct the trading partner’s identifiers and separators, then file the claims again.',
  'transaction-rejected':
    'The receiver refused the file with this claim for errors elsewhere in it (999): the acknowledgements of the submission name them. Once they are mended, file the claim again.',
  'claim-syntax-rejected':
    'The receiver refused this claim for its form (999). The acknowledgement names the field; correct it, then file the claim again.',
  'batch-refused':
    'The payer or clearinghouse refused the whole batch (277CA): it named no claim. Correct what it says about the batch, then file the claims again.',
  'claim-refused':
    'The payer or clearinghouse refused this claim (277CA). The acknowledgement says why and where; correct it, then file the claim again.',
} as const;

export type RejectionReason = keyof typeof rejectionReasons;
