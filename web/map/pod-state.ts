import type { ContainerStatus, EventView, PodView } from '../state/objects.ts';
import type { ContainerThing, PodThing, Said, Tone } from './scene.ts';

const badReasons =
  /^(CrashLoopBackOff|ErrImagePull|ImagePullBackOff|InvalidImageName|RunContainerError|Create\w+Error|ErrImageNeverPull)$/;

/** How a pod is, what is said of it, and the fact that decides. */
export function podState(
  pod: PodView,
  events: readonly EventView[],
): Pick<PodThing, 'tone' | 'said' | 'fact' | 'span'> {
  const { metadata, status = {} } = pod;
  const fact = factOf(pod, events);
  const nothing = { fact: undefined, span: undefined };
  if (metadata.deletionTimestamp) return ending(metadata);
  const phase = status.phase ?? 'Pending';
  if (phase === 'Succeeded') return { tone: 'well', said: { word: 'completed' }, ...nothing };
  if (phase === 'Failed') return { ...nothing, ...printed('fail', status.reason ?? 'Error'), fact };
  const waiting = statuses(pod).find(({ state }) => state?.waiting)?.state?.waiting?.reason;
  if (waiting && badReasons.test(waiting)) return { ...nothing, ...printed('fail', waiting), fact };
  if (phase === 'Pending') {
    const bad = failedMount(events);
    if (bad) return { ...nothing, ...printed('fail', 'FailedMount'), fact: bad };
    if (waiting) return { ...nothing, ...printed('wait', waiting) };
    const word = pod.spec?.nodeName ? 'starting' : 'scheduling';
    return { tone: 'wait', said: { word }, ...nothing };
  }
  const list = status.containerStatuses ?? [];
  const ready = list.filter((container) => container.ready).length;
  const isReady = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  if (isReady) return { tone: 'well', said: { word: 'running' }, ...nothing };
  const said: Said = { word: 'not-ready', ready, total: Math.max(list.length, 1) };
  return { tone: fact ? 'fail' : 'wait', said, fact, span: undefined };
}

function printed(tone: Tone, text: string): { tone: Tone; said: Said } {
  return { tone, said: { word: 'printed', text } };
}

function ending(metadata: PodView['metadata']): Pick<PodThing, 'tone' | 'said' | 'fact' | 'span'> {
  const until = Date.parse(metadata.deletionTimestamp ?? '');
  const graceMs = (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  const known = Number.isFinite(until);
  return {
    tone: 'wait',
    said: { word: 'terminating', until: known ? until : undefined },
    fact: undefined,
    span: known && graceMs > 0 ? { from: until - graceMs, until } : undefined,
  };
}

/** `/healthz → 503` out of the newest failed probe; the message itself when it has no such form. */
function factOf(pod: PodView, events: readonly EventView[]): string | undefined {
  const failed = events.findLast(({ reason }) => reason === 'Unhealthy');
  const message = failed?.message ?? failed?.note;
  if (message === undefined) return undefined;
  const code = /statuscode: (\d+)/.exec(message)?.[1];
  if (code) return `${probePath(pod) ?? 'HTTP'} → ${code}`;
  return message
    .replace(/^Readiness probe failed: /, '')
    .split('\n')[0]
    ?.slice(0, 40);
}

function probePath(pod: PodView): string | undefined {
  for (const container of pod.spec?.containers ?? []) {
    const probe: unknown = Reflect.get(container, 'readinessProbe');
    const get = typeof probe === 'object' && probe !== null && Reflect.get(probe, 'httpGet');
    const path: unknown = typeof get === 'object' && get !== null && Reflect.get(get, 'path');
    if (typeof path === 'string') return path;
  }
  return undefined;
}

function failedMount(events: readonly EventView[]): string | undefined {
  const last = events.at(-1);
  if (last?.reason !== 'FailedMount' && last?.reason !== 'FailedAttachVolume') return undefined;
  return (last.message ?? last.note ?? '').slice(0, 40);
}

function statuses(pod: PodView): readonly ContainerStatus[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}

/** The containers in the pod's order, each as its square shows it. */
export function containersOf(pod: PodView): readonly ContainerThing[] {
  return (pod.spec?.containers ?? []).map(({ name }) => {
    const status = pod.status?.containerStatuses?.find((known) => known.name === name);
    return { name, state: containerState(status) };
  });
}

function containerState(status: ContainerStatus | undefined): ContainerThing['state'] {
  if (status?.ready) return 'ready';
  if (status?.state?.running) return 'running';
  const failed = (status?.state?.terminated?.exitCode ?? 0) !== 0;
  const backingOff = badReasons.test(status?.state?.waiting?.reason ?? '');
  return failed || backingOff ? 'crashed' : 'waiting';
}
