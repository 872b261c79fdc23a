import type { Claim, ClaimKind } from '../../domain/claim/claim.ts';
import type { ClaimFile } from '../../domain/claim/common-claim.ts';
import type { ContentProblemKind } from './all-forms/content-problems.ts';
import type { ClaimForm } from './claim-form.ts';
import { dentalForm } from './dental/dental-form.ts';
import { institutionalForm } from './institutional/institutional-form.ts';
import { professionalForm } from './professional/professional-form.ts';

/** The form of claims of each kind. */
export const claimForms: {
  readonly [Kind in ClaimKind]: ClaimForm<ClaimFile<Extract<Claim, { readonly kind: Kind }>>, ContentProblemKind>;
} = { professional: professionalForm, institutional: institutionalForm, dental: dentalForm };
