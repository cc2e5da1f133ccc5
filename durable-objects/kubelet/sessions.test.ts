import { describe, expect, test } from 'vitest';
import { administrator } from '../cluster/index.ts';
import { Lab, podManifest, shellPod } from './testing/lab.ts';

const second = 1_000;

function running(name = 'p'): Lab {
  const lab = new Lab();
  lab.create('pods', podManifest(name, 'nginx:1.27'));
  lab.advance(5 * second);
  return lab;
}

describe('exec', () => {
  test.each([
    [['sh', '-c', 'echo out; echo err >&2; exit 42'], { out: 'out\n', err: 'err\n', code: 42 }],
    [['sh', '-c', 'echo $HOSTNAME; pwd'], { out: 'p\n/\n', err: '', code: 0 }],
  ])('%j', (command, expected) => {
    expect(running().exec('p', command)).toEqual(expected);
  });

  test('a program that is not there is an error of the runtime', () => {
    expect(running().exec('p', ['ghost']).code).toContain(
      'exec: "ghost": executable file not found in $PATH: unknown',
    );
  });

  test('standard input reaches the command, and its end, too', () => {
    const lab = running();
    const session = lab.open('p', ['sh', '-c', 'read a; read b || echo "<$a> end"'], {
      stdin: true,
    });
    lab.type(session, 'from stdin\n');
    expect(lab.read(session).code).toBeUndefined();
    const close = Uint8Array.from([255, 0]);
    lab.cluster.as(administrator).send(session.position, close);
    expect(lab.read(session)).toEqual({ out: '<from stdin> end\n', err: '', code: 0 });
  });

  test('an interactive shell prompts, echoes and ends, across a fork', () => {
    const lab = running();
    const session = lab.open('p', ['sh'], { tty: true, stdin: true });
    const prompt = lab.read(session).out;
    expect(prompt).toContain('# ');
    const other = new Lab(lab.cluster.fork());
    for (const each of [lab, other]) {
      each.type(session, 'echo hy\x7fi\r');
      expect(each.read(session).out).toContain('\r\nhi\r\n');
    }
    lab.type(session, 'exit 3\r');
    expect(lab.read(session).code).toBe(3);
  });

  test('Ctrl-C interrupts a command and Ctrl-D ends the shell', () => {
    const lab = running();
    const session = lab.open('p', ['sh'], { tty: true, stdin: true });
    lab.type(session, 'while :; do read x </dev/null; read y; done\r');
    lab.type(session, '\x03');
    lab.type(session, 'echo back\r');
    expect(lab.read(session).out).toContain('\r\nback\r\n');
    lab.type(session, '\x04');
    expect(typeof lab.read(session).code).toBe('number');
  });
});

describe('logs', () => {
  const script = 'echo one; echo two >&2; echo three; read x';

  test.each([
    ['', 'one\ntwo\nthree\n'],
    ['tailLines=2', 'two\nthree\n'],
    ['tailLines=0', ''],
    ['tailLines=9', 'one\ntwo\nthree\n'],
    ['limitBytes=5', 'one\nt'],
    ['sinceSeconds=1', ''],
  ])('with %s', (query, text) => {
    const lab = new Lab();
    lab.create('pods', shellPod('p', script, { stdin: true }));
    lab.advance(10 * second);
    expect(lab.logs('p', query)).toBe(text);
  });

  test('with timestamps start each line with nine digits of fraction', () => {
    const lab = new Lab();
    lab.create('pods', shellPod('p', script, { stdin: true }));
    lab.advance(10 * second);
    expect(lab.logs('p', 'timestamps=true')).toMatch(/^\d{4}-\S+\.\d{9}Z one\n/);
  });

  test('of a container that has not started are refused', () => {
    const lab = new Lab();
    lab.create('pods', podManifest('p', 'nginx:nope'));
    lab.advance(6 * second);
    expect(lab.logs('p')).toContain('is waiting to start: trying and failing to pull image');
  });

  test('are followed until the container ends', () => {
    const lab = new Lab();
    lab.create(
      'pods',
      shellPod('p', 'echo one; read x; echo $x', { stdin: true }, { restartPolicy: 'Never' }),
    );
    lab.advance(5 * second);
    const stream = lab.follow('p');
    const first = lab.cluster.as(administrator).poll(stream.position);
    expect(first.next).toBeDefined();
    lab.remove('pods/p');
    lab.advance(40 * second);
    const rest = first.next && lab.cluster.as(administrator).poll(first.next);
    expect(rest).toEqual({ chunks: [] });
  });
});

describe('attach', () => {
  test('joins the main process: its output, its input, its end', () => {
    const lab = new Lab();
    const script = 'while read line; do echo "<$line>"; test "$line" = stop && exit 0; done';
    lab.create('pods', shellPod('p', script, { stdin: true }, { restartPolicy: 'Never' }));
    lab.advance(5 * second);
    const client = lab.cluster.as(administrator);
    const session = client.request({
      method: 'GET',
      path: '/api/v1/namespaces/default/pods/p/attach',
      query: 'stdin=true&stdout=true&stderr=true',
      headers: { upgrade: 'websocket', connection: 'Upgrade' },
    });
    if (session.type !== 'session') throw new Error(JSON.stringify(session));
    lab.type(session, 'hello\n');
    expect(lab.read(session).out).toBe('<hello>\n');
    lab.type(session, 'stop\n');
    expect(lab.logs('p')).toBe('<hello>\n<stop>\n');
    expect(lab.state('p')).toBe('Succeeded Completed 0');
  });
});
