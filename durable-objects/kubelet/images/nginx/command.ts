import { formatTime } from '../../../lib/instant.ts';
import type { Json } from '../../../lib/json.ts';
import { type Command, defineStreaming, type StreamContext } from '../../../shell/index.ts';
import type { ListeningState } from '../image.ts';
import { ConfError } from './conf.ts';
import { readSites, type Site } from './sites.ts';

interface NginxState extends ListeningState {
  listening: { port: number; server: string; options: Json }[];
  exit: number | null;
}

const pidFile = '/var/run/nginx.pid';

/** The nginx program: a master that listens until QUIT or TERM, or a `-s`, `-t`, `-v` that ends. */
export function nginxCommand(version: string): Command {
  return defineStreaming<NginxState>({
    name: 'nginx',
    handles: ['TERM', 'QUIT', 'INT', 'HUP', 'USR1', 'WINCH'],
    start: (context) => start(context, version),
    resume: (state, context) => resume(state, context, version),
  });
}

function start(context: StreamContext, version: string): NginxState {
  const ended = (exit: number): NginxState => ({ listening: [], exit });
  const { args } = context;
  if (args.includes('-v') || args.includes('-V')) {
    context.err(`nginx version: nginx/${version}\n`);
    return ended(0);
  }
  const signalAt = args.indexOf('-s');
  if (signalAt >= 0) return ended(sendSignal(context, args[signalAt + 1] ?? ''));
  const sites = load(context, args.includes('-t'));
  if (!sites) return ended(1);
  if (args.includes('-t')) {
    context.err('nginx: configuration file /etc/nginx/nginx.conf test is successful\n');
    return ended(0);
  }
  if (context.fs.exists('/var/run')) context.fs.write(pidFile, `${context.pid}\n`);
  for (const line of startLines(context, version)) notice(context, line);
  return { listening: listeningOf(sites, version), exit: null };
}

function startLines(context: StreamContext, version: string): readonly string[] {
  return [
    'using the "epoll" event method',
    `nginx/${version}`,
    'built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) ',
    `OS: Linux ${context.system.host.kernelRelease}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
    'start worker processes',
    `start worker process ${context.pid + 28}`,
  ];
}

function resume(state: NginxState, context: StreamContext, version: string) {
  if (state.exit !== null) return { exit: state.exit };
  for (const signal of context.takeSignals()) {
    if (signal === 'TERM' || signal === 'INT' || signal === 'QUIT') {
      const word = signal === 'QUIT' ? 'gracefully shutting down' : 'exiting';
      notice(context, `signal ${numbers[signal]} (SIG${signal}) received, ${word}`);
      notice(context, 'exit');
      if (context.fs.exists(pidFile)) context.fs.remove(pidFile);
      return { exit: 0 };
    }
    if (signal === 'HUP') {
      notice(context, 'signal 1 (SIGHUP) received, reconfiguring');
      const sites = load(context, false);
      // A configuration that is wrong leaves the old workers at work.
      if (sites) state.listening = listeningOf(sites, version);
    }
  }
  return { waits: [{ for: 'signal' as const }] };
}

const numbers = { TERM: 15, INT: 2, QUIT: 3 } as const;

function listeningOf(sites: readonly Site[], version: string): NginxState['listening'] {
  const ports = [...new Set(sites.flatMap((site) => site.ports))].sort((a, b) => a - b);
  // A site is made of strings, numbers and lists: JSON, which the type of its fields hides.
  const options = { version, sites } as unknown as Json;
  return ports.map((port) => ({ port, server: 'nginx', options }));
}

function load(context: StreamContext, isTest: boolean): readonly Site[] | undefined {
  try {
    const sites = readSites(context.fs);
    if (isTest) context.err('nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n');
    return sites;
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    notice(context, error.message, 'emerg');
    context.err(`nginx: [emerg] ${error.message}\n`);
    if (isTest) context.err('nginx: configuration file /etc/nginx/nginx.conf test failed\n');
    return undefined;
  }
}

function sendSignal(context: StreamContext, name: string): number {
  const signals = { stop: 'TERM', quit: 'QUIT', reload: 'HUP', reopen: 'USR1' } as const;
  const signal = Object.entries(signals).find(([own]) => own === name)?.[1];
  if (!signal) {
    context.err(`nginx: invalid option: "-s ${name}"\n`);
    return 1;
  }
  const pid = context.fs.exists(pidFile) ? Number(context.fs.read(pidFile)) : 0;
  if (pid === 0) {
    context.err(`nginx: [error] open() "${pidFile}" failed (2: No such file or directory)\n`);
    return 1;
  }
  notice(context, 'signal process started');
  const failed = context.kill(pid, signal);
  if (failed) context.err(`nginx: [alert] kill(${pid}, 1) failed (3: No such process)\n`);
  return failed ? 1 : 0;
}

function notice(context: StreamContext, text: string, level = 'notice'): void {
  const at = formatTime(context.system.now).replaceAll('-', '/').replace('T', ' ').replace('Z', '');
  context.err(`${at} [${level}] ${context.pid}#${context.pid}: ${text}\n`);
}
