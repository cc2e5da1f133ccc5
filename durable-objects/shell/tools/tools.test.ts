import { describe, expect, test } from 'vitest';
import { runScript, TestMachine } from '../testing.ts';

type Row = readonly [script: string, stdout: string, stderr?: string, exit?: number];

function table(rows: readonly Row[]): void {
  test.each(rows.map((row) => [...row]))('%s', (script, stdout, stderr = '', exit = 0) => {
    const result = runScript(String(script));
    expect([result.stdout, result.stderr, result.exit]).toEqual([stdout, stderr, exit]);
  });
}

describe('files', () =>
  table([
    [
      'mkdir -p a/b; mkdir a; mkdir x/y',
      '',
      "mkdir: can't create directory 'a': File exists\nmkdir: can't create directory 'x/y': No such file or directory\n",
      1,
    ],
    ['touch f; ls -1 f /tmp/ready', 'f\n', 'ls: /tmp/ready: No such file or directory\n', 1],
    ['cat /tmp/healthy', '', "cat: can't open '/tmp/healthy': No such file or directory\n", 1],
    [
      'rm nope; rm -f nope; mkdir d; rm d; rm -r d; ls d',
      '',
      "rm: can't remove 'nope': No such file or directory\nrm: 'd' is a directory\nls: d: No such file or directory\n",
      1,
    ],
    [
      'echo 1 > a; cp a b; mv b c; cat c; cp nope d',
      '1\n',
      "cp: can't stat 'nope': No such file or directory\n",
      1,
    ],
    ['mkdir d; echo x > d/f; cp -r d e; cat e/f; cp d g', 'x\n', "cp: omitting directory 'd'\n", 1],
    [
      'ln -s /data/f l; readlink l; echo z > l; cat /data/f; ls -l l | cut -c1-10',
      '/data/f\nz\nlrwxrwxrwx\n',
    ],
    [
      'touch f; chmod u+x,go-r f; stat -c "%a %A %U" f; chown nobody f; stat -c %U f',
      '700 -rwx------ root\nnobody\n',
    ],
    ['chmod 640 /etc/group; stat -c %a /etc/group', '640\n'],
    ['echo hi > f; ls -l f', '-rw-r--r--    1 root     root             3 Nov 18 11:06 f\n'],
    [
      'mkdir t; echo hi > t/f; tar cf a.tar t; rm -r t; tar xf a.tar; cat t/f; tar tf a.tar',
      'hi\nt/\nt/f\n',
    ],
    ['dd if=/dev/zero of=z bs=1k count=4 status=none; wc -c z; du -k z', '4096 z\n4\tz\n'],
    [
      'mkdir d; touch d/1.x d/2.y; find d -name "*.x" -o -type d; find d -type f -exec basename {} \\;',
      'd\nd/1.x\n1.x\n2.y\n',
    ],
  ]));

describe('text', () =>
  table([
    ['seq 5 | head -2; seq 5 | tail -n 2; seq 5 | tail -n +4', '1\n2\n4\n5\n4\n5\n'],
    [
      "printf 'b\\na\\nb\\n' | sort | uniq -c; printf '10\\n9\\n' | sort -n",
      '      1 a\n      2 b\n9\n10\n',
    ],
    ["printf 'a:1\\nb:0\\n' | sort -t: -k2n | cut -d: -f1; echo abc | tr a-c A-C", 'b\na\nABC\n'],
    [
      "printf 'one\\ntwo\\n' | grep -n t; echo foo12 | grep -oE '[0-9]+'; echo a | grep b",
      '2:two\n12\n',
      '',
      1,
    ],
    [
      "echo 'a b' | sed -E 's/(a) (b)/\\2 \\1/'; seq 4 | sed -n '2,3p;$p'; seq 3 | sed 2d",
      'b a\n2\n3\n4\n1\n3\n',
    ],
    ["echo port=80 > c; sed -i 's/80/8080/' c; cat c", 'port=8080\n'],
    [
      'printf \'a 1\\nb 2\\n\' | awk \'{s += $2; print NR ": " $1} END {print "sum", s}\'',
      '1: a\n2: b\nsum 3\n',
    ],
    ["awk -F: -v u=root '$1 == u {print $NF}' /etc/passwd", '/bin/sh\n'],
    [
      "echo 'a b a' | awk '{for (i = 1; i <= NF; i++) n[$i]++} END {for (k in n) print k, n[k]}'",
      'a 2\nb 1\n',
    ],
    [
      'echo x | awk \'{gsub(/x/, "[&]"); printf "%s %05.1f %d\\n", $0, 3.14159, "42abc"}\'',
      '[x] 003.1 42\n',
    ],
    [
      'printf abc | wc -c; echo a b | wc; echo a | tee f; cat f',
      '3\n        1         2         4\na\na\n',
    ],
    ['echo a b c | xargs -n1 echo; echo "x y" | xargs -I{} echo "<{}>"', 'a\nb\nc\n<x y>\n'],
    [
      'echo hello | base64; echo aGVsbG8K | base64 -d; printf a | md5sum; printf a | sha256sum',
      'aGVsbG8K\nhello\n0cc175b9c0f1b6a831c399e269772661  -\nca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  -\n',
    ],
  ]));

describe('the machine and its programs', () =>
  table([
    [
      'hostname; whoami; id; uname; nproc',
      'web-1\nroot\nuid=0(root) gid=0(root) groups=0(root)\nLinux\n2\n',
    ],
    [
      'date; date -u +%FT%TZ; date -d @0 +%s',
      'Wed Nov 18 11:06:40 UTC 2026\n2026-11-18T11:06:40Z\n0\n',
    ],
    ['A=1 env | grep ^A; env -i B=2 env; printenv HOME NOPE', 'A=1\nB=2\n/root\n', '', 1],
    ['timeout 2 sleep 10; echo $?; timeout 5 echo ok', '143\nok\n'],
    ['ps', '  PID USER      TIME  COMMAND\n    1 root       0:00 ps\n'],
    [
      'expr 1 + 2; expr web-3 : ".*-\\(.*\\)"; basename /a/b.c .c; dirname /a/b.c; which ls',
      '3\n3\nb\n/a\n/bin/ls\n',
    ],
    ['/bin/test -f /etc/passwd && /bin/echo yes; env [ 1 -eq 2 ]; echo $?', 'yes\n1\n'],
    ['echo "#!/bin/sh\necho script \\$1" > s; chmod +x s; ./s arg', 'script arg\n'],
  ]));

describe('options nobody knows are refused', () => {
  test.each(['grep -y a', 'ls --nope', 'cat -z', 'head -x', 'sort -Q', 'rm -q'])('%s', (script) => {
    const { stderr, exit } = runScript(script);
    const [name = ''] = script.split(' ');
    expect(stderr).toMatch(new RegExp(`^${name}: unrecognized option: `));
    expect(stderr).toContain(`Usage: ${name} `);
    expect(exit).toBe(name === 'grep' ? 2 : 1);
  });
});

test('a user without permission is refused', () => {
  const machine = new TestMachine();
  const pid = machine.spawn(
    [
      'sh',
      '-c',
      'echo x > /data/f; touch /tmp/mine; ls -ln /tmp; cat /etc/passwd > /dev/null && echo read',
    ],
    { uid: 1000, gid: 1000 },
  );
  machine.settle();
  expect(machine.output[pid]?.stderr).toBe("sh: can't create /data/f: Permission denied\n");
  expect(machine.output[pid]?.stdout).toMatch(/ 1000 +1000 +0 .* mine\nread\n$/);
});
