/** Ids of nodes as plain words, each once: `Service_shop_cart`. */
export function slugs(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id) => {
      const base = id.replaceAll(/[^A-Za-z0-9]+/g, "_");
      let slug = base;
      for (let nth = 2; taken.has(slug); nth += 1) slug = `${base}_${nth}`;
      taken.add(slug);
      return [id, slug];
    }),
  );
}
