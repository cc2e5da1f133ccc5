import type { Volume } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { join, normalize } from '../../shell/files/paths.ts';
import { FileError, type FileSystem, MemoryFileSystem, type Mount } from '../../shell/index.ts';
import {
  type BaseFiles,
  containerContents,
  type RecordAccess,
  RecordFileSystem,
  subPathContents,
} from '../../volumes/contents/index.ts';
import { ConfigError, expand } from '../environment.ts';
import { parseReference } from '../images/index.ts';
import type { PodPlace } from '../place.ts';
import type { PodContainer } from '../spec.ts';
import { isRendered, payloadOf, SetUpError } from './payload.ts';
import { renderedFileSystem } from './rendered.ts';
import { blockFile, makeDirectories, storedFileSystem } from './set-up.ts';
import { sourceOf } from './sources.ts';
import { serviceAccountToken, type WantedToken } from './token.ts';

type VolumeMount = NonNullable<PodContainer['volumeMounts']>[number];

/** The records that a pod's place may write. */
export function accessAt({ world }: PodPlace): RecordAccess {
  return { read: world.read, setRecord: (type, key, value) => world.setRecord(type, key, value) };
}

/** The container's own layer over its image's files. */
export function rootOf(
  place: PodPlace,
  container: PodContainer,
  image: BaseFiles,
): RecordFileSystem {
  const identity = containerContents(place.pod.metadata.uid, container.name);
  return new RecordFileSystem({
    access: accessAt(place),
    identity,
    now: place.world.now,
    base: image,
  });
}

/**
 * The mounts of a container, the root excluded. Volumes that can't be had are empty. `landing`
 * says where a path really leads.
 */
export function mountsOf(
  place: PodPlace,
  container: PodContainer,
  env: Readonly<Record<string, string>>,
  landing: (path: string) => string,
): readonly Mount[] {
  const mounts = (container.volumeMounts ?? []).map((mount, index) =>
    mountOf(place, container, mount, landing(normalize(mount.mountPath)), index, env),
  );
  const devices = (container.volumeDevices ?? []).map(({ name, devicePath }) => {
    const { open } = volumeFiles(place, name);
    return { at: landing(normalize(devicePath)), fs: open(), from: blockFile };
  });
  return [...mounts, ...devices];
}

function mountOf(
  place: PodPlace,
  container: PodContainer,
  mount: VolumeMount,
  at: string,
  index: number,
  env: Readonly<Record<string, string>>,
): Mount {
  const { open, from, isReadOnly } = volumeFiles(place, mount.name);
  const sub = subPathOf(mount, env);
  const volume = volumeNamed(place, mount.name);
  if (sub === '' || !volume || !isRendered(volume)) {
    const top = sub === '' ? from : normalize(join(from, sub));
    return new VolumeMountPoint(at, open, top, isReadOnly || mount.readOnly === true);
  }
  // A subPath of such a volume is what it was when the container started.
  const identity = subPathContents(place.pod.metadata.uid, container.name, index);
  const copy = new RecordFileSystem({
    access: accessAt(place),
    identity,
    now: place.world.now,
  });
  return { at, fs: copy, from: copyPath, isReadOnly: true };
}

/** A mount that opens its volume when somebody looks: few processes read their tokens. */
class VolumeMountPoint implements Mount {
  readonly at: string;
  readonly from: string;
  readonly isReadOnly: boolean;
  readonly #open: () => FileSystem;
  #fs: FileSystem | undefined;

  constructor(at: string, open: () => FileSystem, from: string, isReadOnly: boolean) {
    this.at = at;
    this.from = from;
    this.isReadOnly = isReadOnly;
    this.#open = open;
  }

  get fs(): FileSystem {
    this.#fs ??= this.#open();
    return this.#fs;
  }
}

const copyPath = '/copy';

/** A mount's subPath, '' when it has none. */
function subPathOf(mount: VolumeMount, env: Readonly<Record<string, string>>): string {
  return mount.subPathExpr ? expand(mount.subPathExpr, env) : (mount.subPath ?? '');
}

/**
 * Makes a container's subPaths before it starts: missing directories, and copies of rendered
 * volumes. Throws ConfigError.
 */
