import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { closeInput, writeInput } from './machine/sessions.ts';
import { signal } from './machine/signals.ts';
import { typeInput } from './machine/terminal.ts';
import { nextDeadline, waitsOf } from './machine/waits.ts';
import { runScript, TestMachine } from './testing.ts';

const sh = (script: string) => ['sh', '-c', script];

function started(script: string, options: ConstructorParameters<typeof TestMachine>[0] = {}) {
  const machine = new TestMachine(options);
  const pid = machine.spawn(sh(script));
  machine.settle();
  return { machine, pid };
}

describe('manifests people copy', () => {
  test('a log line every five seconds', () => {
    const { machine } = started('while true; do date +%s >> /data/log; sleep 5; done');
    machine.advance(12_000);
    const first = machine.start / 1000;
    expect(machine.fs.read('/data/log')).toBe(`${first}\n${first + 5}\n${first + 10}\n`);
    expect(nextDeadline(machine.table)).toBe(15_000);
  });

  test('waiting for a name to resolve, or a file to appear', () => {
    const { machine, pid } = started('until [ -f /d/go ]; do sleep 2; done; echo went');
    machine.advance(3_000);
    machine.fs.mkdir('/d');
    machine.fs.write('/d/go', '');
    machine.advance(1_000);
    expect([machine.output[pid]?.stdout, machine.exit(pid)]).toEqual(['went\n', 0]);
  });

  test('the ordinal of a StatefulSet pod in plain sh', () => {
    const script = 'h=$(hostname); n=${h##*-}; printf "[mysqld]\\nserver-id=%s\\n" $((100 + n))';
    expect(runScript(script).stdout).toBe('[mysqld]\nserver-id=101\n');
  });

  test('a command taken by a name only leaves no deadline when nothing is to happen', () => {
    const { machine } = started('sleep infinity');
    expect(waitsOf(machine.table)).toEqual([{ pid: 1, wait: { for: 'signal' } }]);
    expect(nextDeadline(machine.table)).toBeUndefined();
  });
});

describe('pipes', () => {
  test('a reader that leaves ends the writer', () => {
    const result = runScript('while true; do echo x; sleep 1; done | head -3; echo $?');
    expect([result.stdout, result.exit]).toEqual(['x\nx\nx\n0\n', 0]);
    expect(Object.keys(result.machine.table.processes)).toEqual([]);
    expect(result.machine.table.pipes).toEqual({});
  });

  test('lines pass while the writer still runs', () => {
    const { machine, pid } = started(
      'while true; do echo x; sleep 1; done | grep -n x | sed s/x/y/',
    );
    machine.advance(2_500);
    // sed holds a line back until it knows whether it is the last.
    expect(machine.output[pid]?.stdout).toBe('1:y\n2:y\n');
  });

  test('a full pipe makes its writer wait', () => {
    expect(runScript('yes | head -2').stdout).toBe('y\ny\n');
  });

  test('tail -f waits for the file, not for time', () => {
    const { machine, pid } = started('echo a > /data/log; tail -f /data/log');
    expect(nextDeadline(machine.table)).toBeUndefined();
    expect(waitsOf(machine.table).map(({ wait }) => wait.for)).toEqual(['file']);
    machine.fs.append('/data/log', 'b\n');
    machine.settle();
    expect(machine.output[pid]?.stdout).toBe('a\nb\n');
  });
});

describe('signals', () => {
  test('PID 1 ignores TERM unless it traps it, and dies of KILL', () => {
    const { machine, pid } = started('while :; do sleep 1; done');
    signal(machine.table, machine.system, pid, 'TERM');
    machine.advance(3_000);
    expect(machine.exit(pid)).toBeUndefined();
    signal(machine.table, machine.system, pid, 'KILL');
    machine.settle();
    expect(machine.exit(pid)).toBe(137);
    expect(machine.table.processes).toEqual({});
  });

  test('a trap runs when the command in the foreground has ended', () => {
    const { machine, pid } = started("trap 'echo bye; exit 0' TERM; while :; do sleep 10; done");
    machine.advance(3_000);
    signal(machine.table, machine.system, pid, 'TERM');
    machine.advance(6_000);
    expect(machine.exit(pid)).toBeUndefined();
    machine.advance(1_000);
    expect([machine.output[pid]?.stdout, machine.exit(pid)]).toEqual(['bye\n', 0]);
  });

  test('wait is interrupted at once', () => {
    const { machine, pid } = started("trap 'echo got; exit 3' TERM; sleep 1000 & wait");
    signal(machine.table, machine.system, pid, 'TERM');
    machine.settle();
    expect([machine.output[pid]?.stdout, machine.exit(pid)]).toEqual(['got\n', 3]);
  });

  test('other processes die of TERM with 143, and ps shows who is left', () => {
    const machine = new TestMachine();
    machine.spawn(sh('sleep 1000 & sleep 2000'));
    machine.settle();
    const exec = machine.spawn(
      sh('kill $(ps -o pid,args | grep "sleep 1000$" | sed "s/^ *//;s/ .*//"); ps -o pid,args'),
    );
    machine.settle();
    expect(machine.output[exec]?.stdout).toContain('sleep 2000');
    expect(machine.output[exec]?.stdout).not.toContain('sleep 1000\n');
    expect(runScript('sh -c "kill -TERM \\$\\$"; echo $?').stdout).toBe('143\n');
  });

  test('sh -c with one command becomes that command', () => {
    const { machine } = started('sleep 1000');
    expect(machine.table.processes[1]?.argv).toEqual(['sleep', '1000']);
  });
});

describe('limits', () => {
  test('a script that spins is ended with a reason', () => {
    const { stderr, exit } = runScript('while :; do :; done');
    expect(exit).toBe(152);
    expect(stderr).toBe(
      `sh: CPU time limit exceeded: ran ${limits.instructionsWithoutWaiting} instructions without waiting\n`,
    );
  });

  test('a fork bomb ends', () => {
    const { machine } = runScript('f() { f | f & }; f');
    expect(Object.keys(machine.table.processes).length).toBeLessThanOrEqual(limits.processes);
  });
});

describe('sessions', () => {
  test('standard input comes in pieces', () => {
    const machine = new TestMachine();
    const pid = machine.spawn(['cat'], { stdin: 'open' });
    machine.settle();
    expect(waitsOf(machine.table).map(({ wait }) => wait.for)).toEqual(['stdin']);
    writeInput(machine.table, pid, 'from stdin\n');
    machine.settle();
    expect(machine.output[pid]?.stdout).toBe('from stdin\n');
    closeInput(machine.table, pid);
    machine.settle();
    expect(machine.exit(pid)).toBe(0);
  });

  test('an interactive shell prompts, echoes, edits and takes ^C and ^D', () => {
    const machine = new TestMachine();
    machine.spawn(['sleep', 'infinity']);
    const pid = machine.spawn(['sh'], { stdin: 'open', terminal: { columns: 80, rows: 24 } });
    const type = (keys: string) => {
      typeInput(machine.table, machine.system, pid, keys);
      machine.settle();
    };
    machine.settle();
    type('echo hx\x7fi\r');
    type('if true\r');
    type('then echo yes; fi\r');
    type('sleep 100\r');
    type('\x03');
    type('echo $?\r');
    type('\x04');
    expect(machine.output[pid]?.stdout).toBe(
      '/ # echo hx\b \bi\r\nhi\r\n/ # if true\r\n> then echo yes; fi\r\nyes\r\n/ # sleep 100\r\n^C\r\n/ # echo $?\r\n130\r\n/ # \r\n',
    );
    expect(machine.exit(pid)).toBe(0);
  });
});
