import type { Random } from '../lib/random.ts';
import type {
  Answered,
  DnsAnswer,
  DnsType,
  HttpRequest,
  HttpResponse,
  Network,
  NetworkFailure,
  TcpPeer,
} from '../shell/index.ts';
import type { Reader } from '../storage/store.ts';
import { answerAddresses, recordTtl } from './dns.ts';
import { networkLimits } from './limits.ts';
import type { Listener, Listeners } from './listeners.ts';
import { candidates, type ResolverConfig } from './resolver.ts';
import { type Backend, route } from './routing.ts';

/** What a machine in the cluster's network is made of: a pod, or a node. */
export interface NetworkPlace {
  readonly read: Reader;
  readonly listeners: Listeners;
  /** Its own addresses, the first of which its peers see. */
  readonly addresses: readonly string[];
  /** Read when a name is looked up: the files may change. */
  readonly resolver: () => ResolverConfig;
  /** Draws one of several backends; keyed by whatever makes two requests differ. */
  readonly random: (purpose: string) => Random;
  /** The address of the cluster's DNS server; other servers do not answer. */
  readonly dnsServer: string;
}

const { latencyMs } = networkLimits;
type Failed = { readonly ok: false; readonly latencyMs: number; readonly failure: NetworkFailure };

/** The network as that machine sees it. Every call is answered at once. */
export function networkAt(place: NetworkPlace): Network {
  const resolve = (host: string) => resolveHost(place, host);
  return {
    addresses: place.addresses,
    resolve,
    http: (request) => {
      const listener = reach(
        place,
        request.address ?? request.host,
        request.port,
        request.timeoutMs,
      );
      return 'ok' in listener ? listener : answer(place, listener, request);
    },
    connect: (host, port) => {
      const listener = reach(place, host, port, connectTimeoutMs);
      if ('ok' in listener) return listener;
      const value: TcpPeer = listener.tcp(place.addresses[0] ?? '');
      return { ok: true, latencyMs, value };
    },
    dns: (name, type, server) => query(place, name, type, server),
  };
}

/** Linux gives up connecting after two minutes and a bit; programs mostly do so before. */
const connectTimeoutMs = 127_000;

function answer(
  place: NetworkPlace,
  listener: Listener,
  request: HttpRequest,
): Answered<HttpResponse> {
  // None of the catalogue's servers speaks TLS.
  if (request.scheme === 'https') return { ok: false, latencyMs, failure: 'reset' };
  return listener.http(request, place.addresses[0] ?? '');
}

function reach(
  place: NetworkPlace,
  host: string,
  port: number,
  timeoutMs: number,
): Listener | Failed {
  const resolved = resolveHost(place, host);
  if (!resolved.ok) return resolved;
  const address = resolved.value[0] ?? '';
  const target = backendOf(place, address, port);
  if (target === 'refused') return { ok: false, latencyMs, failure: 'refused' };
  const dropped: Failed = { ok: false, latencyMs: timeoutMs, failure: 'timeout' };
  if (target === 'dropped') return dropped;
  const isOwn = target.address.startsWith('127.') || target.address === '0.0.0.0';
  const own = isOwn ? (place.addresses[0] ?? '') : target.address;
  const listeners = place.listeners.at(own);
  // A pod range's address that nobody has: its node answers that the host is unreachable.
  if (!listeners) {
    if (!own.startsWith('10.')) return dropped;
    return { ok: false, latencyMs: Math.min(timeoutMs, 3_000), failure: 'unreachable' };
  }
  const listener = listeners.find((candidate) => candidate.port === target.port);
  return listener ?? { ok: false, latencyMs, failure: 'refused' };
}

function backendOf(
  place: NetworkPlace,
  address: string,
  port: number,
): Backend | 'refused' | 'dropped' {
  const way = route(place.read, address, port, place.random(`${address}:${port}`));
  if (way === 'direct') return { address, port };
  return typeof way === 'string' ? way : way.to;
}

function resolveHost(place: NetworkPlace, host: string): Answered<readonly string[]> {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return { ok: true, latencyMs: 0, value: [name] };
  const config = place.resolver();
  const listed = config.hosts.get(name.replace(/\.$/, ''));
  if (listed) return { ok: true, latencyMs: 0, value: listed };
  if (!config.nameservers.includes(place.dnsServer)) return unknownHost;
  for (const candidate of candidates(config, name)) {
    const addresses = follow(place, candidate, 0);
    if (addresses.length > 0) return { ok: true, latencyMs, value: addresses };
  }
  return unknownHost;
}

const unknownHost: Failed = { ok: false, latencyMs, failure: 'unknown-host' };

/** The addresses behind a name, through the aliases of ExternalName Services. */
function follow(place: NetworkPlace, name: string, depth: number): readonly string[] {
  if (depth > networkLimits.depth) return [];
  const { addresses, alias } = answerAddresses(place.read, name);
  return alias === undefined ? addresses : follow(place, alias, depth + 1);
}

function query(
  place: NetworkPlace,
  name: string,
  type: DnsType,
  asked: string | undefined,
): Answered<DnsAnswer> {
  const server = asked ?? place.resolver().nameservers[0] ?? '';
  const resolved = resolveHost(place, server);
  if (!resolved.ok) return resolved;
  const address = resolved.value[0] ?? '';
  if (address !== place.dnsServer) return { ok: false, latencyMs: 5_000, failure: 'timeout' };
  const plain = name.replace(/\.$/, '');
  const { status, addresses, alias } = answerAddresses(place.read, plain);
  const none = { authority: [], additional: [], server: address };
  if (status === 'outside')
    return ok({ ...none, status: 'SERVFAIL', authoritative: false, answers: [] });
  const records = addresses.map((data) => ({ name: `${plain}.`, type: 'A' as const, data }));
  const cname = { name: `${plain}.`, type: 'CNAME' as const, data: `${alias ?? ''}.` };
  const all = alias === undefined ? records : [cname];
  const answers = all
    .filter((record) => type === record.type || type === 'ANY' || record.type === 'CNAME')
    .map((record) => ({ ...record, ttl: recordTtl }));
  return ok({ ...none, status, authoritative: true, answers });
}

function ok(value: DnsAnswer): Answered<DnsAnswer> {
  return { ok: true, latencyMs, value };
}
