import { networkAt } from '../network/pod-network.ts';
import { parseResolverConfig } from '../network/resolver.ts';
import { resolveLinks } from '../shell/files/paths.ts';
import {
  FileError,
  type FileSystem,
  type Host,
  MountTable,
  type Network,
  type System,
} from '../shell/index.ts';
import type { RecordFileSystem } from '../volumes/contents/index.ts';
import { dnsServerOf } from './etc-files.ts';
import type { LoadedImage } from './images/index.ts';
import type { PodPlace } from './place.ts';
import { hostnameOf, type PodContainer } from './spec.ts';
import { mountsOf, rootOf } from './volumes/mounts.ts';

/** What tells two looks at the same container apart, for keyed randomness. */
export interface MachineOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Changes with every process that was started. */
  readonly turn: string;
}

/** The computer that a container's processes see. */
export function systemOf(
  place: PodPlace,
  container: PodContainer,
  loaded: LoadedImage,
  options: MachineOptions,
): System {
  const { world, pod } = place;
  const { uid } = pod.metadata;
  const fs = filesOf(place, container, loaded, options.env);
  return {
    fs,
    now: world.now,
    monotonic: world.awake,
    hostname: hostnameOf(pod),
    commands: loaded.commands,
    network: networkOf(place, container, fs, options.turn),
    random: (key) => world.random('process', uid, container.name, key).float(),
    host: hostOf(place),
  };
}

/** A container's whole file tree: image, own changes and mounts. */
export function filesOf(
  place: PodPlace,
  container: PodContainer,
  loaded: LoadedImage,
  env: Readonly<Record<string, string>>,
): MountTable {
  const isReadOnly = container.securityContext?.readOnlyRootFilesystem === true;
  const fs = rootOf(place, container, loaded.files);
  const mounts = mountsOf(place, container, env, (path) => realMountPoint(fs, path));
  return new MountTable([{ at: '/', fs, isReadOnly }, ...mounts]);
}

/** Where a mount really lands when links of the image are on its way, as /var/run often is. */
function realMountPoint(root: RecordFileSystem, path: string): string {
  const look = (at: string) => ({ type: root.typeAt(at) ?? ('directory' as const) });
  return resolveLinks({ look, readlink: (at) => root.readlink(at) }, path, false);
}

/** The network as a container of this pod sees it. */
export function networkOf(
  place: PodPlace,
  container: PodContainer,
  fs: FileSystem,
  turn: string,
): Network {
  const { world, listeners, pod, runtime } = place;
  const address = 'ip' in runtime.sandbox ? runtime.sandbox.ip : '127.0.0.1';
  return networkAt({
    read: world.read,
    listeners,
    addresses: [address],
    resolver: () => parseResolverConfig(readOr(fs, '/etc/resolv.conf'), readOr(fs, '/etc/hosts')),
    random: (purpose) =>
      world.random('network', pod.metadata.uid, container.name, turn, `${world.awake}`, purpose),
    dnsServer: dnsServerOf(world.read),
  });
}

function readOr(fs: FileSystem, path: string): string {
  try {
    return fs.read(path);
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}

/** The node's kernel and size, as golden clusters have them. */
export const kernelRelease = '6.1.0-35-amd64';

function hostOf({ kubelet }: PodPlace): Host {
  return {
    kernelRelease,
    kernelVersion: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.137-1 (2025-05-07)',
    machine: 'x86_64',
    cpus: kubelet.cpus,
    memoryBytes: kubelet.memoryBytes,
    memoryUsedBytes: Math.floor(kubelet.memoryBytes / 4),
    bootedAt: kubelet.bootedAt,
    mounts: [],
  };
}
