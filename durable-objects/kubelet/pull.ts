import { backOffEnd, goDuration, nextBackOff } from './back-off.ts';
import type { ContainerRuntime } from './container-state.ts';
import type { ImageReference, LoadedImage } from './images/index.ts';
import { parseReference, referenceText } from './images/index.ts';
import { timing } from './limits.ts';
import { nodeImages } from './records.ts';
import type { PlacedContainer } from './spec.ts';
import { lengthOf, record, type Sync, touch, waitUntil } from './sync.ts';

/**
 * Gets a container its image, as upstream's image manager does: true once it is there. Otherwise
 * the phase says why not, and what is waited for.
 */
export function ensureImage(sync: Sync, placed: PlacedContainer, own: ContainerRuntime): boolean {
  const { phase } = own;
  const reference = parseReference(placed.container.image);
  if (!reference) {
    refuseName(sync, placed, own);
    return false;
  }
  if (phase.is === 'pulling') return finishPull(sync, placed, own, reference, phase);
  if (phase.is === 'waiting' && phase.reason === 'ErrImageNeverPull' && !isPresent(sync, reference))
    return false;
  const { reason } = phase.is === 'waiting' ? phase : { reason: '' };
  if (reason === 'ErrImagePull' || reason === 'ImagePullBackOff')
    return backOffPull(sync, placed, own, reference);
  return startPull(sync, placed, own, reference);
}

function startPull(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  reference: ImageReference,
): boolean {
  const { image, imagePullPolicy } = placed.container;
  const present = isPresent(sync, reference);
  if (present && imagePullPolicy !== 'Always') {
    tellPresentImage(sync, placed);
    own.image = { reference: referenceText(reference), id: present.id };
    return true;
  }
  if (imagePullPolicy === 'Never') {
    const text = `Container image "${image}" is not present with pull policy of Never`;
    record(sync, 'Warning', 'ErrImageNeverPull', text, placed);
    record(sync, 'Warning', 'Failed', 'Error: ErrImageNeverPull', placed);
    own.phase = { is: 'waiting', reason: 'ErrImageNeverPull', message: text };
    touch(sync);
    return false;
  }
  record(sync, 'Normal', 'Pulling', `Pulling image "${image}"`, placed);
  const range = present ? timing.check : timing.pull;
  const text = referenceText(reference);
  const length = lengthOf(sync, range, 'pull', placed.container.name, text, `${own.attempts}`);
  own.phase = { is: 'pulling', since: sync.world.awake, until: sync.world.awake + length };
  touch(sync);
  return false;
}

/** The image need not be pulled: it is there from an earlier time. */
export function tellPresentImage(sync: Sync, placed: PlacedContainer): void {
  const { image, imagePullPolicy } = placed.container;
  if (imagePullPolicy === 'Always') return;
  const text = `Container image "${image}" already present on machine`;
  record(sync, 'Normal', 'Pulled', `${text} and can be accessed by the pod`, placed);
}

function finishPull(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  reference: ImageReference,
  { since, until }: { since: number; until: number },
): boolean {
  const { image } = placed.container;
  if (sync.world.awake < until) {
    waitUntil(sync, until, `${image} is being pulled for ${sync.runtime.name}`);
    return false;
  }
  const found = sync.catalog.find(reference);
  if (typeof found === 'string') {
    failPull(sync, placed, own, pullError(reference, found));
    return false;
  }
  const { id, sizeBytes } = keepImage(sync, reference, found);
  const took = goDuration(until - since);
  const text = `Successfully pulled image "${image}" in ${took} (${took} including waiting)`;
  record(sync, 'Normal', 'Pulled', `${text}. Image size: ${sizeBytes} bytes.`, placed);
  own.image = { reference: referenceText(reference), id };
  delete own.pullBackOff;
  own.phase = { is: 'new' };
  touch(sync);
  return true;
}

