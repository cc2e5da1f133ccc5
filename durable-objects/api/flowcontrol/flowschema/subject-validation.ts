import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ServiceAccountSubject, Subject } from './schema.ts';

/** The member that a kind of subject has; the others are forbidden. */
const members = { ServiceAccount: 'serviceAccount', User: 'user', Group: 'group' } as const;
const kinds = ['Group', 'ServiceAccount', 'User'];

/** One of whom a flow schema is about. */
export function checkSubject(subject: Frozen<Subject>, at: FieldPath): readonly FieldError[] {
  const kind = kinds.find((one) => one === subject.kind) as keyof typeof members | undefined;
  if (!kind) return [notSupportedError(at.child('kind'), subject.kind, kinds)];
  const own = members[kind];
  const here = at.child(own);
  const errors: FieldError[] = [];
  if (!subject[own]) {
    errors.push(requiredError(here, `${own} is required when subject kind is '${kind}'`));
  } else if (subject.serviceAccount && own === 'serviceAccount') {
    errors.push(...checkServiceAccount(subject.serviceAccount, here));
  } else if (subject[own].name === '') errors.push(requiredError(here.child('name'), ''));
  for (const [otherKind, other] of Object.entries(members)) {
    if (other === own || !subject[other]) continue;
    const text = `${other} is forbidden when subject kind is not '${otherKind}'`;
    errors.push(forbiddenError(at.child(other), text));
  }
  return errors;
}

function checkServiceAccount(
  { name, namespace }: Frozen<ServiceAccountSubject>,
  at: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (name === '') errors.push(requiredError(at.child('name'), ''));
  else if (name !== '*') errors.push(...checkName(dns1123SubdomainErrors, name, at.child('name')));
  const here = at.child('namespace');
  return namespace === ''
    ? [...errors, requiredError(here, 'must specify namespace for service account')]
    : [...errors, ...checkName(dns1123LabelErrors, namespace, here)];
}
