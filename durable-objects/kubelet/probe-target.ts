import type { HTTPGetAction, TCPSocketAction } from '../api/index.ts';
import type { Duration } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { HttpRequest } from '../shell/index.ts';
import { goDuration } from './back-off.ts';
import { placeOf } from './processes.ts';
import { askServer, type ListeningProcess, listeningIn } from './servers.ts';
import type { PlacedContainer } from './spec.ts';
import type { Sync } from './sync.ts';

/** What an HTTP probe or hook asks. */
export interface HttpTarget {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly request: HttpRequest;
}

/** How one run of a probe went. */
export interface ProbeOutcome {
  readonly isSuccess: boolean;
  readonly output: string;
  /** The uptime at which the answer would change by itself. */
  readonly changesAtUptimeMs?: number;
  /** The answer came from outside the pod: nobody says when it changes. */
  readonly isForeign?: true;
}

/** The request of an httpGet action; undefined when its port's name is unknown. */
export function httpTarget(
  sync: Sync,
  placed: PlacedContainer,
  action: Frozen<HTTPGetAction>,
): HttpTarget | undefined {
  const port = portNumber(placed, action.port);
  if (port === undefined) return undefined;
  const host = action.host || podAddress(sync);
  const scheme = action.scheme === 'HTTPS' ? 'https' : 'http';
  const path = action.path.startsWith('/') ? action.path : `/${action.path}`;
  const own = (action.httpHeaders ?? []).map(({ name, value }) => [name, value] as const);
  const usual: [string, string][] = [
    ['Host', `${host}:${port}`],
    ['User-Agent', 'kube-probe/1.36'],
    ['Accept', '*/*'],
  ];
  const isOwn = (name: string) => own.some(([o]) => o.toLowerCase() === name.toLowerCase());
  const headers = [...usual.filter(([name]) => !isOwn(name)), ...own];
  const request = {
    method: 'GET',
    scheme,
    host,
    port,
    path,
    headers,
    body: '',
    timeoutMs: 0,
  } as const;
  return { url: `${scheme}://${host}:${port}${path}`, host, port, request };
}

/** A port by number or by the name one of the container's ports has. */
export function portNumber(
  { container }: PlacedContainer,
  port: string | number,
): number | undefined {
  if (typeof port === 'number') return port;
  if (/^\d+$/.test(port)) return Number(port);
  return container.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Makes a request from the node; the texts of failures are Go's. */
export function requestTo(sync: Sync, target: HttpTarget, timeoutMs: Duration): ProbeOutcome {
  const { url, host, port } = target;
  const request = { ...target.request, timeoutMs };
  const get = `Get "${url}"`;
  if (host !== podAddress(sync)) return requestOutside(sync, target, request);
  const process = listenerOn(sync, port);
  if (!process) return failure(`${get}: ${refused(host, port)}`);
  if (request.scheme === 'https')
    return failure(`${get}: http: server gave HTTP response to HTTPS client`);
  const response = askServer(placeOf(sync), process, request, gatewayOf(sync));
  if (!response) return failure(`${get}: EOF`);
  if ((response.afterMs ?? 0) > timeoutMs) return failure(`${get}: ${timedOut}`);
  const { changesAtUptimeMs } = response;
  const outcome = judge(response.status);
  return changesAtUptimeMs === undefined ? outcome : { ...outcome, changesAtUptimeMs };
}

/** Opens a TCP connection from the node. */
export function connectTo(
  sync: Sync,
  placed: PlacedContainer,
  action: Frozen<TCPSocketAction>,
): ProbeOutcome {
  const port = portNumber(placed, action.port);
  if (port === undefined) return failure(`couldn't find port: ${action.port}`);
  const host = action.host || podAddress(sync);
  if (host === podAddress(sync)) {
    return listenerOn(sync, port) ? { isSuccess: true, output: '' } : failure(refused(host, port));
  }
  const isThere = sync.listeners.at(host)?.some((listener) => listener.port === port);
  return isThere
    ? { isSuccess: true, output: '', isForeign: true }
    : { ...failure(refused(host, port)), isForeign: true };
}

function requestOutside(sync: Sync, target: HttpTarget, request: HttpRequest): ProbeOutcome {
  const { url, host, port } = target;
  const listener = sync.listeners.at(host)?.find((candidate) => candidate.port === port);
  const answered = listener?.http(request, gatewayOf(sync));
  if (!answered) return { ...failure(`Get "${url}": ${refused(host, port)}`), isForeign: true };
  if (!answered.ok) return { ...failure(`Get "${url}": ${timedOut}`), isForeign: true };
  return { ...judge(answered.value.status), isForeign: true };
}

const timedOut = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

function judge(status: number): ProbeOutcome {
  if (status >= 200 && status < 400) return { isSuccess: true, output: '' };
  return failure(`HTTP probe failed with statuscode: ${status}`);
}

/** The text of a command that took too long. */
export function commandTimedOut(command: readonly string[], timeoutMs: Duration): string {
  const text = command.join(' ');
  return `command timed out: "${text}" timed out after ${goDuration(timeoutMs)}`;
}

function refused(host: string, port: number): string {
  return `dial tcp ${host}:${port}: connect: connection refused`;
}

function failure(output: string): ProbeOutcome {
  return { isSuccess: false, output };
}

function listenerOn(sync: Sync, port: number): ListeningProcess | undefined {
  return listeningIn(placeOf(sync)).find((process) => process.port === port);
}

function podAddress({ runtime }: Sync): string {
  return 'ip' in runtime.sandbox ? runtime.sandbox.ip : '';
}

/** The node's end of its pods' network, from where probes come. */
function gatewayOf({ kubelet }: Sync): string {
  return `10.244.${kubelet.index}.1`;
}
