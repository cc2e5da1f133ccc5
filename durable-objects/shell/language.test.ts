import { describe, expect, test } from 'vitest';
import { toBytes } from './bytes.ts';
import { commandRegistry, defineShell } from './machine/command.ts';
import { runScript, TestMachine } from './testing.ts';
import { busyboxCommands } from './tools/index.ts';

/** script -> standard output, standard error, exit code. */
type Row = readonly [script: string, stdout: string, stderr?: string, exit?: number];

function table(shell: string, rows: readonly Row[]): void {
  test.each(rows.map((row) => [...row]))('%s', (script, stdout, stderr = '', exit = 0) => {
    const commands = commandRegistry(busyboxCommands, [defineShell('bash', 'bash')]);
    const result = runScript(script, { shell, machine: new TestMachine({ commands }) });
    expect([result.stdout, result.stderr, result.exit]).toEqual([stdout, stderr, exit]);
  });
}

describe('quoting and expansion', () =>
  table('sh', [
    [`echo 'a' 'b"c' "d'e" \\$x "\\$x"`, `a b"c d'e $x $x\n`],
    ['x="p  q"; echo $x "$x"', 'p q p  q\n'],
    ['x=a.tar.gz; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${#x}', 'a.tar a tar.gz gz 8\n'],
    ['echo ${y:-d} ${y-e} ${z:=f} $z ${z:+g} ${y:+h}', 'd e f f g\n'],
    ['x=hello; echo ${x/l/L} ${x//l/L} ${x:1:3}', 'heLlo heLLo ell\n'],
    ['echo ${x:?is missing}; echo no', '', 'sh: x: is missing\n', 2],
    ['set -u; echo $x', '', 'sh: x: parameter not set\n', 2],
    ['set -- "a b" c; for i in "$@"; do echo "<$i>"; done; echo $#', '<a b>\n<c>\n2\n'],
    ['f() { echo "$#"; }; f "$@"; f ""; f "$u"', '0\n1\n1\n'],
    ["IFS=,; y='1,2,,3'; set -- $y; echo $#", '4\n'],
    ['echo $(echo a; echo b) `echo c` "$(printf "d\\n\\n")"', 'a b c d\n'],
    ['echo $((1+2*3)) $((7/2)) $((-7%3)) $((1<<4)) $((2>1?5:6))', '7 3 -1 16 5\n'],
    ['echo $((1/0)); echo no', '', 'sh: divide by zero\n', 2],
    ['mkdir d; touch d/b d/a d/.c; echo d/* d/*z', 'd/a d/b d/*z\n'],
    [toBytes('x=안녕; echo $x ${#x}'), toBytes('안녕 6\n')],
  ]));

describe('commands', () =>
  table('sh', [
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done', '1\n3\n'],
    ['until [ "$n" = xx ]; do n=x$n; done; echo $n', 'xx\n'],
    ['for i in 1 2 3; do for j in 1 2; do break 2; done; done; echo $i$j', '11\n'],
    ['case web-0 in db-*) echo db;; web-[0-9]) echo web;; esac', 'web\n'],
    ['f() { local a=1; echo $a $1; return 3; }; f x; echo $? [$a]', '1 x\n3 []\n'],
    ['(x=2; exit 3); echo $? [$x]', '3 []\n'],
    ['{ echo out; echo err >&2; } 2>/dev/null | cat', 'out\n'],
    ['set -e; false || echo ok; if false; then :; fi; false; echo never', 'ok\n', '', 1],
    ['set -o pipefail; false | true; echo $?', '1\n'],
    ['! true; echo $?; true && false || echo or', '1\nor\n'],
    ['set -x; echo a "b c"', 'a b c\n', "+ echo a 'b c'\n"],
    ["trap 'echo bye' EXIT; exit 4", 'bye\n', '', 4],
    ['eval "x=\'a b\'"; echo "$x"', 'a b\n'],
    ['echo "echo sourced \\$1" > s; . ./s arg', 'sourced arg\n'],
    ['exec 3>f; echo to3 >&3; exec 3>&-; cat f', 'to3\n'],
    ['getopts ab: o -a -b x; getopts ab: o -a -b x; echo $o $OPTARG', 'b x\n'],
    ['echo "1:2 3" | (IFS=: read a b; echo "$b-$a")', '2 3-1\n'],
    ['f() { f; }; f', '', 'sh: maximum function nesting level exceeded (200)\n', 2],
  ]));

describe('redirections and here-documents', () =>
  table('sh', [
    [
      'cat > /data/my.cnf <<EOF\n[mysqld]\nserver-id=$((100 + 1))\nEOF\ncat /data/my.cnf',
      '[mysqld]\nserver-id=101\n',
    ],
    ["cat <<'EOF'\n$x $(y)\nEOF", '$x $(y)\n'],
    ['cat <<-EOF\n\ttab\n\tEOF', 'tab\n'],
    ['cat <<< "a $((1+1))"', 'a 2\n'],
    ['echo a > f; echo b >> f; cat < f', 'a\nb\n'],
    ['ls /nope > f 2>&1; cat f', 'ls: /nope: No such file or directory\n'],
    ['echo x > /nope/f; echo $?', '1\n', "sh: can't create /nope/f: nonexistent directory\n"],
    ['cat < /nope', '', "sh: can't open /nope: no such file\n", 1],
  ]));

describe('what BusyBox ash says', () =>
  table('sh', [
    ['nope; echo $?', '127\n', 'sh: nope: not found\n'],
    ['touch /tmp/x; /tmp/x; echo $?', '126\n', 'sh: /tmp/x: Permission denied\n'],
    ['cd /nope', '', "sh: cd: line 1: can't cd to /nope: No such file or directory\n", 2],
    ['echo a; fi', '', 'sh: syntax error: unexpected "fi"\n', 2],
    [
      'echo a\nif true; then echo b',
      'a\n',
      'sh: syntax error: unexpected end of file (expecting "fi")\n',
      2,
    ],
    ['echo "abc', '', 'sh: syntax error: unterminated quoted string\n', 2],
    ['echo (a)', '', 'sh: syntax error: unexpected "("\n', 2],
  ]));

describe('bash', () =>
  table('bash', [
    ['[[ $(hostname) =~ -([0-9]+)$ ]] || exit 1; ordinal=${BASH_REMATCH[1]}; echo $ordinal', '1\n'],
    ['a=(x y "z w"); a+=(q); echo ${a[2]} ${#a[@]} "${a[-1]}"', 'z w 4 q\n'],
    ['echo {a,b}c {1..3} x{1,2}y', 'ac bc 1 2 3 x1y x2y\n'],
    ['for ((i=0;i<3;i++)); do echo $i; done; ((i == 3)) && echo end', '0\n1\n2\nend\n'],
    ["[[ abc == a* && ! -f /nope ]] && echo yes; echo $'a\\tb'", 'yes\na\tb\n'],
    ['nope', '', 'bash: line 1: nope: command not found\n', 127],
    ['cd /nope', '', 'bash: line 1: cd: /nope: No such file or directory\n', 1],
  ]));
