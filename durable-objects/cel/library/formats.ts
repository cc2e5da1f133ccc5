import {
  dns1035LabelErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  labelValueErrors,
  type NameCheck,
  qualifiedNameErrors,
} from '../../apimachinery/names.ts';
import { parseTime } from '../../lib/instant.ts';
import { declare, list, method, type Overload, optional, own, text } from '../declare.ts';
import { OpaqueValue, OptionalValue } from '../values.ts';
import { readUrl } from './urls.ts';

const name = 'kubernetes.NamedFormat';
const format = own(name);

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const checks: { readonly [name: string]: NameCheck } = {
  dns1123Label: dns1123LabelErrors,
  dns1123Subdomain: dns1123SubdomainErrors,
  dns1035Label: dns1035LabelErrors,
  qualifiedName: qualifiedNameErrors,
  dns1123LabelPrefix: (value) => dns1123LabelErrors(maskDash(value)),
  dns1123SubdomainPrefix: (value) => dns1123SubdomainErrors(maskDash(value)),
  dns1035LabelPrefix: (value) => dns1035LabelErrors(maskDash(value)),
  labelValue: labelValueErrors,
  uri: (value) => {
    const parts = readUrl(value);
    return typeof parts === 'string' ? [parts] : [];
  },
  uuid: (value) => (uuid.test(value) ? [] : ['does not match the UUID format']),
  byte: (value) => (base64.test(value) ? [] : ['invalid base64']),
  date: (value) => (isDate(value) ? [] : ['invalid date']),
  datetime: (value) => (parseTime(value) === undefined ? ['invalid datetime'] : []),
};

/** `format.dns1123Label().validate(self.name)`. */
export const formats: readonly Overload[] = [
  ...Object.keys(checks).map((one) => declare(`format.${one}`, [], format, () => make(one))),
  declare('format.named', [text], optional(format), (one) =>
    Object.hasOwn(checks, one) ? new OptionalValue(make(one)) : new OptionalValue(),
  ),
  method('validate', [format, text], optional(list(text)), ({ id }, value) => {
    const errors = checks[id]?.(value) ?? [];
    return errors.length === 0 ? new OptionalValue() : new OptionalValue(errors);
  }),
];

function make(one: string): OpaqueValue {
  return new OpaqueValue(name, one, one);
}

function maskDash(value: string): string {
  return value.length > 1 && value.endsWith('-') ? `${value.slice(0, -2)}a` : value;
}

function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && parseTime(`${value}T00:00:00Z`) !== undefined;
}
