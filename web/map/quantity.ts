const suffixes: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** The number that a Kubernetes quantity (`500m`, `1Gi`) stands for; undefined if it is none. */
export function quantity(text: string): number | undefined {
  const [, digits, suffix] = /^([\d.]+)([a-zA-Z]*)$/.exec(text) ?? [];
  const factor = suffixes[suffix ?? ''];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
