import {
  type FieldError,
  FieldPath,
  invalidError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1035LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkPortNumber } from '../../pod-template/validation/ports.ts';
import type { APIService, ServiceReference } from './schema.ts';

/** Rules of kube-aggregator's pkg/apis/apiregistration/validation. */

const specPath = FieldPath.of('spec');
const maxGroupPriority = 20_000;
const maxVersionPriority = 1_000;

export function validateAPIService({ metadata, spec }: Frozen<APIService>): readonly FieldError[] {
  const { group = '', version = '', groupPriorityMinimum, versionPriority, service } = spec;
  const name = `${version}.${group}`;
  const errors: FieldError[] = [];
  if (metadata.name !== name) {
    const text = `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(name)}`;
    errors.push(invalidError('metadata.name', metadata.name, text));
  }
  if (group !== '') {
    errors.push(...checkName(dns1123SubdomainErrors, group, specPath.child('group')));
  }
  errors.push(...checkName(dns1035LabelErrors, version, specPath.child('version')));
  errors.push(...checkPriority('groupPriorityMinimum', groupPriorityMinimum, maxGroupPriority));
  errors.push(...checkPriority('versionPriority', versionPriority, maxVersionPriority));
  const { caBundle = '', insecureSkipTLSVerify: isInsecure = false } = spec;
  const bundlePath = specPath.child('caBundle');
  const insecurePath = specPath.child('insecureSkipTLSVerify');
  if (!service) {
    if (caBundle !== '') {
      errors.push(
        invalidError(bundlePath, '<hidden>', 'local APIServices may not have a caBundle'),
      );
    }
    const text = 'local APIServices may not have insecureSkipTLSVerify';
    if (isInsecure) errors.push(invalidError(insecurePath, true, text));
    return errors;
  }
  errors.push(...checkService(service, specPath.child('service')));
  if (isInsecure && caBundle !== '') {
    errors.push(invalidError(insecurePath, true, 'may not be true if caBundle is present'));
  }
  return errors;
}

function checkPriority(field: string, value: number, most: number): readonly FieldError[] {
  if (value >= 1 && value <= most) return [];
  const text = `must be positive and less than ${most}`;
  return [invalidError(specPath.child(field), value, text)];
}

function checkService(service: Frozen<ServiceReference>, at: FieldPath): readonly FieldError[] {
  const { namespace, name, port } = service;
  return [
    ...(namespace ? [] : [requiredError(at.child('namespace'), '')]),
    ...(name ? [] : [requiredError(at.child('name'), '')]),
    ...(port === undefined ? [] : checkPortNumber(port, at.child('port'))),
  ];
}
