import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { http2Gateway } from './http2.ts';

export interface TlsOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** The port on this machine that what arrives is handed to, without TLS. */
  readonly target: number;
  readonly certificate: Certificate;
}

/** Listens with TLS. */
export interface TlsListener {
  readonly port: number;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
}

/**
 * Takes TLS off connections. What speaks HTTP/1.1 (WebSockets do) is handed on byte for byte, each
 * way as it comes; clients that offer HTTP/2 get it, as from a real API server.
 */
export function listenWithTls({ port, target, certificate }: TlsOptions): Promise<TlsListener> {
  const open = new Set<Socket>();
  const gateway = http2Gateway(target);
  const protocols = { ALPNProtocols: ['h2', 'http/1.1'] };
  const server = createServer({ ...certificate, ...protocols }, (outer) => {
    if (outer.alpnProtocol === 'h2') {
      open.add(outer);
      outer.once('close', () => open.delete(outer));
      gateway.emit('connection', outer);
      return;
    }
    const inner = connect({ host: 'localhost', port: target });
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      // A client that breaks off is not an error here: its other half goes with it.
      one.once('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  // Whoever fails to shake hands has said so to its user.
  server.on('tlsClientError', (_, socket) => socket.destroy());
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      gateway.close();
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : port, stop });
    });
  });
}
