import { echoText } from '../builtins/echo.ts';
import { parseKill } from '../builtins/jobs.ts';
import { formatText } from '../builtins/printf.ts';
import { evaluateTest } from '../builtins/test.ts';
import type { Command, CommandContext } from '../machine/command.ts';
import { defineCommand, defineStreaming, type Progress } from '../machine/command.ts';
import { readOptions, usageText } from './options.ts';
import { defineTool } from './tool.ts';

const envSpec = {
  name: 'env',
  usage: '[-iu0] [NAME=VALUE]... [PROG ARGS]',
  letters: 'iu:0',
  stopsAtOperand: true,
};

/** `env [-i] [-u name] [name=value] [command]`. */
export const env = defineStreaming<{ result: Progress }>({
  name: 'env',
  start: (context) => {
    const options = readOptions(envSpec, context.args);
    if ('error' in options) {
      context.err(options.error);
      return { result: { exit: 125 } };
    }
    const values: Record<string, string> = options.has('i') ? {} : { ...context.env };
    for (const name of options.all('u')) delete values[name];
    let n = 0;
    for (; n < options.operands.length; n++) {
      const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(options.operands[n] ?? '') ?? [];
      if (name === undefined) break;
      values[name] = value ?? '';
    }
    const argv = options.operands.slice(n);
    if (argv.length > 0) return { result: { exec: argv, env: values } };
    for (const [name, value] of Object.entries(values)) context.out(`${name}=${value}\n`);
    return { result: { exit: 0 } };
  },
  resume: ({ result }) => result,
});

/** `printenv [names]`. */
export const printenv = defineTool({
  name: 'printenv',
  usage: '[VARIABLE]...',
  letters: '',
  run: (options, context) => {
    if (options.operands.length === 0)
      for (const [name, value] of Object.entries(context.env)) context.out(`${name}=${value}\n`);
    let code = 0;
    for (const name of options.operands) {
      const value = context.env[name];
      if (value === undefined) code = 1;
      else context.out(`${value}\n`);
    }
    return code;
  },
});

/** `nohup command`. */
export const nohup = defineStreaming<{ argv: string[] }>({
  name: 'nohup',
  start: (context) => ({ argv: [...context.args] }),
  resume: ({ argv }, context) => {
    if (argv.length > 0) return { exec: argv };
    context.err(usageText({ name: 'nohup', usage: 'PROG ARGS' }));
    return { exit: 125 };
  },
});

const scopeOf = (context: CommandContext) => ({
  fs: context.fs,
  cwd: context.cwd,
  user: context,
  isTerminal: (fd: number) => context.isTerminal(fd),
  isSet: (name: string) => context.env[name] !== undefined,
  isOn: () => false,
});

const testCommand = (name: string) =>
  defineCommand(name, (context) => {
    const result = evaluateTest(scopeOf(context), context.args, name);
    if (typeof result === 'boolean') return result ? 0 : 1;
    context.err(`${name}: ${result.error}\n`);
    return 2;
  });

/** Programs of the same name as builtins, for probes and exec, which start no shell. */
export const builtinPrograms: readonly Command[] = [
  testCommand('test'),
  testCommand('['),
  defineCommand('true', () => 0),
  defineCommand('false', () => 1),
  defineCommand('echo', (context) => {
    context.out(echoText(context.args));
    return 0;
  }),
  defineCommand('printf', (context) => {
    const [format, ...args] = context.args;
    if (format === undefined) {
      context.err(usageText({ name: 'printf', usage: 'FORMAT [ARG]...' }));
      return 1;
    }
    const { text, errors } = formatText(format, args);
    context.out(text);
    for (const error of errors) context.err(`printf: ${error}\n`);
    return errors.length > 0 ? 1 : 0;
  }),
  defineCommand('pwd', (context) => {
    context.out(`${context.cwd}\n`);
    return 0;
  }),
  defineCommand('kill', (context) => {
    const request = parseKill(context.args);
    if ('error' in request) {
      context.err(`kill: ${request.error}\n`);
      return 1;
    }
    let code = 0;
    for (const target of request.targets) {
      const failure = context.kill(Number(target), request.signal);
      if (failure === undefined) continue;
      const why = failure === 'ESRCH' ? 'No such process' : 'Operation not permitted';
      context.err(`kill: can't kill pid ${target}: ${why}\n`);
      code = 1;
    }
    return code;
  }),
];
