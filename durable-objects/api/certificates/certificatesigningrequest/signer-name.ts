import {
  type FieldError,
  type FieldPath,
  invalidError,
  requiredError,
  tooLongError,
} from '../../../apimachinery/field-error.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  maxLabelLength,
  maxSubdomainLength,
  type NameCheck,
} from '../../../apimachinery/names.ts';

/** A domain of two labels at least, a slash, and labels that may be as long as a domain. */
export function checkSignerName(name: string, at: FieldPath): readonly FieldError[] {
  if (name === '') return [requiredError(at, 'signerName must be provided')];
  const [domain = '', path = '', ...more] = name.split('/');
  if (path === '' || more.length > 0) {
    const form = "must be a fully qualified domain and path of the form 'example.com/signer-name'";
    return [invalidError(at, name, form)];
  }
  const errors: FieldError[] = [];
  const labels = domain.split('.');
  if (domain.length > maxSubdomainLength) errors.push(tooLongError(at, maxSubdomainLength));
  errors.push(...firstBad(labels, dns1123LabelErrors, domain, at));
  if (labels.length < 2) {
    const text = 'should be a domain with at least two segments separated by dots';
    errors.push(invalidError(at, domain, text));
  }
  errors.push(...firstBad(path.split('.'), dns1123SubdomainErrors, path, at));
  const most = 2 * maxSubdomainLength + maxLabelLength + 2;
  return name.length > most ? [...errors, tooLongError(at, most)] : errors;
}

/** What is wrong with the first label that is not good; the others would say the same. */
function firstBad(
  labels: readonly string[],
  check: NameCheck,
  whole: string,
  at: FieldPath,
): readonly FieldError[] {
  const bad = labels.find((label) => check(label).length > 0);
  if (bad === undefined) return [];
  return check(bad).map((why) =>
    invalidError(at, whole, `validating label ${JSON.stringify(bad)}: ${why}`),
  );
}
