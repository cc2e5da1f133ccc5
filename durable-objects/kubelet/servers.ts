import { nodes } from '../api/index.ts';
import { present } from '../lib/assert.ts';
import type { Frozen } from '../lib/json.ts';
import { isObject, type Json } from '../lib/json.ts';
import { networkLimits } from '../network/limits.ts';
import type { Listener, Listeners } from '../network/listeners.ts';
import type { Answered, HttpRequest, HttpResponse, TcpPeer } from '../shell/index.ts';
import { toBytes } from '../shell/index.ts';
import { reasonPhrase } from './images/http-status.ts';
import type {
  ImageCatalog,
  ListeningState,
  Server,
  ServerContext,
  ServerResponse,
} from './images/index.ts';
import { appendLog } from './logs.ts';
import { filesOf, networkOf } from './machine.ts';
import { imageOf, type PodPlace, placesAt } from './place.ts';
import { type ContainerProcesses, containerProcesses, serverStates } from './records.ts';
import { containersOf, hostnameOf, type PodContainer } from './spec.ts';
import { accessAt } from './volumes/mounts.ts';

/** One process of a running container that listens on one port. */
export interface ListeningProcess {
  readonly container: PodContainer;
  readonly port: number;
  readonly server: string;
  readonly options: Json;
  readonly pid: number;
}

/** Every port that the pods of the cluster listen on, by address. */
export function createListeners(world: PodPlace['world'], catalog: ImageCatalog): Listeners {
  const listeners: Listeners = {
    at(address) {
      const places = placesAt(world, catalog, listeners, address);
      if (places.length === 0 && !isNode(world, address)) return undefined;
      return places.flatMap((place) =>
        listeningIn(place).map((process) => listenerOf(place, process)),
      );
    },
  };
  return listeners;
}

/** What the processes of a pod listen on now. */
export function listeningIn(place: PodPlace): readonly ListeningProcess[] {
  return containersOf(place.pod).flatMap(({ container }) => {
    const processes = processesOf(place, container);
    return processes ? listeningProcesses(processes, container) : [];
  });
}

function listeningProcesses(
  { table }: Frozen<ContainerProcesses>,
  container: PodContainer,
): readonly ListeningProcess[] {
  return Object.values(table.processes).flatMap(({ pid, program }) => {
    if (program.kind !== 'command' || !isListening(program.state)) return [];
    return program.state.listening.map(({ port, server, options = null }) => ({
      container,
      port,
      server,
      options,
      pid,
    }));
  });
}

function isListening(state: unknown): state is ListeningState {
  return isObject(state) && Array.isArray(state.listening);
}

function processesOf(place: PodPlace, container: PodContainer) {
  const key = { namespace: place.pod.metadata.uid, name: container.name };
  return place.world.read.record(containerProcesses, key);
}

function listenerOf(place: PodPlace, process: ListeningProcess): Listener {
  const server = imageOf(place, process.container)?.image.servers[process.server];
  return {
    port: process.port,
    http: (request, client) => answerHttp(place, process, server, request, client),
    tcp: (client) => tcpPeer(place, process, server, client),
  };
}

const { latencyMs } = networkLimits;

function answerHttp(
  place: PodPlace,
  process: ListeningProcess,
  server: Server | undefined,
  request: HttpRequest,
  client: string,
): Answered<HttpResponse> {
  if (!server?.http) return { ok: false, latencyMs, failure: 'reset' };
  const response = server.http(request, contextOf(place, process, client));
  const { status, headers = [], body, afterMs = 0 } = response;
  const wait = latencyMs + afterMs;
  if (wait > request.timeoutMs)
    return { ok: false, latencyMs: request.timeoutMs, failure: 'timeout' };
  const address = 'ip' in place.runtime.sandbox ? place.runtime.sandbox.ip : '';
  const value = { status, reason: reasonPhrase(status), headers, body, address };
  return { ok: true, latencyMs: wait, value };
}

/** One process' own answer, for who needs to know how long it holds; undefined: no HTTP. */
export function askServer(
  place: PodPlace,
  process: ListeningProcess,
  request: HttpRequest,
  client: string,
): ServerResponse | undefined {
  const server = imageOf(place, process.container)?.image.servers[process.server];
  return server?.http?.(request, contextOf(place, process, client));
}

function tcpPeer(
  place: PodPlace,
  process: ListeningProcess,
  server: Server | undefined,
  client: string,
): TcpPeer {
  const address = 'ip' in place.runtime.sandbox ? place.runtime.sandbox.ip : '';
  const exchange = (bytes: string) => server?.tcp?.(bytes, contextOf(place, process, client)) ?? '';
  return { address, exchange };
}

/** What a server sees of its pod when it answers. */
function contextOf(place: PodPlace, process: ListeningProcess, client: string): ServerContext {
  const { container, server, port, options } = process;
  const { world, pod, runtime } = place;
  const { uid } = pod.metadata;
  const processes = processesOf(place, container);
  const env = processes?.env ?? {};
  const loaded = present(imageOf(place, container), `image of a running ${container.name}`);
  const fs = filesOf(place, container, loaded, env);
  const stateKey = { namespace: uid, name: `${container.name}/${server}` };
  const own = runtime.containers[container.name];
  const started = own?.phase.is === 'running' ? own.phase.startedAwake : world.awake;
  const state = world.read.record(serverStates, stateKey)?.value;
  return {
    fs,
    network: networkOf(place, container, fs, `server ${port}`),
    options,
    port,
    client,
    hostname: hostnameOf(pod),
    env,
    now: world.now,
    uptimeMs: world.awake - started,
    // It is JSON: a server put it there.
    state: state as Json | undefined,
    setState: (value) => world.setRecord(serverStates, stateKey, { value }),
    log: (line, stream = 'stdout') =>
      appendLog(accessAt(place), { uid, container: container.name, attempt: own?.attempts ?? 1 }, [
        { stream, bytes: toBytes(`${line}\n`), at: world.now },
      ]),
  };
}

function isNode({ read }: PodPlace['world'], address: string): boolean {
  return read
    .list(nodes)
    .some((node) => node.status.addresses?.some((own) => own.address === address));
}
