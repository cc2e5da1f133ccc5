import { defineStreaming, executable } from '../../shell/index.ts';
import { defineImage, type ListeningState, type Server } from './image.ts';

const echo: Server = {
  http(_request, context) {
    const body = `${String(context.options)}\n`;
    const headers: [string, string][] = [
      ['X-App-Name', 'http-echo'],
      ['X-App-Version', '1.0.0'],
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Length', String(body.length)],
    ];
    return { status: 200, headers, body };
  },
};

const command = defineStreaming<ListeningState & { exit: number | null }>({
  name: 'http-echo',
  handles: ['TERM', 'INT'],
  start: (context) => {
    const option = (name: string) => {
      const at = context.args.findIndex((arg) => new RegExp(`^--?${name}(=|$)`).test(arg));
      if (at < 0) return undefined;
      const own = context.args[at] ?? '';
      return own.includes('=') ? own.slice(own.indexOf('=') + 1) : context.args[at + 1];
    };
    const text = option('text') ?? context.env.ECHO_TEXT;
    if (text === undefined) {
      context.err('Missing -text option!\n');
      return { listening: [], exit: 127 };
    }
    const port = Number((option('listen') ?? ':5678').split(':').at(-1));
    context.out(`[INFO] server is listening on :${port}\n`);
    return { listening: [{ port, server: 'http-echo', options: text }], exit: null };
  },
  resume: (state, context) => {
    if (state.exit !== null) return { exit: state.exit };
    return context.takeSignals().length > 0 ? { exit: 0 } : { waits: [{ for: 'signal' }] };
  },
});

/** hashicorp/http-echo: one text for every request. */
export const httpEcho = defineImage({
  names: ['docker.io/hashicorp/http-echo'],
  base: 'none',
  entrypoint: ['/http-echo'],
  files: { '/http-echo': { text: executable('http-echo'), mode: 0o755 } },
  commands: [command],
  servers: { 'http-echo': echo },
  sizeBytes: 3_130_127,
});
