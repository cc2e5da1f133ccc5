// `npm run --silent sandbox` prints the path of a kubeconfig for a new, empty cluster on the running
// server, and nothing else on standard output; `-- --delete PATH` removes the cluster and the file.
// Plain JavaScript, so that it also has something to say where nothing is installed yet.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = resolve(root, process.env.LABSET_FOLDER ?? '.labset');
const [option, path, ...more] = process.argv.slice(2);

if (option === undefined) await create();
else if (option === '--delete' && path !== undefined && more.length === 0) await remove(path);
else stop('usage: npm run --silent sandbox [-- --delete PATH]');

async function create() {
  const { id, kubeconfig } = await ask('POST', '/api/sandboxes');
  const file = join(folder, 'sandboxes', `${id}.kubeconfig`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, kubeconfig, { mode: 0o600 });
  console.log(file);
}

async function remove(file) {
  if (!existsSync(file)) stop(`There is no file ${file}.`);
  const id = /server: \S+\/clusters\/([^/\s]+)/.exec(readFileSync(file, 'utf8'))?.[1];
  if (id === undefined) stop(`${file} is no kubeconfig that npm run sandbox made.`);
  await ask('DELETE', `/api/sandboxes/${id}`);
  rmSync(file);
}

async function ask(method, route) {
  const { url, operatorToken } = server();
  const headers = { authorization: `Bearer ${operatorToken}` };
  const answer = await fetch(url + route, { method, headers }).catch(() => notRunning());
  const body = await answer.json().catch(() => undefined);
  if (answer.ok) return body;
  stop(
    `The server at ${url} refused (${answer.status}): ${body?.error?.message?.en ?? 'no reason'}`,
  );
}

function server() {
  const file = join(folder, 'server.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : notRunning();
}

function notRunning() {
  stop('No LabSet server is running here. Start one in another terminal with: npm start');
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