export function prepareSubPaths(
  place: PodPlace,
  container: PodContainer,
  env: Readonly<Record<string, string>>,
): void {
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const unknown = /\$\(([^)]*)\)/.exec(mount.subPathExpr ? subPathOf(mount, env) : '');
    if (unknown) throw new ConfigError(`missing value for "${unknown[1]}"`);
    const sub = subPathOf(mount, env);
    if (sub === '') continue;
    const { open, from } = volumeFiles(place, mount.name);
    const fs = open();
    const path = normalize(join(from, sub));
    const volume = volumeNamed(place, mount.name);
    try {
      if (volume && isRendered(volume)) copyRendered(place, container, fs, path, index);
      else if (!fs.exists(path)) makeDirectories(fs, path, 0o750);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new ConfigError(
        `failed to create subPath directory for volumeMount "${mount.name}" of container ` +
          `"${container.name}"`,
      );
    }
  }
}

function copyRendered(
  place: PodPlace,
  container: PodContainer,
  fs: FileSystem,
  path: string,
  index: number,
): void {
  const identity = subPathContents(place.pod.metadata.uid, container.name, index);
  const { now } = place.world;
  const copy = new RecordFileSystem({ access: accessAt(place), identity, now });
  if (fs.exists(path)) copyTree(fs, path, copy, copyPath);
  else if (!copy.exists(copyPath)) copy.mkdir(copyPath);
}

function copyTree(from: FileSystem, path: string, to: FileSystem, target: string): void {
  const { type, mode, uid, gid } = from.stat(path);
  if (type !== 'directory') {
    to.write(target, from.read(path), { mode, uid, gid });
    return;
  }
  if (!to.exists(target)) to.mkdir(target, { mode, uid, gid });
  for (const name of from.list(path)) copyTree(from, join(path, name), to, join(target, name));
}

function volumeNamed({ pod }: PodPlace, name: string): Frozen<Volume> | undefined {
  return pod.spec.volumes?.find((volume) => volume.name === name);
}

interface VolumeFiles {
  /** Opens the volume; one of objects is rendered anew by each call. */
  readonly open: () => FileSystem;
  readonly from: string;
  readonly isReadOnly: boolean;
}

function volumeFiles(place: PodPlace, name: string): VolumeFiles {
  const { world, pod, kubelet, runtime, catalog } = place;
  const nothing = () => new MemoryFileSystem({ now: () => world.now });
  const volume = volumeNamed(place, name);
  if (!volume) return { open: nothing, from: '/', isReadOnly: true };
  const source = sourceOf(world.read, pod, runtime.node, volume);
  switch (source.is) {
    case 'stored': {
      const fs = storedFileSystem(accessAt(place), world.now, source);
      return { open: () => fs, from: source.place.from, isReadOnly: source.isReadOnly };
    }
    case 'rendered': {
      const podIP = 'ip' in runtime.sandbox ? runtime.sandbox.ip : undefined;
      const open = () => render({ ...place, kubelet }, volume, podIP);
      return { open, from: '/', isReadOnly: true };
    }
    case 'image': {
      const reference = parseReference(source.reference);
      const found = reference ? catalog.find(reference) : 'no-repository';
      const open = typeof found === 'string' ? nothing : () => found.root;
      return { open, from: '/', isReadOnly: true };
    }
    case 'failed':
      return { open: nothing, from: '/', isReadOnly: true };
  }
}

function render(place: PodPlace, volume: Frozen<Volume>, podIP: string | undefined): FileSystem {
  const group = place.pod.spec.securityContext.fsGroup;
  try {
    const payload = payloadOf(payloadContext(place, podIP), volume);
    return renderedFileSystem(payload, place.runtime.admittedAt, group);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return renderedFileSystem({}, place.runtime.admittedAt, group);
  }
}

/** What rendering this pod's volumes needs. */
export function payloadContext({ world, pod, kubelet }: PodPlace, podIP: string | undefined) {
  const { read } = world;
  const token = (wanted: WantedToken) => serviceAccountToken(pod, world, wanted);
  return { read, pod, kubelet, podIP, token };
}
