import { type Command, defineShell } from '../machine/command.ts';
import { chgrp, chmod, chown, stat, touch } from './attributes.ts';
import { awk } from './awk.ts';
import { cat } from './cat.ts';
import { base64, md5sum, sha1sum, sha256sum } from './digest.ts';
import { dd, df, du, mount, sync } from './disk.ts';
import { builtinPrograms, env, nohup, printenv } from './environment.ts';
import { expr } from './expr.ts';
import { cp, ln, mkdir, mv, rm, rmdir } from './file-operations.ts';
import { find } from './find.ts';
import { grep } from './grep.ts';
import { head } from './head.ts';
import { free, hostname, id, nproc, ps, uname, uptime, whoami } from './host.ts';
import { ls } from './ls.ts';
import { basename, dirname, mktemp, readlink, realpath, seq, which, yes } from './names.ts';
import { sed } from './sed.ts';
import { tail } from './tail.ts';
import { tar } from './tar.ts';
import { cut, rev, sort, tee, tr, uniq, wc } from './text.ts';
import { date, sleep, timeout } from './time.ts';
import { xargs } from './xargs.ts';

/** Tools with BusyBox' messages, without any shell: what other images build on. */
export const tools: readonly Command[] = [
  ...builtinPrograms,
  ...[
    awk,
    base64,
    basename,
    cat,
    chgrp,
    chmod,
    chown,
    cp,
    cut,
    date,
    dd,
    df,
    dirname,
    du,
    env,
    expr,
  ],
  ...[find, free, grep, { ...grep, name: 'egrep' }, { ...grep, name: 'fgrep' }, head, hostname, id],
  ...[
    ln,
    ls,
    md5sum,
    mkdir,
    mktemp,
    mount,
    mv,
    nohup,
    nproc,
    printenv,
    ps,
    readlink,
    realpath,
    rev,
  ],
  ...[rm, rmdir, sed, seq, sha1sum, sha256sum, sleep, sort, stat, sync, tail, tar, tee, timeout],
  ...[touch, tr, uname, uniq, uptime, wc, which, whoami, xargs, yes],
];

/** The commands of a BusyBox image: `sh` and all tools. */
export const busyboxCommands: readonly Command[] = [
  defineShell('sh', 'ash'),
  defineShell('ash', 'ash'),
  ...tools,
];
