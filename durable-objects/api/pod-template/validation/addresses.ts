import {
  type FieldError,
  type FieldPath,
  invalidError,
} from '../../../apimachinery/field-error.ts';

/** An IPv4 or IPv6 address. */
export function checkIP(address: string, at: FieldPath): readonly FieldError[] {
  return isIP(address)
    ? []
    : [invalidError(at, address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}

/** An address range: `10.0.0.0/8`. */
export function checkCIDR(range: string, at: FieldPath): readonly FieldError[] {
  const [address = '', bits = '', ...rest] = range.split('/');
  const most = address.includes(':') ? 128 : 32;
  const isRange =
    isIP(address) && /^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0;
  const text = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  return isRange ? [] : [invalidError(at, range, text)];
}

/** Addresses that lead nowhere beyond the machine that uses them. */
export function checkNotSpecial(address: string, at: FieldPath): readonly FieldError[] {
  const lower = address.toLowerCase();
  const wrong = (text: string): readonly FieldError[] => [invalidError(at, address, text)];
  if (address === '0.0.0.0' || address === '::')
    return wrong(`may not be unspecified (${address})`);
  if (address.startsWith('127.') || address === '::1')
    return wrong('may not be in the loopback range (127.0.0.0/8, ::1/128)');
  if (address.startsWith('169.254.') || /^fe[89ab]/.test(lower))
    return wrong('may not be in the link-local range (169.254.0.0/16, fe80::/10)');
  if (address.startsWith('224.0.0.') || lower.startsWith('ff02:'))
    return wrong('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)');
  return [];
}

export function isIPv6(address: string): boolean {
  return address.includes(':');
}

export function isIP(address: string): boolean {
  return isIPv6(address) ? isIPv6Address(address) : isIPv4Address(address);
}

function isIPv4Address(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

function isIPv6Address(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const isMapped = last.includes('.');
  if (isMapped && !isIPv4Address(last)) return false;
  const plain = isMapped ? groups.slice(0, -1) : groups;
  const count = plain.length + (isMapped ? 2 : 0);
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}
