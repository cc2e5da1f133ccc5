import {
  type FieldError,
  invalid,
  invalidError,
  notSupportedError,
} from '../../apimachinery/field-error.ts';
import type { DeleteOptions as DeleteOptionsBody } from '../../apimachinery/requests.ts';

/** `meta.k8s.io/v1 DeleteOptions`, whoever they come from. */
export type DeleteOptions = Omit<DeleteOptionsBody, 'apiVersion' | 'kind'>;

const policies = ['Foreground', 'Background', 'Orphan'];

/** Throws Invalid (apimachinery/pkg/apis/meta/v1/validation ValidateDeleteOptions). */
export function checkDeleteOptions(options: DeleteOptions): void {
  const { orphanDependents, propagationPolicy, dryRun } = options;
  const errors: FieldError[] = [];
  if (propagationPolicy !== undefined) {
    if (orphanDependents !== undefined) {
      const text = 'orphanDependents and deletionPropagation cannot be both set';
      errors.push(invalidError('propagationPolicy', propagationPolicy, text));
    }
    if (!policies.includes(propagationPolicy)) {
      errors.push(notSupportedError('propagationPolicy', propagationPolicy, [...policies, 'nil']));
    }
  }
  if (dryRun?.some((value) => value !== 'All')) {
    errors.push(notSupportedError('dryRun', dryRun, ['All']));
  }
  if (errors.length > 0) throw invalid(optionsKind('DeleteOptions'), '', errors);
}

/** Errors about a request's options name their kind. */
export function optionsKind(kind: string): { readonly group: string; readonly kind: string } {
  return { group: 'meta.k8s.io', kind };
}
