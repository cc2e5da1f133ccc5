import { BareError, KubectlError } from './failure.ts';
import type { Arguments } from './flags.ts';
import { entryOf, type Kubeconfig, serverAddress } from './kubeconfig.ts';

/** Headers that say who asks. */
export type Credentials = { readonly [name: string]: string };

/**
 * What kubeconfig and global flags say of the server and of who asks. Throws KubectlError in
 * clientcmd's words for what doesn't fit together, or leads to a server that isn't this one.
 */
export function connect(config: Kubeconfig, args: Arguments): Credentials {
  checkTimeout(args.text('request-timeout'));
  const named = args.text('context') || config.currentContext;
  const context = entryOf(config, 'contexts', named);
  if (!context && named !== '')
    throw new BareError(
      `Error in configuration: context was not found for specified context: ${named}`,
    );
  checkServer(config, args, String(context?.cluster ?? ''));
  return {
    ...tokenOf(config, args, String(context?.user ?? '')),
    ...impersonationOf(args, String(args.text('user') || context?.user)),
  };
}

function checkTimeout(text: string): void {
  if (/^\d*$/.test(text) || /^([\d.]+(ns|us|µs|ms|s|m|h))+$/.test(text)) return;
  throw new KubectlError(
    'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
  );
}

function checkServer(config: Kubeconfig, args: Arguments, ofContext: string): void {
  const name = args.text('cluster') || ofContext;
  const cluster = entryOf(config, 'clusters', name);
  const given = args.text('server') || cluster?.server;
  if (given === undefined && args.text('cluster') !== '')
    throw new KubectlError(`no server found for cluster ${JSON.stringify(name)}`);
  const server = typeof given === 'string' && given !== '' ? given : 'http://localhost:8080';
  if (server.replace(/\/$/, '') === serverAddress) return;
  const [, host = '', port] = /^(?:https?:\/\/)?([^/:]+)(?::(\d+))?/.exec(server) ?? [];
  const isHere = host === 'localhost' || host === '127.0.0.1';
  throw new BareError(
    isHere
      ? `The connection to the server ${host}:${port ?? 443} was refused - did you specify the right host or port?`
      : `Unable to connect to the server: dial tcp: lookup ${host}: no such host`,
  );
}

function tokenOf(config: Kubeconfig, args: Arguments, ofContext: string): Credentials {
  const name = args.text('user') || ofContext;
  const user = entryOf(config, 'users', name);
  if (!user && args.text('user') !== '')
    throw new KubectlError(`auth info ${JSON.stringify(name)} does not exist`);
  const token = args.text('token') || user?.token;
  // Home folders of before had this word for the terminal's own credentials.
  if (typeof token !== 'string' || token === '' || token === 'REDACTED') return {};
  return { authorization: `Bearer ${token}` };
}

function impersonationOf(args: Arguments, asking: string): Credentials {
  const [user, uid] = [args.text('as'), args.text('as-uid')];
  const groups = args.all('as-group');
  const extra = args.all('as-user-extra');
  if (user === '' && (uid !== '' || groups.length > 0 || extra.length > 0))
    throw new KubectlError(
      `requesting uid, groups or user-extra for ${asking} without impersonating a user`,
    );
  const headers: { [name: string]: string } = {};
  if (user !== '') headers['impersonate-user'] = user;
  if (uid !== '') headers['impersonate-uid'] = uid;
  if (groups.length > 0) headers['impersonate-group'] = groups.join(',');
  for (const one of extra) {
    const at = one.indexOf('=');
    if (at > 0) headers[`impersonate-extra-${one.slice(0, at).toLowerCase()}`] = one.slice(at + 1);
  }
  return headers;
}
