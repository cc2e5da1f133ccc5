// What stands behind the shims: sends a command to the console's kubectl (`console-kubectl.ts`) over
// a socket and prints what comes back. Plain JavaScript, since it is started some hundred times.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [program, ...args] = process.argv.slice(2);
const stdin = args.includes('-') ? readFileSync(0, 'utf8') : '';
const socket = connect(process.env.PARITY_SOCKET);
const { KUBE_EDITOR: editor } = process.env;
socket.write(`${JSON.stringify({ program, args, stdin, folder: process.cwd(), editor })}\n`);

let text = '';
socket.setEncoding('utf8');
socket.on('data', (data) => {
  text += data;
  const lines = text.split('\n');
  text = lines.pop();
  for (const line of lines) {
    const { out, err, exit } = JSON.parse(line);
    if (out !== undefined) process.stdout.write(asHere(out));
    if (err !== undefined) process.stderr.write(asHere(err));
    if (exit !== undefined) process.exitCode = exit;
  }
});
socket.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});

/** The workstation's folder for temporary files is the session's. */
function asHere(said) {
  return said
    .replaceAll('/tmp/LIVE-', `${process.env.TMPDIR}/LIVE-`)
    .replaceAll('/tmp/MERGED-', `${process.env.TMPDIR}/MERGED-`);
}
