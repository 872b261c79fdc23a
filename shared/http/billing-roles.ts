/* The roles for the common reads and actions of a billing office. */

export const billingReaders = ['biller', 'manager', 'auditor', 'api-client'] as const;
export const billingMakers = ['biller', 'manager', 'api-client'] as const;