function keepImage(sync: Sync, reference: ImageReference, { image }: LoadedImage) {
  const key = { namespace: sync.runtime.node, name: referenceText(reference) };
  const known = sync.world.read.record(nodeImages, key);
  if (known) return known;
  const digest = sync.world.random('image-digest', reference.name, reference.tag).hex(64);
  const id = reference.digest ?? `sha256:${digest}`;
  const made = { id: `${reference.name}@${id}`, sizeBytes: image.sizeBytes };
  sync.world.setRecord(nodeImages, key, made);
  return made;
}

function failPull(sync: Sync, placed: PlacedContainer, own: ContainerRuntime, error: string): void {
  const { image } = placed.container;
  const { awake } = sync.world;
  record(sync, 'Warning', 'Failed', `Failed to pull image "${image}": ${error}`, placed);
  record(sync, 'Warning', 'Failed', 'Error: ErrImagePull', placed);
  own.pullBackOff = nextBackOff(own.pullBackOff, awake);
  const until = awake + timing.pullFailureShown;
  own.phase = { is: 'waiting', reason: 'ErrImagePull', message: error, until };
  touch(sync);
}

function backOffPull(
  sync: Sync,
  placed: PlacedContainer,
  own: ContainerRuntime,
  reference: ImageReference,
): boolean {
  const { image } = placed.container;
  const { phase, pullBackOff } = own;
  if (phase.is !== 'waiting') return false;
  const end = backOffEnd(pullBackOff, pullBackOff?.updatedAt ?? 0) ?? 0;
  if (sync.world.awake >= end) return startPull(sync, placed, own, reference);
  const isShown = phase.reason === 'ErrImagePull' && sync.world.awake < (phase.until ?? 0);
  if (isShown) {
    waitUntil(sync, phase.until ?? end, `${sync.runtime.name}'s failed pull is noticed`);
    return false;
  }
  if (phase.reason === 'ErrImagePull') {
    const text = `Back-off pulling image "${image}"`;
    record(sync, 'Normal', 'BackOff', text, placed);
    record(sync, 'Warning', 'Failed', 'Error: ImagePullBackOff', placed);
    const message = `${text}: ErrImagePull: ${phase.message}`;
    own.phase = { is: 'waiting', reason: 'ImagePullBackOff', message };
    touch(sync);
  }
  waitUntil(sync, end, `ImagePullBackOff of ${sync.runtime.name} ends`);
  return false;
}

function refuseName(sync: Sync, placed: PlacedContainer, own: ContainerRuntime): void {
  const { image } = placed.container;
  if (own.phase.is === 'waiting') return;
  const why = `couldn't parse image name "${image}": invalid reference format`;
  const text = `Failed to apply default image tag "${image}": ${why}`;
  record(sync, 'Warning', 'InspectFailed', text, placed);
  record(sync, 'Warning', 'Failed', 'Error: InvalidImageName', placed);
  own.phase = { is: 'waiting', reason: 'InvalidImageName', message: text };
  touch(sync);
}

/** containerd's errors, with what only a simulated registry has to say. */
function pullError(reference: ImageReference, why: 'no-repository' | 'no-tag'): string {
  const text = referenceText(reference);
  const head = `failed to pull and unpack image "${text}": failed to resolve reference "${text}"`;
  if (why === 'no-tag')
    return `rpc error: code = NotFound desc = ${head}: ${text}: not found (no such tag in LabSet's image catalogue)`;
  const denied =
    'pull access denied, repository does not exist or may require authorization: ' +
    'server message: insufficient_scope: authorization failed';
  const tail = "not found in LabSet's image catalogue";
  return text.startsWith('docker.io/')
    ? `${head}: ${denied} (${tail})`
    : `rpc error: code = NotFound desc = ${head}: ${text}: not found (${tail})`;
}

function isPresent(sync: Sync, reference: ImageReference) {
  const key = { namespace: sync.runtime.node, name: referenceText(reference) };
  return sync.world.read.record(nodeImages, key);
}
