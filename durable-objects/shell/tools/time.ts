import { defineStreaming } from '../machine/command.ts';
import { parseDate } from './attributes.ts';
import { formatDate } from './calendar.ts';
import { usageText } from './options.ts';
import { defineTool } from './tool.ts';

/** `date [-u] [-d time] [-I[spec]] [-R] [+format]`. */
export const date = defineTool({
  name: 'date',
  usage: '[OPTIONS] [+FMT] [[-s] TIME]',
  letters: 'ud:RI:r:',
  long: { date: 'd', utc: 'u', 'rfc-3339': 'I' },
  run: (options, context) => {
    const text = options.value('d');
    const file = options.value('r');
    const at =
      file !== undefined
        ? context.fs.stat(context.resolve(file)).modifiedAt
        : text === undefined
          ? context.system.now
          : text === 'now'
            ? context.system.now
            : parseDate(text);
    if (at === undefined) {
      context.err(`date: invalid date '${text}'\n`);
      return 1;
    }
    const [operand] = options.operands;
    if (operand !== undefined && !operand.startsWith('+')) {
      context.err("date: can't set date: Operation not permitted\n");
      return 1;
    }
    const iso: Readonly<Record<string, string>> = {
      date: '%F',
      hours: '%FT%H+00:00',
      minutes: '%FT%R+00:00',
      seconds: '%FT%T+00:00',
    };
    const spec = options.value('I');
    const standard = options.has('R')
      ? '%a, %d %b %Y %T %z'
      : spec !== undefined
        ? (iso[spec] ?? '%F')
        : '%a %b %e %H:%M:%S %Z %Y';
    context.out(`${formatDate(at, operand?.slice(1) ?? standard)}\n`);
    return 0;
  },
});

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Milliseconds of `5`, `0.5`, `2m`; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
  return match ? Number(match[1]) * (units[match[2] || 's'] ?? 1) * 1000 : undefined;
}

/** `sleep durations`, which add up; `infinity` never ends. */
export const sleep = defineStreaming<{ until: number | null; exit: number }>({
  name: 'sleep',
  start: (context) => {
    if (context.args.length === 0) {
      context.err(usageText({ name: 'sleep', usage: '[N]...' }));
      return { until: 0, exit: 1 };
    }
    if (context.args.some((arg) => arg === 'infinity' || arg === 'inf'))
      return { until: null, exit: 0 };
    let total = 0;
    for (const arg of context.args) {
      const ms = durationMs(arg);
      if (ms === undefined) {
        context.err(`sleep: invalid number '${arg}'\n`);
        return { until: 0, exit: 1 };
      }
      total += ms;
    }
    return { until: context.system.monotonic + total, exit: 0 };
  },
  resume: ({ until, exit }, context) => {
    if (until === null) return { waits: [{ for: 'signal' }] };
    return context.system.monotonic >= until ? { exit } : { waits: [{ for: 'time', until }] };
  },
});

interface TimeoutState {
  child: number;
  until: number;
  signal: 'TERM' | 'KILL' | 'INT' | 'HUP' | 'QUIT';
  isOver: boolean;
  exit: number | null;
}

/** `timeout [-s signal] duration command`. */
export const timeout = defineStreaming<TimeoutState>({
  name: 'timeout',
  start: (context) => {
    const args = [...context.args];
    let signal: TimeoutState['signal'] = 'TERM';
    if (args[0] === '-s') {
      const name = (args[1] ?? '').replace(/^SIG/, '');
      signal =
        name === 'KILL' || name === '9'
          ? 'KILL'
          : name === 'INT' || name === 'HUP' || name === 'QUIT'
            ? name
            : 'TERM';
      args.splice(0, 2);
    }
    const ms = durationMs(args.shift() ?? '');
    if (ms === undefined || args.length === 0) {
      context.err(usageText({ name: 'timeout', usage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS' }));
      return { child: 0, until: 0, signal, isOver: true, exit: 1 };
    }
    const child = context.spawn(args);
    return { child, until: context.system.monotonic + ms, signal, isOver: false, exit: null };
  },
  resume: (state, context) => {
    if (state.exit !== null) return { exit: state.exit };
    const code = context.childExit(state.child);
    if (code !== undefined) return { exit: state.isOver ? 143 : code };
    if (!state.isOver && context.system.monotonic >= state.until) {
      state.isOver = true;
      context.kill(state.child, state.signal);
    }
    const child = { for: 'child', pid: state.child } as const;
    return { waits: state.isOver ? [child] : [child, { for: 'time', until: state.until }] };
  },
});
