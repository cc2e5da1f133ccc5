/** An address as a number, and how many bits its family has. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** A range of addresses: those that agree with `address` in the first `length` bits. */
export interface Cidr {
  readonly address: IpAddress;
  readonly length: number;
}

/** Reads `10.0.0.1` or `2001:db8::1`, leading zeros allowed; undefined for anything else. */
export function parseIp(text: string): IpAddress | undefined {
  if (!text.includes(':')) {
    const value = parseV4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = parseV6(text);
  return value === undefined ? undefined : { bits: 128, value };
}

/** Reads `10.0.0.0/8`; bits beyond the length are kept. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/]*)\/(\d{1,3})$/.exec(text);
  const address = parseIp(match?.[1] ?? '');
  const length = Number(match?.[2]);
  return address && length <= address.bits ? { address, length } : undefined;
}

/** The canonical text (RFC 5952 for IPv6). */
export function formatIp({ bits, value }: IpAddress): string {
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  const text = groups.join(':');
  const zeros = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort(
    (a, b) => b[0].length - a[0].length || a.index - b.index,
  )[0];
  if (!zeros) return text;
  const before = text.slice(0, zeros.index);
  return `${before}::${text.slice(zeros.index + zeros[0].length).replace(/^:/, '')}`;
}

/** `10.0.0.0/8`, with the bits beyond the length cleared. */
export function formatCidr(range: Cidr): string {
  return `${formatIp(networkOf(range))}/${range.length}`;
}

/** The first address of a range. */
export function networkOf({ address, length }: Cidr): IpAddress {
  const rest = BigInt(address.bits - length);
  return { ...address, value: (address.value >> rest) << rest };
}

export function isInRange({ address, length }: Cidr, other: IpAddress): boolean {
  const rest = BigInt(address.bits - length);
  return address.bits === other.bits && address.value >> rest === other.value >> rest;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isAddress ? parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) : undefined;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  if (halves.length === 2 ? known > 7 : known !== 8) return undefined;
  const groups = [...head, ...Array<bigint>(8 - known).fill(0n), ...(tail ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) | group, 0n);
}

/** Groups of 16 bits; an IPv4 address at the end makes two. */
function groupsOf(half: string): readonly bigint[] | undefined {
  if (half === '') return [];
  const groups: bigint[] = [];
  const parts = half.split(':');
  for (const [i, part] of parts.entries()) {
    const v4 = i === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
