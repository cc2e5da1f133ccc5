/** What /etc/resolv.conf and /etc/hosts say. */
export interface ResolverConfig {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/** Reads the two files as the C library does; unknown lines are passed over. */
export function parseResolverConfig(resolvConf: string, hosts: string): ResolverConfig {
  const lines = resolvConf.split('\n').map((line) => line.trim().split(/\s+/));
  const values = (keyword: string) =>
    lines.filter(([first]) => first === keyword).map(([, ...rest]) => rest);
  const ndots = values('options')
    .flat()
    .find((option) => option.startsWith('ndots:'));
  return {
    nameservers: values('nameserver').flatMap(([address]) => (address ? [address] : [])),
    search: values('search').at(-1) ?? [],
    ndots: ndots === undefined ? 1 : Number(ndots.slice('ndots:'.length)),
    hosts: parseHosts(hosts),
  };
}

function parseHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (!address || address.includes(':')) continue;
    for (const name of names) hosts.set(name, [...(hosts.get(name) ?? []), address]);
  }
  return hosts;
}

/**
 * The names to ask for in turn: with fewer than `ndots` dots the search list comes first. A name
 * with a dot at its end is asked as it is.
 */
export function candidates(config: ResolverConfig, name: string): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = config.search.map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= config.ndots ? [name, ...searched] : [...searched, name];
}
