/** What a definition of upstream's says of itself and of its members. */
export interface Definition {
  readonly text?: string;
  readonly members: { readonly [name: string]: Member };
}

export interface Member {
  readonly text: string;
  /** The values of an enumeration, or of the items of a list of them. */
  readonly values?: readonly string[];
}

/** A package that carries upstream's texts. */
export interface Source {
  /** By upstream's name, e.g. `io.k8s.api.core.v1.PodSpec`; undefined for one it doesn't have. */
  read(name: string): Definition | undefined;
}
