import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';

/** Headers of one HTTP/1.1 connection, which HTTP/2 has no place for (RFC 9113, 8.2.2). */
const ofConnections = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding'];

/**
 * Speaks HTTP/2, as a real API server does, for a server on this machine that doesn't. Bodies pass as
 * they come, both ways: a watch is a stream that stays open until one side ends it. Connections
 * are handed in by `emit('connection', socket)`.
 */
export function http2Gateway(target: number): Http2Server {
  const agent = new Agent({ keepAlive: true });
  const server = createServer();
  server.on('stream', (stream, headers) => {
    const { ':method': method, ':path': path, ':authority': host } = headers;
    const plain = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !name.startsWith(':')),
    );
    const options = { host: 'localhost', port: target, method, path, agent };
    const asked = request({ ...options, headers: { ...plain, host } });
    asked.once('response', (answer) => {
      if (stream.destroyed) {
        answer.destroy();
        return;
      }
      stream.respond({ ':status': answer.statusCode, ...carried(answer.headers) });
      answer.pipe(stream);
      answer.once('error', () => stream.close());
    });
    asked.once('error', () => fail(stream));
    // A client that has gone takes its request along: the server must not watch for nobody.
    stream.once('close', () => asked.destroy());
    stream.once('error', () => asked.destroy());
    stream.pipe(asked);
  });
  server.on('sessionError', () => undefined);
  server.once('close', () => agent.destroy());
  return server;
}

function carried(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnections.includes(name)),
  );
}

/** The server behind broke off, or does not listen. */
function fail(stream: ServerHttp2Stream): void {
  if (stream.destroyed) return;
  if (!stream.headersSent) stream.respond({ ':status': 502 });
  stream.end();
}
