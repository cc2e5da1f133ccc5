import type { Answered, HttpRequest, HttpResponse, TcpPeer } from '../shell/index.ts';

/** A port that a process of a pod listens on, and how it answers. */
export interface Listener {
  readonly port: number;
  http(request: HttpRequest, client: string): Answered<HttpResponse>;
  tcp(client: string): TcpPeer;
}

/** Who listens, by pod address: what the kubelets tell the network. */
export interface Listeners {
  at(address: string): readonly Listener[] | undefined;
}
