import { dns1123LabelErrors, dns1123SubdomainErrors } from '../apimachinery/names.ts';
import { parseTime } from '../lib/instant.ts';
import type { JSONSchemaProps } from './json-schema-props.ts';

const hex = '[0-9a-f]';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const hostname =
  /^(?=.{1,255}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
const card =
  /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/;

/** Texts that have a format, by its name without dashes (kube-openapi's strfmt). */
const checks: { readonly [format: string]: (text: string) => boolean } = {
  bsonobjectid: (text) => /^[0-9a-fA-F]{24}$/.test(text),
  uri: (text) => /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/[^\s]*$/.test(text),
  email: (text) => /^[^\s@<>]+@[^\s@<>]+$/.test(text),
  hostname: (text) => hostname.test(text),
  ipv4: (text) => ipv4.test(text),
  ipv6: isIPv6,
  cidr: isCidr,
  mac: (text) => /^(?:[0-9a-f]{2}[:-]){5}(?:[0-9a-f]{2}[:-]){0,2}[0-9a-f]{2}$/i.test(text),
  uuid: uuid('[0-9a-f]', hex),
  uuid3: uuid('3', hex),
  uuid4: uuid('4', '[89ab]'),
  uuid5: uuid('5', '[89ab]'),
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: (text) => card.test(text.replace(/\D/g, '')),
  ssn: (text) => /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  hexcolor: (text) => /^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text),
  rgbcolor: (text) => /^rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)$/.test(text),
  byte: (text) => base64.test(text),
  password: () => true,
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && parseTime(`${text}T00:00:00Z`) !== undefined,
  duration: (text) =>
    /^-?(?:(?:\d+\.?\d*|\.\d+) ?(?:ns|us|µs|ms|s|m|h|d|w|[a-z]+))+$/.test(text) || text === '0',
  datetime: (text) => parseTime(text) !== undefined,
  k8sshortname: (text) => dns1123LabelErrors(text).length === 0,
  k8slongname: (text) => dns1123SubdomainErrors(text).length === 0,
};

/** Whether a text has its schema's format; formats that are not known are not looked at. */
export function hasFormat(text: string, format: string): boolean {
  const name = normalized(format);
  return !Object.hasOwn(checks, name) || (checks[name]?.(text) ?? true);
}

/** True for a format that the API server knows for that type. */
export function isKnownFormat({ type, format = '' }: JSONSchemaProps): boolean {
  switch (type) {
    case undefined:
    case 'string':
      return Object.hasOwn(checks, normalized(format));
    case 'integer':
      return format === 'int32' || format === 'int64';
    case 'number':
      return format === 'float' || format === 'double';
    default:
      return false;
  }
}

function normalized(format: string): string {
  return format.replaceAll('-', '');
}

function uuid(version: string, variant: string): (text: string) => boolean {
  const pattern = `^${hex}{8}-?${hex}{4}-?${version}${hex}{3}-?${variant}${hex}{3}-?${hex}{12}$`;
  const regexp = new RegExp(pattern, 'i');
  return (text) => regexp.test(text);
}

function isIPv6(text: string): boolean {
  if (!text.includes(':') || !/^[0-9a-fA-F:.]+$/.test(text)) return false;
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  const count = (part: string): number => {
    if (part === '') return 0;
    const groups = part.split(':');
    const last = groups.at(-1) ?? '';
    const isMixed = last.includes('.');
    if (isMixed && !ipv4.test(last)) return Number.NaN;
    const plain = isMixed ? groups.slice(0, -1) : groups;
    if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return Number.NaN;
    return plain.length + (isMixed ? 2 : 0);
  };
  const groups = count(head) + count(tail ?? '');
  return tail === undefined ? groups === 8 : groups < 8;
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  if (more.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return ipv4.test(address) ? Number(bits) <= 32 : isIPv6(address) && Number(bits) <= 128;
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (all, one, i) => all + (one === 'X' ? 10 : Number(one)) * (i + 1),
    0,
  );
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits].reduce((all, one, i) => all + Number(one) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
