import { defineRecord } from '../apimachinery/resource.ts';
import type { Reader } from '../storage/store.ts';
import { networkLimits } from './limits.ts';

/** Who has an address. Records are stored under (address, pod UID). */
export interface PodAddress {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
}

/** Addresses in use; several pods share one only on their node's own network. */
export const podAddresses = defineRecord<PodAddress>('pod-addresses');

/** The host part of the address that a node gave out last, by node name. */
export const addressCursors = defineRecord<{ readonly lastHost: number }>('address-cursors');

/** The range from which the pods of the node with this number get their addresses. */
export function podRange(nodeIndex: number): string {
  return `10.244.${nodeIndex}.0/24`;
}

/**
 * The next free address after `last` (the host part that was given out before), as the host-local
 * plugin: round and round, so that a pod that comes back has another one. Undefined when the
 * range is used up.
 */
export function nextAddress(
  read: Pick<Reader, 'records'>,
  nodeIndex: number,
  last: number,
): { readonly address: string; readonly host: number } | undefined {
  const { firstHost, lastHost } = networkLimits;
  const size = lastHost - firstHost + 1;
  for (let step = 1; step <= size; step += 1) {
    const host = firstHost + ((Math.max(last, firstHost - 1) - firstHost + step) % size);
    const address = `10.244.${nodeIndex}.${host}`;
    if (read.records(podAddresses, address).length === 0) return { address, host };
  }
  return undefined;
}
