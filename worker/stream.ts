import { z } from 'zod';

// How often a watch is written to: only then does a Worker notice that its client is gone, at the
// second writing. A followed log notices at its next lines; its cluster hibernates until then.
const heartbeatMs = 3_000;
// Bytes that may wait for a slow client. Past it the stream ends and the client asks again.
const backlogLimit = 8 * 1024 * 1024;

/** True for what the Kubernetes API answers with a stream: a watch, or a log that is followed. */
export function isStream(method: string, url: URL): boolean {
  return (
    method === 'GET' && (isWatch(url) || (url.pathname.endsWith('/log') && has(url, 'follow')))
  );
}

/** Blank lines between a watch's events mean nothing; in a log they would be log. */
export function isWatch(url: URL): boolean {
  return has(url, 'watch');
}

function has(url: URL, parameter: string): boolean {
  const value = url.searchParams.get(parameter);
  return value === 'true' || value === '1';
}

/**
 * A client's HTTP stream, fed by a cluster object's WebSocket. The stream is held here and not by
 * the object, so that the object can hibernate while nothing happens.
 */
export function streamOf(answer: Response, options: { readonly heartbeat: boolean }): Response {
  const socket = answer.webSocket;
  if (!socket) return answer;
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  let backlog = 0;
  let ended = false;

  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = true;
    clearInterval(heartbeat);
    socket.close(code, reason);
    // The client may be gone already, and then there is nothing to close.
    writer.close().catch(() => undefined);
  };
  const write = (chunk: Uint8Array): void => {
    if (ended || chunk.byteLength === 0) return;
    backlog += chunk.byteLength;
    if (backlog > backlogLimit) {
      end(1009, 'the client reads too slowly');
      return;
    }
    writer.write(chunk).then(
      () => {
        backlog -= chunk.byteLength;
      },
      () => end(1001, 'the client is gone'),
    );
  };
  const newline = encoder.encode('\n');
  const heartbeat = setInterval(() => {
    if (options.heartbeat) write(newline);
  }, heartbeatMs);

  socket.addEventListener('message', ({ data }) => {
    write(typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data));
  });
  socket.addEventListener('close', () => end(1000, 'ended'));
  socket.addEventListener('error', () => end(1011, 'failed'));
  writer.closed.catch(() => end(1001, 'the client is gone'));
  socket.accept();
  return new Response(readable, {
    headers: {
      ...streamedHeaders(answer),
      // A compressed stream is held back until its block is full.
      'content-encoding': 'identity',
      'cache-control': 'no-cache, private, no-transform',
    },
  });
}

/** The headers of the answer that a socket stands for, which a socket's own answer can't carry. */
function streamedHeaders({ headers }: { readonly headers: Headers }): Record<string, string> {
  const list = z.array(z.tuple([z.string(), z.string()]));
  const text = headers.get('x-labset-headers') || '[]';
  return {
    'content-type': 'application/json',
    ...Object.fromEntries(list.parse(JSON.parse(text))),
  };
}
