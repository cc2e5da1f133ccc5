import { defineStreaming, executable } from '../../shell/index.ts';
import { defineImage, type ListeningState, type Server } from './image.ts';

/** `agnhost netexec`: what its tests ask most. */
const netexec: Server = {
  http(request, context) {
    const [path = '/', query = ''] = request.path.split('?');
    const parameters = new URLSearchParams(query);
    switch (path) {
      case '/hostname':
      case '/hostName':
        return text(200, context.hostname);
      case '/clientip':
        return text(200, `${context.client}:40000`);
      case '/echo':
        return text(Number(parameters.get('code') ?? 200), parameters.get('msg') ?? '');
      case '/healthz':
        return text(200, '');
      case '/header':
        return text(200, headerOf(request.headers, parameters.get('key') ?? ''));
      case '/':
        return text(200, 'NOW: ');
      default:
        return text(404, '404 page not found\n');
    }
  },
};

/** `agnhost serve-hostname`. */
const serveHostname: Server = {
  http: (_request, context) => text(200, context.hostname),
};

/** How long `agnhost liveness` is well. */
const wellForMs = 10_000;

/** `agnhost liveness`: well for ten seconds, then 500 for ever. */
const liveness: Server = {
  http(request, context) {
    if ((request.path.split('?')[0] ?? '') !== '/healthz') return text(404, '404 page not found\n');
    if (context.uptimeMs > wellForMs) return text(500, `error: ${context.uptimeMs / 1000}`);
    return { ...text(200, 'ok'), changesAtUptimeMs: wellForMs + 1 };
  },
};

function text(status: number, body: string) {
  const headers: [string, string][] = [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Length', String(body.length)],
  ];
  return { status, headers, body };
}

function headerOf(headers: readonly (readonly [string, string])[], name: string): string {
  return headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1] ?? '';
}

const servers = { netexec, 'serve-hostname': serveHostname, liveness };
const usualPorts: Readonly<Record<string, number>> = {
  netexec: 8080,
  'serve-hostname': 9376,
  liveness: 8080,
};

const agnhostCommand = defineStreaming<ListeningState & { exit: number | null }>({
  name: 'agnhost',
  handles: ['TERM', 'INT'],
  start: (context) => {
    const [server = 'pause', ...options] = context.args;
    if (server === 'pause') {
      context.out('Paused\n');
      return { listening: [], exit: null };
    }
    if (!(server in servers)) {
      context.err(`Error: unknown command "${server}" for "app" (simulated: netexec, `);
      context.err('serve-hostname, liveness, pause)\n');
      return { listening: [], exit: 1 };
    }
    const asked = options.find((option) => /^--(http-)?port=/.test(option))?.split('=')[1];
    const port = asked === undefined ? (usualPorts[server] ?? 8080) : Number(asked);
    if (server === 'netexec') context.err(`Started HTTP server on port ${port}\n`);
    return { listening: [{ port, server }], exit: null };
  },
  resume: (state, context) => {
    if (state.exit !== null) return { exit: state.exit };
    // It has no handler: the Go runtime ends it at once.
    if (context.takeSignals().length > 0) return { exit: 2 };
    return { waits: [{ for: 'signal' }] };
  },
});

/** The conformance tests' image: netexec, serve-hostname, liveness and pause. */
export const agnhost = defineImage({
  names: [
    'registry.k8s.io/e2e-test-images/agnhost',
    'k8s.gcr.io/e2e-test-images/agnhost',
    'registry.k8s.io/agnhost',
  ],
  tags: /^(latest|2\.\d+(\.\d+)?)$/,
  base: 'alpine',
  entrypoint: ['/agnhost'],
  cmd: ['pause'],
  sizeBytes: 53_488_214,
  files: { '/agnhost': { text: executable('agnhost'), mode: 0o755 } },
  commands: [agnhostCommand],
  servers,
});
