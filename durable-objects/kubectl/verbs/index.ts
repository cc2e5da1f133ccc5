import type { Root } from '../verb.ts';
import { alpha } from './alpha.ts';
import { apiResources, apiVersions } from './api-resources.ts';
import { apply } from './apply/index.ts';
import { attach } from './attach.ts';
import { auth } from './auth/index.ts';
import { autoscale } from './autoscale.ts';
import { clusterInfo } from './cluster-info.ts';
import { config } from './config/index.ts';
import { create } from './create.ts';
import { deleteVerb } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { cordon, drain, uncordon } from './drain/index.ts';
import { edit } from './edit/index.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { explain } from './explain.ts';
import { expose } from './expose.ts';
import { get } from './get.ts';
import { help, options } from './help.ts';
import { kustomize } from './kustomize.ts';
import { annotate, label } from './label.ts';
import { logs } from './logs.ts';
import { notHere } from './not-here.ts';
import { patch } from './patch.ts';
import { plugin } from './plugin.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout/index.ts';
import { run } from './run/index.ts';
import { scale } from './scale.ts';
import { set } from './set/index.ts';
import { taint } from './taint.ts';
import { top } from './top/index.ts';
import { version } from './version.ts';
import { wait } from './wait/index.ts';

/** kubectl's commands in upstream's order, which suggestions follow too. */
const sections: Root['sections'] = [
  {
    title: 'Basic Commands (Beginner)',
    commands: [create, expose, run, set],
  },
  {
    title: 'Basic Commands (Intermediate)',
    commands: [explain, get, edit, deleteVerb],
  },
  {
    title: 'Deploy Commands',
    commands: [rollout, scale, autoscale],
  },
  {
    title: 'Cluster Management Commands',
    commands: [
      notHere('certificate', 'Modify certificate resources'),
      clusterInfo,
      top,
      cordon,
      uncordon,
      drain,
      taint,
    ],
  },
  {
    title: 'Troubleshooting and Debugging Commands',
    commands: [
      describe,
      logs,
      attach,
      exec,
      notHere('port-forward', 'Forward one or more local ports to a pod'),
      notHere('proxy', 'Run a proxy to the Kubernetes API server'),
      notHere('cp', 'Copy files and directories to and from containers'),
      auth,
      notHere('debug', 'Create debugging sessions for troubleshooting workloads and nodes'),
      events,
    ],
  },
  {
    title: 'Advanced Commands',
    commands: [diff, apply, patch, replace, wait, kustomize],
  },
  {
    title: 'Settings Commands',
    commands: [
      label,
      annotate,
      notHere(
        'completion',
        'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
        'the Tab key completes here by itself',
      ),
    ],
  },
  { title: 'Subcommands provided by plugins', commands: [] },
  {
    title: 'Other Commands',
    commands: [alpha, apiResources, apiVersions, config, plugin, version],
  },
];

/** `kubectl`, with everything below it. */
export const kubectl: Root = {
  name: '',
  short: 'kubectl controls the Kubernetes cluster manager',
  long: 'kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/',
  examples: '',
  usage: '[flags] [options]',
  alone: 'helps',
  flags: [],
  sections,
  subcommands: [...sections.flatMap(({ commands }) => commands), help, options],
};
