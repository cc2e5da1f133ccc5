/** True for a client that shows people what it gets: JSON for it is laid out. */
export function readsItself(userAgent: string | undefined): boolean {
  return /^(?:curl|Wget|Mozilla\/5\.0)/.test(userAgent ?? '');
}
