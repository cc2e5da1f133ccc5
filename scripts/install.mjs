// Runs before `npm start` and `npm test`, on whatever Node the host has and with nothing installed:
// plain JavaScript, no imports but Node's own.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.labset-installed');

checkHost();
const wanted = stamp();
if (installed() !== wanted) install();
checkNode();

/** What is installed belongs to one lockfile and one kind of machine. */
function stamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function installed() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

function checkHost() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    stop(
      `LabSet needs Node 20 or newer, and this is ${process.version}.`,
      'Install a newer one from https://nodejs.org and run this again.',
    );
  try {
    accessSync(root, constants.W_OK);
  } catch {
    stop(
      `LabSet can't write to its folder, ${root}.`,
      'Copy it to a folder of yours, or give yourself the right to write, and run this again.',
    );
  }
}

function install() {
  console.log('Installing what LabSet needs (npm ci, a minute or two the first time) ...');
  const npm = process.env.npm_execpath;
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // The Node that runs npm, since the one in node_modules is about to be replaced.
  const done = npm
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...arguments_], options())
    : spawnSync('npm', arguments_, options());
  if (done.status !== 0) {
    const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`;
    stop(
      'npm ci failed. It said:',
      ...said
        .trim()
        .split('\n')
        .filter((line) => line.trim() !== 'npm error')
        .slice(0, 12)
        .map((line) => `  ${line}`),
      '',
      "Without a network: connect, or set npm's proxy or registry (npm config set registry URL).",
      'Without space: free about 1 GB. Then run this again.',
    );
  }
  writeFileSync(stampFile, wanted);
}

function options() {
  return { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
}

/** The next step runs TypeScript, on the Node that npm put first in PATH. */
function checkNode() {
  const version = execFileSync('node', ['--version'], { encoding: 'utf8' }).trim();
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  stop(
    `LabSet brings its own Node 22 for most machines, but not for ${process.platform}-${process.arch}.`,
    `Install Node 22 or newer from https://nodejs.org (this is ${version}) and run this again.`,
  );
}

function stop(...lines) {
  console.error(lines.join('\n'));
  process.exit(1);
}
