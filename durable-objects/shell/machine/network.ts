import type { ByteString } from '../bytes.ts';

/** Why a connection failed; `timeout` comes after the caller's patience, not at once. */
export type NetworkFailure = 'refused' | 'timeout' | 'unreachable' | 'reset' | 'unknown-host';

/** A result and the time it took on the simulated wire, in milliseconds. */
export type Answered<T> =
  | { readonly ok: true; readonly latencyMs: number; readonly value: T }
  | { readonly ok: false; readonly latencyMs: number; readonly failure: NetworkFailure };

/** A request as wget and curl make it. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** With the query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ByteString;
  readonly timeoutMs: number;
  /** Where to connect instead of resolving the host: curl's --resolve. */
  readonly address?: string;
}

/** A whole response; the address is the peer's, for verbose output. */
export interface HttpResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ByteString;
  readonly address: string;
}

/** Record types that resolvers here can be asked for. */
export type DnsType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR' | 'SRV' | 'MX' | 'TXT' | 'SOA' | 'ANY';

/** A record; `data` as dig prints it. */
export interface DnsRecord {
  readonly name: string;
  readonly ttl: number;
  readonly type: DnsType;
  readonly data: string;
}

/** One server's answer to one fully qualified question: no search list is applied. */
export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';
  readonly server: string;
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
}

/** A peer that accepted a connection, and what it answers to bytes sent at once. */
export interface TcpPeer {
  readonly address: string;
  readonly exchange: (bytes: ByteString) => ByteString;
}

/** The network as one container or workstation sees it; every call returns at once. */
export interface Network {
  http(request: HttpRequest): Answered<HttpResponse>;
  /** `server` undefined: the first nameserver of /etc/resolv.conf. */
  dns(name: string, type: DnsType, server?: string): Answered<DnsAnswer>;
  /** The addresses a program's getaddrinfo would find: /etc/hosts, search list, then DNS. */
  resolve(host: string): Answered<readonly string[]>;
  connect(host: string, port: number): Answered<TcpPeer>;
  /** This machine's own addresses, `hostname -i`. */
  readonly addresses: readonly string[];
}

/** A machine without a cable: every name is unknown, every address unreachable. */
export const noNetwork: Network = {
  http: () => ({ ok: false, latencyMs: 0, failure: 'unreachable' }),
  dns: () => ({ ok: false, latencyMs: 0, failure: 'unreachable' }),
  resolve: () => ({ ok: false, latencyMs: 0, failure: 'unknown-host' }),
  connect: () => ({ ok: false, latencyMs: 0, failure: 'unreachable' }),
  addresses: ['127.0.0.1'],
};
