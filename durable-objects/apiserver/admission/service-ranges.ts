import type { ServiceCIDR } from '../../api/networking/servicecidr/schema.ts';
import { isInRange, networkOf, parseCidr, parseIp } from '../../lib/ip.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Random } from '../../lib/random.ts';

/** From where Services get their addresses and ports. */
export const serviceRanges = {
  /** kubeadm's --service-cluster-ip-range. */
  clusterIPs: '10.96.0.0/12',
  /** kube-apiserver's --service-node-port-range. */
  nodePorts: '30000-32767',
} as const;

/** 10.96.0.0 and the number of addresses from there. */
const firstAddress = 0x0a60_0000;
const addressCount = 2 ** 20;
const firstPort = 30_000;
const portCount = 2_768;

/** What people choose themselves lies mostly at the start: automatic choices avoid it. */
const reservedAddresses = 256;
const reservedPorts = 86;

/**
 * A free cluster IP, chosen by chance outside of the first 256; undefined when none is left. The
 * first and the last address of the range are nobody's.
 */
export function freeClusterIP(random: Random, used: ReadonlySet<string>): string | undefined {
  const first = 1 + reservedAddresses;
  const offset = pick(random, first, addressCount - 1 - first, (at) => used.has(addressAt(at)));
  return offset === undefined ? undefined : addressAt(offset);
}

/** A free node port, chosen by chance outside of the first 86; undefined when none is left. */
export function freeNodePort(random: Random, used: ReadonlySet<number>): number | undefined {
  const count = portCount - reservedPorts;
  const offset = pick(random, reservedPorts, count, (at) => used.has(firstPort + at));
  return offset === undefined ? undefined : firstPort + offset;
}

/** True for an address that a Service may have: it lies within a range, not at either end of it. */
export function isServiceAddress(ranges: readonly Frozen<ServiceCIDR>[], address: string): boolean {
  const value = parseIp(address);
  const known = ranges.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  // A cluster that is being made has no ServiceCIDR yet.
  const texts = ranges.length === 0 ? [serviceRanges.clusterIPs] : known.flatMap(cidrsOf);
  return texts.some((text) => {
    const range = parseCidr(text);
    if (!range || !value || !isInRange(range, value)) return false;
    const offset = value.value - networkOf(range).value;
    const size = 1n << BigInt(range.address.bits - range.length);
    return offset > 0n && (range.address.bits === 128 || offset < size - 1n);
  });
}

function cidrsOf({ spec }: Frozen<ServiceCIDR>): readonly string[] {
  return spec.cidrs ?? [];
}

export function isNodePort(port: number): boolean {
  return port >= firstPort && port < firstPort + portCount;
}

/** A random place among `count` from `first`, or the next one after it that is free. */
function pick(
  random: Random,
  first: number,
  count: number,
  isUsed: (offset: number) => boolean,
): number | undefined {
  const start = random.below(count);
  for (let step = 0; step < count; step += 1) {
    const offset = first + ((start + step) % count);
    if (!isUsed(offset)) return offset;
  }
  return undefined;
}

function addressAt(offset: number): string {
  const value = firstAddress + offset;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}
