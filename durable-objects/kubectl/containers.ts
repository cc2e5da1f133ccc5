import type { Resource } from '../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { KubectlError } from './failure.ts';
import { parseTargets } from './targets.ts';
import { type Call, usageOf } from './verb.ts';

/** A pod that a command is about. */
export interface ChosenPod {
  readonly resource: Resource;
  readonly name: string;
  readonly object: JsonObject;
}

/** `web-0`, `pod/web-0` or `sts/web`: a workload stands for its first pod. */
export function choosePod(call: Call, word: string): ChosenPod {
  const { kinds, cluster, namespace } = call;
  const pods = kinds.require('pods');
  if (!word.includes('/')) {
    const object = cluster.get(pods, namespace, word);
    return { resource: pods, name: word, object };
  }
  const [target] = parseTargets([word], kinds);
  const name = target?.names[0] ?? '';
  if (!target || target.resource === pods) {
    return { resource: pods, name, object: cluster.get(pods, namespace, name) };
  }
  const owner = cluster.get(target.resource, namespace, name);
  const found = podsOf(call, owner);
  const [first] = found;
  if (!first) {
    throw new KubectlError(`timed out waiting for the condition`);
  }
  if (found.length > 1 && call.verb.name === 'logs')
    call.err(`Found ${found.length} pods, using pod/${nameOf(first)}\n`);
  return { resource: pods, name: nameOf(first), object: first };
}

/** The pods that a workload's or Service's selector finds, running ones first. */
function podsOf(call: Call, owner: JsonObject): readonly JsonObject[] {
  const { kinds, cluster, namespace } = call;
  const spec = isObject(owner.spec) ? owner.spec : {};
  const selector = isObject(spec.selector) ? spec.selector : undefined;
  const labels = isObject(selector?.matchLabels) ? selector.matchLabels : selector;
  if (!isObject(labels))
    throw new KubectlError(`cannot attach to *${String(owner.kind)}: selector not implemented`);
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const { items } = cluster.list(kinds.require('pods'), namespace, { labelSelector });
  const isRunning = ({ status }: JsonObject): boolean =>
    isObject(status) && status.phase === 'Running';
  return [...items].sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)));
}

/** The container that `-c` names, or the default one, which is then said. */
export function chooseContainer(call: Call, pod: JsonObject, isQuiet = false): string {
  const asked = call.args.text('container');
  const all = containersOf(pod);
  if (asked !== '') {
    if (all.some(({ name }) => name === asked)) return asked;
    throw new KubectlError(`container ${asked} not found in pod ${nameOf(pod)}`);
  }
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const marked = annotations['kubectl.kubernetes.io/default-container'];
  if (typeof marked === 'string' && all.some(({ name }) => name === marked)) return marked;
  const [first] = all.filter(({ kind }) => kind === '');
  if (!first) throw new KubectlError(`no container found in pod ${nameOf(pod)}\n${usageOf(call)}`);
  if (all.length > 1 && !isQuiet)
    call.err(
      `Defaulted container "${first.name}" out of: ${all.map(({ name, kind }) => name + (kind && ` (${kind})`)).join(', ')}\n`,
    );
  return first.name;
}

/** Every container of a pod, with what kind of container it is: `init`, `ephem` or ''. */
export function containersOf(pod: JsonObject): readonly { name: string; kind: string }[] {
  const spec = isObject(pod.spec) ? pod.spec : {};
  const named = (list: Json | undefined, kind: string): { name: string; kind: string }[] =>
    Array.isArray(list)
      ? list.filter(isObject).map(({ name }: JsonObject) => ({ name: String(name), kind }))
      : [];
  return [
    ...named(spec.containers, ''),
    ...named(spec.ephemeralContainers, 'ephem'),
    ...named(spec.initContainers, 'init'),
  ];
}

/** `metadata.name`. */
export function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? String(metadata.name ?? '') : '';
}
