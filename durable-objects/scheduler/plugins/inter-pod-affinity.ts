import { namespaces, type Pod } from '../../api/index.ts';
import type { PodAffinityTerm } from '../../api/pod-template/affinity.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { NodeInfo, Plugin, Reason } from '../framework.ts';

type Term = Frozen<PodAffinityTerm>;

/** Pods that want to be together, or apart (pkg/scheduler/framework/plugins/interpodaffinity). */
export const interPodAffinity: Plugin = {
  name: 'InterPodAffinity',
  weight: 2,
  filter({ pod }, info, all, read) {
    if (!requiredAffinity(pod).every((term) => isTogether(pod, term, info, all, read))) {
      return because("node(s) didn't match pod affinity rules", true);
    }
    if (requiredAntiAffinity(pod).some((term) => hasMatch(pod, term, info, all, read))) {
      return because("node(s) didn't match pod anti-affinity rules", false);
    }
    if (isRepelled(pod, info, all, read)) {
      return because("node(s) didn't satisfy existing pods anti-affinity rules", false);
    }
    return [];
  },
  score({ pod }, info, all) {
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    const wanted = podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const unwanted = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    if (wanted.length + unwanted.length === 0) return 0;
    const points = (node: NodeInfo): number =>
      wanted.reduce((sum, w) => sum + w.weight * count(pod, w.podAffinityTerm, node, all), 0) -
      unwanted.reduce((sum, w) => sum + w.weight * count(pod, w.podAffinityTerm, node, all), 0);
    const scores = all.map(points);
    const [least, most] = [Math.min(...scores), Math.max(...scores)];
    return most === least ? 0 : (100 * (points(info) - least)) / (most - least);
  },
};

function requiredAffinity(pod: Frozen<Pod>): readonly Term[] {
  return pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

function requiredAntiAffinity(pod: Frozen<Pod>): readonly Term[] {
  return pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

/** There is company in the node's domain; the first of a group that wants its own may start it. */
function isTogether(
  pod: Frozen<Pod>,
  term: Term,
  info: NodeInfo,
  all: readonly NodeInfo[],
  read: Reader,
): boolean {
  if (info.node.metadata.labels?.[term.topologyKey] === undefined) return false;
  if (hasMatch(pod, term, info, all, read)) return true;
  const isFirst = !all.some((other) => other.pods.some((p) => matches(pod, term, p, read)));
  return isFirst && matches(pod, term, pod, read);
}

function hasMatch(
  pod: Frozen<Pod>,
  term: Term,
  info: NodeInfo,
  all: readonly NodeInfo[],
  read: Reader,
): boolean {
  return domainOf(term, info, all).some((node) =>
    node.pods.some((other) => matches(pod, term, other, read)),
  );
}

/** A pod that is there already wants none like this one near. */
function isRepelled(
  pod: Frozen<Pod>,
  info: NodeInfo,
  all: readonly NodeInfo[],
  read: Reader,
): boolean {
  return all.some((node) =>
    node.pods.some((other) =>
      requiredAntiAffinity(other).some(
        (term) => matches(other, term, pod, read) && domainOf(term, node, all).includes(info),
      ),
    ),
  );
}

function count(pod: Frozen<Pod>, term: Term, info: NodeInfo, all: readonly NodeInfo[]): number {
  const selector = selectorOf(term.labelSelector);
  return domainOf(term, info, all)
    .flatMap((node) => node.pods)
    .filter((other) => other.metadata.namespace === pod.metadata.namespace)
    .filter((other) => matchesLabels(selector, other.metadata.labels)).length;
}

/** The nodes with the same value of the topology key. */
function domainOf(term: Term, info: NodeInfo, all: readonly NodeInfo[]): readonly NodeInfo[] {
  const value = info.node.metadata.labels?.[term.topologyKey];
  if (value === undefined) return [];
  return all.filter(({ node }) => node.metadata.labels?.[term.topologyKey] === value);
}

/** Whether a term of `owner` speaks of `other`; by default of pods in the owner's namespace. */
function matches(owner: Frozen<Pod>, term: Term, other: Frozen<Pod>, read: Reader): boolean {
  const namespace = other.metadata.namespace ?? '';
  const isNamed = term.namespaces?.includes(namespace) ?? false;
  const isSelected =
    term.namespaceSelector !== undefined &&
    matchesLabels(
      selectorOf(term.namespaceSelector),
      read.get(namespaces, { namespace: '', name: namespace })?.metadata.labels,
    );
  const isOwn =
    !term.namespaces?.length && !term.namespaceSelector && namespace === owner.metadata.namespace;
  if (!isNamed && !isSelected && !isOwn) return false;
  return matchesLabels(selectorOf(term.labelSelector), other.metadata.labels);
}

function because(text: string, unresolvable: boolean): readonly Reason[] {
  return [{ text, unresolvable }];
}
