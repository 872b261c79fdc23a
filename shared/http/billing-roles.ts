/* Who reads and does what most people of a billing office do. */

export const billingReaders = ['biller', 'manager', 'auditor', 'api-client'] as const;
export const billingMakers = ['biller', 'manager', 'api-client'] as const;
