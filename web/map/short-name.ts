/** `pvc-3f0c…a91` for the long names that a provisioner makes. */
export function shortName(name: string): string {
  return name.length > 24 ? `${name.slice(0, 8)}…${name.slice(-3)}` : name;
}
