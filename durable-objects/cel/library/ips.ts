import { declare, method, type Overload, own, text, truth, whole } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { OpaqueValue } from '../values.ts';
import { type Address, addressText, masked, parseAddress, readAddress } from './addresses.ts';

const ipName = 'net.IP';
const cidrName = 'net.CIDR';
const ip = own(ipName);
const cidr = own(cidrName);

interface Cidr {
  readonly address: Address;
  readonly bits: number;
}

/** `ip('10.0.0.1').isLoopback()`, `cidr('10.0.0.0/8').containsIP('10.1.2.3')`. */
export const ips: readonly Overload[] = [
  declare('ip', [text], ip, (value) => makeIp(readAddress(value))),
  declare('isIP', [text], truth, (value) => succeeds(() => readAddress(value))),
  declare('ip.isCanonical', [text], truth, (value) => addressText(readAddress(value)) === value),
  declare('string', [ip], text, (value) => addressText(addressOf(value))),
  method('family', [ip], whole, (value) => (addressOf(value).bytes.length === 4 ? 4n : 6n)),
  method('isUnspecified', [ip], truth, (value) => isUnspecified(addressOf(value))),
  method('isLoopback', [ip], truth, (value) => isLoopback(addressOf(value))),
  method('isLinkLocalMulticast', [ip], truth, (value) => isLinkLocalMulticast(addressOf(value))),
  method('isLinkLocalUnicast', [ip], truth, (value) => isLinkLocalUnicast(addressOf(value))),
  method('isGlobalUnicast', [ip], truth, (value) => isGlobalUnicast(addressOf(value))),
  declare('cidr', [text], cidr, (value) => makeCidr(readCidr(value))),
  declare('isCIDR', [text], truth, (value) => succeeds(() => readCidr(value))),
  declare('string', [cidr], text, (value) => cidrText(cidrOf(value))),
  method('containsIP', [cidr, text], truth, containsText),
  method('containsIP', [cidr, ip], truth, containsAddress),
  method('containsCIDR', [cidr, text], truth, containsRangeText),
  method('containsCIDR', [cidr, cidr], truth, containsCidr),
  method('ip', [cidr], ip, (range) => makeIp(cidrOf(range).address)),
  method('prefixLength', [cidr], whole, (range) => BigInt(cidrOf(range).bits)),
  method('masked', [cidr], cidr, (range) => makeCidr(maskedRange(cidrOf(range)))),
];

function containsText(range: OpaqueValue, value: string): boolean {
  return contains(cidrOf(range), readAddress(value));
}

function containsAddress(range: OpaqueValue, value: OpaqueValue): boolean {
  return contains(cidrOf(range), addressOf(value));
}

function containsRangeText(range: OpaqueValue, value: string): boolean {
  return containsRange(cidrOf(range), readCidr(value));
}

function containsCidr(range: OpaqueValue, value: OpaqueValue): boolean {
  return containsRange(cidrOf(range), cidrOf(value));
}

function maskedRange({ address, bits }: Cidr): Cidr {
  return { address: masked(address, bits), bits };
}

function isUnspecified({ bytes }: Address): boolean {
  return bytes.every((byte) => byte === 0);
}

function makeIp(address: Address): OpaqueValue {
  return new OpaqueValue(ipName, address, addressText(address));
}

function makeCidr(range: Cidr): OpaqueValue {
  return new OpaqueValue(cidrName, range, cidrText(range));
}

function addressOf({ data }: OpaqueValue): Address {
  return data as Address;
}

function cidrOf({ data }: OpaqueValue): Cidr {
  return data as Cidr;
}

function cidrText({ address, bits }: Cidr): string {
  return `${addressText(address)}/${bits}`;
}

function readCidr(value: string): Cidr {
  const fail = (why: string): EvaluationError =>
    new EvaluationError(
      `network address parse error during conversion from string: CIDR ${JSON.stringify(value)} parse error during conversion from string: netip.ParsePrefix(${JSON.stringify(value)}): ${why}`,
    );
  const slash = value.lastIndexOf('/');
  if (slash < 0) throw fail("no '/'");
  const address = parseAddress(value.slice(0, slash));
  if (typeof address === 'string') throw fail(address);
  const digits = value.slice(slash + 1);
  if (!/^(0|[1-9]\d*)$/.test(digits)) throw fail(`bad bits after slash: ${JSON.stringify(digits)}`);
  if (Number(digits) > 8 * address.bytes.length) throw fail('prefix length out of range');
  return { address, bits: Number(digits) };
}

function contains({ address, bits }: Cidr, other: Address): boolean {
  if (address.bytes.length !== other.bytes.length) return false;
  return addressText(masked(address, bits)) === addressText(masked(other, bits));
}

function containsRange(range: Cidr, other: Cidr): boolean {
  return range.bits <= other.bits && contains(range, other.address);
}

function isLoopback({ bytes }: Address): boolean {
  if (bytes.length === 4) return bytes[0] === 127;
  return bytes.every((byte, i) => byte === (i === 15 ? 1 : 0));
}

function isLinkLocalMulticast({ bytes: [a, b, c, , e] }: Address): boolean {
  if (e === undefined) return a === 224 && b === 0 && c === 0;
  return a === 0xff && ((b ?? 0) & 0x0f) === 0x02;
}

function isLinkLocalUnicast({ bytes: [a, b, , , e] }: Address): boolean {
  if (e === undefined) return a === 169 && b === 254;
  return a === 0xfe && ((b ?? 0) & 0xc0) === 0x80;
}

function isGlobalUnicast(address: Address): boolean {
  const { bytes } = address;
  const isMulticast = bytes.length === 4 ? ((bytes[0] ?? 0) & 0xf0) === 224 : bytes[0] === 0xff;
  const isBroadcast = bytes.length === 4 && bytes.every((byte) => byte === 255);
  return !(
    isMulticast ||
    isBroadcast ||
    isUnspecified(address) ||
    isLoopback(address) ||
    isLinkLocalUnicast(address)
  );
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}
