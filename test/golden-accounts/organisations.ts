const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };

/** Made-up organisations of the stories. */
export const exampleWorks = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] } as const;
export const exampleHome = { kind: 'facility', organizationName: 'Example Home', address, contacts: [] } as const;
export const examplePerson = { kind: 'person', name: { lastName: 'EXAMPLE', firstName: 'PAT' }, address } as const;

/** How guarantors hear from an office if nothing was set. */
export const preferences = {
  language: 'en',
  delivery: 'paper',
  contactRules: { mayEmail: false, mayText: false, mayCall: true, mayLeaveMessage: false },
} as const;
