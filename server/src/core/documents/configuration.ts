/** The plain value of a `.portolan.yaml`: its first document; what kind of file it is decides nothing here. */
import { configurationValue } from "../config/queries.ts";
import { type Binding, bind } from "../query/query.ts";
import { chunkKey, chunksOf, plainOf } from "../syntax/queries.ts";
import type { Value } from "../value/value.ts";

export const configurationBinding: Binding = bind<Value | undefined>(configurationValue, (db, file) => {
  const [first] = db.get(chunksOf, file);
  const plain = first && db.get(plainOf, chunkKey(file, first.hash));
  return plain && "value" in plain ? plain.value : undefined;
});
