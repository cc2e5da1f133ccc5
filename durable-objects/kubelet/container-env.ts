import type { Image } from './images/index.ts';

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What the runtime and the image put into every container's environment. */
export function ownEnvironment(
  image: Image,
  hostname: string,
  uid: number,
): Readonly<Record<string, string>> {
  const home = uid === 0 ? '/root' : '/';
  return { PATH: defaultPath, HOSTNAME: hostname, ...image.env, HOME: image.env.HOME ?? home };
}
