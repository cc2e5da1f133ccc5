import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateIn } from './certificate.ts';
import { command, tail } from './command.ts';
import { Failure } from './failure.ts';
import { hashOf, unlessStamped } from './hash.ts';
import { program, root } from './paths.ts';
import { isAlive, isServing, stopGroup } from './process-group.ts';
import { readServerFile, removeServerFile, writeServerFile } from './server-file.ts';
import { listenWithTls } from './tls.ts';

// A cold start on a slow machine, with a virus scanner looking on.
const startMs = 120_000;

const wrangler = program('wrangler', 'bin', 'wrangler.js');

export interface ServerOptions {
  readonly port: number;
  /** Where Kubernetes clients are answered over https; absent: any port that is free. */
  readonly tlsPort?: number;
  /** Where the server keeps its state, its log and `server.json`. */
  readonly folder: string;
}

/** A server that answers. */
export interface Server {
  readonly url: string;
  /** The same server over https, for Kubernetes clients. */
  readonly tlsUrl: string;
  readonly operatorToken: string;
  /** Resolves when the server has ended by itself. */
  readonly ended: Promise<void>;
  /** Ends the server and all its processes. */
  stop(): Promise<void>;
}

/** Starts a server on this machine and waits until it answers; throws a Failure that says why not. */
export async function startServer({ port, tlsPort, folder }: ServerOptions): Promise<Server> {
  mustBeWritable(folder);
  await stopLeftover(folder);
  await mustBeFree(port, folder, 'PORT');
  if (tlsPort !== undefined) await mustBeFree(tlsPort, folder, 'TLS_PORT');
  await migrate(folder);
  const operatorToken = randomBytes(20).toString('hex');
  const certificate = await certificateIn(folder);
  const tls = await listenWithTls({ port: tlsPort ?? 0, target: port, certificate });
  const tlsUrl = `https://localhost:${tls.port}`;
  const envFile = join(folder, 'operator.env');
  const variables = {
    OPERATOR_TOKEN: operatorToken,
    KUBE_ORIGIN: tlsUrl,
    KUBE_CA: Buffer.from(certificate.cert).toString('base64'),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(envFile, lines.join(''), { mode: 0o600 });
  const log = join(folder, 'server.log');
  const child = spawnWrangler(port, folder, envFile, log);
  const group = process.platform === 'win32' ? 0 : (child.pid ?? 0);
  const url = `http://localhost:${port}`;
  writeServerFile(folder, { url, operatorToken, pid: process.pid, group });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      // Nobody is behind it any more, and the port is wanted by whoever starts again.
      void tls.stop();
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    await tls.stop();
    await stopProcesses(child, group);
    removeServerFile(folder);
  };
  const answers = await Promise.race([isAnswering(url, log, child), ended.then(() => false)]);
  if (answers) return { url, tlsUrl, operatorToken, ended, stop };
  await stop();
  throw new Failure(
    `The server didn't start. The end of ${log}:\n${tail(readFileSync(log, 'utf8'))}`,
  );
}

function spawnWrangler(port: number, folder: string, envFile: string, log: string): ChildProcess {
  const output = openSync(log, 'w');
  const args = ['dev', '--local', '--port', String(port), '--inspector-port', '0']
    .concat(['--persist-to', join(folder, 'state'), '--env-file', envFile, '--var', 'DEMO:1'])
    .concat(['--show-interactive-dev-session=false', '--log-level', 'warn']);
  return spawn(process.execPath, [wrangler, ...args], {
    cwd: root,
    env: { ...process.env, ...quiet(folder) },
    stdio: ['ignore', output, output],
    // A group of its own, so that all of it can be ended, and Ctrl-C reaches us first.
    detached: process.platform !== 'win32',
  });
}

/** Keeps wrangler from asking, announcing, or reaching for the network. */
function quiet(folder: string): Record<string, string> {
  return {
    CI: '1',
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_LOG_PATH: join(folder, 'wrangler-logs'),
  };
}

function mustBeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.writable'), '');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      `LabSet can't write to ${folder} (${why}).\n` +
        'Give yourself the right to write there, or name another folder: LABSET_FOLDER=~/labset npm start',
    );
  }
}

/** Ends what is left of a server whose first process was killed and could not stop the rest. */
async function stopLeftover(folder: string): Promise<void> {
  const left = readServerFile(folder);
  if (!left || (isAlive(left.pid) && isServing(left.group))) return;
  if (isServing(left.group)) await stopGroup(left.group);
  removeServerFile(folder);
}

async function mustBeFree(port: number, folder: string, variable: string): Promise<void> {
  const running = readServerFile(folder);
  if (running)
    throw new Failure(
      `LabSet is running already, at ${running.url} (process ${running.pid}).\n` +
        'Stop it there with Ctrl-C, or use it.',
    );
  for (const host of ['127.0.0.1', '::1'])
    if (await isListening(port, host))
      throw new Failure(
        `Port ${port} is taken by another program.\n` +
          `Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
      );
}

function isListening(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}

/** Applies the migrations that the folder's database doesn't have yet. */
async function migrate(folder: string): Promise<void> {
  const state = join(folder, 'state');
  mkdirSync(state, { recursive: true });
  const hash = hashOf([join(root, 'migrations')], (entry) => entry === 'meta');
  await unlessStamped(join(state, 'migrations.stamp'), hash, async () => {
    const args = ['d1', 'migrations', 'apply', 'labset', '--local', '--persist-to', state];
    const { code, text } = await command(wrangler, args, quiet(folder));
    if (code !== 0) throw new Failure(`The database can't be migrated:\n${tail(text)}`);
  });
}

/** False when the time is over, or the worker can't be built: wrangler then waits for a change. */
async function isAnswering(url: string, log: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + startMs;
  while (Date.now() < end && child.exitCode === null) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return true;
    if (readFileSync(log, 'utf8').includes('Build failed')) return false;
    await sleep(100);
  }
  return false;
}

async function stopProcesses(child: ChildProcess, group: number): Promise<void> {
  if (group > 0) return stopGroup(group);
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
}
