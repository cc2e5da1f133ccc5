import { describe, expect, test } from 'vitest';
import { TestMachine } from './testing.ts';

const scripts = [
  'i=0; while [ $i -lt 4 ]; do i=$((i+1)); echo $i | sed s/^/n/; sleep 2; done; echo end',
  'while true; do echo x; sleep 1; done | head -3 | grep -n x',
  "trap 'echo bye' EXIT; f() { local a=$1; echo $(echo in $a; sleep 1) $a; }; f 1; f 2; exit 5",
  'a="1 2 3"; for i in $a; do case $i in 2) continue;; esac; echo ${i:-none} $(($i*2)); done >> /data/o; cat /data/o',
  'sleep 3 & sleep 1 & wait; echo done $!; (exit 4); echo $?',
  'seq 200 | sort -r | uniq | tail -3; find / -name "p*" -type f | xargs ls -l; cat <<E\n$(date)\nE',
  'yes | head -200 | wc -l; set -e; false; echo never',
  'read a < /etc/passwd; echo $a; echo "b c" | while read x y; do echo $y $x; done; nope; echo $?',
];

/** Runs a script; every slice ends after `budget` instructions, with what `between` does. */
function run(script: string, budget: number | undefined, hibernates: boolean) {
  const machine = new TestMachine();
  machine.budget = budget;
  if (hibernates)
    machine.interrupt = (m) => {
      m.table = JSON.parse(JSON.stringify(m.table));
    };
  const pid = machine.spawn(['sh', '-c', script]);
  machine.advance(60_000);
  return {
    output: machine.output[pid],
    exit: machine.exit(pid),
    table: machine.table,
    tree: machine.fs.tree,
  };
}

describe.each(scripts)('%s', (script) => {
  const whole = run(script, undefined, false);

  test.each([1, 2, 7, 50])(
    'slices of %i instructions, each through JSON, change nothing',
    (budget) => {
      expect(run(script, budget, true)).toEqual(whole);
    },
  );
});
