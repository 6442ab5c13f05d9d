/** The language server as an editor starts it: over IPC, stdio, a pipe or a socket, as its arguments say. */
import { createConnection } from "vscode-languageserver/node";
import { createAnalysis } from "./core/analysis.ts";
import { nodeDisk } from "./host/node.ts";
import { productVersion } from "./host/shipped.ts";
import { startServer } from "./lsp/server.ts";

startServer(createConnection(), {
  analysis: createAnalysis(),
  disk: nodeDisk(),
  version: productVersion(),
  // A file of its own where the program is bundled (esbuild.mjs).
  fieldBook: async () => (await import("./core/features/cards/fields/book.ts")).book,
});
