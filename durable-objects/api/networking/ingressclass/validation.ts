import {
  type FieldError,
  FieldPath,
  forbiddenError,
  notSupportedError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import {
  checkDomainPrefixedPath,
  checkImmutable,
  checkName,
} from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkTypedReference } from '../../pod-template/validation/typed-reference.ts';
import type { IngressClass, IngressClassParametersReference } from './schema.ts';

/** Rules of pkg/apis/networking/validation. */

/** Characters of a controller's name. */
const maxController = 250;
const specPath = FieldPath.of('spec');
const scopes = ['Cluster', 'Namespace'];

export function validateIngressClass({ spec }: Frozen<IngressClass>): readonly FieldError[] {
  const { controller = '', parameters } = spec;
  const at = specPath.child('controller');
  return [
    ...(controller.length > maxController ? [tooLongError(at, maxController)] : []),
    ...checkDomainPrefixedPath(controller, at),
    ...(parameters ? checkParameters(parameters, specPath.child('parameters')) : []),
  ];
}

export function validateIngressClassUpdate(
  { spec }: Frozen<IngressClass>,
  old: Frozen<IngressClass>,
): readonly FieldError[] {
  return checkImmutable(spec.controller, old.spec.controller, specPath.child('controller'));
}

function checkParameters(
  parameters: Frozen<IngressClassParametersReference>,
  at: FieldPath,
): readonly FieldError[] {
  const { scope, namespace } = parameters;
  const here = at.child('namespace');
  const errors = [...checkTypedReference(parameters, at)];
  if (scope === undefined) errors.push(requiredError(at.child('scope'), ''));
  else if (!scopes.includes(scope)) {
    errors.push(notSupportedError(at.child('scope'), scope, scopes));
  } else if (scope === 'Cluster') {
    if (namespace !== undefined) {
      errors.push(forbiddenError(here, "`parameters.scope` is set to 'Cluster'"));
    }
  } else if (namespace === undefined) {
    errors.push(requiredError(here, "`parameters.scope` is set to 'Namespace'"));
  } else errors.push(...checkName(dns1123LabelErrors, namespace, here));
  return errors;
}
